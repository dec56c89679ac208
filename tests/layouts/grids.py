"""Tables by their gaps: empty cells, cells that wrap, heads over several columns, lists of grants over pages."""

from __future__ import annotations

from collections.abc import Sequence

from tests.layouts.material import Pen
from tests.layouts.sheet import Frame, Sheet, Style, width_of
from tests.layouts.tables import TOWNS, Row, draw, say_row, wrapped_cell

LEFT, WIDE = 60.0, 475.0
PURPOSES = (
    "Umbau des alten Bahnhofs zum Haus der Vereine", "Jugendfahrten", "Musikschule, laufende Kosten und Instrumente",
    "Anschaffung eines Busses für den Fahrdienst der Gemeinden", "Beratung von Familien", "Sportgeräte",
    "Sprachkurse am Abend und an Wochenenden für Eltern mit Kindern", "Naturlehrpfad", "Lesepaten in den Schulen",
)  # fmt: skip
BODIES = (
    "Turnverein", "Förderverein der Grundschule und der Kindertagesstätte in", "Musikverein", "Bürgerstiftung",
    "Arbeitskreis Asyl und Begegnung in der Gemeinde", "Heimatverein", "Freiwillige Feuerwehr, Abteilung",
)  # fmt: skip


def empties(sheet: Sheet, pen: Pen, *, style: Style, rules: str, holes: Sequence[tuple[int, int]]) -> None:
    """A table of sums and years in which cells are empty: each number stays in its column."""
    sheet.flow([("paragraph", pen.paragraph(), style)], [Frame(0, LEFT, 60, WIDE)])
    years = ("2022", "2023", "2024", "2025")
    towns = pen.dice.sample(TOWNS, 7)
    rows = [
        ["Gemeinde", *(f"Jahr {year}" for year in years)],
        *([town, *(pen.money() for _ in years)] for town in towns),
    ]
    for row, column in holes:
        rows[row][column] = ""
    _, y = draw(
        sheet, rows, page=0, x=LEFT, y=190, widths=(135, 85, 85, 85, 85), style=style.but(justified=False), rules=rules
    )
    sheet.flow([("paragraph", pen.paragraph(), style)], [Frame(0, LEFT, y + 14, WIDE)])


def set_row(  # noqa: PLR0917 (a row, where and how)
    sheet: Sheet, page: int, y: float, row: Row, widths: Sequence[float], style: Style, at: float
) -> float:
    """A row whose shorter cells stand at the top (`at` 0), in the middle (0.5) or at the bottom (1); gives its foot."""
    step = style.size * style.lead
    cells = [wrapped_cell(cell, width, style) for cell, width in zip(row, widths, strict=True)]
    most = max(map(len, cells))
    x = LEFT
    for lines, width in zip(cells, widths, strict=True):
        for number, line in enumerate(lines):
            is_number = line.replace(".", "").replace(",", "").isdigit() and len(lines) == 1
            left = x + width - 8 - width_of(line, style) if is_number else x
            sheet.put(page, left, y + step * (number + 1 + at * (most - len(lines))), line, style)
        x += width
    return y + step * most


def wrapping(sheet: Sheet, pen: Pen, *, style: Style, at: float, gap: float, numbered: bool, rules: str) -> None:
    """Measures with bodies and sums, most cells of several lines, no strokes between rows or one below each."""
    face = style.but(justified=False, hyphens="", indent=0)
    sheet.flow([("paragraph", pen.paragraph(2), style)], [Frame(0, LEFT, 60, WIDE)])
    head = ("Vorhaben", "Träger", "Frist", "Betrag")
    rows: list[Row] = [
        (purpose, f"{pen.dice.choice(BODIES)} {pen.place()}", f"Ende {pen.dice.randint(2024, 2029)}", pen.money())
        for purpose in pen.dice.sample(PURPOSES, 6)
    ]
    widths: tuple[float, ...] = (170, 150, 80, 75)
    if numbered:
        head, widths = ("Nr.", *head), (35, 150, 140, 75, 75)  # type: ignore[assignment]
        rows = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    y = 150.0
    for number, row in enumerate((head, *rows)):
        y = set_row(sheet, 0, y, row, widths, face.but(weight=int(number == 0)), at)
        if rules == "below" or (rules == "head" and number == 0):
            sheet.line(0, LEFT, y + 0.4 * gap + 1, LEFT + WIDE, y + 0.4 * gap + 1)
        y += gap
        say_row(sheet, row)
    sheet.flow([("paragraph", pen.paragraph(2), style)], [Frame(0, LEFT, y + 16, WIDE)])


