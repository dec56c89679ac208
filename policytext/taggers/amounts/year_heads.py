"""Bare numbers of tables: their unit stands in the head of their column, in their row's label, or over the table.

`read_table` is told what `regions` knows from outside: lines right above, a caption, a note for all the paper.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import NamedTuple

from policytext.german import numbers
from policytext.layout import Row, Table
from policytext.model import Cell, Document, View
from policytext.taggers.amounts import list_entries, unit_notes
from policytext.taggers.amounts.amount_drafts import AmountDraft
from policytext.taggers.amounts.unit_words import AmountUnit, Anchor

MONEY = AmountUnit("money", "EUR")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:[/–-](?:19|20)?\d\d)?\b")  # Zuschuss 2024 in Euro
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_HEAD = re.compile(r"(?:19|20)\d\d[ ](?:in[ ])?(?:[^\W\d]+\.?[ ])?[^\W\d]*[€A-Za-z]")  # 2024 Tsd. Euro
FEWEST_YEARS = 2  # beside each other as heads; one alone may be a sum
_NUMBER = re.compile(rf"[ ]*(?P<number>[-−+]?(?:{numbers.DIGITS}))[ ]*(?:\*+[ ]*)?", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known of a table's unit from outside: head lines above it, its caption, a note for all the paper."""

    lines: Sequence[tuple[int, int]] = ()
    caption: AmountUnit | None = None
    paper: AmountUnit | None = None


@dataclass(slots=True)
class Heads:
    """What the head rows read so far say of each column.

    `numeric` are the columns of numbers; `spread` holds for those that no head of their own names.
    """

    numeric: Sequence[int]
    units: dict[int, AmountUnit] = field(default_factory=dict)
    others: set[int] = field(default_factory=set)
    sums: set[int] = field(default_factory=set)
    spread: AmountUnit | None = None


class CellWords(NamedTuple):
    """Where a cell begins in the view, and its words."""

    start: int
    words: str


def read_table(document: Document, table: Table, anchors: Sequence[Anchor], outside: Outside) -> list[AmountDraft]:
    """The bare numbers of a table that are sums, each with its unit; `anchors` are the unit words of the paper."""
    rows = [[_cell_words(document.view, cell) for cell in row.cells] for row in table.rows]
    text = document.view.text
    heads = Heads(_numeric_columns(rows), spread=outside.caption)
    _read_lines(text, [_find_anchors_within(anchors, *line) for line in outside.lines], heads)
    strong = _strong_columns(rows)
    found: list[AmountDraft] = []
    for row, told in zip(rows, table.rows, strict=True):
        inside = _find_anchors_within(anchors, row[0].start, row[-1].start + len(row[-1].words)) if row else []
        if _has_numbers(row):
            unit = _unit_of_row(text, row, inside)
            found += _read_numbers(row, heads, unit, outside.paper, strong)
        else:
            _read_head(text, row, told, inside, heads)
    return found


def _cell_words(view: View, cell: Cell) -> CellWords:
    start = view.forth(cell.start)
    return CellWords(start, view.text[start : view.forth(cell.end)])


def _find_anchors_within(anchors: Sequence[Anchor], start: int, end: int) -> Sequence[Anchor]:
    first = bisect_left(anchors, start, key=_anchor_start)
    return anchors[first : bisect_left(anchors, end, lo=first, key=_anchor_start)]


def _anchor_start(anchor: Anchor) -> int:
    return anchor.start


# ------------------------------------------------------------------------------------------------------------- columns


def _has_numbers(row: Sequence[CellWords]) -> bool:
    """Whether a row holds numbers other than years: then it is no head, even if a cell ends in "Mark" or "EUR"."""
    found = (_NUMBER.fullmatch(cell.words) for cell in row)
    return any(number and not _YEARS.fullmatch(number["number"]) for number in found)


