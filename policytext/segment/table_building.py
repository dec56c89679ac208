"""Tables out of row blocks: their cells, what each row is, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Block, Cell, Row, Table
from policytext.segment.cell_values import SCALE_SIGN, SCALE_WORD, UNIT_CODE, UNIT_NAME, UNIT_SIGN, YEAR, compile_known
from policytext.segment.cells import loose_rows
from policytext.segment.year_grids import grid_rows, is_grid

GAP = re.compile(r"\|")
_CALENDAR = PatternLists("structure", "calendar")
YEAR_WORD = re.compile(rf"{_CALENDAR.year_head_parts}?{_CALENDAR.years}e?$")  # Förderjahr   Haushaltsjahre
NUMBER = re.compile(
    rf"""[-–+±]?[ ]?(?:€|(?:{UNIT_CODE})[ ])?[ ]?\d[\d.,'\ \u00a0]*(?:[,.][-–]+)?[\ \u00a0]*  # 12.400,50   5,-
        (?:(?:{SCALE_SIGN})\.?[\ \u00a0]*|(?:{SCALE_WORD})[ ])?                           # 4,0 Mio.
        (?:{UNIT_NAME}|{UNIT_SIGN}|v\.[ ]?H\.)?                                           # Euro   %
    """,
    re.VERBOSE,
)
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?")
_SHARE = PatternLists("structure", "units").shares
SHARE = re.compile(rf"\d[\d.,]*[ \u00a0]?(?:%|{_SHARE}|v\.[ ]?H\.)")  # 60 Prozent
_TOTAL = PatternLists("structure", "totals").words
TOTAL_WITHIN = re.compile(rf"\b{_TOTAL}\b")  # Kosten insgesamt
NOTHING = re.compile(r"[-–—./x0 ]*")


def build_tables(text: str, blocks: Sequence[Block]) -> Iterator[Table]:
    """The tables of a text: runs of row blocks, each cut into its cells."""
    run: list[tuple[int, Block]] = []
    for number, block in enumerate(blocks):
        if block.kind == "row":
            run.append((number, block))
        elif run:
            yield _build_table(text, run)
            run = []
    if run:
        yield _build_table(text, run)


def _build_table(text: str, run: Sequence[tuple[int, Block]]) -> Table:
    cells = list(_rows_of_cells(text, [block for _, block in run]))
    words = [[text[cell.start : cell.end] for cell in row] for row in cells]
    roles = list(_assign_roles(words))
    rows = tuple(Row(tuple(row), block, role) for (block, _), row, role in zip(run, cells, roles, strict=True))
    return Table(rows, tuple(_type_columns(words, roles)))


def _rows_of_cells(text: str, blocks: Sequence[Block]) -> Iterator[list[Cell]]:
    """The cells of each row: what bars part, else what sums and wide gaps part."""
    if is_grid(text, blocks):
        return grid_rows(text, blocks)
    if not any("|" in text[block.start : block.end] for block in blocks):
        return loose_rows(text, blocks)
    barred = [list(_cut_barred_cells(text, block)) for block in blocks]
    if all(len(row) > 2 and row[0].start == row[0].end for row in barred):
        barred = [row[1:] for row in barred]  # Markdown's border: | Jahr | Betrag |
    if all(len(row) > 1 and row[-1].start == row[-1].end for row in barred):
        barred = [row[:-1] for row in barred]
    return iter(barred)


def _cut_barred_cells(text: str, block: Block) -> Iterator[Cell]:
    start = block.start
    for gap in (*GAP.finditer(text, block.start, block.end), None):
        end = gap.start() if gap else block.end
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        yield Cell(first, first + len(words.strip()))
        start = gap.end() if gap else end


# ---------------------------------------------------------------------------------------------- rows and columns


def _assign_roles(words: Sequence[Sequence[str]]) -> Iterator[str]:
    """What each row is: `head`, `group`, `body` or `total`."""
    filled = False  # whether a row with sums stood above
    for number, row in enumerate(words):
        role = _choose_role(row, is_first=number == 0, filled=filled, is_last=number == len(words) - 1)
        filled = filled or role in ("body", "total")
        yield role


def _choose_role(row: Sequence[str], *, is_first: bool, filled: bool, is_last: bool) -> str:
    given = [cell for cell in row if cell]
    numbers = [cell for cell in given if is_value(cell)]
    if numbers and is_total(given[0]):
        return "total"
    if numbers:
        return "body"
    if len(given) == 1 and not is_first and not is_last:
        return "group"
    names = all(YEAR.fullmatch(cell) or not cell[:1].isdigit() for cell in given)
    over = is_first or not filled or (len(given) > 1 and all(_names_column(cell) for cell in given[1:]))
    return "head" if names and over and not is_last else "body"


def _names_column(cell: str) -> bool:
    return bool(YEAR.fullmatch(cell) or compile_known("payers").match(cell) or compile_known("total").match(cell))


def is_value(cell: str) -> bool:
    """Whether a cell holds a number that is no year: 30.000 Euro, 4,0 Mio. €, 60 %."""
    return NUMBER.fullmatch(cell) is not None and not YEAR.fullmatch(cell) and not DATE.fullmatch(cell)


def is_total(words: str) -> bool:
    """Whether a label says that the others add up here."""
    return compile_known("total").match(words) is not None or TOTAL_WITHIN.search(words) is not None


def _type_columns(words: Sequence[Sequence[str]], roles: Sequence[str]) -> Iterator[str]:
    """The type of each column by its head, else by its cells; the first column of words is the label."""
    heads = [row for row, role in zip(words, roles, strict=True) if role == "head"]
    bodies = [row for row, role in zip(words, roles, strict=True) if role in ("body", "total")]
    labelled = False
    for head, body in zip_longest(_transpose_rows(heads), _transpose_rows(bodies), fillvalue=()):
        kind = _type_column([cell for cell in head if cell], [cell for cell in body if cell])
        if kind == "text" and not labelled:
            kind, labelled = "label", True
        yield kind


def _transpose_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    return zip_longest(*rows, fillvalue="")


def _type_column(head: Sequence[str], body: Sequence[str]) -> str:
    told = [cell for cell in body if not NOTHING.fullmatch(cell)]
    values = sum(is_value(cell) for cell in told)
    if not told or 2 * values < len(told):
        is_year = told and 2 * sum(bool(YEAR.fullmatch(cell)) for cell in told) > len(told)
        return "year" if is_year else "text" if told else _kind_of_head(head) or "text"
    if 2 * sum(bool(SHARE.fullmatch(cell)) for cell in told) > len(told):
        return "share"
    return _kind_of_head(head) or "sum"


def _kind_of_head(head: Sequence[str]) -> str | None:
    """`year`, `payer`, `total` or `share` where a column's head says so, the lowest one first."""
    for cell in reversed(head):
        if YEAR.fullmatch(cell) or YEAR_WORD.match(cell):
            return "year"
        if "%" in cell or "Anteil" in cell.split():
            return "share"
        for key, kind in (("payers", "payer"), ("total", "total")):
            if compile_known(key).match(cell):
                return kind
    return None