def spanning(sheet: Sheet, pen: Pen, *, style: Style, rules: str, unit: str) -> None:
    """A unit over the whole table, heads over two columns each, then the columns' own heads."""
    face = style.but(justified=False, hyphens="", indent=0)
    bold = face.but(weight=1)
    sheet.flow([("paragraph", pen.paragraph(2), style)], [Frame(0, LEFT, 60, WIDE)])
    y, step = 160.0, face.size * 1.25 + 6
    sheet.put(0, LEFT + WIDE - width_of(unit, face), y, unit, face)
    sheet.say("paragraph", unit)
    y += 14
    if rules != "none":
        sheet.line(0, LEFT, y, LEFT + WIDE, y)
    upper = pen.dice.choice((("Ansatz", "Ergebnis"), ("Einnahmen", "Ausgaben"), ("Kreis", "Land")))
    for number, name in enumerate(upper):
        middle = LEFT + 145 + 165 * number + 82
        sheet.put(0, middle - width_of(name, bold) / 2, y + step - 6, name, bold)
    say_row(sheet, upper)
    lower = ("Bereich", "2024", "2025", "2024", "2025")
    rows = [lower, *((area, *(pen.money() for _ in "abcd")) for area in pen.dice.sample(AREAS, 5))]
    y += step
    if rules != "none":
        sheet.line(0, LEFT + 145, y, LEFT + WIDE, y)
    for number, row in enumerate(rows):
        y = set_row(sheet, 0, y, row, (145, 82.5, 82.5, 82.5, 82.5), bold if number == 0 else face, 0) + 6
        if rules == "all" or (rules == "head" and number in (0, 5)):
            sheet.line(0, LEFT, y, LEFT + WIDE, y)
        say_row(sheet, row)
    sheet.flow([("paragraph", pen.paragraph(2), style)], [Frame(0, LEFT, y + 18, WIDE)])


AREAS = (
    "Schulen", "Kindertagesstätten", "Straßen und Wege", "Sport", "Kultur und Museen", "Brandschutz", "Jugendhilfe",
)  # fmt: skip


def grant_pages(
    sheet: Sheet, pen: Pen, *, style: Style, rules: str, at: float, unit: str, title: str, again: bool, gap: float
) -> None:
    """A list of grants over three pages: its head on each, the title on the first or on all, page numbers below."""
    face = style.but(justified=False, hyphens="", indent=0)
    head, widths = ("Empfänger", "Verwendungszweck", "Jahr", "Betrag"), (170.0, 185.0, 50.0, 70.0)
    names = [f"{pen.dice.choice(BODIES)} {pen.place()}" for _ in range(30)]
    rows = [(name, pen.dice.choice(PURPOSES), str(pen.dice.randint(2022, 2025)), pen.money()) for name in names]
    sheet.say("heading", title)
    if unit:
        sheet.say("paragraph", unit)
    for row in (head, *rows):
        say_row(sheet, row)
    for page in range(3):
        if page == 0 or again:
            sheet.put(page, LEFT, 45, title, style.but(size=style.size + 4, weight=1))
        if unit:
            sheet.put(page, LEFT + WIDE - width_of(unit, face), 66, unit, face)
        y = 74.0
        for number, row in enumerate((head, *rows[10 * page : 10 * page + 10])):
            y = set_row(sheet, page, y, row, widths, face.but(weight=int(number == 0)), at)
            if rules == "below" or (rules == "head" and number == 0):
                sheet.line(page, LEFT, y + 0.4 * gap + 1, LEFT + WIDE, y + 0.4 * gap + 1)
            y += gap
        sheet.furniture(page, 535, 810, f"Seite {page + 1} von 3", face.but(size=8), right=True)
