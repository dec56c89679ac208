"""Tables: with rules all around, horizontal ones only or none, over pages, with heads of two rows, with sums."""

from __future__ import annotations

from collections.abc import Sequence

from tests.layouts.flows import article
from tests.layouts.material import Pen
from tests.layouts.sheet import Frame, Sheet, Style, broken, width_of

Row = Sequence[str]


def _height(row: Row, widths: Sequence[float], style: Style) -> float:
    return (
        max(len(wrapped_cell(cell, width, style)) for cell, width in zip(row, widths, strict=True)) * style.size * 1.25
        + 6
    )


def wrapped_cell(cell: str, width: float, style: Style) -> list[str]:
    return [" ".join(words).rstrip("\n ") for words, _ in broken(cell, style, width - 8)] if cell else [""]


def _draw_row(  # noqa: PLR0917 (a row, where and how)
    sheet: Sheet, page: int, x: float, y: float, row: Row, widths: Sequence[float], style: Style
) -> None:
    for cell, width in zip(row, widths, strict=True):
        for number, line in enumerate(wrapped_cell(cell, width, style)):
            numeric = cell[:1].isdigit() and cell.replace(".", "").replace(",", "").replace(" %", "").isdigit()
            left = x + width - 4 - width_of(line, style) if numeric else x + 4
            sheet.put(page, left, y + 2 + (number + 1) * style.size * 1.25 - 2, line, style)
        x += width


def draw(
    sheet: Sheet,
    rows: Sequence[Row],
    *,
    page: int,
    x: float,
    y: float,
    widths: Sequence[float],
    style: Style,
    rules: str,
    bottom: float = 780,
    again_at: float = 70,
) -> tuple[int, float]:
    """A table; its head (the first row) comes again on a new page. Gives the page and height where it ends."""
    total = sum(widths)
    for number, row in enumerate(rows):
        face = style.but(weight=1) if number == 0 else style
        height = _height(row, widths, face)
        if y + height > bottom:
            page, y = page + 1, again_at
            y = _ruled_row(sheet, page, x, y, rows[0], widths, style.but(weight=1), rules, total, first=True)
        y = _ruled_row(
            sheet, page, x, y, row, widths, face, rules, total, first=number == 0, last=number == len(rows) - 1
        )
        say_row(sheet, row)
    return page, y


def say_row(sheet: Sheet, row: Row) -> None:
    """A row with its cells, each in its column; empty ones at the end do not count."""
    last = max(place for place, cell in enumerate(row) if cell)
    sheet.say("row", " ".join(filter(None, row)), cells=tuple(row[: last + 1]))


def _ruled_row(  # noqa: PLR0917 (a row, where and how)
    sheet: Sheet,
    page: int,
    x: float,
    y: float,
    row: Row,
    widths: Sequence[float],
    style: Style,
    rules: str,
    total: float,
    *,
    first: bool = False,
    last: bool = False,
) -> float:
    height = _height(row, widths, style)
    _draw_row(sheet, page, x, y, row, widths, style)
    if rules == "all":
        left = x
        for width in [*widths, 0]:
            sheet.line(page, left, y, left, y + height)
            left += width
    if rules in ("all", "horizontal") or (rules == "head" and (first or last)):
        if first:
            sheet.line(page, x, y, x + total, y)
        sheet.line(page, x, y + height, x + total, y + height)
    return y + height


TOWNS = (
    "Brehmstadt",
    "Eschenfurt",
    "Ostrahn",
    "Hallerfeld",
    "Mühlau",
    "Nordwalde",
    "Tannrode",
    "Lindenbrück",
    "Weißbach",
    "Seelingen",
)


def money(
    sheet: Sheet,
    pen: Pen,
    *,
    style: Style,
    rules: str,
    rows: int = 6,
    years: Sequence[str] = ("2023", "2024", "2025"),
    unit: bool = False,
    total: bool = False,
    top: float = 330,
) -> None:
    """A table of sums a town and year between two stretches of text; over the page where it is long."""
    main = article(pen, style, sections=2)
    sheet.flow(main[:4], [Frame(0, 60, 60, 475)])
    caption = "Tabelle 1: Zuwendungen nach Gemeinden" + (" (in Tsd. Euro)" if unit else "")
    sheet.flow([("heading", caption, style.but(weight=1, size=10))], [Frame(0, 60, top - 28, 475)])
    table = [("Gemeinde", *(f"Jahr {year}" if not unit else year for year in years))]
    table += [
        (f"{TOWNS[n % 10]}{'' if n < 10 else ' ' + str(n // 10 + 1)}", *(pen.money() for _ in years))
        for n in range(rows)
    ]
    if total:
        table.append(("Summe", *(pen.money() for _ in years)))
    widths = (160.0, *(315 / len(years) for _ in years))
    page, y = draw(
        sheet, table, page=0, x=60, y=top, widths=widths, style=style.but(size=10, justified=False), rules=rules
    )
    sheet.flow(main[4:], [Frame(page, 60, y + 14, 475), Frame(page + 1, 60, 60, 475)])


def wordy(sheet: Sheet, pen: Pen, *, style: Style, rules: str) -> None:
    """A table whose cells hold several lines each."""
    sheet.flow([("heading", "Maßnahmen und Zuständigkeiten", style.but(size=14, weight=1))], [Frame(0, 60, 60, 475)])
    table = [("Nr.", "Maßnahme", "Zuständig", "Frist")]
    table += [
        (str(n), pen.one("items"), f"Gemeinde {pen.place()} und Landesamt für Strukturförderung", "bis Ende 2025")
        for n in range(1, 7)
    ]
    page, y = draw(sheet, table, page=0, x=60, y=110, widths=(35, 200, 150, 90), style=style.but(size=9.5), rules=rules)
    sheet.flow([("paragraph", pen.paragraph(), style) for _ in "abc"], [Frame(page, 60, y + 12, 475)])


