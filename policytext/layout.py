"""Where things stand: pages, boxes, blocks, sentences, tables, and the way from the text to its places and back.

All offsets count code points in `Document.text`, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FARTHEST_HEAD = 400  # rows between a cell and what is written over it


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a page (from 1) and, where the format has one, a box on it."""

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The text as taggers read it, with the way back.

    Line breaks, tabs and special blanks inside a block are plain blanks here, a block ends in `"\\n"`, soft hyphens,
    Markdown marks and link targets are gone, words broken at a line end are whole. `offsets[i]` is the place of
    character `i` in `Document.text`; `None` where both texts are the same.
    """

    text: str
    offsets: tuple[int, ...] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in `Document.text` of the span `start:end` of this view (not empty)."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def forth(self, offset: int) -> int:
        """The place in this view of an offset of `Document.text` (the next kept character's)."""
        return offset if self.offsets is None else bisect_left(self.offsets, offset)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text: `heading`, `paragraph`, `item`, `row`, `contents`; in the head `title`, `head`, `contact`.

    `level` is a heading's depth, 1 for the outermost; 0 where it is unknown and for all other blocks.
    """

    kind: str
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `block` is the block's index in `Document.blocks`."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The stretch of the text that came from one line of the file."""

    start: int
    end: int
    page: int | None
    box: Box | None
    edges: tuple[float, ...] = ()

    def cut(self, start: int, end: int) -> Place | None:
        """The place of the part of this piece within `start:end`, `None` where the format has no pages."""
        if self.page is None:
            return None
        if self.box is None or not self.edges:
            return Place(self.page, self.box)
        left, right = max(start, self.start) - self.start, min(end, self.end) - self.start
        return Place(self.page, Box(self.edges[left], self.box.top, self.edges[right], self.box.bottom))


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: `text[start:end]` of the document without the blanks around it; an empty one has no length."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, `block` its block in `Document.blocks`; `role` is `head`, `group`, `body` or `total`.

    A `group` row is a subheading within the table ("Laufende Vorhaben"), which holds for the rows below it.
    """

    cells: tuple[Cell, ...]
    block: int
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together, whether bars, a reader or nothing but blanks parted their cells.

    `columns` has a type for each column: `label`, `year`, `payer`, `total`, `share`, `sum` or `text`.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()

    def seat(self, offset: int) -> tuple[int, int] | None:
        """Row and column of the cell in which the character at `offset` stands, `None` outside the table's cells."""
        at = bisect_right(self.rows, offset, key=_row_start) - 1
        if at < 0:
            return None
        for column, cell in enumerate(self.rows[at].cells):
            if cell.start <= offset < cell.end:
                return at, column
        return None

    def heads(self, row: int, column: int) -> tuple[Cell, ...]:
        """What is written over a cell, outermost first: the nearest head rows above it, over subheadings and sums."""
        found: list[Cell] = []
        for above in reversed(self.rows[max(0, row - FARTHEST_HEAD) : row]):
            if above.role == "head":
                found += [above.cells[column]] if column < len(above.cells) else []
            elif found:
                break
        return tuple(cell for cell in reversed(found) if cell.end > cell.start)

    def label(self, row: int) -> Cell | None:
        """The cell that names a row, `None` where no column does."""
        cells = self.rows[row].cells
        for cell, kind in zip(cells, self.columns, strict=False):
            if kind == "label" and cell.end > cell.start:
                return cell
        return None

    def group(self, row: int) -> Cell | None:
        """The subheading that a row stands under, `None` where there is none."""
        for above in reversed(self.rows[max(0, row - FARTHEST_HEAD) : row]):
            if above.role == "group":
                return next((cell for cell in above.cells if cell.end > cell.start), None)
            if above.role == "head":
                return None
        return None


def _row_start(row: Row) -> int:
    return row.cells[0].start if row.cells else 0


def merge_spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that overlap or touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def count_touched(spans: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """How many characters of `start:end` lie in these spans, which are in order and do not overlap."""
    at = max(0, bisect_right(spans, start, key=_start_of) - 1)
    covered = 0
    while at < len(spans) and spans[at][0] < end:
        covered += max(0, min(end, spans[at][1]) - max(start, spans[at][0]))
        at += 1
    return covered


def _start_of(span: tuple[int, int]) -> int:
    return span[0]
