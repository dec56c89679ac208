"""Printed line numbers: they stand in the margin of a page and are furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.readers.pdf.page_words import ASCENT, PrintedWord

LEAST_NUMBERS = 4  # in a column of line numbers
STEPS = (1, 5, 10)  # from one printed number to the next
STEADY = 0.8  # of the steps are alike; chapters may count anew
SAME_EDGE = 1.5  # points within which numbers stand at one x
OUTSIDE = 0.9  # of the other words stand on one side of the numbers
RUNNING = 0.2  # of the lines beside them go on in small letters, as no list or table does
SAME_BASE = 2.0  # points between the base lines of a line and its number
MOST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where the numbers of a page's lines stood: their left and right end, the step between them, and the last one."""

    x0: float
    x1: float
    step: int
    last: int

    def continues(self, numbers: Sequence[PrintedWord]) -> bool:
        """Whether numbers on a later page, of however few lines, count on at this place."""
        if all(abs(word.x1 - self.x1) > SAME_EDGE and abs(word.x0 - self.x0) > SAME_EDGE for word in numbers):
            return False
        values = [int(word.text) for word in numbers]
        return values[0] == self.last + self.step and all(
            after - value == self.step for value, after in pairwise(values)
        )


def without_line_numbers(words: Sequence[PrintedWord], before: list[Numbered]) -> list[PrintedWord]:
    """The words of a page without the numbers of its lines.

    Line numbers rise by one, five or ten at one x outside the body, beside lines of running text. `before` tells of
    those of the pages before, and is told of this page's.
    """
    numbers = [word for word in words if len(word.text) <= MOST_DIGITS and word.text.isdecimal()]
    if len(numbers) < LEAST_NUMBERS and not (numbers and before):
        return list(words)
    found: set[int] = set()
    columns = (*_find_columns(numbers, right=True), *_find_columns(numbers, right=False))
    for column in sorted(columns, key=len, reverse=True):
        rising, step = _find_rising(column)
        if not found.isdisjoint(map(id, column)):
            continue
        if len(rising) < LEAST_NUMBERS:
            known = next((one for one in before if one.continues(column)), None)
            rising, step = (column, known.step) if known else ([], 0)
            is_numbered = bool(known) and _is_outside(rising, words)
        else:
            is_numbered = _is_outside(rising, words) and _is_beside_text(rising, words)
            is_numbered = is_numbered and _counts_lines(rising, words, step)
        if is_numbered:
            found |= {id(word) for word in rising}
            before[:] = [Numbered(rising[-1].x0, rising[-1].x1, step, int(rising[-1].text)), *before[:1]]
    return [word for word in words if id(word) not in found] if found else list(words)


def _find_columns(numbers: Sequence[PrintedWord], *, right: bool) -> Iterator[list[PrintedWord]]:
    """Numbers that end, or start, at one x, from top to bottom."""
    column: list[PrintedWord] = []
    last = 0.0
    for word in sorted(numbers, key=lambda word: word.x1 if right else word.x0):
        edge = word.x1 if right else word.x0
        if column and edge - last > SAME_EDGE:
            yield sorted(column, key=lambda word: word.top)
            column = []
        column.append(word)
        last = edge
    yield sorted(column, key=lambda word: word.top)


def _find_rising(column: Sequence[PrintedWord]) -> tuple[list[PrintedWord], int]:
    """The numbers of a column that follow each other at a steady step, and this step; none where there is no such."""
    steps = [int(after.text) - int(word.text) for word, after in pairwise(column)]
    usual = Counter(step for step in steps if step in STEPS).most_common(1)
    if not usual or usual[0][1] < STEADY * len(steps):
        return [], 0
    fits = [step == usual[0][0] for step in steps]
    kept = [word for word, *beside in zip(column, (False, *fits), (*fits, False), strict=True) if any(beside)]
    return kept, usual[0][0]


def _is_outside(numbers: Sequence[PrintedWord], words: Sequence[PrintedWord]) -> bool:
    """Whether the numbers stand beside the body."""
    mine = {id(word) for word in numbers}
    others = [word for word in words if id(word) not in mine]
    left, right = min(word.x0 for word in numbers), max(word.x1 for word in numbers)
    outside = max(sum(word.x0 >= right for word in others), sum(word.x1 <= left for word in others))
    return bool(others) and outside >= OUTSIDE * len(others)


def _is_beside_text(numbers: Sequence[PrintedWord], words: Sequence[PrintedWord]) -> bool:
    """Whether the lines beside the numbers run on."""
    mine = {id(word) for word in numbers}
    others = [word for word in words if id(word) not in mine]
    beside = [_first_beside(number, others) for number in numbers]
    return sum(text[:1].islower() for text in beside) >= RUNNING * len(numbers)


def _counts_lines(numbers: Sequence[PrintedWord], words: Sequence[PrintedWord], step: int) -> bool:
    """Whether no more lines stand between two numbers than these count: rows of a table have several lines each."""
    mine = {id(word) for word in numbers}
    largest = max(word.size for word in numbers)
    bases = sorted({round(_base_line(word)) for word in words if id(word) not in mine and word.size >= 0.8 * largest})
    between = [
        sum(_base_line(number) + SAME_BASE < base < _base_line(after) - SAME_BASE for base in bases)
        for number, after in pairwise(numbers)
    ]
    return sum(lines < step for lines in between) >= STEADY * len(between)


def _base_line(word: PrintedWord) -> float:
    return word.top + ASCENT * word.size


def _first_beside(number: PrintedWord, others: Sequence[PrintedWord]) -> str:
    """The text of the first word on the number's line."""
    middle = (number.top + number.bottom) / 2
    level = (word for word in others if word.top < middle < word.bottom)
    first = min(level, key=lambda word: word.x0, default=None)
    return first.text if first else ""
