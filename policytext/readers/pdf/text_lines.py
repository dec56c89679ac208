"""The lines that words make: segments without a wide gap, rows of segments, and the model's lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, TypeVar

from policytext.model import Box, Line
from policytext.readers.pdf.page_words import ASCENT, PrintedWord

WIDE_GAP = 9.0  # points; blanks in justified text seldom grow so wide, column gutters are 12 and more
SAME_ROW = 0.6  # of the lower of two words must overlap for them to stand on one line
BLANK_FROM = 0.16  # of the font size: a wider gap between two characters parts two words (a blank is some 0.25)
RAISED_SIZE = 0.8  # of the line's size: smaller digits that stand higher are footnote marks or exponents
RAISED_BY = 0.15  # of the line's size
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
INITIAL = 1.8  # times the usual size: a letter that several lines stand beside
OTHER_SIZE = 1.5  # times as large: words of so different sizes share a line only on one base line
SAME_BASE = 0.15  # of the smaller size
LONGEST_MARK = 3  # characters of a raised mark
RAISED_MARKS = frozenset("0123456789*)")


class WordSegment(NamedTuple):
    """Words on one line with no wide gap between them."""

    words: tuple[PrintedWord, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """The words with a blank between each two."""
        return " ".join(word.text for word in self.words)


Printed = TypeVar("Printed", bound=PrintedWord | WordSegment)


def with_initials(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words, a large initial over several lines put before the word that it begins."""
    sizes = Counter(word.size for word in words)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    initials = [word for word in words if word.size >= INITIAL * usual and len(word.text) == 1 and word.text.isupper()]
    changed: dict[int, PrintedWord | None] = {}
    for initial in initials:
        beside = [word for word in words if word.size < initial.size / 1.5 and _is_beside(initial, word)]
        if len({round(word.top) for word in beside}) > 1:
            first = min(beside, key=lambda word: (round(word.top), word.x0))
            edges = (first.x0, *first.edges)
            changed[id(first)] = first._replace(text=initial.text + first.text, edges=edges)
            changed[id(initial)] = None
    if not changed:
        return list(words)
    return [word for one in words if (word := changed.get(id(one), one)) is not None]


def _is_beside(initial: PrintedWord, word: PrintedWord) -> bool:
    """Whether a word starts a line right behind an initial."""
    near = -1.0 <= word.x0 - initial.x1 <= initial.size
    return near and word.bottom > initial.top and word.top < initial.bottom - 0.3 * word.size


def segments_of(words: Iterable[PrintedWord]) -> list[WordSegment]:
    """Words grouped into segments; words of one segment need not follow each other in the file."""
    return [segment for row in _word_rows(words) for segment in _part_row(row)]


def rows_of(segments: Iterable[WordSegment]) -> list[list[WordSegment]]:
    """Segments grouped by the line they stand on, from top to bottom, each from left to right."""
    rows = _stack_runs((segment,) for segment in segments)
    return [sorted(row, key=_left_edge) if len(row) > 1 else row for row in rows]


def _word_rows(words: Iterable[PrintedWord]) -> list[list[PrintedWord]]:
    """Words on one line, from left to right: first as they follow each other in the file, then by their place."""
    runs: list[list[PrintedWord]] = []
    last: PrintedWord | None = None
    for word in words:
        if last is not None and word.top == last.top and word.size == last.size and word.x0 >= last.x0:
            runs[-1].append(word)
        else:
            runs.append([word])
        last = word
    return [sorted(row, key=_left_edge) if len(row) > 1 else row for row in _stack_runs(runs)]


def _stack_runs(runs: Iterable[Sequence[Printed]]) -> list[list[Printed]]:
    """Runs of one line each grouped into lines, from top to bottom; the largest stands for its line meanwhile."""
    rows: list[list[Printed]] = []
    for run in sorted(runs, key=_run_middle):
        first = run[0]
        for row in rows[-1:-4:-1]:
            if first.top < row[0].bottom and _on_one_line(row[0], first):
                row[:] = [*run, *row] if first.size > row[0].size else [*row, *run]
                break
        else:
            rows.append(list(run))
    return rows


def _run_middle(run: Sequence[PrintedWord | WordSegment]) -> float:
    return run[0].top + run[0].bottom


def _left_edge(one: PrintedWord | WordSegment) -> float:
    return one.x0


