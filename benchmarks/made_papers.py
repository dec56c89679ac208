"""Papers made to measure reading with: letters, reports, brochures in two columns, budgets with ruled tables."""

from __future__ import annotations

import io
import random

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

SENTENCES = (
    "Der Landkreis Auenwald erhält für den Umbau der alten Güterhalle 2,4 Millionen Euro.",
    "Im Erdgeschoss soll eine Werkstatt für Jugendliche entstehen, darüber eine Bücherei mit Lesecafé.",
    "Die Vereine bringen ihre Arbeit ein, und das Land beteiligt sich mit Bundes- und Landesmitteln.",
    "Anträge sind bis zum 31. März bei der Bewilligungsstelle einzureichen.",
    "Für das Ehrenamt gibt es einen eigenen Topf von 15.000 Euro im Jahr.",
    "Rund vierzig Freiwillige haben den Dachstuhl schon im Winter von Schutt befreit.",
    "Die Zuwendung wird als Anteilfinanzierung in Höhe von höchstens 80 Prozent gewährt.",
)
TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7)
FLUSH = ParagraphStyle("flush", parent=TEXT, alignment=TA_JUSTIFY)
SMALL = ParagraphStyle("small", parent=TEXT, fontName="Helvetica", fontSize=9, leading=11.5)
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Helvetica-Bold", fontSize=14, leading=17)
KINDS = ("letters", "reports", "brochures", "budgets")


def make_paper(kind: str, pages: int) -> bytes:
    """A PDF of this many pages, the same on every run."""
    chance = random.Random(kind)
    packed = io.BytesIO()
    wide = [Frame(60, 70, 475, 700, id="one")]
    narrow = [Frame(50, 70, 240, 700, id="left"), Frame(305, 70, 240, 700, id="right")]
    made = BaseDocTemplate(packed, pagesize=A4, invariant=1)
    made.addPageTemplates([PageTemplate("page", narrow if kind == "brochures" else wide, onPage=_furniture)])
    styles = {"letters": TEXT, "reports": FLUSH, "brochures": SMALL, "budgets": TEXT}
    blocks = {"letters": 10, "reports": 10, "brochures": 17, "budgets": 4}
    story: list[Flowable] = []
    for _ in range(pages * blocks[kind]):
        text = " ".join(chance.choices(SENTENCES, k=chance.randint(2, 7)))
        story += [Paragraph("Lebendige Ortskerne", HEAD)] if chance.random() < 0.2 else []
        story += [_table(chance)] if kind == "budgets" and chance.random() < 0.4 else []
        story.append(Paragraph(text, styles[kind]))
    made.build(story)
    return cut(packed.getvalue(), pages)


def _furniture(page: Canvas, made: BaseDocTemplate) -> None:
    page.setFont("Helvetica", 8)
    page.drawString(60, 812, "Landkreis Auenwald · Bericht")
    page.drawCentredString(297, 40, f"Seite {page.getPageNumber()}")


def _table(chance: random.Random) -> Table:
    rows = [["Haushaltsstelle", "Ansatz in Euro", "Ergebnis in Euro"]]
    rows += [
        [f"Kapitel {number}", f"{chance.randint(10, 999)}.000", f"{chance.randint(10, 999)}.000"]
        for number in range(12)
    ]
    return Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 9)])


def cut(data: bytes, pages: int) -> bytes:
    """At most this many pages from the middle of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf, pypdfium2.PdfDocument.new() as kept:
        first = max(0, (len(pdf) - pages) // 2)
        kept.import_pages(pdf, list(range(first, min(first + pages, len(pdf)))))
        packed = io.BytesIO()
        kept.save(packed)
    return packed.getvalue()
