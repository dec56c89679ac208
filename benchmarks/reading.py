"""How fast PDF pages are read, beside pdftotext, pdfium's bare text and pdfplumber, and how much memory it takes.

    python benchmarks/reading.py [--pages 60] [--runs 3] [--large 300]

The documents are made here with ReportLab: letters and reports in one column, brochures in two, budgets with ruled
tables. Each tool reads them one after the other; CPU milliseconds a page count, the least of some runs (a process that
is started pays for its start). Memory is the peak of a fresh process that reads and cleans one large document.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from policytext.clean import clean
from policytext.model import RawDocument
from policytext.readers.pdf import read_pdf
from policytext.segment import assemble

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
PLAIN = ("letters", "reports", "brochures")
Reader = Callable[[bytes], object]


def main() -> None:
    """Make the documents, measure, and print each line as soon as it is measured."""
    options = _options()
    documents = {kind: _document(kind, options.pages) for kind in (*PLAIN, "budgets")}
    print(f"CPU milliseconds a page, {options.pages} pages a document, least of {options.runs} runs")
    print(f"{'':34}", *(f"{kind:>10}" for kind in documents), f"{'plain':>10}")
    took: dict[str, float] = {}
    for name, reader in _readers().items():
        figures = {kind: _milliseconds(reader, data, options) for kind, data in documents.items()}
        took[name] = sum(figures[kind] for kind in PLAIN) / len(PLAIN)
        print(f"{name:34}", *(f"{figure:10.2f}" for figure in (*figures.values(), took[name])), flush=True)
    faster = took["pdfplumber.extract_text"] / took[OURS]
    print(f"\nplain pages: {faster:.1f} times faster than pdfplumber.extract_text", end="")
    if "pdftotext" in took:
        print(f", {took[OURS] / took['pdftotext']:.1f} times the time of pdftotext", end="")
    print(f"\npeak memory, {options.large} pages read and cleaned: {_peak(options.large):.0f} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60, help="pages of a document")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the least counts")
    parser.add_argument("--large", type=int, default=300, help="pages of the document for the memory")
    parser.add_argument("--peak-of", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak_of:
        _report_peak(options.peak_of)
        raise SystemExit
    return options


# ------------------------------------------------------------------------------------------------- documents


def _document(kind: str, pages: int) -> bytes:
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
    return _cut(packed.getvalue(), pages)


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


def _cut(data: bytes, pages: int) -> bytes:
    """The first pages of a PDF, so that every document has as many as was asked for."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf, pypdfium2.PdfDocument.new() as kept:
        kept.import_pages(pdf, list(range(min(pages, len(pdf)))))
        packed = io.BytesIO()
        kept.save(packed)
    return packed.getvalue()


# ------------------------------------------------------------------------------------------------- readers


OURS = "policytext: read, with boxes"


def _readers() -> dict[str, Reader]:
    return {
        **({"pdftotext": _pdftotext} if _has_pdftotext() else {}),
        "pypdfium2: bare text": _pdfium,
        "pdfplumber.extract_text": _pdfplumber,
        OURS: _read,
        "policytext: read, clean, segment": lambda data: assemble(clean(_read(data))),
    }


def _has_pdftotext() -> bool:
    try:
        subprocess.run(["pdftotext", "-v"], capture_output=True, check=False)
    except OSError:
        print("pdftotext is not installed (poppler-utils): it is left out")
        return False
    return True


def _pdftotext(data: bytes) -> object:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return subprocess.run(["pdftotext", file.name, "-"], capture_output=True, check=True).stdout


def _pdfium(data: bytes) -> object:
    import pypdfium2

    texts: list[str] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return texts


def _pdfplumber(data: bytes) -> object:
    import pdfplumber

    texts: list[str] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            texts.append(page.extract_text())
            page.close()
    return texts


def _read(data: bytes) -> RawDocument:
    return read_pdf(data, "document.pdf")


# ------------------------------------------------------------------------------------------------- measuring


def _milliseconds(reader: Reader, data: bytes, options: argparse.Namespace) -> float:
    """CPU milliseconds a page of this process and those it starts."""
    runs = 1 if reader is _pdfplumber else options.runs
    if runs > 1:
        reader(data)  # loading of libraries does not count
    pages = int(options.pages)
    return min(_cpu(reader, data) for _ in range(runs)) / pages * 1000


def _cpu(reader: Reader, data: bytes) -> float:
    start, children = process_time(), _children()
    reader(data)
    return process_time() - start + _children() - children


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(pages: int) -> float:
    """The peak memory (MB) of a fresh process that reads and cleans a document of this many pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.pdf"
        path.write_bytes(_document("reports", pages))
        run = subprocess.run(
            [sys.executable, __file__, "--peak-of", str(path)], capture_output=True, check=True, text=True
        )
    return float(run.stdout)


def _report_peak(path: Path) -> None:
    document = assemble(clean(_read(path.read_bytes())))
    if not document.text:
        raise SystemExit("no text was read")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
