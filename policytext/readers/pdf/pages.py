"""One page of a PDF: its lines in reading order and what is doubtful about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from policytext.model import Box, Line
from policytext.readers.pdf.drawings import Drawings, drawings_of
from policytext.readers.pdf.form_fields import with_fields
from policytext.readers.pdf.inserts import Insert, boxes_of, drop_inserted, is_mark, marks_of, place_of, set_aside
from policytext.readers.pdf.margins import Body, margin_notes, with_notes
from policytext.readers.pdf.numbering import Numbered, without_line_numbers
from policytext.readers.pdf.page_characters import MOST_CHARACTERS, PageFrame, characters_of
from policytext.readers.pdf.page_columns import Layout, read_across, reading_order
from policytext.readers.pdf.page_words import UNKNOWN, Direction, PrintedWord, directions_of
from policytext.readers.pdf.ruled_tables import ruled_tables
from policytext.readers.pdf.scans import Scans
from policytext.readers.pdf.struck import without_struck
from policytext.readers.pdf.table_rows import TableRow
from policytext.readers.pdf.text_lines import TextLine, rows_of, segments_of, with_initials

NOTHING = Drawings([], [], [], [], [])
LARGEST_SIDE = 20_000.0  # points; the PDF standard allows 14,400
WORD = re.compile(r"\b[a-zäöüß]+\b")
LEAST_WORDS = 80  # in small letters; a page with fewer may be a list of names
FUNCTION_WORDS = frozenset(
    "der die das und in von zu mit für auf ist den im the of and to a de la le et en il e".split()
)
MOST_UNMAPPED = 0.05  # of a page's characters


@dataclass(slots=True)
class PageMemory:
    """What the pages before taught: columns, line numbers, margin notes; which were pictures; struck words."""

    gutters: list[float] = field(default_factory=list)
    numbered: list[Numbered] = field(default_factory=list)
    noted: list[Body] = field(default_factory=list)
    scans: Scans = field(default_factory=Scans)
    has_struck: bool = False


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The lines of a page, its warnings, whether nothing is printed or drawn on it, and whether it is too large."""

    lines: list[Line]
    warnings: list[str]
    is_empty: bool = False
    is_left_out: bool = False


def read_page(pdf: Any, number: int, reading: PageMemory) -> ReadPage | None:
    """The page of this number (from 1), `None` if it is damaged."""
    import pypdfium2

    try:
        page = with_fields(pdf, pdf[number - 1], number)
    except pypdfium2.PdfiumError:
        return None
    try:
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return None
    try:
        return _read_page(page, textpage, number, reading)
    finally:
        textpage.close()
        page.close()


def _read_page(page: Any, textpage: Any, number: int, reading: PageMemory) -> ReadPage | None:
    box = page.get_bbox()
    if not all(abs(side) <= LARGEST_SIDE for side in box):
        return ReadPage(
            [], [f"page {number} is larger than {LARGEST_SIDE:,.0f} points and was left out"], is_left_out=True
        )
    try:
        characters = characters_of(textpage)
    except ValueError:
        return ReadPage(
            [], [f"page {number} has more than {MOST_CHARACTERS:,} characters and was left out"], is_left_out=True
        )
    directions = directions_of(characters, box)
    frame = directions[0].frame if directions else PageFrame(0, *box)
    drawings = drawings_of(page, frame)
    lines: list[Line] = []
    for place, direction in enumerate(directions):
        if place == 0:
            lines += _list_lines(direction, number, drawings, reading)
        else:
            lines += _turn_lines(_list_lines(direction, number, NOTHING, PageMemory()), direction.frame, frame)
    if (drawings.pictures or reading.scans.mode == "always") and (not lines or reading.scans.mode == "always"):
        lines = _read_scanned(reading.scans.words(page, number), number, reading) or lines
    elif words := reading.scans.beside(page, number, drawings.pictures, directions):
        lines += [set_aside(line) for line in _read_scanned(words, number, reading)]
    lost = sum(direction.lost for direction in directions)
    is_empty = not lines and not lost and drawings.is_empty and not _has_objects(page)
    return ReadPage(lines, list(_list_doubts(lines, lost, number)), is_empty)


