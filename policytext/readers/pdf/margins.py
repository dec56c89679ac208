"""What stands in the margin of a page: printed line numbers, which are furniture, and notes beside their paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policytext.german import contacts
from policytext.model import Line
from policytext.readers.pdf.inserts import aside
from policytext.readers.pdf.lines import rows_of, segments_of, text_line
from policytext.readers.pdf.words import Word

LEAST_NUMBERS = 4  # in a column of line numbers
STEPS = (1, 5, 10)  # from one printed number to the next
STEADY = 0.8  # of the steps are alike; chapters may count anew
SAME_EDGE = 1.5  # points within which numbers stand at one x
OUTSIDE = 0.9  # of the other words stand on one side of the numbers
RUNNING = 0.2  # of the lines beside them go on in small letters, as no list or table does
SMALLER = 0.9  # times the body's size: a note
LEAST_BODY = 20  # characters of a line that tells where the body stands
LEAST_GUTTER = 4.0  # points between body and notes
NARROW = 0.45  # of the body's width
MOST_NOTE_LINES = 8  # longer ones are columns, boxes or lists of contacts
NOTE_STEP = 1.9  # times its size: a line further below starts another note
MOST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where the numbers of a page's lines stood: their left and right end, the step between them, and the last one."""

    x0: float
    x1: float
    step: int
    last: int

    def continues(self, numbers: Sequence[Word]) -> bool:
        """Whether numbers on a later page, of however few lines, count on at this place."""
        if all(abs(word.x1 - self.x1) > SAME_EDGE and abs(word.x0 - self.x0) > SAME_EDGE for word in numbers):
            return False
        values = [int(word.text) for word in numbers]
        return values[0] == self.last + self.step and all(
            after - value == self.step for value, after in pairwise(values)
        )


def without_line_numbers(words: Sequence[Word], before: list[Numbered]) -> list[Word]:
    """The words of a page without the numbers of its lines.

    Line numbers rise by one, five or ten at one x outside the body, beside lines of running text. `before` tells of
    those of the pages before, and is told of this page's.
    """
    numbers = [word for word in words if len(word.text) <= MOST_DIGITS and word.text.isdecimal()]
    if len(numbers) < LEAST_NUMBERS and not (numbers and before):
        return list(words)
    found: set[int] = set()
    columns = (*_columns(numbers, right=True), *_columns(numbers, right=False))
    for column in sorted(columns, key=len, reverse=True):
        rising, step = _rising(column)
        if not found.isdisjoint(map(id, column)):
            continue
        if len(rising) < LEAST_NUMBERS:
            known = next((one for one in before if one.continues(column)), None)
            rising, step = (column, known.step) if known else ([], 0)
            is_numbered = bool(known) and _is_outside(rising, words)
        else:
            is_numbered = _is_outside(rising, words) and _is_beside_text(rising, words)
        if is_numbered:
            found |= {id(word) for word in rising}
            before[:] = [Numbered(rising[-1].x0, rising[-1].x1, step, int(rising[-1].text)), *before[:1]]
    return [word for word in words if id(word) not in found] if found else list(words)


def _columns(numbers: Sequence[Word], *, right: bool) -> Iterator[list[Word]]:
    """Numbers that end, or start, at one x, from top to bottom."""
    column: list[Word] = []
    last = 0.0
    for word in sorted(numbers, key=lambda word: word.x1 if right else word.x0):
        edge = word.x1 if right else word.x0
        if column and edge - last > SAME_EDGE:
            yield sorted(column, key=lambda word: word.top)
            column = []
        column.append(word)
        last = edge
    yield sorted(column, key=lambda word: word.top)


def _rising(column: Sequence[Word]) -> tuple[list[Word], int]:
    """The numbers of a column that follow each other at a steady step, and this step; none where there is no such."""
    steps = [int(after.text) - int(word.text) for word, after in pairwise(column)]
    usual = Counter(step for step in steps if step in STEPS).most_common(1)
    if not usual or usual[0][1] < STEADY * len(steps):
        return [], 0
    fits = [step == usual[0][0] for step in steps]
    kept = [word for word, *beside in zip(column, (False, *fits), (*fits, False), strict=True) if any(beside)]
    return kept, usual[0][0]


