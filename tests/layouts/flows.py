"""Running text: columns, boxes, notes, lists, clauses, odd heads and initials."""

from __future__ import annotations

from collections.abc import Sequence

from tests.layouts.material import Pen
from tests.layouts.sheet import Frame, Sheet, Style, broken, width_of

Part = tuple[str, str, Style]


def frames(pages: int, columns: int, *, left: float = 60, width: float = 475, gap: float = 22, top: float = 70,
           bottom: float = 780, first_top: float | None = None) -> list[Frame]:  # fmt: skip
    """Columns over pages; `first_top`: where they start on the first page."""
    wide = (width - gap * (columns - 1)) / columns
    return [
        Frame(page, left + column * (wide + gap), first_top if page == 0 and first_top else top, wide, bottom)
        for page in range(pages)
        for column in range(columns)
    ]


def article(
    pen: Pen, style: Style, *, sections: int, paragraphs: int = 3, sentences: int = 3, size: float = 3
) -> list[Part]:
    """Sections with headings."""
    parts: list[Part] = []
    for _ in range(sections):
        parts.append(
            (
                "heading",
                pen.one("headings"),
                style.but(size=style.size + size, weight=1, justified=False, hyphens="", indent=0),
            )
        )
        parts += [("paragraph", pen.paragraph(sentences), style) for _ in range(paragraphs)]
    return parts


def columns(
    sheet: Sheet, pen: Pen, *, style: Style, number: int, gap: float = 22, uneven: bool = False, sections: int = 3
) -> None:
    """Columns below a headline over the whole width; `uneven`: the columns end at different heights."""
    title = style.but(size=20, weight=1, justified=False, hyphens="", indent=0)
    _, y = sheet.flow([("title", pen.one("titles"), title)], [Frame(0, 60, 50, 475)])
    places = frames(2, number, gap=gap, first_top=y + 10)
    if uneven:
        places = [Frame(p.page, p.x, p.top, p.width, p.bottom - 90 * (n % number)) for n, p in enumerate(places)]
    sheet.flow(article(pen, style, sections=sections), places)


def sidebar(
    sheet: Sheet, pen: Pen, *, style: Style, right: bool, grey: float | None, frame: bool, wide: float = 150
) -> None:
    """A box beside the running text."""
    x = 535 - wide if right else 60
    text = Frame(0, 60 if right else 60 + wide + 30, 60, 475 - wide - 30)
    small = style.but(size=9, justified=False, hyphens="", indent=0)
    if grey is not None:
        sheet.area(0, x - 8, 140, wide + 16, 240, grey=grey)
    if frame:
        sheet.area(0, x - 8, 140, wide + 16, 240, grey=None)
    main = article(pen, style, sections=2, paragraphs=3)
    sheet.flow(main[:4], [text])
    box = [
        ("heading", "Auf einen Blick", small.but(weight=1)),
        *(("paragraph", pen.paragraph(1), small) for _ in "abcd"),
    ]
    sheet.flow(box, [Frame(0, x, 145, wide)], apart="box")
    sheet.flow(main[4:], [Frame(0, text.x, 480, text.width)])


def box_in_columns(sheet: Sheet, pen: Pen, *, style: Style, grey: float, quote: bool = False) -> None:
    """Two columns with a shaded box at the foot of the second one: a quotation or facts."""
    places = [Frame(0, 60, 60, 226), Frame(0, 308, 60, 226, 560), Frame(1, 60, 60, 226), Frame(1, 308, 60, 226)]
    sheet.flow(article(pen, style, sections=3), places)
    sheet.area(0, 300, 590, 242, 190, grey=grey)
    inner = style.but(
        weight=2 if quote else 0, size=style.size + (2 if quote else 0), justified=False, hyphens="", indent=0
    )
    told = [("paragraph", pen.one("quotes"), inner)] if quote else [
        ("heading", "Zahlen und Fakten", inner.but(weight=1)), *(("paragraph", pen.one("body"), inner) for _ in "abc")
    ]  # fmt: skip
    sheet.flow(told, [Frame(0, 312, 600, 218)], apart="box")


