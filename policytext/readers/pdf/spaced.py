"""Tables without strokes whose cells wrap: rows are parted by strips of blank over all columns, wider than line gaps.

Whether shorter cells stand at the top, in the middle or at the bottom of their row does not matter then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.readers.pdf.aligned import COLUMN_GAP, NUMBER
from policytext.readers.pdf.lines import Segment, rows_of, segments_of, text_line
from policytext.readers.pdf.table_rows import TableRow
from policytext.readers.pdf.words import Word

LEAST_ROWS = 3  # of a table, its head among them
LEAST_COLUMNS = 3
LEAST_WRAPPED = 0.3  # of the rows have a cell of several lines
WIDER = 1.2  # points by which a strip between rows is wider than the gap between a cell's lines
MOST_STEPS = 6  # widths of strips that are tried
WIDEST_STRIP = 2.5  # times the size
MOST_CELL = 12  # lines; a longer one is a column of text
LEAST_FILLED = 0.5  # of a table's rows fill a column

Rows = Sequence[Sequence[Segment]]


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
    gaps = _gaps(rows)
    widths = sorted({round(gap * 2) / 2 for gap in gaps if gap > WIDER})[:MOST_STEPS]
    grids = (grid for width in widths for grid in _grids(rows, _blocks(gaps, width - 0.3)))
    return max(grids, key=lambda grid: (len(grid.blocks), len(grid.columns)), default=None)


def grid_rows(rows: Rows, grid: Grid) -> Iterator[TableRow]:
    """The rows of a table with the lines of their cells."""
    for start, end in grid.blocks:
        cells = [tuple(map(text_line, rows_of(cell))) for cell in _cells(rows[start:end], grid.columns)]
        while cells and not cells[-1]:
            cells.pop()
        yield TableRow(tuple(cells))


def _gaps(rows: Rows) -> list[float]:
    """The blank between each row and all that stands above it."""
    gaps: list[float] = []
    foot = rows[0][0].bottom
    for row in rows[1:]:
        gaps.append(min(segment.top for segment in row) - foot)
        foot = max(foot, *(segment.bottom for segment in row))
    return gaps


def _blocks(gaps: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Runs of rows between strips of at least this width."""
    cuts = [0, *(number for number, gap in enumerate(gaps, start=1) if gap >= width), len(gaps) + 1]
    return list(pairwise(cuts))


def _grids(rows: Rows, blocks: Sequence[tuple[int, int]]) -> Iterator[Grid]:
    """Runs of blocks that have columns in common."""
    first = 0
    while first + LEAST_ROWS <= len(blocks):
        end, columns = _run(rows, blocks, first)
        grid = _grid(rows, blocks[first:end], columns) if end - first >= LEAST_ROWS else None
        if grid:
            yield grid
        first = end if grid else first + 1


def _run(rows: Rows, blocks: Sequence[tuple[int, int]], first: int) -> tuple[int, tuple[float, ...]]:
    """The end of the longest run of blocks from `first` on that leave the gaps between columns free."""
    reach: list[tuple[float, float]] = []
    columns: tuple[float, ...] = ()
    for number in range(first, len(blocks)):
        start, end = blocks[number]
        if end - start > 2 * MOST_CELL or (number > first and _strip(rows, start) > WIDEST_STRIP * rows[start][0].size):
            return number, columns
        reach = _united([*reach, *((word.x0, word.x1) for word in _words(rows[start:end]))])
        if len(reach) < LEAST_COLUMNS:
            return number, columns
        columns = tuple((one[1] + other[0]) / 2 for one, other in pairwise(reach))
    return len(blocks), columns


def _strip(rows: Rows, start: int) -> float:
    return rows[start][0].top - max(segment.bottom for segment in rows[start - 1])


def _united(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches of x that words fill, parted where a gap is as wide as between columns."""
    united: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if united and x0 - united[-1][1] < COLUMN_GAP:
            united[-1] = (united[-1][0], max(united[-1][1], x1))
        else:
            united.append((x0, x1))
    return united


def _grid(rows: Rows, blocks: Sequence[tuple[int, int]], columns: tuple[float, ...]) -> Grid | None:
    """The table that these blocks make, `None` if they are columns of text, a list, or rows of one line each."""
    columns = _without_halves([_cells(rows[start:end], columns) for start, end in blocks], columns)
    table = [_cells(rows[start:end], columns) for start, end in blocks]
    lines = [[rows_of(cell) for cell in row] for row in table]
    places = range(len(columns) + 1)
    wrapped = sum(any(len(cell) > 1 for cell in row) for row in lines)
    filled = [sum(bool(row[place]) for row in lines) for place in places]
    if len(places) < LEAST_COLUMNS or wrapped < LEAST_WRAPPED * len(blocks) or min(filled) < LEAST_FILLED * len(blocks):
        return None
    if any(sum(map(bool, row)) < 2 or any(len(cell) > MOST_CELL for cell in row) for row in lines):
        return None
    has_single = any(all(len(row[place]) <= 1 for row in lines) for place in places)
    return Grid(blocks[0][0], blocks[-1][1], tuple(blocks), columns) if has_single and not _repeats(lines) else None


def _without_halves(table: Sequence[Sequence[Sequence[Segment]]], columns: Sequence[float]) -> tuple[float, ...]:
    """The columns without those that only hold what the one before leaves empty: numbers to the right of their head."""
    kept: list[float] = []
    start = 0
    for place, column in enumerate(columns, start=1):
        if any(any(row[start:place]) and row[place] for row in table):
            kept.append(column)
            start = place
    return tuple(kept)


def _repeats(lines: Sequence[Sequence[list[list[Segment]]]]) -> bool:
    """Whether a cell holds several numbers one below the other: then rows stand closer than these blocks."""
    texts = ([" ".join(one.text for one in line) for line in cell] for row in lines for cell in row if len(cell) > 1)
    return any(all(map(NUMBER.fullmatch, cell)) for cell in texts)


def _cells(rows: Rows, columns: Sequence[float]) -> list[list[Segment]]:
    """The segments of each column."""
    cells: list[list[Word]] = [[] for _ in range(len(columns) + 1)]
    for word in _words(rows):
        cells[sum(column <= word.x0 for column in columns)].append(word)
    return [segments_of(cell) for cell in cells]


def _words(rows: Rows) -> Iterator[Word]:
    return (word for row in rows for segment in row for word in segment.words)
