"""Tables: ruled ones by their strokes, others by their columns; each row with its cells, however many lines they have.

Cells of ruled tables are found by pdfplumber's functions for edges and intersections (after A. Nurminen's thesis, as in
Tabula), fed with pdfium's strokes; columns without strokes by the gaps that no row's words reach into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policytext.model import Box, Line
from policytext.readers.pdf.drawings import Area, Drawings, Stroke
from policytext.readers.pdf.lines import TextLine, rows_of, segments_of, text_line
from policytext.readers.pdf.words import Word

LEAST_ACROSS, LEAST_DOWN = 3, 3  # strokes of a ruled table: two rows, two columns
MOST_STROKES = 1_500  # finding cells takes time that grows with the square of their number
SNAP = 3.0  # points within which strokes count as one
MOST_LINES = 12  # in a cell, on average; fuller ones place text on a page
COLUMN_GAP = 5.0  # points that no row's words reach into
FIELD = re.compile(r"[A-ZÄÖÜ][^:|\d]{1,30}:\s\S")  # a label and what it says
CLOSER = 0.75  # of the usual distance between rows: lines of one row


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: for every column the lines of its cell, none where it is empty."""

    cells: tuple[tuple[TextLine, ...], ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the row."""
        return tuple(word for cell in self.cells for line in cell for word in line.words)

    def lines(self, page: int) -> Iterator[Line]:
        """The row as the model knows it: one line, or, where cells have several, one for each of theirs."""
        filled = [cell for cell in self.cells if cell]
        if len(filled) > 1 and all(_is_field(cell) for cell in filled):
            yield from (replace(line.line(page), glue="\n\n") for cell in filled for line in cell)
            return
        if all(len(cell) <= 1 for cell in self.cells):
            yield self._one_line(page)
            return
        for number, cell in enumerate(filled):
            for place, line in enumerate(cell):
                is_last = place == len(cell) - 1
                glue = " " if not is_last else " | " if number < len(filled) - 1 else "\n\n"
                made = line.line(page)
                yield Line(made.text, page, made.box, made.edges, made.size, made.bold, "row", glue)

    def _one_line(self, page: int) -> Line:
        parts: list[str] = []
        edges: list[float] = []
        made = [cell[0].line(page) if cell else None for cell in self.cells]
        boxes = [line.box for line in made if line and line.box]
        right = boxes[0].x0
        for number, line in enumerate(made):
            if number:
                bar = _bar(parts)
                parts.append(bar)
                left = line.box.x0 if line and line.box else right
                edges += [round(right + (left - right) * place / len(bar), 2) for place in range(len(bar))]
            if line and line.box:
                parts.append(line.text)
                edges += line.edges[:-1]
                right = line.box.x1
        box = Box(boxes[0].x0, min(one.top for one in boxes), right, max(one.bottom for one in boxes))
        first = next(line for line in made if line)
        bold = all(line.bold for line in made if line)
        return Line("".join(parts), page, box, (*edges, right), first.size, bold, "row", "\n\n")


def _is_field(cell: Sequence[TextLine]) -> bool:
    """Whether a cell is a form's field of its own: Sitzung am: 18. Juni 2024."""
    return len(cell) == 1 and FIELD.match(" ".join(word.text for word in cell[0].words)) is not None


def _bar(parts: Sequence[str]) -> str:
    """What parts a cell from the one before it: a label ends in a colon and needs no bar."""
    return " " if len(parts) == 1 and parts[0].endswith(":") else " | "


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its area and its rows from top to bottom."""

    area: Area
    rows: tuple[TableRow, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the table."""
        return tuple(word for row in self.rows for word in row.words)


# ---------------------------------------------------------------------------------------------- ruled tables


def ruled_tables(words: Sequence[Word], drawings: Drawings) -> Iterator[Table]:
    """The tables whose cells are ruled on all sides."""
    if not _may_be_ruled(drawings):
        return
    for cells in _cell_groups(drawings):
        inside = [word for word in words if any(_holds(cell, word) for cell in cells)]
        rows = tuple(_ruled_rows(cells, inside))
        if _is_table(rows):
            area = Area(
                min(cell.x0 for cell in cells),
                min(cell.top for cell in cells),
                max(cell.x1 for cell in cells),
                max(cell.bottom for cell in cells),
            )
            yield Table(area, rows)


def _may_be_ruled(drawings: Drawings) -> bool:
    if len(drawings.across) + len(drawings.down) > MOST_STROKES:
        return False
    heights = {round(stroke.at / SNAP) for stroke in drawings.across}
    places = {round(stroke.at / SNAP) for stroke in drawings.down}
    return len(heights) >= LEAST_ACROSS and len(places) >= LEAST_DOWN


def _cell_groups(drawings: Drawings) -> list[list[Area]]:
    from pdfplumber import table

    edges = [*map(_across, drawings.across), *map(_down, drawings.down)]
    merged = table.merge_edges(
        edges, snap_x_tolerance=SNAP, snap_y_tolerance=SNAP, join_x_tolerance=SNAP, join_y_tolerance=SNAP
    )
    cells = table.intersections_to_cells(table.edges_to_intersections(merged, SNAP, SNAP))
    return [[Area(*cell) for cell in group] for group in table.cells_to_tables(cells)]


def _across(stroke: Stroke) -> dict[str, object]:
    return _edge("h", Area(stroke.start, stroke.at, stroke.end, stroke.at))


def _down(stroke: Stroke) -> dict[str, object]:
    return _edge("v", Area(stroke.at, stroke.start, stroke.at, stroke.end))


def _edge(orientation: str, area: Area) -> dict[str, object]:
    sides = {"x0": area.x0, "x1": area.x1, "top": area.top, "bottom": area.bottom}
    return {**sides, "width": area.x1 - area.x0, "height": area.bottom - area.top, "orientation": orientation}


def _holds(cell: Area, word: Word) -> bool:
    return cell.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)


