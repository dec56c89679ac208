"""Notes in the margin of a page, beside the paragraph that they sum up: in smaller type or in the body's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policytext.german import contact_details
from policytext.model import Line
from policytext.readers.pdf.inserts import set_aside
from policytext.readers.pdf.page_words import PrintedWord
from policytext.readers.pdf.text_lines import rows_of, segments_of, text_line

SMALLER = 0.9  # times the body's size: a small note
LEAST_SIZE, LARGEST = 0.88, 1.15  # times the body's size: words that tell where columns stand
LEAST_BODY = 20  # characters of a line that tells where the body stands
LEAST_LINES = 4  # of a body beside which small notes stand
LEAST_ROWS = 8  # of a body beside which notes of its own size stand
FULL, RUNNING_ROWS = 0.7, 0.5  # of the body's width is a full line; so many of its lines are
MOSTLY = 0.7  # of a page's characters stand in the body
LEAST_GUTTER = 4.0  # points between body and small notes
BODY_GUTTER = 6.0  # points between body and notes of its own size
NARROW = 0.45  # of the body's width
MOST_NOTE_LINES = 8  # longer ones are columns, boxes or lists of contacts
NOTE_STEP = 1.9  # times its size: a line further below starts another note
LEAST_LABEL = 40  # characters of notes to one colon; fewer are labels


@dataclass(frozen=True, slots=True)
class Body:
    """Where running text stands on a page, and its size."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def width(self) -> float:
        """From its left to its right margin."""
        return self.x1 - self.x0


def margin_notes(words: Sequence[PrintedWord], before: list[Body]) -> list[list[PrintedWord]]:
    """The notes in the margin: words beside the body in a narrow column, those of one note together.

    `before` holds the body beside which the pages before had notes, and is told of this page's.
    """
    if body := _measure_body(words):
        notes = list(_notes_beside(words, body, LEAST_GUTTER, most_size=SMALLER * body.size))
        if notes:
            return notes
    size = _usual_size(words)
    for column in (_find_column(words, size), *_list_known_bodies(words, size, before)):
        if column and (notes := list(_notes_beside(words, column, BODY_GUTTER, most_size=LARGEST * size))):
            before[:] = [column]
            return notes
    return []


def _notes_beside(
    words: Sequence[PrintedWord], body: Body, gutter: float, *, most_size: float
) -> Iterator[list[PrintedWord]]:
    for side in (True, False):
        beside = [word for word in words if _is_note(word, body, gutter, most_size, left=side)]
        found = list(_list_notes(beside)) if beside else []
        if found and _is_narrow(beside, body) and _is_note_column(beside) and all(map(_is_short, found)):
            yield from found


def _usual_size(words: Sequence[PrintedWord]) -> float:
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda one: weights[one], default=0.0)


def _measure_body(words: Sequence[PrintedWord]) -> Body | None:
    """Where running text stands, on pages with smaller words beside it; `None` where there is none."""
    size = _usual_size(words)
    if min((word.size for word in words), default=0.0) > SMALLER * size:
        return None
    large = [word for word in words if word.size > SMALLER * size]
    if not large:  # turned text may say that it has no size
        return None
    right = max(word.x1 for word in large)
    left = min((word.x0 for word in large if len(word.text) >= LEAST_BODY), default=right)
    if not any(word.x1 <= left - LEAST_GUTTER or word.x0 >= right + LEAST_GUTTER for word in words):
        return None
    lines = _long_rows(large)
    if len(lines) < LEAST_LINES:
        return None
    left = min(word.x0 for row in lines for word in row)
    return Body(left, right, min(row[0].top for row in lines), max(row[0].bottom for row in lines), size)


def _long_rows(words: Sequence[PrintedWord]) -> list[list[PrintedWord]]:
    """Words on one line with as many letters as lines of running text have."""
    rows: dict[int, list[PrintedWord]] = defaultdict(list)
    for word in words:
        rows[round(word.top)].append(word)
    return [row for row in rows.values() if sum(len(word.text) for word in row) >= LEAST_BODY]


# ---------------------------------------------------------------------------------------------- notes in body size