def _on_one_line(one: PrintedWord | WordSegment, other: PrintedWord | WordSegment) -> bool:
    one_top, one_bottom, top, bottom = one.top, one.bottom, other.top, other.bottom
    shared = (one_bottom if one_bottom < bottom else bottom) - (one_top if one_top > top else top)
    if shared <= 0:
        return False
    height, other_height = one_bottom - one_top, bottom - top
    if shared < SAME_ROW * (height if height < other_height else other_height):
        return False
    return (one.size <= OTHER_SIZE * other.size and other.size <= OTHER_SIZE * one.size) or _share_base(one, other)


def _share_base(one: PrintedWord | WordSegment, other: PrintedWord | WordSegment) -> bool:
    """Whether words of quite different sizes have one base line, or the smaller ones are a mark above the line."""
    large, small = (one, other) if one.size > other.size else (other, one)
    if len(small.text) <= LONGEST_MARK and RAISED_MARKS.issuperset(small.text):
        return True
    return abs(large.top + ASCENT * large.size - small.top - ASCENT * small.size) < SAME_BASE * small.size


def _part_row(row: Sequence[PrintedWord]) -> Iterable[WordSegment]:
    first = 0
    for number in range(1, len(row) + 1):
        if number == len(row) or row[number].x0 - row[number - 1].x1 >= WIDE_GAP:
            yield _build_segment(tuple(row[first:number]))
            first = number


def _build_segment(words: tuple[PrintedWord, ...]) -> WordSegment:
    if len(words) == 1:
        only = words[0]
        return WordSegment(words, only.x0, only.x1, only.top, only.bottom, only.size)
    largest = max(words, key=lambda word: word.size)
    x1 = max(word.x1 for word in words)
    return WordSegment(words, words[0].x0, x1, largest.top, largest.bottom, largest.size)


# ---------------------------------------------------------------------------------------------- the model's lines


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words that stand on one line, from left to right."""

    words: tuple[PrintedWord, ...]

    def line(self, page: int) -> Line:
        """This line as the model knows it."""
        if len(self.words) == 1:
            only = self.words[0]
            box = Box(only.x0, only.top, only.x1, only.bottom)
            return Line(only.text, page, box, only.edges, size=only.size, bold=only.bold)
        size = _main_size(self.words)
        text, edges = _join_words(self, size)
        box = Box(
            self.words[0].x0,
            min(word.top for word in self.words),
            max(word.x1 for word in self.words),
            max(word.bottom for word in self.words),
        )
        return Line(text, page, box, edges, size=size, bold=_mostly_bold(self.words))


def text_line(row: Sequence[WordSegment]) -> TextLine:
    """The line of a row of segments."""
    if len(row) == 1:
        return TextLine(row[0].words)
    return TextLine(tuple(word for segment in row for word in segment.words))


def _main_size(words: Sequence[PrintedWord]) -> float:
    first = words[0].size
    if all(word.size == first for word in words):
        return first
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0]


def _mostly_bold(words: Sequence[PrintedWord]) -> bool:
    return words[0].bold and all(word.bold for word in words if any(char.isalnum() for char in word.text))


def _join_words(line: TextLine, size: float) -> tuple[str, tuple[float, ...]]:
    """The words with their blanks, and the left side of every character."""
    parts: list[str] = []
    edges: list[float] = []
    base = max(word.bottom for word in line.words if word.size >= size)
    last: PrintedWord | None = None
    for word in line.words:
        is_raised = _is_raised(word, size, base)
        if last is not None and not _touches_word(last, word, is_raised):
            parts.append(" ")
            edges.append(last.x1)
        parts.append(word.text.translate(RAISED_DIGITS) if is_raised else word.text)
        edges += word.edges[:-1]
        last = word
    edges.append(line.words[-1].x1)
    return "".join(parts), _make_ascending(edges)


def _make_ascending(edges: Sequence[float]) -> tuple[float, ...]:
    """The places without the small steps back that kerning makes."""
    ascending = sorted(edges)
    return tuple(edges if ascending == list(edges) else accumulate(edges, max))


def _is_raised(word: PrintedWord, size: float, base: float) -> bool:
    """Whether a word is a mark above the line, such as the number of a footnote."""
    if word.size > RAISED_SIZE * size or base - word.bottom <= RAISED_BY * size:
        return False
    return set(word.text) <= RAISED_MARKS


def _touches_word(last: PrintedWord, word: PrintedWord, is_raised: bool) -> bool:
    """Whether a raised mark, or what the file sets without a blank, stands right behind the word before it."""
    is_near = word.x0 - last.x1 < BLANK_FROM * max(last.size, word.size)
    return is_near and (is_raised or word.glued or last.text.endswith("-"))