def pull_quote(sheet: Sheet, pen: Pen, *, style: Style, margin: bool) -> None:
    """A large quotation in the margin, or between two columns' halves."""
    big = style.but(size=16, weight=2, justified=False, hyphens="", indent=0, colour=(0.1, 0.3, 0.5))
    text = "„Kein Dorf darf abgehängt werden.“"
    if margin:
        sheet.flow(article(pen, style, sections=2), [Frame(0, 60, 60, 330)])
        sheet.flow([("quote", text, big)], [Frame(0, 415, 220, 120)], apart="quote")
        return
    above, below = article(pen, style, sections=1), article(pen, style, sections=1)
    sheet.flow(above, [Frame(0, 60, 60, 226, 330), Frame(0, 308, 60, 226, 330)])
    sheet.flow([("quote", text, big)], [Frame(0, 60, 345, 475)], apart="quote")
    sheet.flow(below, [Frame(0, 60, 400, 226, 680), Frame(0, 308, 400, 226, 680)])


def figures(sheet: Sheet, pen: Pen, *, style: Style, beside: bool) -> None:
    """Pictures with captions, below or beside them."""
    small = style.but(size=8.5, weight=2, justified=False, hyphens="", indent=0)
    main = article(pen, style, sections=2)
    if beside:
        sheet.flow(main[:4], [Frame(0, 60, 60, 475)])
        sheet.picture(0, 60, 330, 300, 170)
        sheet.flow([("caption", pen.one("captions"), small)], [Frame(0, 372, 420, 163)], apart="caption")
        sheet.flow(main[4:], [Frame(0, 60, 520, 475)])
        return
    sheet.picture(0, 60, 60, 226, 150)
    sheet.flow([("caption", pen.one("captions"), small)], [Frame(0, 60, 212, 226)], apart="caption")
    sheet.flow(main, [Frame(0, 60, 255, 226), Frame(0, 308, 60, 226), Frame(1, 60, 60, 226), Frame(1, 308, 60, 226)])


def footnotes(sheet: Sheet, pen: Pen, *, style: Style, rule: bool, over_page: bool) -> None:
    """Notes with raised marks, after words and after numbers; a sentence that runs over the page end above them."""
    note = style.but(size=8, justified=False, hyphens="", gap=2, indent=0)
    first = "Der Bund gibt 58 Mio.^1 Euro, das Land weitere 12 Millionen^2 Euro für die Beratung. " + pen.paragraph(2)
    parts = [
        ("heading", pen.one("headings"), style.but(weight=1, size=14, justified=False)),
        ("paragraph", first, style),
    ]
    parts += [("paragraph", pen.paragraph(4), style) for _ in range(8 if over_page else 3)]
    parts.append(("paragraph", f"Im Jahr 2023^3 kamen Mittel des Bundes hinzu. {pen.paragraph(3)}", style))
    end = 500 if over_page else 640
    sheet.flow(parts, [Frame(0, 70, 70, 455, end), Frame(1, 70, 70, 455, end)])
    marked = [pen.one("notes") for _ in "abc"]
    y = 700.0
    last = 1 if over_page else 0
    for number, text in enumerate(marked, 1):
        page = last if number == 3 else 0
        if over_page and number == 3:
            y = 700
        sheet.put(page, 70, y + note.size * note.lead - 2.5, str(number), note.but(size=5))
        _, y = sheet.flow([("footnote", text, note)], [Frame(page, 77, y, 448)], apart=f"note {number}")
    for page in range(last + 1):
        if rule:
            sheet.line(page, 70, 695, 210, 695)


def clauses(sheet: Sheet, pen: Pen, *, style: Style, decimal: bool) -> None:
    """An agreement's numbered clauses."""
    parts: list[Part] = [("title", "Vereinbarung über die Zusammenarbeit im Nahverkehr", style.but(size=15, weight=1))]
    for clause in range(1, 6):
        title = pen.one("headings")
        head = f"{clause}. {title}" if decimal else f"§ {clause} {title}"
        parts.append(("heading", head, style.but(weight=1, centred=not decimal)))
        for number in range(1, 4):
            mark = f"{clause}.{number}" if decimal else f"({number})"
            parts.append(("paragraph", f"{mark} {pen.one('clauses')} {pen.one('clauses')}", style))
    sheet.flow(parts, frames(3, 1, left=80, width=435))


