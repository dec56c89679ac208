"""What stands beside the text: printed line numbers, notes in the margin, heads that change with the chapter."""

from __future__ import annotations

from tests.layouts.flows import article, frames
from tests.layouts.material import Pen
from tests.layouts.sheet import Frame, Sheet, Style, width_of

NOTES = ("Beratung in allen Orten sichern", "Mehr Zeit für die Pflege", "Wege kurz halten", "Offene Häuser stärken")


def line_numbers(sheet: Sheet, pen: Pen, *, style: Style, step: int, right: bool, first: int = 1) -> None:
    """Every line, or every fifth, has its number in the margin; they count on over the pages."""
    sheet.flow(
        [("paragraph", pen.paragraph(6), style) for _ in range(12)],
        frames(3, 1, left=90, width=430, top=60, bottom=700),
    )
    small = style.but(size=8, justified=False)
    rows = sorted({(stroke.page, round(stroke.y, 2)) for stroke in sheet.strokes})
    for number, (page, y) in enumerate(rows, start=first):
        if number % step == 0:
            x = 545.0 if right else 75 - width_of(str(number), small)
            sheet.put(page, x, y, str(number), small)
            sheet.absent.append(str(number))


def numbered_rows(sheet: Sheet, pen: Pen, *, style: Style) -> None:
    """A list whose numbers are its own: they stay."""
    sheet.flow([("paragraph", pen.paragraph(), style)], [Frame(0, 60, 60, 475)])
    y = 150.0
    for number in range(1, 7):
        name = f"{pen.place()} erhält {pen.money()} Euro"
        sheet.put(0, 60, y, f"{number}.", style)
        sheet.put(0, 80, y, name, style)
        sheet.say("item", f"{number}. {name}")
        y += style.size * 1.6
    sheet.flow([("paragraph", pen.paragraph(), style)], [Frame(0, 60, y + 10, 475)])


def notes(sheet: Sheet, pen: Pen, *, style: Style, right: bool, gutter: float) -> None:
    """Short notes in small type beside the paragraphs that they sum up."""
    x, wide = (60.0 if right else 150.0), 380.0
    small = style.but(size=style.size - 3, justified=False, hyphens="", indent=0, gap=0)
    y = 60.0
    for text in NOTES:
        left = x + wide + gutter if right else x - gutter - 75
        sheet.flow([("note", text, small)], [Frame(0, left, y + 2, 75)], apart=text)
        _, y = sheet.flow([("paragraph", pen.paragraph(3), style) for _ in "ab"], [Frame(0, x, y, wide)])


def chapters(sheet: Sheet, pen: Pen, *, style: Style, right: bool) -> None:
    """A running head that names the chapter of its page, none of them twice."""
    sheet.flow(article(pen, style, sections=8, paragraphs=4, sentences=4), frames(8, 1, top=80, bottom=600))
    small = style.but(size=8.5, justified=False)
    for page in range(1 + max(stroke.page for stroke in sheet.strokes)):
        head = ("Wohnen", "Verkehr", "Bildung", "Umwelt", "Kultur", "Sport", "Pflege", "Energie")[page] + " im Kreis"
        sheet.furniture(page, 535 if right else 60, 45, head, small, right=right)
        sheet.furniture(page, 535, 800, str(page + 1), small, right=True)