def two_heads(sheet: Sheet, pen: Pen, *, style: Style, rules: str) -> None:
    """A head of two rows, the upper one over two columns each."""
    sheet.flow([("paragraph", pen.paragraph(), style), ("paragraph", pen.paragraph(), style)], [Frame(0, 60, 60, 475)])
    small, bold = style.but(size=9.5), style.but(size=9.5, weight=1)
    x, y, widths = 60.0, 220.0, (135.0, 85.0, 85.0, 85.0, 85.0)
    top = ("", "2024", "", "2025", "")
    for cell, left in (("2024", 200.0), ("2025", 370.0)):
        sheet.put(0, left + 70, y + 14, cell, bold)
    sheet.say("row", "2024 2025", cells=tuple(cell for cell in top if cell))
    sheet.line(0, x, y, x + 475, y)
    sheet.line(0, x + 135, y + 19, x + 475, y + 19)
    if rules == "all":
        for left in (x, x + 135, x + 305, x + 475):
            sheet.line(0, left, y, left, y + 19)
    rows = [("Bereich", "Ansatz", "Ergebnis", "Ansatz", "Ergebnis")]
    rows += [
        (name, *(pen.money() for _ in "abcd"))
        for name in ("Schulen", "Kindertagesstätten", "Straßen", "Sport und Kultur")
    ]
    y += 19
    for number, row in enumerate(rows):
        y = _ruled_row(
            sheet, 0, x, y, row, widths, bold if number == 0 else small, rules, 475, last=number == len(rows) - 1
        )
        sheet.say("row", " ".join(row), cells=tuple(row))
    sheet.flow([("paragraph", pen.paragraph(), style)], [Frame(0, 60, y + 12, 475)])


def landscape(sheet: Sheet, pen: Pen, *, style: Style, rules: str) -> None:
    """A page across with a wide table between two upright pages."""
    sheet.flow(article(pen, style, sections=2), [Frame(0, 70, 60, 455)])
    sheet.sizes[1] = (842, 595)
    years = ("2021", "2022", "2023", "2024", "2025", "2026")
    sheet.flow([("heading", "Anlage 1: Mittelbedarf in Euro", style.but(size=13, weight=1))], [Frame(1, 60, 40, 700)])
    table = [("Programm", *years)]
    table += [
        (name, *(pen.money() for _ in years))
        for name in ("Nahverkehr", "Radwege", "Schulbau", "Kitas", "Sportstätten", "Dorfläden")
    ]
    draw(sheet, table, page=1, x=60, y=85, widths=(150, *(95 for _ in years)), style=style.but(size=10), rules=rules)
    sheet.flow(article(pen, style, sections=2), [Frame(2, 70, 60, 455)])


def vertical(sheet: Sheet, pen: Pen, *, style: Style, head_rule: bool, wrapped: bool, empty: bool = False) -> None:
    """A budget's extract: strokes between its columns, none between its rows."""
    sheet.flow([("paragraph", pen.paragraph(), style)], [Frame(0, 60, 60, 475)])
    widths = (60.0, 215.0, 100.0, 100.0)
    names = (
        "Zuschuss an den Verkehrsbund Ostrahn",
        "Zuweisungen an Gemeinden",
        "Erwerb von Anteilen",
        "Pflege der Wege",
    )
    if wrapped:
        names = tuple(f"{name} für Vorhaben in der Trägerschaft der Gemeinden" for name in names)
    rows = [("Titel", "Zweck", "Ansatz 2024", "Ansatz 2025")]
    rows += [
        (f"68{n} 0{n}", name, "" if empty and n % 2 else pen.money(), pen.money())
        for n, name in enumerate(names, start=1)
    ]
    small, y = style.but(size=9.5, justified=False), 150.0
    for number, row in enumerate(rows):
        face = small.but(weight=1) if number == 0 else small
        _draw_row(sheet, 0, 60, y, row, widths, face)
        say_row(sheet, row)
        y += _height(row, widths, face) + 8
        if head_rule and number == 0:
            sheet.line(0, 60, y - 4, 535, y - 4)
    for left in (60, 120, 335, 435, 535):
        sheet.line(0, left, 148, left, y)
    sheet.flow([("paragraph", pen.paragraph(), style)], [Frame(0, 60, y + 12, 475)])


def grants(sheet: Sheet, pen: Pen, *, style: Style, rules: str, title: str) -> None:
    """A list of receivers over pages, each with the same title and head."""
    widths = (150.0, 190.0, 50.0, 85.0)
    head = ("Empfänger", "Zweck", "Jahr", "Betrag in EUR")
    rows = [(f"Verein {pen.place()} {n}", "Förderung der Jugend", "2025", f"{pen.money()},00") for n in range(24)]
    sheet.say("heading", title)
    for page in range(3):
        sheet.put(page, 60, 45, title, style.but(size=14, weight=1))
        y = _ruled_row(sheet, page, 60, 70, head, widths, style.but(weight=1), rules, 475, first=True)
        for row in rows[8 * page : 8 * page + 8]:
            y = _ruled_row(sheet, page, 60, y, row, widths, style, rules, 475)
    for row in (head, *rows):
        sheet.say("row", " ".join(row), cells=row)
