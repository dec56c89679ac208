"""What stands around the text and how pages lie: running heads, page numbers, turned pages, spreads, annexes."""

from __future__ import annotations

from collections.abc import Callable

from tests.layouts.flows import article, frames
from tests.layouts.material import Pen
from tests.layouts.sheet import A4, Frame, Sheet, Style, broken, width_of

NUMBERS: dict[str, Callable[[int, int], str]] = {
    "plain": lambda page, _: str(page),
    "of": lambda page, pages: f"Seite {page} von {pages}",
    "dashes": lambda page, _: f"– {page} –",
    "slash": lambda page, pages: f"{page}/{pages}",
    "bar": lambda page, _: f"{page} | Jahresbericht",
    "roman": lambda page, _: ("i", "ii", "iii", "iv", "v", "vi")[page - 1],
}


def running(
    sheet: Sheet, pen: Pen, *, style: Style, numbers: str, alternate: bool, head: str, pages: int = 4, columns: int = 1
) -> None:
    """Several pages with running heads and page numbers, alternating left and right or not."""
    small = style.but(size=8.5, justified=False)
    sheet.flow(
        article(pen, style, sections=3 * pages // 2, paragraphs=4, sentences=4),
        frames(pages + 2, columns, top=80, bottom=760),
    )
    made = 1 + max(stroke.page for stroke in sheet.strokes)
    for page in range(made):
        right = alternate and page % 2 == 0
        sheet.furniture(page, 535 if right else 60, 45, head, small, right=right)
        sheet.furniture(page, 535 if right else 60, 810, NUMBERS[numbers](page + 1, made), small, right=right)
        if not alternate:
            sheet.line(page, 60, 52, 535, 52)


def rotated(sheet: Sheet, pen: Pen, *, style: Style, degrees: int) -> None:
    """Pages whose content is turned and whose /Rotate turns it back."""
    inner = Sheet(order=sheet.order)
    inner.flow(
        [("title", pen.one("titles"), style.but(size=16, weight=1)), *article(pen, style, sections=2)],
        [Frame(0, 70, 60, 455)],
    )
    sheet.blocks += inner.blocks
    sheet.breaks += inner.breaks
    sheet.rotation[0] = degrees
    upright = A4 if degrees % 180 == 0 else (A4[1], A4[0])  # the sheet's own box; reportlab swaps it by itself

    for stroke in inner.strokes:

        def draw(canvas: object, height: float, stroke: object = stroke) -> None:
            canvas.saveState()  # type: ignore[attr-defined]
            moves = {90: (upright[0], 0), 180: (upright[0], upright[1]), 270: (0, upright[1])}[degrees]
            canvas.translate(*moves)  # type: ignore[attr-defined]
            canvas.rotate(degrees)  # type: ignore[attr-defined]
            stroke.draw(canvas, A4[1])  # type: ignore[attr-defined]
            canvas.restoreState()  # type: ignore[attr-defined]

        sheet.strokes.append(type(stroke)(0, stroke.x, stroke.y, draw))


def margin(sheet: Sheet, pen: Pen, *, style: Style, degrees: float, pages: int = 3) -> None:
    """A line that runs up the side of every page."""
    sheet.flow(article(pen, style, sections=4, paragraphs=4), frames(pages, 1, left=90, width=430))
    for page in range(1 + max(stroke.page for stroke in sheet.strokes)):
        x, y = (40, 700) if degrees > 0 else (560, 200)
        sheet.turned(page, x, y, "Landesentwicklungsbericht Obertann · Teil B", style.but(size=8), degrees=degrees)


def spread(sheet: Sheet, pen: Pen, *, style: Style, columns: int) -> None:
    """Two pages side by side on one sheet, each with its own number."""
    sheet.sizes[0] = (1190, 842)
    places = frames(1, columns, left=60, width=475) + frames(1, columns, left=655, width=475)
    sheet.flow(article(pen, style, sections=4 if columns == 1 else 5, paragraphs=3, sentences=4), places)
    sheet.furniture(0, 60, 815, "14", style.but(size=9))
    sheet.furniture(0, 1130, 815, "15", style.but(size=9), right=True)


def contents(sheet: Sheet, pen: Pen, *, style: Style, dots: str) -> None:
    """A table of contents with leaders, then the text."""
    sheet.flow([("heading", "Inhalt", style.but(size=16, weight=1))], [Frame(0, 60, 60, 475)])
    y = 110.0
    for number in range(1, 9):
        entry, page = f"{number} {pen.one('headings')}", str(number * 3)
        sheet.put(0, 60, y, entry, style)
        left = 60 + width_of(entry, style) + 4
        count = int((515 - left) / width_of(dots, style))
        sheet.put(0, left, y, dots * count, style)
        sheet.put(0, 535 - width_of(page, style), y, page, style)
        sheet.say("toc", f"{entry} {page}")
        y += 18
    sheet.flow(article(pen, style, sections=2), frames(1, 1, top=y + 15) + frames(1, 1)[:0] + [Frame(1, 60, 60, 475)])


def annex(sheet: Sheet, pen: Pen, *, style: Style, label: str) -> None:
    """A resolution with an annex on a page of its own, its head at the right edge."""
    sheet.flow(article(pen, style, sections=2, paragraphs=3), [Frame(0, 70, 60, 455)])
    bold = style.but(weight=1)
    sheet.put(1, 525 - width_of(label, bold), 70, label, bold)
    sheet.say("heading", label)
    sheet.flow(
        [
            ("heading", "Verteilung der Mittel", style.but(size=14, weight=1)),
            ("paragraph", pen.paragraph(3), style),
            *(("item", f"{n}. {pen.one('items')}", style.but(indent=18, hanging=18, gap=3)) for n in range(1, 5)),
            ("paragraph", pen.paragraph(2), style),
        ],
        [Frame(1, 70, 90, 455)],
    )
    for page in range(2):
        sheet.furniture(page, 290, 810, f"- {page + 1} -", style.but(size=9))


def page_ends(sheet: Sheet, pen: Pen, *, style: Style, columns: int, bottom: float) -> None:
    """Narrow pages on which words and paragraphs break at the page's end, page numbers between."""
    sheet.flow(
        [("paragraph", pen.paragraph(6), style) for _ in range(9)],
        frames(6, columns, left=150 if columns == 1 else 60, width=210 if columns == 1 else 475, bottom=bottom),
    )
    for page in range(1 + max(stroke.page for stroke in sheet.strokes)):
        sheet.furniture(page, 250, 800, str(page + 3), style.but(size=9))


def long_contents(sheet: Sheet, pen: Pen, *, style: Style, title: str, dots: str, bold: bool, larger: bool) -> None:
    """Contents of two levels, with sums and years in them, an entry of two lines, leaders or none; then text."""
    face = style.but(justified=False, hyphens="", indent=0)
    sheet.flow([("heading", title, face.but(size=style.size + 6, weight=1))], [Frame(0, 60, 50, 475)])
    entries = pen.dice.sample(ENTRIES, 9)
    y, number, page = 100.0, 0, 2
    for place, entry in enumerate(entries):
        is_chapter = place % 3 == 0
        number += is_chapter
        mark = f"{number}" if is_chapter else f"{number}.{place % 3}"
        page += pen.dice.randint(0, 5)
        chapter = face.but(weight=int(bold), size=style.size + 2.5 * larger)
        used = chapter if is_chapter else face
        x = 60 if is_chapter else 80
        lines = [" ".join(words).rstrip("\n ") for words, _ in broken(f"{mark} {entry}", used, 390)]
        for line in lines:
            sheet.put(0, x, y, line, used)
            y += style.size * 1.5
        base, end = y - style.size * 1.5, 535 - width_of(str(page), used)
        left = x + width_of(lines[-1], used) + 4
        if dots:
            count = int((end - 6 - left) / width_of(dots, face))
            sheet.put(0, left, base, dots * count, face)
        sheet.put(0, end, base, str(page), used)
        sheet.say("toc", f"{mark} {entry} {page}")
        y += 4
    sheet.flow(article(pen, style, sections=4), [Frame(1, 60, 60, 475), Frame(2, 60, 60, 475)])


ENTRIES = (
    "Ausgangslage", "3,5 Millionen Euro für die Schulen bis 2027", "Ziele der Förderung",
    "Das Land zahlt, die Gemeinden bauen: Wie aus 40.000 Euro ein Bürgerhaus für alle Vereine und Gruppen wurde",
    "Haushalt 2025 und Finanzplan", "Stimmen aus den Gemeinden", "Frist bis zum 31. März", "Wer erhält Geld",
    "Ausblick", "Zuwendungen an freie Träger im Jahr 2024", "Pflege und Beratung", "Vorwort der Landrätin",
)  # fmt: skip


def spreads(sheet: Sheet, pen: Pen, *, style: Style, form: str, first: int, columns: int, sheets: int = 3) -> None:
    """Sheets of two pages each; numbers at the outer edges, bare or beside the book's name, chapters above."""
    places = [
        Frame(number, x + 248.5 * column, 80, 226.5 if columns == 2 else 475)
        for number in range(sheets)
        for x in (60, 655)
        for column in range(columns)
    ]  # fmt: skip
    sheet.flow(article(pen, style, sections=30, paragraphs=3, sentences=4)[: 12 * sheets], places)
    small = style.but(size=8.5, justified=False, indent=0)
    made = 1 + max(stroke.page for stroke in sheet.strokes)
    for number in range(made):
        sheet.sizes[number] = (1190, 842)
        for side in (0, 1):
            page = first + 2 * number + side
            sheet.furniture(number, 1130 if side else 60, 815, SPREAD[form](page), small, right=bool(side))
            if form != "bare":
                sheet.furniture(number, 655 if side else 60, 45, f"Kapitel {page // 3}", small)


SPREAD: dict[str, Callable[[int], str]] = {
    "bare": str,
    "beside": lambda page: f"Bericht 2024 | {page}" if page % 2 else f"{page} | Bericht 2024",
    "word": lambda page: f"Seite {page}",
}