def _numeric_columns(rows: Sequence[Sequence[CellWords]]) -> list[int]:
    """The columns half of whose cells or more are numbers and no years."""
    counts: dict[int, list[bool]] = {}
    for row in rows:
        if _has_numbers(row):
            for column, cell in enumerate(row):
                if cell.words.strip():
                    is_number = bool(_NUMBER.fullmatch(cell.words)) and not _YEAR.fullmatch(cell.words.strip())
                    counts.setdefault(column, []).append(is_number)
    return sorted(column for column, told in counts.items() if 2 * sum(told) >= len(told))


def _strong_columns(rows: Sequence[Sequence[CellWords]]) -> set[int]:
    """The columns in which a number is written as sums are, with grouped digits or cents."""
    return {
        column
        for row in rows
        for column, cell in enumerate(row)
        if _NUMBER.fullmatch(cell.words) and list_entries.looks_like_sum(cell.words)
    }


# --------------------------------------------------------------------------------------------------------------- heads


def find_year_heads(document: Document, anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """The unit words behind years that head columns ("2024 Tsd. Euro | 2025 Tsd. Euro"): the years are no sums."""
    for table in document.tables:
        for told in table.rows:
            row = [_cell_words(document.view, cell) for cell in told.cells]
            years = [cell for cell in row if _is_under_year(cell.words)]
            if _are_years_in_row(int(cell.words.strip()[:4]) for cell in years):
                for cell in years:
                    yield from _find_anchors_within(anchors, cell.start, cell.start + len(cell.words))


def _are_years_in_row(years: Iterable[int]) -> bool:
    """Whether these are years in a row, at least two."""
    told = list(years)
    return len(told) >= FEWEST_YEARS and all(later == earlier + 1 for earlier, later in pairwise(told))


def _is_under_year(words: str) -> bool:
    return words[:2] in ("19", "20") and _YEAR_HEAD.fullmatch(words.strip()) is not None


def _read_head(text: str, row: Sequence[CellWords], told: Row, anchors: Sequence[Anchor], heads: Heads) -> None:
    """Take what a row without numbers says of the columns below it."""
    filled = [column for column, cell in enumerate(row) if cell.words.strip()]
    if len(filled) == 1 and (filled[0] not in heads.numeric or told.role == "group") and len(row) != len(heads.numeric):
        _read_line(text, anchors, heads)
        return
    named = dict(_units_of_cells(text, row, anchors))
    others = {column for column in filled if _is_other(row[column].words)}
    if named:
        heads.units, heads.others, heads.sums = named, others, set()
        heads.spread = _shared_unit(named, row, others) or heads.spread
    else:
        heads.others |= others - set(heads.units)
    heads.sums |= {column for column in filled if list_entries.is_money(row[column].words)}


def _is_other(words: str) -> bool:
    return "%" in words or list_entries.heads_counts(words)


def _shared_unit(named: dict[int, AmountUnit], row: Sequence[CellWords], others: set[int]) -> AmountUnit | None:
    """The unit of one head that can hold for its neighbours, years or sums ("2024 | 2025 | Summe (Euro)")."""
    units = {unit for unit in named.values() if unit.kind == "money"}
    beside = [cell.words for column, cell in enumerate(row) if column and column not in {*named, *others}]
    alike = all(
        _YEARS.fullmatch(words.strip()) or list_entries.is_money(words) or not words.strip() for words in beside
    )
    return next(iter(units)) if len(units) == 1 and alike else None


def _units_of_cells(text: str, row: Sequence[CellWords], anchors: Sequence[Anchor]) -> Iterator[tuple[int, AmountUnit]]:
    """Column -> unit, of a row that is a table's head: words with a unit and no number before it."""
    starts = [cell.start for cell in row]
    for anchor in anchors:
        column = bisect_right(starts, anchor.start) - 1
        if column < 0 or re.search(r"\d", _YEARS.sub("", row[column].words.replace("1.000", ""))):
            continue
        if anchor.unit.kind == "positions":
            continue
        if unit_notes.is_bare(text, anchor, starts[column]) or _is_under_year(row[column].words):
            yield column, unit_notes.unit_at(text, anchor)


def _read_line(text: str, anchors: Sequence[Anchor], heads: Heads) -> None:
    """Take what lines over all columns say: units for the last ones in their order ("Euro Euro %"), or one for all."""
    told = [anchor for anchor in anchors if anchor.unit.kind in ("money", "share") and unit_notes.is_bare(text, anchor)]
    named = [unit_notes.unit_at(text, anchor) for anchor in told]
    if len(named) == 1 < len(heads.numeric) and any(unit_notes.find_notes(text, told)):
        heads.spread = named[0]
    elif named and len(named) <= len(heads.numeric):
        heads.units |= dict(zip(heads.numeric[-len(named) :], named, strict=True))


def _read_lines(text: str, lines: Sequence[Sequence[Anchor]], heads: Heads) -> None:
    """Take what the lines above a table say: together if all of the last ones have a unit, else each for itself."""
    last = list(takewhile(bool, reversed(lines)))
    above = lines[: len(lines) - len(last)]
    together = [anchor for line in reversed(last) for anchor in line]
    for line in above if len(last) > 1 else lines:
        _read_line(text, line, heads)
    if len(last) > 1:
        _read_line(text, together, heads)


def _unit_of_row(text: str, row: Sequence[CellWords], anchors: Sequence[Anchor]) -> AmountUnit | None:
    """The unit in the label of a row ("Zuwendung in Euro: 12.500,00")."""
    first = next((cell for cell in row if cell.words.strip()), None)
    if first is None:
        return None
    named = [unit for column, unit in _units_of_cells(text, [first], anchors) if column == 0 and unit.kind == "money"]
    ends = [anchor for anchor in anchors if anchor.end <= first.start + len(first.words)]
    return named[0] if named and ends else None


# ------------------------------------------------------------------------------------------------------------- numbers


def _read_numbers(
    row: Sequence[CellWords], heads: Heads, of_row: AmountUnit | None, paper: AmountUnit | None, strong: set[int]
) -> Iterator[AmountDraft]:
    label = next((cell.words for cell in row if re.search(r"[^\W\d_]{2}", cell.words)), "")
    is_other = list_entries.is_count(label)
    for column, cell in enumerate(row):
        match = _NUMBER.fullmatch(cell.words)
        if match is None or _YEAR.fullmatch(match["number"]):
            continue
        is_strong = list_entries.looks_like_sum(match["number"])
        unit = None if is_other else heads.units.get(column)
        if unit is None and column not in heads.others and (column or len(row) == 1) and not is_other:
            is_alike = column in strong or match["number"] == "0"
            unit = of_row or _from_outside(heads, column, is_alike, strong)
            if unit is None and is_strong:
                unit = paper or (MONEY if column in heads.sums or _is_sum_row(label, row) else None)
        if unit is None or unit.kind != "money":
            continue
        if (value := numbers.read_number(match["number"].lstrip("+"))) is not None:
            start = cell.start + match.start("number")
            value *= unit.factor
            yield AmountDraft(start, start + len(match["number"]), unit, value, value, cued=True)


def _from_outside(heads: Heads, column: int, is_alike: bool, strong: set[int]) -> AmountUnit | None:
    """The unit that holds for all columns, for one whose numbers look like those of the others."""
    scaled = heads.spread is not None and heads.spread.factor > 1
    return heads.spread if is_alike or scaled or not strong or column in heads.sums else None


def _is_sum_row(label: str, row: Sequence[CellWords]) -> bool:
    """Whether a row is a field of a form whose label is money ("Zuwendung: | 12.500,00")."""
    return len(row) <= 2 and label.rstrip().endswith(":") and list_entries.is_money(label)