def lists(sheet: Sheet, pen: Pen, *, style: Style, marks: Sequence[str]) -> None:
    """Bulleted or numbered lists, one nested in the other, between paragraphs."""
    outer, inner = style.but(indent=18, hanging=18, gap=3), style.but(indent=40, hanging=40, gap=3)
    parts: list[Part] = [
        ("heading", "Zuwendungsfähig sind", style.but(size=14, weight=1)),
        ("paragraph", pen.paragraph(2), style),
    ]
    for number in range(3):
        mark = marks[0] if marks[0] in "•–▪" else f"{number + 1}."
        parts.append(("item", f"{mark} {pen.one('items')}", outer))
        parts += [
            ("item", f"{letter + ')' if marks[1] == 'a)' else marks[1]} {pen.one('items')}, {pen.one('items')}", inner)
            for letter in ("ab" if number == 1 else "")
        ]
    parts += [("paragraph", pen.paragraph(3), style), ("paragraph", pen.paragraph(2), style)]
    sheet.flow(parts, frames(1, 1))


def drop_cap(sheet: Sheet, pen: Pen, *, style: Style, lines: int) -> None:
    """A paragraph that begins with a letter three lines high."""
    text = "Kinder brauchen Platz. " + pen.paragraph(3)
    cap = style.but(size=style.size * style.lead * lines * 0.95, weight=1)
    room = 12 + cap.size * 0.72
    step = style.size * style.lead
    sheet.put(0, 60, 80 + step * lines, "K", cap)
    words = text[1:].split()
    taken = 0
    narrow = list(broken(" ".join(words), style, 475 - room))[:lines]
    for number, (line, _) in enumerate(narrow):
        sheet.put(0, 60 + room, 80 + step * (number + 1), " ".join(line), style)
        taken += len(line)
    sheet.say("paragraph", text)
    kept = list(sheet.blocks)
    _, y = sheet.flow([("paragraph", " ".join(words[taken:]), style)], [Frame(0, 60, 80 + step * lines, 475)])
    sheet.blocks[:] = kept
    sheet.flow(article(pen, style, sections=2), [Frame(0, 60, y + 6, 475)])


def spaced(sheet: Sheet, pen: Pen, *, style: Style, word: str, small_caps: bool) -> None:
    """A spaced headline, and headings in small capitals made of two sizes."""
    for number, letter in enumerate(word):
        sheet.put(0, 60 + number * 22, 80, letter, style.but(size=18, weight=1))
    sheet.say("title", word)
    y = 110.0
    for _ in "ab":
        heading = pen.one("headings")
        if small_caps:
            x = 60.0
            for part in heading.split():
                big, low = style.but(size=14, weight=1), style.but(size=10.5, weight=1)
                sheet.put(0, x, y, part[0], big)
                x += width_of(part[0], big)
                sheet.put(0, x, y, part[1:].upper(), low)
                x += width_of(part[1:].upper(), low) + 5
            sheet.say("heading", " ".join(part[0] + part[1:].upper() for part in heading.split()))
        else:
            sheet.flow([("heading", heading, style.but(weight=1))], [Frame(0, 60, y - 16, 475)])
        _, y = sheet.flow([("paragraph", pen.paragraph(3), style) for _ in "abc"], [Frame(0, 60, y + 2, 475)])
        y += 20


def twice(sheet: Sheet, pen: Pen, *, style: Style, shift: float) -> None:
    """Headings printed twice, a hair apart, to look bold."""
    y = 60.0
    for _ in "abc":
        heading = pen.one("headings")
        for times in range(2):
            sheet.put(0, 60 + times * shift, y + 14, heading, style.but(size=style.size + 2))
        sheet.say("heading", heading)
        _, y = sheet.flow([("paragraph", pen.paragraph(3), style) for _ in "ab"], [Frame(0, 60, y + 18, 475)])
        y += 10


def bold_heads(sheet: Sheet, pen: Pen, *, style: Style) -> None:
    """Headings of the text's own size, told by their weight alone; paragraphs begin indented."""
    sheet.flow(article(pen, style.but(indent=14, gap=1), sections=4, size=0), frames(2, 1, left=90, width=415))


def mixed_sizes(sheet: Sheet, pen: Pen, *, style: Style) -> None:
    """A standfirst larger than the text, a small print below it."""
    parts = [
        ("title", pen.one("titles"), style.but(size=22, weight=1)),
        ("paragraph", pen.paragraph(2), style.but(size=style.size + 4)),
        *article(pen, style, sections=2),
        ("paragraph", f"Hinweis: {pen.paragraph(2)}", style.but(size=7.5)),
    ]
    sheet.flow(parts, frames(2, 1))