def _find_column(words: Sequence[PrintedWord], size: float) -> Body | None:
    """The column of running text that a strip of blank parts from a narrow one; `None` where there is no such."""
    plain = [word for word in words if LEAST_SIZE * size <= word.size <= LARGEST * size and not word.bold]
    spans = _list_stretches(plain)
    if len(spans) < 2:
        return None
    weights = [sum(len(word.text) for word in plain if x0 <= word.x0 < x1) for x0, x1 in spans]
    place = max(range(len(spans)), key=lambda one: weights[one])
    if weights[place] < MOSTLY * sum(weights):
        return None
    x0, x1 = spans[place]
    inside = [word for word in plain if x0 <= word.x0 < x1]
    rows = [
        row
        for row in _long_rows(inside)
        if max(word.x1 for word in row) - min(word.x0 for word in row) >= FULL * (x1 - x0)
    ]
    if len(rows) < LEAST_ROWS or len(rows) < RUNNING_ROWS * len({round(word.top) for word in inside}):
        return None
    return Body(x0, x1, min(word.top for word in inside), max(word.bottom for word in inside), size)


def _list_stretches(words: Sequence[PrintedWord]) -> list[tuple[float, float]]:
    """The stretches of x that words fill, from left to right, parted where none fills a gutter's width."""
    spans: list[tuple[float, float]] = []
    for x0, x1 in sorted((word.x0, word.x1) for word in words):
        if spans and x0 - spans[-1][1] < BODY_GUTTER:
            spans[-1] = (spans[-1][0], max(spans[-1][1], x1))
        else:
            spans.append((x0, x1))
    return spans


def _list_known_bodies(words: Sequence[PrintedWord], size: float, before: Sequence[Body]) -> Iterator[Body]:
    """The body of the pages before where this page's text, however little, stands in its margins."""
    for body in before:
        inside = [word for word in words if body.x0 - 1 <= word.x0 and word.x1 <= body.x1 + 1]
        if size == body.size and _long_rows(inside):
            yield replace(body, top=min(word.top for word in inside), bottom=max(word.bottom for word in inside))


def _is_note(word: PrintedWord, body: Body, gutter: float, most_size: float, *, left: bool) -> bool:
    is_beside = word.x1 <= body.x0 - gutter if left else word.x0 >= body.x1 + gutter
    is_level = word.top >= body.top - body.size and word.bottom <= body.bottom + body.size
    return is_beside and word.size <= most_size and is_level


def _list_notes(words: Sequence[PrintedWord]) -> Iterator[list[PrintedWord]]:
    note: list[PrintedWord] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if note and word.bottom - note[-1].bottom > max(NOTE_STEP * word.size, _note_step(note)):
            yield note
            note = []
        note.append(word)
    yield note


def _note_step(note: Sequence[PrintedWord]) -> float:
    """A little more than the step between a note's lines so far."""
    steps = [after.bottom - word.bottom for word, after in pairwise(note) if after.bottom - word.bottom > 1]
    return 1.15 * steps[0] if steps else 2.5 * note[0].size


def _is_narrow(words: Sequence[PrintedWord], body: Body) -> bool:
    return max(word.x1 for word in words) - min(word.x0 for word in words) <= NARROW * body.width


def _is_note_column(words: Sequence[PrintedWord]) -> bool:
    """Whether a column of the margin holds notes: no heads, which are bold, no labels and no addresses."""
    text = " ".join(word.text for word in words)
    is_labels = text.count(":") * LEAST_LABEL > len(text)
    return not all(word.bold for word in words) and not is_labels and not any(contact_details.find_contacts(text))


def _is_short(note: Sequence[PrintedWord]) -> bool:
    """Whether these are a few lines of words, not figures alone."""
    rows = {round(word.bottom) for word in note}
    return len(rows) <= MOST_NOTE_LINES and any(sum(map(str.isalpha, word.text)) > 2 for word in note)


def with_notes(lines: Sequence[Line], notes: Sequence[Sequence[PrintedWord]], number: int) -> list[Line]:
    """The lines of page `number`, every note behind the line that it stands beside."""
    waiting: dict[int, list[Line]] = defaultdict(list)
    for note in notes:
        place = max(_nearest_line(lines, note[0]), 0)
        found = [set_aside(text_line(row).line(number)) for row in rows_of(segments_of(note))]
        waiting[place] += [*(replace(line, glue=" ") for line in found[:-1]), replace(found[-1], glue="\n\n")]
    return [one for place, line in enumerate(lines) for one in (line, *waiting.get(place, ()))]


def _nearest_line(lines: Sequence[Line], word: PrintedWord) -> int:
    """The place of the lowest line that begins above the foot of a word."""
    tops = [(line.box.top, place) for place, line in enumerate(lines) if line.box and line.box.top <= word.bottom]
    return max(tops, default=(0.0, 0))[1]
