"""Busier pages: party programmes, newspapers, council papers, with several habits at once."""

from __future__ import annotations

from tests.layouts.flows import article, frames
from tests.layouts.material import Pen
from tests.layouts.sheet import Frame, Sheet, Style
from tests.layouts.tables import TOWNS, draw


def marginal_heads(sheet: Sheet, pen: Pen, *, style: Style, width: float) -> None:
    """Headings in a margin of their own, beside the first line of what they head."""
    y = 60.0
    for _ in range(5):
        small = style.but(size=style.size - 1, weight=1, justified=False, hyphens="")
        sheet.flow(
            [("heading", pen.one("headings"), small)],
            [Frame(0, 50, y + style.size * style.lead - small.size * small.lead, width)],
        )
        _, y = sheet.flow(
            [("paragraph", pen.paragraph(2), style) for _ in "ab"], [Frame(0, 50 + width + 20, y, 480 - width)]
        )
        y += 8


def two_articles(sheet: Sheet, pen: Pen, *, style: Style, side_by_side: bool) -> None:
    """Two articles of a newsletter, each under its own headline, over two columns each or side by side."""
    head = style.but(size=15, weight=1, justified=False, hyphens="", indent=0)
    if side_by_side:
        for x in (50, 310):
            parts = [("heading", pen.one("titles"), head), *(("paragraph", pen.paragraph(), style) for _ in "abcd")]
            sheet.flow(parts, [Frame(0, x, 60, 235)])
        return
    for top in (50, 430):
        _, y = sheet.flow([("heading", pen.one("titles"), head)], [Frame(0, 60, top, 475)])
        places = [Frame(0, 60, y, 226, y + 170), Frame(0, 308, y, 226, top + 370)]
        sheet.flow([("paragraph", pen.paragraph(), style) for _ in range(5)], places)


def council_form(sheet: Sheet, pen: Pen, *, style: Style, boxed: bool) -> None:
    """A council paper: labelled fields in a grid, then resolution, reasons and costs."""
    sheet.flow([("title", "Sitzungsvorlage Nr. 112/2024", style.but(size=16, weight=1))], [Frame(0, 60, 45, 475)])
    fields = (
        ("Gremium", "Sozialausschuss"),
        ("Sitzung am", "18. Juni 2024"),
        ("Behandlung", "öffentlich"),
        ("Amt", "Kämmerei"),
    )
    small = style.but(size=style.size - 1)
    for number, (label, value) in enumerate(fields):
        x, y = 60 + number % 2 * 240.0, 90 + number // 2 * 26.0
        if boxed:
            sheet.area(0, x, y, 240, 26, grey=None)
        sheet.put(0, x + 5, y + 17, f"{label}:", small.but(weight=1))
        sheet.put(0, x + 90, y + 17, value, small)
        sheet.say("fields", f"{label}: {value}", apart=f"field {number}", loose=True)
    bold = style.but(weight=1)
    parts = [
        ("heading", "Beschlussvorschlag", bold),
        *(("item", f"{n}. {pen.one('clauses')}", style.but(indent=18, hanging=18)) for n in (1, 2, 3)),
        ("heading", "Begründung", bold),
        *(("paragraph", pen.paragraph(3), style) for _ in "abc"),
        ("heading", "Finanzielle Auswirkungen", bold),
        ("paragraph", pen.paragraph(2), style),
    ]
    sheet.flow(parts, frames(2, 1, first_top=160))


def table_in_column(sheet: Sheet, pen: Pen, *, style: Style, rules: str) -> None:
    """Two columns, a small table in the second one."""
    sheet.flow(article(pen, style, sections=2), [Frame(0, 60, 60, 226, 780), Frame(0, 308, 60, 226, 300)])
    rows = [("Gemeinde", "Betrag"), *((town, pen.money()) for town in TOWNS[:6])]
    _, y = draw(
        sheet,
        rows,
        page=0,
        x=308,
        y=330,
        widths=(130, 96),
        style=style.but(size=9, justified=False, indent=0),
        rules=rules,
    )
    sheet.flow([("paragraph", pen.paragraph(), style) for _ in "ab"], [Frame(0, 308, y + 12, 226)])


