"""Tables without cells of strokes: columns by the gaps that no row's words reach into, rows by the steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policytext.lexicon.pattern_lists import PatternLists
from policytext.readers.pdf.page_words import PrintedWord
from policytext.readers.pdf.table_rows import TableRow
from policytext.readers.pdf.text_lines import TextLine

COLUMN_GAP = 5.0  # points that no row's words reach into
CLOSER = 0.75  # of the usual distance between rows: lines of one row
SAME_LEVEL = 3.0  # points between the base lines of words on one line
LEAST_ROWS = 2  # in one ruled row
_CODE = PatternLists("structure", "units").cell_codes
NUMBER = re.compile(rf"[-–+]?\d[\d.,]*(?:\s?(?:%|€|{_CODE}))?|[-–—]")  # 12.000 EUR


def aligned_rows(rows: Sequence[tuple[PrintedWord, ...]], strokes: Sequence[float]) -> Iterator[TableRow]:
    """The rows of a table that has no or only horizontal strokes; `rows` are its lines."""
    cells = _without_halves(_build_table(rows))
    yield from _group_rows(cells, _find_row_starts(rows, cells, strokes))


def _build_table(rows: Sequence[tuple[PrintedWord, ...]]) -> list[list[tuple[PrintedWord, ...]]]:
    """The cells of every row, one list a row; a head that reaches over the gaps between columns has its own gaps."""
    columns = _find_columns(rows)
    below = _find_columns(rows[1:]) if len(rows) > LEAST_ROWS else columns
    if len(below) <= len(columns) or len(_list_stretches(rows[0])) != len(below) + 1:
        return [_cells_of(row, columns) for row in rows]
    return [_cut_stretches(rows[0]), *(_cells_of(row, below) for row in rows[1:])]


def _cut_stretches(row: Sequence[PrintedWord]) -> list[tuple[PrintedWord, ...]]:
    """The words of a row between its own wide gaps."""
    starts = [start for start, _ in _list_stretches(row)]
    return [
        tuple(word for word in row if start <= word.x0 and (after is None or word.x0 < after))
        for start, after in zip(starts, (*starts[1:], None), strict=True)
    ]


def parted_rows(row: TableRow) -> Iterator[TableRow]:
    """The rows of a ruled row whose cells hold several, each with its number: a table without strokes across."""
    levels = _list_levels(row)
    if not _holds_rows(row, levels):
        yield row
        return
    cells = [
        [
            tuple(word for line in cell for word in line.words if _nearest_level(word, levels) == level)
            for cell in row.cells
        ]
        for level in levels
    ]
    words = [tuple(word for cell in line for word in cell) for line in cells]
    yield from _group_rows(cells, _find_row_starts(words, cells, ()))


def _group_rows(cells: Sequence[Sequence[tuple[PrintedWord, ...]]], starts: set[int]) -> Iterator[TableRow]:
    """The rows that begin at these lines."""
    places = sorted(starts)
    for start, end in zip(places, (*places[1:], len(cells)), strict=True):
        yield _merge_lines(cells[start:end])


def _list_levels(row: TableRow) -> list[float]:
    """The heights at which lines of the row stand, from top to bottom."""
    levels: list[float] = []
    for top in sorted(line.words[0].bottom for cell in row.cells for line in cell):
        if not levels or top - levels[-1] > SAME_LEVEL:
            levels.append(top)
    return levels


def _nearest_level(word: PrintedWord, levels: Sequence[float]) -> float:
    return min(levels, key=lambda level: abs(level - word.bottom))


def _holds_rows(row: TableRow, levels: Sequence[float]) -> bool:
    """Whether a column has a number on several lines, and another one words or numbers level with each."""
    tops = [{_nearest_level(line.words[0], levels) for line in cell} for cell in row.cells]
    numbers = [
        {
            _nearest_level(line.words[0], levels)
            for line in cell
            if NUMBER.fullmatch(" ".join(word.text for word in line.words))
        }
        for cell in row.cells
    ]
    return any(
        len(mine) >= LEAST_ROWS
        and len(mine) >= len(lines) - 1
        and any(mine <= other for other in tops if other is not lines)
        for mine, lines in zip(numbers, tops, strict=True)
    )


def _find_columns(rows: Sequence[tuple[PrintedWord, ...]]) -> list[float]:
    """Where columns begin after the first: right ends of the gaps that no row with several cells reaches into."""
    several = [row for row in rows if len(_list_stretches(row)) > 1] or list(rows)
    most = max(len(_list_stretches(row)) for row in several)
    typical = [row for row in several if len(_list_stretches(row)) * 2 > most]
    stretches = sorted(stretch for row in typical for stretch in _list_stretches(row))
    found: list[float] = []
    reach = stretches[0][1]
    for start, end in stretches[1:]:
        if start - reach >= COLUMN_GAP:
            found.append((start + reach) / 2)
        reach = max(reach, end)
    return found


def _list_stretches(row: Sequence[PrintedWord]) -> list[tuple[float, float]]:
    """The words of a row between wide gaps, as start and end."""
    found = [(row[0].x0, row[0].x1)]
    for last, word in pairwise(row):
        if word.x0 - last.x1 >= max(7.0, 0.8 * word.size):
            found.append((word.x0, word.x1))
        else:
            found[-1] = (found[-1][0], max(found[-1][1], word.x1))
    return found


def _cells_of(row: Sequence[PrintedWord], columns: Sequence[float]) -> list[tuple[PrintedWord, ...]]:
    cells: list[list[PrintedWord]] = [[] for _ in range(len(columns) + 1)]
    column = 0
    last: PrintedWord | None = None
    for word in row:
        is_apart = last is None or word.x0 - last.x1 >= COLUMN_GAP * 0.7
        if is_apart:
            column = max(column, sum(boundary <= (word.x0 + min(word.x1, word.x0 + 4)) / 2 for boundary in columns))
        cells[column].append(word)
        last = word
    return [tuple(cell) for cell in cells]


def _without_halves(rows: Sequence[list[tuple[PrintedWord, ...]]]) -> list[list[tuple[PrintedWord, ...]]]:
    """The rows without columns that only continue the one before: a head to the left, its numbers to the right."""
    columns = list(zip(*rows, strict=True))
    kept = [list(columns[0])]
    for column in columns[1:]:
        if any(one and other for one, other in zip(kept[-1], column, strict=True)):
            kept.append(list(column))
        else:
            kept[-1] = [one or other for one, other in zip(kept[-1], column, strict=True)]
    return [list(row) for row in zip(*kept, strict=True)]


def _find_row_starts(
    rows: Sequence[tuple[PrintedWord, ...]],
    cells: Sequence[Sequence[tuple[PrintedWord, ...]]],
    strokes: Sequence[float],
) -> set[int]:
    """The lines that start a row: after a stroke, a wider step, or with a first cell of their own."""
    tops = [min(word.top for word in row) for row in rows]
    steps = [after - top for top, after in pairwise(tops)]
    widest = max(steps, default=0.0)
    is_ruled = sum(_is_parted(strokes, top, after) for top, after in pairwise(tops)) * 2 >= len(tops) * 0.6
    starts = {0}
    for number, step in enumerate(steps, start=1):
        filled = [bool(cell) for cell in cells[number]]
        is_far = step >= CLOSER * widest
        is_first = not is_ruled and is_far and (filled[0] or sum(filled) > 1)
        if is_first or all(filled) or _is_parted(strokes, tops[number - 1], tops[number]):
            starts.add(number)
    return starts


def _is_parted(strokes: Sequence[float], top: float, after: float) -> bool:
    return any(top + 2 < stroke <= after + 4 for stroke in strokes)


def _merge_lines(lines: Sequence[Sequence[tuple[PrintedWord, ...]]]) -> TableRow:
    """The row whose cells have these lines, one list of cells a line."""
    columns = ([line[column] for line in lines if line[column]] for column in range(len(lines[0])))
    cells = [tuple(TextLine(words) for words in column) for column in columns]
    while cells and not cells[-1]:
        cells.pop()
    return TableRow(tuple(cells))
