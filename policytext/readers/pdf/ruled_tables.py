"""Ruled tables: their cells by their strokes, each row with its cells, however many lines they have.

Cells are found by pdfplumber's functions for edges and intersections (after A. Nurminen's thesis, as in Tabula), fed
with pdfium's strokes. Tables that have vertical strokes only are closed above and below; their rows, and those of cells
that hold several rows, are told as in tables without strokes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from policytext.readers.pdf.aligned import parted_rows
from policytext.readers.pdf.drawings import Drawings, Rectangle, Stroke
from policytext.readers.pdf.page_words import PrintedWord
from policytext.readers.pdf.table_rows import TableRow
from policytext.readers.pdf.text_lines import TextLine, rows_of, segments_of, text_line

LEAST_ACROSS, LEAST_DOWN = 3, 3  # strokes of a ruled table: two rows, two columns
LEAST_CLOSED = 2  # strokes above and below
MOST_STROKES = 1_500  # finding cells takes time that grows with the square of their number
LEAST_COLUMNS = 2
SNAP = 3.0  # points within which strokes count as one
SLACK = 4 * SNAP  # within which they may come to touch when all that lie near each other have been put in line
MOST_LINES = 12  # in a cell, on average; fuller ones place text on a page


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A ruled table: its area and its rows from top to bottom."""

    area: Rectangle
    rows: tuple[TableRow, ...]

    @property
    def words(self) -> tuple[PrintedWord, ...]:
        """All words of the table."""
        return tuple(word for row in self.rows for word in row.words)


# ---------------------------------------------------------------------------------------------- ruled tables


def ruled_tables(words: Sequence[PrintedWord], drawings: Drawings) -> Iterator[RuledTable]:
    """The tables whose cells are ruled on all sides, or on both of their sides at least."""
    drawings = replace(drawings, across=[*drawings.across, *_close_strokes(drawings)])
    if not _may_be_ruled(drawings) or not _has_columns(drawings):
        return
    for cells in _cell_groups(drawings):
        if len(_keep_apart(sorted(cell.x0 for cell in cells))) < LEAST_COLUMNS:
            continue
        area = Rectangle(
            min(cell.x0 for cell in cells),
            min(cell.top for cell in cells),
            max(cell.x1 for cell in cells),
            max(cell.bottom for cell in cells),
        )
        near = [word for word in words if _holds_word(area, word)]
        rows = tuple(_ruled_rows(cells, [word for word in near if any(_holds_word(cell, word) for cell in cells)]))
        if _is_table(rows):
            yield RuledTable(area, rows)


def _close_strokes(drawings: Drawings) -> Iterator[Stroke]:
    """Strokes above and below runs of vertical ones that none closes there."""
    strokes = sorted(drawings.down, key=lambda stroke: (round(stroke.start / SNAP), round(stroke.end / SNAP)))
    if len(strokes) > MOST_STROKES:
        return
    for _, run in groupby(strokes, key=lambda stroke: (round(stroke.start / SNAP), round(stroke.end / SNAP))):
        alike = list(run)
        left, right = min(stroke.at for stroke in alike), max(stroke.at for stroke in alike)
        top, bottom = alike[0].start, alike[0].end
        crossing = [
            one for one in drawings.across if top - SNAP <= one.at <= bottom + SNAP and one.start < right - SNAP
        ]
        if len({round(stroke.at / SNAP) for stroke in alike}) >= LEAST_DOWN and len(crossing) < LEAST_ACROSS:
            yield from (Stroke(at, left, right) for at in (top, bottom))


def _may_be_ruled(drawings: Drawings) -> bool:
    if len(drawings.across) + len(drawings.down) > MOST_STROKES:
        return False
    heights = {round(stroke.at / SNAP) for stroke in drawings.across}
    places = {round(stroke.at / SNAP) for stroke in drawings.down}
    return len(heights) >= LEAST_CLOSED and len(places) >= LEAST_DOWN


def _has_columns(drawings: Drawings) -> bool:
    """Whether strokes across that make one line meet three strokes down, as those of two cells side by side do."""
    return any(
        len(_keep_apart(sorted(_list_meetings(line, drawings.down)))) >= LEAST_DOWN
        for line in _join_lines(drawings.across)
    )


