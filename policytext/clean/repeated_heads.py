"""Cleaning step: a table that runs over a page break shows its head once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.model import Line, RawDocument

MOST_HEAD_ROWS = 3

Row = list[int]


def _drop_repeated_heads(raw: RawDocument) -> RawDocument:
    dropped = {number for table in _list_tables(raw.lines) for number in _find_repeated_heads(raw.lines, table)}
    if not dropped:
        return raw
    return replace(raw, lines=tuple(line for number, line in enumerate(raw.lines) if number not in dropped))


def _list_tables(lines: Sequence[Line]) -> Iterator[list[Row]]:
    """Runs of table rows, each row the numbers of its lines."""
    table: list[Row] = []
    row: Row = []
    for number, line in enumerate(lines):
        if line.role != "row":
            if table:
                yield table
            table, row = [], []
            continue
        if not row:
            table.append(row)
        row.append(number)
        if line.glue in ("\n", "\n\n"):
            row = []
    if table:
        yield table


def _find_repeated_heads(lines: Sequence[Line], table: Sequence[Row]) -> Iterator[int]:
    """The lines of rows that open a page and say what the table's first rows say."""
    said = ["".join(lines[number].text + lines[number].glue for number in row) for row in table]
    for place, row in enumerate(table):
        if place == 0 or lines[row[0]].page == lines[table[place - 1][0]].page:
            continue
        for step in range(MOST_HEAD_ROWS):
            if place + step >= len(table) or step >= place or said[place + step] != said[step]:
                break
            yield from table[place + step]


STEPS = (_drop_repeated_heads,)
