"""Forms: labels at the left, what they say at the right, read across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from policytext.readers.pdf.table_rows import TableRow
from policytext.readers.pdf.text_lines import WordSegment, text_line

LEAST_LABELS = 2  # that end in a colon
LEVEL = 0.9  # of the entries have a label and a value level with it
LONGEST_LABEL = 28  # characters, on average
FEW = 0.2  # of the lines at the left go on in small letters, as running text does
CLOSE = 1.6  # times the size: steps within one entry

Rows = Sequence[Sequence[WordSegment]]


def is_form(rows: Rows, x: float) -> bool:
    """Whether the rows are labels left of `x`, each level with its value: no two columns of text."""
    left = [_side_text(row, x, left=True) for row in rows if row[0].x0 < x]
    labels = sum(text.endswith(":") for text in left)
    if labels < LEAST_LABELS or fmean(map(len, left)) > LONGEST_LABEL:
        return False
    entries = list(_list_entries(rows, x))
    level = sum(any(row[0].x0 < x <= row[-1].x0 for row in entry) for entry in entries)
    return level >= LEVEL * len(entries) and sum(text[:1].islower() for text in left) <= FEW * len(left)


def form_rows(rows: Rows, x: float) -> Iterator[TableRow]:
    """A row for each label with all lines of its value."""
    for entry in _list_entries(rows, x):
        sides = (
            [part for part in (_side_segments(row, x, left=left) for row in entry) if part] for left in (True, False)
        )
        cells = [tuple(text_line(part) for part in side) for side in sides]
        yield TableRow(tuple(cells) if cells[1] else (cells[0],))


def _list_entries(rows: Rows, x: float) -> Iterator[list[Sequence[WordSegment]]]:
    """The lines of each entry: a label starts one unless it goes on from the line above it up to its colon."""
    entry: list[Sequence[WordSegment]] = []
    for before, row in pairwise(([], *rows)):
        is_apart = bool(before) and row[0].bottom - before[0].bottom > CLOSE * row[0].size
        if entry and (is_apart or _starts_label(entry, row, x)):
            yield entry
            entry = []
        entry.append(row)
    yield entry


def _starts_label(entry: Rows, row: Sequence[WordSegment], x: float) -> bool:
    label, before = _side_text(row, x, left=True), [_side_text(one, x, left=True) for one in entry]
    goes_on = label.endswith(":") and all(before) and not any(text.endswith(":") for text in before)
    return bool(label) and not goes_on


def _side_segments(row: Sequence[WordSegment], x: float, *, left: bool) -> list[WordSegment]:
    return [segment for segment in row if (segment.x0 < x) is left]


def _side_text(row: Sequence[WordSegment], x: float, *, left: bool) -> str:
    return " ".join(segment.text for segment in _side_segments(row, x, left=left))
