"""The cells of rows that no bars part, each in its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.model import Block, Cell
from policytext.segment import cell_values
from policytext.segment.cell_values import LEAD, Span
from policytext.segment.table_rows_of_text import cut_list_entry

ALIGNED = 3  # characters within which the right ends of one column lie


@dataclass(frozen=True, slots=True)
class Loose:
    """A row with the words before its sums, the sums, and where its line begins."""

    label: Span
    sums: tuple[Span, ...]
    line: int


def loose_rows(text: str, blocks: Sequence[Block]) -> Iterator[list[Cell]]:
    """The cells of these rows; sums that are fewer than the table's columns and stand under none lie beyond them."""
    rows = [_read_loose_row(text, block) for block in blocks]
    counts = Counter(len(row.sums) for row in rows if row and row.sums)
    count = max(counts, key=lambda one: (counts[one], one)) if counts else 0
    full = [row for row in rows if row and len(row.sums) == count]
    ends = [sum(row.sums[column][1] - row.line for row in full) / len(full) for column in range(count if full else 0)]
    is_led = bool(full) and 2 * sum(LEAD.match(text, *row.label) is not None for row in full) > len(full)
    for block, row in zip(blocks, rows, strict=True):
        if row is None:
            yield [Cell(*span) for span in cut_list_entry(text, block.start, block.end) or ()]
        elif row.sums:
            yield [*_read_label_cells(text, row.label, is_led=is_led), *_place_sums(row, ends)]
        else:
            yield _read_word_cells(text, block, count, is_led=is_led)


def _read_loose_row(text: str, block: Block) -> Loose | None:
    """The label and the sums of a row; `None` for an entry of a list."""
    for start, end in cell_values.lines_of(text, block.start, block.end):
        if sums := cell_values.find_values(text, start, end):
            label = text[block.start : sums[0][0]].rstrip()
            return Loose((block.start, block.start + len(label)), tuple(sums), start)
    return None if cut_list_entry(text, block.start, block.end) else Loose((block.start, block.end), (), block.start)


def _read_label_cells(text: str, label: Span, *, is_led: bool) -> Iterator[Cell]:
    """The label as one cell, or as two where the rows are led by a number or year."""
    if not is_led:
        yield Cell(*label)
    elif lead := LEAD.match(text, *label):
        yield Cell(label[0], label[0] + len(lead.group().rstrip()))
        yield Cell(lead.end(), label[1])
    else:
        yield Cell(label[0], label[0])
        yield Cell(*label)


def _place_sums(row: Loose, ends: Sequence[float]) -> list[Cell]:
    """The sums of a row, each in its column."""
    if len(row.sums) == len(ends):
        return [Cell(*span) for span in row.sums]
    start = row.sums[0][0]
    places = [_find_near_column(span[1] - row.line, ends) for span in row.sums]
    if None in places or len(set(places)) < len(places):
        return [*(Cell(start, start) for _ in ends), *(Cell(*span) for span in row.sums)]
    cells: list[Cell] = []
    for column in range(len(ends)):
        cells.append(Cell(*row.sums[places.index(column)]) if column in places else Cell(start, start))
        start = cells[-1].end
    return cells


def _find_near_column(end: int, ends: Sequence[float]) -> int | None:
    near = [column for column, other in enumerate(ends) if abs(end - other) <= ALIGNED]
    return near[0] if len(near) == 1 else None


def _read_word_cells(text: str, block: Block, count: int, *, is_led: bool) -> list[Cell]:
    """The cells of a row without sums: heads over the table's columns, what wide gaps part, or a subheading."""
    heads = cell_values.find_heads(text, block.start, block.end, count) if count else None
    if heads is None:
        return [Cell(*span) for span in cell_values.split_at_gaps(text, block.start, block.end)]
    left = 2 if is_led else 1  # columns before those with sums
    before, over = heads[: len(heads) - count], heads[len(heads) - count :]
    before = before if len(before) <= left else [(before[0][0], before[-1][1])]
    cells = [Cell(*span) for span in before]
    empty = Cell(over[0][0], over[0][0])
    return [*cells, *[empty] * (left - len(cells)), *(Cell(*span) for span in over)]
