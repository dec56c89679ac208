"""What stands beside the text: printed line numbers, notes in the margin, heads that change with the chapter."""

from __future__ import annotations

from tests.layouts.flows import article, frames
from tests.layouts.material import Pen
from tests.layouts.sheet import Frame, Sheet, Style, width_of

NOTES = ("Beratung in allen Orten sichern", "Mehr Zeit für die Pflege", "Wege kurz halten", "Offene Häuser stärken")
MORE_NOTES = (
    "Beratung vor Ort", "Mehr Zeit für die Familien", "Wege kurz halten und sichern", "Vereine entlasten",
    "Schulen gut ausstatten", "Bahn und Bus ausbauen", "Energie sparen in allen Häusern", "Wohnen bezahlbar machen",
    "Ehrenamt stärken", "Gesund leben auf dem Land", "Kitas ohne Gebühren",
)  # fmt: skip


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


def notes(
    sheet: Sheet, pen: Pen, *, style: Style, right: bool, gutter: float, smaller: float = 3, wide: float = 75
) -> None:
    """Short notes beside the paragraphs that they sum up, so many points smaller than these."""
    x, body = (60.0 if right else 75.0 + wide), 305.0 + wide
    small = style.but(size=style.size - smaller, justified=False, hyphens="", indent=0, gap=0)
    y = 60.0
    for text in NOTES:
        left = x + body + gutter if right else x - gutter - wide
        sheet.flow([("note", text, small)], [Frame(0, left, y + (2 if smaller else 0), wide)], apart=text)
        _, y = sheet.flow([("paragraph", pen.paragraph(3), style) for _ in "ab"], [Frame(0, x, y, body)])


def notes_over_pages(
    sheet: Sheet, pen: Pen, *, style: Style, right: bool, gutter: float, smaller: float, wide: float
) -> None:
    """Pages with many, one and two notes in the same margin; paragraphs run over their ends."""
    x, body = (60.0 if right else 75.0 + wide), 305.0 + wide
    small = style.but(size=style.size - smaller, justified=False, hyphens="", indent=0, gap=0)
    left = x + body + gutter if right else x - gutter - wide
    waiting = pen.dice.sample(MORE_NOTES, 7)
    page, y = 0, 60.0
    for number in range(21):
        if (number % 3 == 0 and page != 1) or number == 12:
            text = waiting.pop() if waiting and y < 650 else ""
            if text:
                sheet.flow([("note", text, small)], [Frame(page, left, y, wide)], apart=text)
        frame, y = sheet.flow(
            [("paragraph", pen.paragraph(3), style)], [Frame(page, x, y, body, 760), Frame(page + 1, x, 60, body, 760)]
        )
        page = frame.page


def chapters(sheet: Sheet, pen: Pen, *, style: Style, right: bool) -> None:
    """A running head that names the chapter of its page, none of them twice."""
    sheet.flow(article(pen, style, sections=8, paragraphs=4, sentences=4), frames(8, 1, top=80, bottom=600))
    small = style.but(size=8.5, justified=False)
    for page in range(1 + max(stroke.page for stroke in sheet.strokes)):
        head = ("Wohnen", "Verkehr", "Bildung", "Umwelt", "Kultur", "Sport", "Pflege", "Energie")[page] + " im Kreis"
        sheet.furniture(page, 535 if right else 60, 45, head, small, right=right)
        sheet.furniture(page, 535, 800, str(page + 1), small, right=True)


def facing(sheet: Sheet, pen: Pen, *, style: Style, head: str, small: float, beside: bool) -> None:
    """Left pages name the book, right ones their chapter; the page's number stands beside that or below the text."""
    sheet.flow(article(pen, style, sections=9, paragraphs=4, sentences=4), frames(9, 1, top=85, bottom=640))
    face = style.but(size=small, justified=False, indent=0)
    names = pen.dice.sample(CHAPTERS, len(CHAPTERS))
    for page in range(1 + max(stroke.page for stroke in sheet.strokes)):
        is_right = page % 2 == 0
        name = f"{page // 2 + 1} {names[page // 2]}" if is_right else head
        sheet.furniture(page, 535 if is_right else 60, 45, name, face, right=is_right)
        if is_right == beside:
            sheet.furniture(page, 60 if is_right else 535, 45, str(page + 21), face, right=not is_right)
        else:
            sheet.furniture(page, 290, 800, str(page + 21), face)


CHAPTERS = (
    "Wohnen und Bauen", "Wege und Bahnen", "Schule und Ausbildung", "Natur und Klima", "Kunst und Vereine",
    "Pflege im Alter", "Haushalt", "Zusammenarbeit der Kreise",
)  # fmt: skip