def _join_lines(across: Sequence[Stroke]) -> Iterator[Stroke]:
    """The lines that strokes across make, each as one stroke."""
    levels: list[list[Stroke]] = []
    for stroke in sorted(across):
        if levels and stroke.at - levels[-1][-1].at <= SNAP:
            levels[-1].append(stroke)
        else:
            levels.append([stroke])
    for level in levels:
        line, *others = sorted(level, key=lambda one: one.start)
        for one in others:
            if one.start - line.end > SLACK:
                yield line
                line = one
            line = line._replace(end=max(line.end, one.end))
        yield line


def _list_meetings(line: Stroke, down: Sequence[Stroke]) -> Iterator[float]:
    """Where a line across is met, or nearly so."""
    low, high, left, right = line.at + SLACK, line.at - SLACK, line.start - SLACK, line.end + SLACK
    return (at for at, start, end in down if start <= low and end >= high and left <= at <= right)


def _cell_groups(drawings: Drawings) -> list[list[Rectangle]]:
    from pdfplumber import table

    edges = [*map(_horizontal_edge, drawings.across), *map(_vertical_edge, drawings.down)]
    merged = table.merge_edges(
        edges, snap_x_tolerance=SNAP, snap_y_tolerance=SNAP, join_x_tolerance=SNAP, join_y_tolerance=SNAP
    )
    cells = table.intersections_to_cells(table.edges_to_intersections(merged, SNAP, SNAP))
    return [[Rectangle(*cell) for cell in group] for group in table.cells_to_tables(cells)]


def _horizontal_edge(stroke: Stroke) -> dict[str, object]:
    return _build_edge("h", Rectangle(stroke.start, stroke.at, stroke.end, stroke.at))


def _vertical_edge(stroke: Stroke) -> dict[str, object]:
    return _build_edge("v", Rectangle(stroke.at, stroke.start, stroke.at, stroke.end))


def _build_edge(orientation: str, area: Rectangle) -> dict[str, object]:
    sides = {"x0": area.x0, "x1": area.x1, "top": area.top, "bottom": area.bottom}
    return {**sides, "width": area.x1 - area.x0, "height": area.bottom - area.top, "orientation": orientation}


def _holds_word(cell: Rectangle, word: PrintedWord) -> bool:
    return cell.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)


def _ruled_rows(cells: Sequence[Rectangle], words: Sequence[PrintedWord]) -> Iterator[TableRow]:
    """The rows by the cells' upper sides; a cell fills the first column it spans, and the row where its text stands."""
    lefts = _keep_apart(sorted(cell.x0 for cell in cells))
    tops = _keep_apart(sorted(cell.top for cell in cells))
    rows: list[list[tuple[TextLine, ...]]] = [[()] * len(lefts) for _ in tops]
    for cell in cells:
        inside = [word for word in words if _holds_word(cell, word)]
        if inside:
            middle = (min(word.top for word in inside) + max(word.bottom for word in inside)) / 2
            row = max(0, sum(top <= middle for top in tops) - 1)
            rows[row][sum(left <= cell.x0 + SNAP for left in lefts) - 1] = _text_lines(inside)
    for columns in rows:
        while columns and not columns[-1]:
            columns.pop()
        if columns:
            yield from parted_rows(TableRow(tuple(columns)))


def _keep_apart(values: Sequence[float]) -> list[float]:
    """Sorted values without those that follow another closely."""
    kept: list[float] = []
    for value in values:
        if not kept or value - kept[-1] >= SNAP:
            kept.append(value)
    return kept


def _text_lines(words: Sequence[PrintedWord]) -> tuple[TextLine, ...]:
    return tuple(text_line(row) for row in rows_of(segments_of(words)))


def _is_table(rows: Sequence[TableRow]) -> bool:
    """Whether the cells hold short texts in more than one column; others frame or place text."""
    filled = [cell for row in rows for cell in row.cells if cell]
    if sum(sum(map(bool, row.cells)) > 1 for row in rows) < 2:
        return False
    return sum(map(len, filled)) <= MOST_LINES * len(filled)
