"""The reading order of a page: columns one after the other, table rows across, heads in the margin with their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policytext.readers.pdf.aligned import aligned_rows
from policytext.readers.pdf.drawings import Stroke
from policytext.readers.pdf.gutters import MANY_LINES, NEXT_LINE, NUMERIC, SAME_X, Band, find_band
from policytext.readers.pdf.label_columns import form_rows, is_form
from policytext.readers.pdf.page_words import PrintedWord
from policytext.readers.pdf.spaced import find_grid, grid_rows
from policytext.readers.pdf.table_rows import TableRow
from policytext.readers.pdf.text_lines import TextLine, WordSegment, rows_of, text_line

MOST_HEAD_LINES = 3  # of a head in the margin, on average
LEAST_STROKES = 3  # across a table
LEAST_FIGURES, FIGURE = 2, 1.8  # large figures with their text beside them, times its size
MOST_HEAD_ROWS, LEAST_HEADS = 3, 3  # rows of heads over a table, cells in each
HEAD_GAP = 1.5  # times the size: the most blank below a head
LONGEST_HEAD = 40  # characters of a head's cell
CELL_GAP = 0.6  # times the size: the most blank between lines of a cell
DEEPEST = 40  # bands within bands


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a page beside its words: its strokes and, added to as found, the gutters of pages before."""

    rules: Sequence[Stroke] = ()
    gutters: list[float] = field(default_factory=list)


def reading_order(segments: Sequence[WordSegment], layout: Layout, depth: int = 0) -> Iterator[TextLine | TableRow]:
    """The lines of a page as a person reads them."""
    rows = rows_of(segments)
    grid = find_grid(rows) if depth < DEEPEST else None
    if grid is not None:
        yield from reading_order(_flatten_rows(rows[: grid.first]), layout, depth + 1)
        yield from grid_rows(rows, grid)
        yield from reading_order(_flatten_rows(rows[grid.end :]), layout, depth + 1)
        return
    band = find_band(rows, layout.gutters) if depth < DEEPEST else None
    if band is None:
        yield from map(text_line, rows)
        return
    first = band.first - _count_heads(rows, band, layout)
    yield from reading_order(_flatten_rows(rows[:first]), layout, depth + 1)
    yield from _order_band(rows[first : band.end], band, layout, depth + 1)
    yield from reading_order(_flatten_rows(rows[band.end :]), layout, depth + 1)


def read_across(segments: Sequence[WordSegment]) -> Iterator[TextLine | TableRow]:
    """Lines whose segments belong together, whatever gaps part them: rows of a table where most have several."""
    rows = rows_of(segments)
    several = sum(len(row) > 1 for row in rows)
    if several > 1 and several * 2 >= len(rows):
        yield from _table_rows(rows, [])
    else:
        yield from map(text_line, rows)


def _order_band(
    rows: Sequence[list[WordSegment]], band: Band, layout: Layout, depth: int
) -> Iterator[TextLine | TableRow]:
    strokes = _find_strokes(rows, band.x, layout.rules)
    if len(strokes) < LEAST_STROKES and is_form(rows, band.x):
        yield from form_rows(rows, band.x)
        return
    if _is_table(rows, band.x, strokes):
        yield from _table_rows(rows, strokes)
        return
    if band.lines >= MANY_LINES and all(abs(band.x - known) > SAME_X for known in layout.gutters):
        layout.gutters.append(band.x)
    sections = (0, *(_find_figures(rows, band.x) or _find_sections(rows, band.x)), len(rows))
    for start, end in pairwise(sections):
        left = [one for row in rows[start:end] for one in row if one.x0 < band.x]
        right = [one for row in rows[start:end] for one in row if one.x0 >= band.x]
        sides = (right, left) if len(sections) == 2 and _is_side_column(right, left) else (left, right)
        for side in sides:
            yield from reading_order(side, layout, depth)


def _find_sections(rows: Sequence[list[WordSegment]], x: float) -> list[int]:
    """The rows after the first at which a bold head in the margin starts level with a paragraph beside it."""
    heads = [number for number, row in enumerate(rows) if row[0].x0 < x]
    lefts = [rows[number][0] for number in heads]
    beside = [row[-1] for row in rows if row[-1].x0 >= x]
    if not all(word.bold for left in lefts for word in left.words) or all(one.words[0].bold for one in beside):
        return []
    starts = [
        number
        for place, number in enumerate(heads)
        if not place or lefts[place].top - lefts[place - 1].bottom > NEXT_LINE / 2 * lefts[place].size
    ]
    is_narrow = max(left.x1 for left in lefts) - min(left.x0 for left in lefts) < 0.5 * max(
        one.x1 - one.x0 for one in beside
    )
    is_level = all(len(rows[number]) > 1 for number in starts)
    return starts[1:] if is_narrow and is_level and len(heads) <= MOST_HEAD_LINES * len(starts) else []


def _find_figures(rows: Sequence[list[WordSegment]], x: float) -> list[int]:
    """The rows after the first at which large figures start, each with the small lines that tell what it counts."""
    large = [number for number, row in enumerate(rows) if row[0].x0 < x]
    small = [segment for row in rows for segment in row if segment.x0 >= x]
    sizes = [rows[number][0].size for number in large]
    if len(large) < LEAST_FIGURES or min(sizes) < FIGURE * max(segment.size for segment in small):
        return []
    starts = []
    for number in large:
        figure, start = rows[number][0], number
        while start and rows[start - 1][0].x0 >= x and rows[start - 1][0].top > figure.top - 0.3 * figure.size:
            start -= 1
        starts.append(start)
    beside = [
        any(one.top < rows[number][0].bottom and one.bottom > rows[number][0].top for one in small) for number in large
    ]
    return starts[1:] if all(beside) and starts[0] == 0 and len(set(starts)) == len(starts) else []