def _ruled_rows(cells: Sequence[Area], words: Sequence[Word]) -> Iterator[TableRow]:
    """The rows by the cells' upper sides; a cell fills the first column it spans, and the row where its text stands."""
    lefts = _apart(sorted(cell.x0 for cell in cells))
    tops = _apart(sorted(cell.top for cell in cells))
    rows: list[list[tuple[TextLine, ...]]] = [[()] * len(lefts) for _ in tops]
    for cell in cells:
        inside = [word for word in words if _holds(cell, word)]
        if inside:
            middle = (min(word.top for word in inside) + max(word.bottom for word in inside)) / 2
            row = max(0, sum(top <= middle for top in tops) - 1)
            rows[row][sum(left <= cell.x0 + SNAP for left in lefts) - 1] = _text_lines(inside)
    for columns in rows:
        while columns and not columns[-1]:
            columns.pop()
        if columns:
            yield TableRow(tuple(columns))


def _apart(values: Sequence[float]) -> list[float]:
    """Sorted values without those that follow another closely."""
    kept: list[float] = []
    for value in values:
        if not kept or value - kept[-1] >= SNAP:
            kept.append(value)
    return kept


def _text_lines(words: Sequence[Word]) -> tuple[TextLine, ...]:
    return tuple(text_line(row) for row in rows_of(segments_of(words)))


def _is_table(rows: Sequence[TableRow]) -> bool:
    """Whether the cells hold short texts in more than one column; others frame or place text."""
    filled = [cell for row in rows for cell in row.cells if cell]
    if sum(sum(map(bool, row.cells)) > 1 for row in rows) < 2:
        return False
    return sum(map(len, filled)) <= MOST_LINES * len(filled)


# ---------------------------------------------------------------------------------------------- tables without cells


def aligned_rows(rows: Sequence[tuple[Word, ...]], strokes: Sequence[float]) -> Iterator[TableRow]:
    """The rows of a table that has no or only horizontal strokes; `rows` are its lines."""
    columns = _columns(rows)
    cells = [_cells_of(row, columns) for row in rows]
    cells = _without_halves(cells)
    group: list[int] = []
    starts = _starts(rows, cells, strokes)
    for number in range(len(rows)):
        if number in starts and group:
            yield _merged([cells[place] for place in group])
            group = []
        group.append(number)
    if group:
        yield _merged([cells[place] for place in group])


def _columns(rows: Sequence[tuple[Word, ...]]) -> list[float]:
    """Where columns begin after the first: right ends of the gaps that no row with several cells reaches into."""
    several = [row for row in rows if len(_stretches(row)) > 1] or list(rows)
    most = max(len(_stretches(row)) for row in several)
    typical = [row for row in several if len(_stretches(row)) * 2 > most]
    stretches = sorted(stretch for row in typical for stretch in _stretches(row))
    found: list[float] = []
    reach = stretches[0][1]
    for start, end in stretches[1:]:
        if start - reach >= COLUMN_GAP:
            found.append((start + reach) / 2)
        reach = max(reach, end)
    return found


def _stretches(row: Sequence[Word]) -> list[tuple[float, float]]:
    """The words of a row between wide gaps, as start and end."""
    found = [(row[0].x0, row[0].x1)]
    for last, word in pairwise(row):
        if word.x0 - last.x1 >= max(7.0, 0.8 * word.size):
            found.append((word.x0, word.x1))
        else:
            found[-1] = (found[-1][0], max(found[-1][1], word.x1))
    return found


def _cells_of(row: Sequence[Word], columns: Sequence[float]) -> list[tuple[Word, ...]]:
    cells: list[list[Word]] = [[] for _ in range(len(columns) + 1)]
    column = 0
    last: Word | None = None
    for word in row:
        is_apart = last is None or word.x0 - last.x1 >= COLUMN_GAP * 0.7
        if is_apart:
            column = max(column, sum(boundary <= (word.x0 + min(word.x1, word.x0 + 4)) / 2 for boundary in columns))
        cells[column].append(word)
        last = word
    return [tuple(cell) for cell in cells]


def _without_halves(rows: Sequence[list[tuple[Word, ...]]]) -> list[list[tuple[Word, ...]]]:
    """The rows without columns that only continue the one before: a head to the left, its numbers to the right."""
    columns = list(zip(*rows, strict=True))
    kept = [list(columns[0])]
    for column in columns[1:]:
        if any(one and other for one, other in zip(kept[-1], column, strict=True)):
            kept.append(list(column))
        else:
            kept[-1] = [one or other for one, other in zip(kept[-1], column, strict=True)]
    return [list(row) for row in zip(*kept, strict=True)]


def _starts(
    rows: Sequence[tuple[Word, ...]], cells: Sequence[Sequence[tuple[Word, ...]]], strokes: Sequence[float]
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


def _merged(lines: Sequence[Sequence[tuple[Word, ...]]]) -> TableRow:
    """The row whose cells have these lines, one list of cells a line."""
    columns = ([line[column] for line in lines if line[column]] for column in range(len(lines[0])))
    cells = [tuple(TextLine(words) for words in column) for column in columns]
    while cells and not cells[-1]:
        cells.pop()
    return TableRow(tuple(cells))