def _is_outside(numbers: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether the numbers stand beside the body."""
    mine = {id(word) for word in numbers}
    others = [word for word in words if id(word) not in mine]
    left, right = min(word.x0 for word in numbers), max(word.x1 for word in numbers)
    outside = max(sum(word.x0 >= right for word in others), sum(word.x1 <= left for word in others))
    return bool(others) and outside >= OUTSIDE * len(others)


def _is_beside_text(numbers: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether the lines beside the numbers run on."""
    mine = {id(word) for word in numbers}
    others = [word for word in words if id(word) not in mine]
    beside = [_first_beside(number, others) for number in numbers]
    return sum(text[:1].islower() for text in beside) >= RUNNING * len(numbers)


def _first_beside(number: Word, others: Sequence[Word]) -> str:
    """The text of the first word on the number's line."""
    middle = (number.top + number.bottom) / 2
    level = (word for word in others if word.top < middle < word.bottom)
    first = min(level, key=lambda word: word.x0, default=None)
    return first.text if first else ""


# ---------------------------------------------------------------------------------------------- notes


def margin_notes(words: Sequence[Word]) -> list[list[Word]]:
    """The notes in the margin: small words beside the body in a narrow column, those of one note together."""
    body = _body(words)
    if body is None:
        return []
    notes: list[list[Word]] = []
    for side in (True, False):
        small = [word for word in words if _is_note(word, body, left=side)]
        found = list(_notes(small)) if small else []
        if found and _is_narrow(small, body) and _is_told_beside(small) and all(map(_is_short, found)):
            notes += found
    return notes


def _body(words: Sequence[Word]) -> tuple[float, float, float, float, float] | None:
    """Where running text stands: left, right, top, bottom and its size; `None` where there is none."""
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda one: weights[one], default=0.0)
    if min(weights, default=0.0) >= SMALLER * size:
        return None
    large = [word for word in words if word.size >= SMALLER * size]
    right = max(word.x1 for word in large)
    left = min((word.x0 for word in large if len(word.text) >= LEAST_BODY), default=right)
    if not any(word.x1 <= left - LEAST_GUTTER or word.x0 >= right + LEAST_GUTTER for word in words):
        return None
    rows: dict[int, list[Word]] = defaultdict(list)
    for word in large:
        rows[round(word.top)].append(word)
    lines = [row for row in rows.values() if sum(len(word.text) for word in row) >= LEAST_BODY]
    if len(lines) < LEAST_NUMBERS:
        return None
    left = min(word.x0 for row in lines for word in row)
    return left, right, min(row[0].top for row in lines), max(row[0].bottom for row in lines), size


def _is_note(word: Word, body: tuple[float, float, float, float, float], *, left: bool) -> bool:
    x0, x1, top, bottom, size = body
    is_beside = word.x1 <= x0 - LEAST_GUTTER if left else word.x0 >= x1 + LEAST_GUTTER
    return is_beside and word.size < SMALLER * size and word.top >= top - size and word.bottom <= bottom + size


def _notes(words: Sequence[Word]) -> Iterator[list[Word]]:
    note: list[Word] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if note and word.bottom - note[-1].bottom > max(NOTE_STEP * word.size, _step(note)):
            yield note
            note = []
        note.append(word)
    yield note


def _step(note: Sequence[Word]) -> float:
    """A little more than the step between a note's lines so far."""
    steps = [after.bottom - word.bottom for word, after in pairwise(note) if after.bottom - word.bottom > 1]
    return 1.15 * steps[0] if steps else 2.5 * note[0].size


def _is_narrow(words: Sequence[Word], body: tuple[float, float, float, float, float]) -> bool:
    return max(word.x1 for word in words) - min(word.x0 for word in words) <= NARROW * (body[1] - body[0])


def _is_told_beside(words: Sequence[Word]) -> bool:
    """Whether a column of the margin holds notes: no heads, which are bold, and no addresses."""
    return not all(word.bold for word in words) and not any(contacts.contacts(" ".join(word.text for word in words)))


def _is_short(note: Sequence[Word]) -> bool:
    """Whether these are a few lines of words, not figures alone."""
    rows = {round(word.bottom) for word in note}
    return len(rows) <= MOST_NOTE_LINES and any(sum(map(str.isalpha, word.text)) > 2 for word in note)


def with_notes(lines: Sequence[Line], notes: Sequence[Sequence[Word]], number: int) -> list[Line]:
    """The lines of page `number`, every note behind the line that it stands beside."""
    waiting: dict[int, list[Line]] = defaultdict(list)
    for note in notes:
        place = max(_nearest(lines, note[0]), 0)
        found = [aside(text_line(row).line(number)) for row in rows_of(segments_of(note))]
        waiting[place] += [*(replace(line, glue=" ") for line in found[:-1]), replace(found[-1], glue="\n\n")]
    return [one for place, line in enumerate(lines) for one in (line, *waiting.get(place, ()))]


def _nearest(lines: Sequence[Line], word: Word) -> int:
    """The place of the lowest line that begins above the foot of a word."""
    tops = [(line.box.top, place) for place, line in enumerate(lines) if line.box and line.box.top <= word.bottom]
    return max(tops, default=(0.0, 0))[1]
