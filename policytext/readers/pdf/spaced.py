"""Tables without strokes whose cells wrap: rows are parted by strips of blank over all columns, wider than line gaps.

Whether shorter cells stand at the top, in the middle or at the bottom of their row does not matter then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.readers.pdf.aligned import COLUMN_GAP, NUMBER
from policytext.readers.pdf.page_words import PrintedWord
from policytext.readers.pdf.table_rows import TableRow
from policytext.readers.pdf.text_lines import WordSegment, rows_of, segments_of, text_line

LEAST_ROWS = 3  # of a table, its head among them
LEAST_COLUMNS = 3
LEAST_WRAPPED = 0.3  # of the rows have a cell of several lines
WIDER = 1.2  # points by which a strip between rows is wider than the gap between a cell's lines
MOST_STEPS = 6  # widths of strips that are tried
WIDEST_STRIP = 2.5  # times the size
MOST_CELL = 12  # lines; a longer one is a column of text
LEAST_FILLED = 0.5  # of a table's rows fill a column

Rows = Sequence[Sequence[WordSegment]]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows `first:end` of a page that are a table: its rows by their lines, and where columns begin after the first."""

    first: int
    end: int
    blocks: tuple[tuple[int, int], ...]
    columns: tuple[float, ...]


def find_grid(rows: Rows) -> Grid | None:
    """The largest table of a page with wrapped cells, told by the blank between rows; `None` without one."""
    if sum(len(row) > 1 for row in rows) < LEAST_ROWS:
        return None
    gaps = _measure_gaps(rows)
    widths = sorted({round(gap * 2) / 2 for gap in gaps if gap > WIDER})[:MOST_STEPS]
    grids = (grid for width in widths for grid in _find_grids(rows, _cut_blocks(gaps, width - 0.3)))
    return max(grids, key=lambda grid: (len(grid.blocks), len(grid.columns)), default=None)


def grid_rows(rows: Rows, grid: Grid) -> Iterator[TableRow]:
    """The rows of a table with the lines of their cells."""
    for start, end in grid.blocks:
        cells = [tuple(map(text_line, rows_of(cell))) for cell in _split_cells(rows[start:end], grid.columns)]
        while cells and not cells[-1]:
            cells.pop()
        yield TableRow(tuple(cells))


def _measure_gaps(rows: Rows) -> list[float]:
    """The blank between each row and all that stands above it."""
    gaps: list[float] = []
    foot = rows[0][0].bottom
    for row in rows[1:]:
        gaps.append(min(segment.top for segment in row) - foot)
        foot = max(foot, *(segment.bottom for segment in row))
    return gaps


def _cut_blocks(gaps: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Runs of rows between strips of at least this width."""
    cuts = [0, *(number for number, gap in enumerate(gaps, start=1) if gap >= width), len(gaps) + 1]
    return list(pairwise(cuts))


def _find_grids(rows: Rows, blocks: Sequence[tuple[int, int]]) -> Iterator[Grid]:
    """Runs of blocks that have columns in common."""
    first = 0
    while first + LEAST_ROWS <= len(blocks):
        end, columns = _find_run(rows, blocks, first)
        grid = _build_grid(rows, blocks[first:end], columns) if end - first >= LEAST_ROWS else None
        if grid:
            yield grid
        first = end if grid else first + 1


def _find_run(rows: Rows, blocks: Sequence[tuple[int, int]], first: int) -> tuple[int, tuple[float, ...]]:
    """The end of the longest run of blocks from `first` on that leave the gaps between columns free."""
    reach: list[tuple[float, float]] = []
    columns: tuple[float, ...] = ()
    for number in range(first, len(blocks)):
        start, end = blocks[number]
        if end - start > 2 * MOST_CELL or (
            number > first and _measure_strip(rows, start) > WIDEST_STRIP * rows[start][0].size
        ):
            return number, columns
        reach = _unite_spans([*reach, *((word.x0, word.x1) for word in _list_words(rows[start:end]))])
        if len(reach) < LEAST_COLUMNS:
            return number, columns
        columns = tuple((one[1] + other[0]) / 2 for one, other in pairwise(reach))
    return len(blocks), columns


def _measure_strip(rows: Rows, start: int) -> float:
    return rows[start][0].top - max(segment.bottom for segment in rows[start - 1])


def _unite_spans(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches of x that words fill, parted where a gap is as wide as between columns."""
    united: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if united and x0 - united[-1][1] < COLUMN_GAP:
            united[-1] = (united[-1][0], max(united[-1][1], x1))
        else:
            united.append((x0, x1))
    return united


def _build_grid(rows: Rows, blocks: Sequence[tuple[int, int]], columns: tuple[float, ...]) -> Grid | None:
    """The table that these blocks make, `None` if they are columns of text, a list, or rows of one line each."""
    columns = _without_halves([_split_cells(rows[start:end], columns) for start, end in blocks], columns)
    table = [_split_cells(rows[start:end], columns) for start, end in blocks]
    lines = [[rows_of(cell) for cell in row] for row in table]
    places = range(len(columns) + 1)
    wrapped = sum(any(len(cell) > 1 for cell in row) for row in lines)
    filled = [sum(bool(row[place]) for row in lines) for place in places]
    if len(places) < LEAST_COLUMNS or wrapped < LEAST_WRAPPED * len(blocks) or min(filled) < LEAST_FILLED * len(blocks):
        return None
    if any(sum(map(bool, row)) < 2 or any(len(cell) > MOST_CELL for cell in row) for row in lines):
        return None
    has_single = any(all(len(row[place]) <= 1 for row in lines) for place in places)
    return Grid(blocks[0][0], blocks[-1][1], tuple(blocks), columns) if has_single and not _has_repeats(lines) else None


def _without_halves(table: Sequence[Sequence[Sequence[WordSegment]]], columns: Sequence[float]) -> tuple[float, ...]:
    """The columns without those that only hold what the one before leaves empty: numbers to the right of their head."""
    kept: list[float] = []
    start = 0
    for place, column in enumerate(columns, start=1):
        if any(any(row[start:place]) and row[place] for row in table):
            kept.append(column)
            start = place
    return tuple(kept)


def _has_repeats(lines: Sequence[Sequence[list[list[WordSegment]]]]) -> bool:
    """Whether a cell holds several numbers one below the other: then rows stand closer than these blocks."""
    texts = ([" ".join(one.text for one in line) for line in cell] for row in lines for cell in row if len(cell) > 1)
    return any(all(map(NUMBER.fullmatch, cell)) for cell in texts)


def _split_cells(rows: Rows, columns: Sequence[float]) -> list[list[WordSegment]]:
    """The segments of each column."""
    cells: list[list[PrintedWord]] = [[] for _ in range(len(columns) + 1)]
    for word in _list_words(rows):
        cells[sum(column <= word.x0 for column in columns)].append(word)
    return [segments_of(cell) for cell in cells]


def _list_words(rows: Rows) -> Iterator[PrintedWord]:
    return (word for row in rows for segment in row for word in segment.words)