def _list_lines(direction: Direction, number: int, drawings: Drawings, reading: PageMemory) -> list[Line]:
    printed = _list_shown_words(direction, drawings)
    words = without_struck(printed, drawings.across)
    reading.has_struck = reading.has_struck or words != printed
    words = without_line_numbers(with_initials(words), reading.numbered)
    inserts = [
        Insert(table.area, [list(row.lines(number)) for row in table.rows], table.words)
        for table in ruled_tables(words, drawings)
    ]
    words = drop_inserted(words, inserts)
    notes = margin_notes(words, reading.noted) if not inserts else []
    beside = {id(word) for note in notes for word in note}
    words = [word for word in words if id(word) not in beside] if notes else words
    layout = Layout(drawings.across, reading.gutters)
    for area, inside in boxes_of(words, drawings, direction.frame):
        found = [set_aside(line) for line in _order_lines(inside, [], number, layout)]
        inserts.append(Insert(area, [[line] for line in found], tuple(inside)))
        words = drop_inserted(words, inserts[-1:])
    lines = _order_lines(words, inserts, number, layout)
    return with_notes(lines, notes, number) if notes else lines


def _has_objects(page: Any) -> bool:
    """Whether pdfium understood anything of the page's content, if only blanks."""
    from pypdfium2 import raw

    return bool(raw.FPDFPage_CountObjects(page) > 0)


def _read_scanned(words: Sequence[PrintedWord], number: int, reading: PageMemory) -> list[Line]:
    """The lines of words that OCR read, in our own order: Tesseract takes a table's columns for columns of text."""
    segments = segments_of(words)
    found = list(reading_order(segments, Layout((), reading.gutters)))
    if len(found) == len(rows_of(segments)) and not any(isinstance(one, TableRow) for one in found):
        found = list(read_across(segments))  # no columns: a list that is too short to show a gutter keeps its rows
    return [line for one in found for line in (one.lines(number) if isinstance(one, TableRow) else [one.line(number)])]


def _order_lines(words: Sequence[PrintedWord], inserts: Sequence[Insert], number: int, layout: Layout) -> list[Line]:
    """The lines of words and inserts in reading order."""
    parts = [part for insert in inserts for part in insert.parts]
    marks = marks_of(inserts)
    lines: list[Line] = []
    for found in reading_order(segments_of([*words, *marks]), layout):
        if isinstance(found, TableRow):
            lines += found.lines(number)
            continue
        if not inserts:
            lines.append(found.line(number))
            continue
        beside = tuple(word for word in found.words if not is_mark(word))
        for word in found.words:
            lines += parts[place_of(word)] if is_mark(word) else []
        lines += [TextLine(beside).line(number)] if beside else []
    return lines


def _list_shown_words(direction: Direction, drawings: Drawings) -> list[PrintedWord]:
    """The words that a reader sees: white ones on a dark ground too, invisible ones where they lie over a scan."""
    words = direction.words
    if drawings.pictures and _count_letters(direction.hidden) > _count_letters(words):
        words = words + direction.hidden
    grounds = (*drawings.fills, *drawings.pictures)
    on_dark = (
        word
        for word in direction.white
        if any(ground.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2) for ground in grounds)
    )
    return [*words, *on_dark]


def _count_letters(words: Sequence[PrintedWord]) -> int:
    return sum(len(word.text) for word in words)


def _turn_lines(lines: Sequence[Line], own: PageFrame, main: PageFrame) -> Iterator[Line]:
    """Lines that run in another direction than the page's: as blocks of their own, in the page's coordinates."""
    for line in lines:
        if line.box is None:
            continue
        one = main.seen(*own.filed(line.box.x0, line.box.top))
        other = main.seen(*own.filed(line.box.x1, line.box.bottom))
        (x0, x1), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        yield replace(line, box=Box(x0, top, x1, bottom), edges=())


def _list_doubts(lines: Sequence[Line], lost: int, number: int) -> Iterator[str]:
    text = "\n".join(line.text for line in lines)
    if lost:
        yield f"page {number} uses fonts that do not say which characters they show: part of its text is missing"
    elif text.count(UNKNOWN) > MOST_UNMAPPED * (len(text) - text.count("\n")):
        yield f"page {number} uses fonts that do not say which characters they show: its text is doubtful"
    if any(match.group() in FUNCTION_WORDS for match in WORD.finditer(text)):
        return
    if len(WORD.findall(text)) >= LEAST_WORDS:
        yield f"page {number} reads like no language: its fonts may say other characters than they show"