def _flatten_rows(rows: Sequence[list[WordSegment]]) -> list[WordSegment]:
    return [segment for row in rows for segment in row]


def _row_words(row: Sequence[WordSegment]) -> tuple[PrintedWord, ...]:
    return tuple(word for segment in row for word in segment.words)


# ---------------------------------------------------------------------------------------------- tables, side columns


def _is_table(rows: Sequence[list[WordSegment]], x: float, strokes: Sequence[int]) -> bool:
    """Whether the rows read across: strokes between them, numbers to the right, labels or short cells to the left."""
    if len(strokes) >= LEAST_STROKES:
        return True
    both = [row for row in rows if row[0].x0 < x <= row[-1].x0]
    if len(both) < 2 or len(both) * 2 < len(rows):
        return False
    right = [" ".join(segment.text for segment in row if segment.x0 >= x) for row in both]
    labels = [next(segment for segment in reversed(row) if segment.x0 < x).text for row in both]
    numeric = sum(
        NUMERIC.fullmatch(cell) is not None or _ends_in_number(row) for cell, row in zip(right, both, strict=True)
    )
    return numeric * 2 > len(both) or sum(label.endswith(":") for label in labels) * 2 > len(both)


def _count_heads(rows: Sequence[list[WordSegment]], band: Band, layout: Layout) -> int:
    """How many rows right above a table are its heads, which may stand across its columns' gaps."""
    table = rows[band.first : band.end]
    strokes = _find_strokes(table, band.x, layout.rules)
    if not _is_table(table, band.x, strokes) or (len(strokes) < LEAST_STROKES and is_form(table, band.x)):
        return 0
    most = max(len(_find_cell_starts(row)) for row in table)
    found = 0
    for row in rows[max(0, band.first - MOST_HEAD_ROWS) : band.first][::-1]:
        below = rows[band.first - found]
        is_near = below[0].top - row[0].bottom <= HEAD_GAP * row[0].size
        cells = len(_find_cell_starts(row))
        is_short = all(len(segment.text) <= LONGEST_HEAD for segment in row)
        if not (is_near and LEAST_HEADS <= cells <= most and is_short):
            break
        found += 1
    return found


def _ends_in_number(row: Sequence[WordSegment]) -> bool:
    """Whether the last of several cells is a number."""
    return len(row) > 2 and NUMERIC.fullmatch(row[-1].text) is not None


def _find_strokes(rows: Sequence[list[WordSegment]], x: float, rules: Sequence[Stroke]) -> list[int]:
    """The heights of the strokes that run across `x` around these rows."""
    top, bottom = rows[0][0].top - 15, rows[-1][0].bottom + 15
    return sorted(
        {round(rule.at) for rule in rules if rule.start < x - 5 and rule.end > x + 5 and top < rule.at < bottom}
    )


def _table_rows(rows: Sequence[list[WordSegment]], strokes: Sequence[int]) -> Iterator[TextLine | TableRow]:
    """Rows with their cells; lines before and after the table that have but one cell are lines of text."""
    is_inner = [len(_find_cell_starts(row)) > 1 or _is_framed(row, strokes) for row in rows]
    if True not in is_inner:
        yield from map(text_line, rows)
        return
    first, last = is_inner.index(True), len(rows) - is_inner[::-1].index(True)
    while last < len(rows) and _goes_on(rows[last - 1], rows[last], rows[first][0].x0):
        last += 1
    yield from map(text_line, rows[:first])
    yield from aligned_rows([_row_words(row) for row in rows[first:last]], strokes)
    yield from map(text_line, rows[last:])


def _goes_on(row: Sequence[WordSegment], after: Sequence[WordSegment], left: float) -> bool:
    """Whether a line right below a table's last one goes on in another column than the first."""
    return after[0].x0 > left + after[0].size and after[0].top - row[0].bottom < CELL_GAP * after[0].size


def _is_framed(row: Sequence[WordSegment], strokes: Sequence[int]) -> bool:
    return bool(strokes) and strokes[0] - 2 < row[0].top and row[0].bottom < strokes[-1] + 2


def _find_cell_starts(row: Sequence[WordSegment]) -> tuple[int, ...]:
    """The places in a row at which a cell starts; one that spans the table gives `(0,)`."""
    words = _row_words(row)
    wide = (
        number
        for number in range(1, len(words))
        if words[number].x0 - words[number - 1].x1 >= max(7.0, 0.8 * words[number].size)
    )
    return (0, *wide)


def _is_side_column(right: Sequence[WordSegment], left: Sequence[WordSegment]) -> bool:
    """A narrow column of short lines beside the text, such as the contact column of a letterhead: it is read first."""
    if not left:
        return False
    extent = max(word.x1 for word in right) - min(word.x0 for word in right)
    body = max(segment.x1 - segment.x0 for segment in left)
    lines = rows_of(right)
    return extent < 0.5 * body and sum(len(segment.text.split()) for segment in right) <= 5 * len(lines)