def lists_in_columns(sheet: Sheet, pen: Pen, *, style: Style, mark: str) -> None:
    """Two columns of demands as list items, some of them over the column's end."""
    inner = style.but(indent=14, hanging=14, gap=3)
    parts = []
    for _ in range(3):
        parts += [
            ("heading", pen.one("headings"), style.but(size=12, weight=1, justified=False)),
            ("paragraph", pen.paragraph(2), style),
        ]
        parts += [("item", f"{mark} {pen.one('body')}", inner) for _ in range(5)]
    sheet.flow(parts, frames(2, 2))


def notes_in_columns(sheet: Sheet, pen: Pen, *, style: Style, rule: bool) -> None:
    """Two columns, each with its own note at the foot."""
    text = "Im Haushalt stehen 14 Mio.^1 Euro bereit. "
    later = "Weitere 3,5 Millionen^2 Euro kommen aus der Rücklage. "
    parts = [
        ("heading", pen.one("headings"), style.but(size=13, weight=1, justified=False)),
        ("paragraph", text + pen.paragraph(2), style),
    ]
    parts += [("paragraph", pen.paragraph(), style) for _ in range(4)] + [
        ("paragraph", later + pen.paragraph(2), style)
    ]
    sheet.flow(parts, [Frame(0, 60, 60, 226, 480), Frame(0, 308, 60, 226, 480)])
    note = style.but(size=7, justified=False, hyphens="", indent=0)
    for number, x in ((1, 60.0), (2, 308.0)):
        if rule:
            sheet.line(0, x, 515, x + 80, 515)
        sheet.put(0, x, 525, str(number), note.but(size=4.5))
        sheet.flow([("footnote", pen.one("notes"), note)], [Frame(0, x + 6, 518, 220)], apart=f"note {number}")


def programme(sheet: Sheet, pen: Pen, *, style: Style, grey: float | None, chapter: str) -> None:
    """Four dense pages of a party programme: two columns, boxes, pull quotes, running heads, page numbers."""
    places = [
        Frame(0, 60, 130, 226, 770), Frame(0, 308, 130, 226, 600),
        Frame(1, 60, 70, 226, 770), Frame(1, 308, 70, 226, 770),
        Frame(2, 60, 190, 226, 770), Frame(2, 308, 190, 226, 770),
        Frame(3, 60, 70, 226, 770), Frame(3, 308, 70, 226, 770),
    ]  # fmt: skip
    plain = style.but(justified=False, hyphens="", indent=0)
    sheet.flow([("title", chapter, plain.but(size=24, weight=1))], [Frame(0, 60, 60, 475)])
    sheet.flow(article(pen, style, sections=7, paragraphs=3), places)
    sheet.area(0, 300, 620, 242, 155, grey=grey)
    box = [
        ("heading", "Das haben wir erreicht", plain.but(weight=1)),
        *(("paragraph", pen.one("body"), plain) for _ in "abc"),
    ]
    sheet.flow(box, [Frame(0, 312, 628, 218)], apart="box")
    quote = plain.but(size=17, weight=2, colour=(0.6, 0.1, 0.1))
    sheet.flow([("quote", "„Heimat ist dort, wo man sich kümmert.“", quote)], [Frame(2, 60, 90, 475)], apart="quote")
    for page in range(1 + max(stroke.page for stroke in sheet.strokes)):
        small = style.but(size=8)
        if page:
            sheet.furniture(
                page, 60 if page % 2 else 535, 40, f"Wahlprogramm 2026 · {chapter}", small, right=not page % 2
            )
        sheet.furniture(page, 60 if page % 2 else 535, 812, str(page + 11), small.but(size=9), right=not page % 2)


def second_page_head(sheet: Sheet, pen: Pen, *, style: Style) -> None:
    """A long letter whose later pages say which page of which letter they are."""
    sheet.lines(0, 70, 70, ["Kreis Ostrahn · Der Landrat"], style.but(weight=1), kind="address", apart="")
    parts = [
        ("heading", pen.one("titles"), style.but(weight=1, size=13)),
        ("paragraph", "Sehr geehrter Herr Landrat,", style),
    ]
    parts += [("paragraph", pen.paragraph(4), style) for _ in range(14)] + [
        ("paragraph", "Mit freundlichen Grüßen", style)
    ]
    sheet.flow(parts, frames(4, 1, left=70, width=455, first_top=130, top=100, bottom=760))
    for page in range(1, 1 + max(stroke.page for stroke in sheet.strokes)):
        sheet.furniture(page, 70, 60, f"Seite {page + 1} des Schreibens vom 12. Februar 2025", style.but(size=9))
