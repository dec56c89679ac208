"""Where a page is parted into columns: bands of rows that no word crosses at some x.

To the right of that x words keep starting (or ending) at one place (after the XY cut of Nagy and Seth, 1984, with the
alignment as a guard against rivers in justified text).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policytext.lexicon.pattern_lists import PatternLists
from policytext.readers.pdf.page_words import single_words
from policytext.readers.pdf.text_lines import WIDE_GAP, WordSegment

LEAST_GUTTER = WIDE_GAP
WIDE_GUTTER = 30.0  # points; such a gap parts columns of two lines already
LARGER = 1.4  # times the size of the text beside it
LEAST_LINES = 3  # on either side of a gutter
LEAST_WIDTH = 40.0  # points of a column; what is narrower holds marks or numbers of a list
MANY_LINES = 6  # on either side; fewer may lie beside a river of blanks in justified text
ALIGNED = 0.5  # of the right side's lines start (or end) at one x; the others are indented or centred
FEW_ALIGNED = 0.9
SAME_X = 3.0  # points within which two lines start at the same x
NEXT_LINE = 1.7  # of the line height: the gap above the first line of a column
SAME_COLUMN = 4.0  # of the line height: the gaps below, where headings follow
MOST_CANDIDATES = 25
LIST_MARK = re.compile(r"[•▪●◦‣·○■–—*-]|\(?\d{1,2}[.)]?|\(?[a-z]{1,2}\)|[\d.]+|§+|[IVX]+\.")
_NUMERIC = PatternLists("structure", "units").numeric
NUMERIC = re.compile(rf"[\d.,:%€/()\s+–-]*(?:{_NUMERIC}|\s)*", re.IGNORECASE)  # 12.000 Euro, 3,5 %


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `first:end` that are parted at `x`."""

    first: int
    end: int
    x: float
    lines: int


def find_band(rows: Sequence[list[WordSegment]], gutters: Sequence[float]) -> Band | None:
    """The band with most lines on its shorter side, if any; one line will do where pages before had their gutter."""
    if not rows or max(row[-1].x0 for row in rows) < min(row[0].x1 for row in rows):
        return None  # a line from top to bottom crosses every row
    bands = [band for x in _list_candidates(rows) for band in _bands_at(rows, x - LEAST_GUTTER / 2, LEAST_LINES)]
    if not bands:
        bands = [band for cut in gutters for band in _bands_at(rows, cut, 1)]
    return max(bands, key=lambda band: (band.lines, -band.x), default=None)


def _list_candidates(rows: Sequence[list[WordSegment]]) -> list[float]:
    """Where words start after a gap, the most frequent places first."""
    starts: Counter[int] = Counter()
    for row in rows:
        for number, word in enumerate(row):
            if number == 0 or word.x0 - row[number - 1].x1 >= LEAST_GUTTER:
                starts[round(word.x0)] += 1
    frequent = [x for x, count in starts.most_common(MOST_CANDIDATES) if count >= 2]
    return sorted(frequent)


def _bands_at(rows: Sequence[list[WordSegment]], cut: float, least: int) -> Iterator[Band]:
    """Runs of rows that no word crosses at `cut`, cut down to where both sides have lines."""
    first = 0
    for number in range(len(rows) + 1):
        if number < len(rows) and not _crosses_cut(rows[number], cut):
            continue
        if number - first >= 2 and (band := _trim_band(rows, (first, number), cut, least)):
            yield band
        first = number + 1


def _crosses_cut(row: Sequence[WordSegment], cut: float) -> bool:
    """Whether a row runs across the cut, with a word or with no more than a blank there."""
    left = right = None
    for segment in row:
        if segment.x0 >= cut - 0.5:
            right = segment.x0
            break
        left = segment.x1 if left is None or segment.x1 > left else left
    if left is None:
        return False
    return left > cut if right is None else right - left < LEAST_GUTTER


def _trim_band(rows: Sequence[list[WordSegment]], run: tuple[int, int], cut: float, least: int) -> Band | None:
    left = [number for number in range(*run) if rows[number][0].x0 < cut]
    right = [number for number in range(*run) if rows[number][-1].x0 >= cut]
    if not left or not right:
        return None
    start, stop = max(left[0], right[0]), min(left[-1], right[-1])
    start, stop = _overlap_rows(rows, left, right, start, stop)
    inner_left = [number for number in left if start <= number <= stop]
    inner_right = [number for number in right if start <= number <= stop]
    lines = min(len(inner_left), len(inner_right))
    if not _is_gutter([rows[number] for number in sorted({*inner_left, *inner_right})], cut, lines, least):
        return None
    start, stop = _grow_band(rows, run, (start, stop), cut)
    return Band(start, stop + 1, _find_middle(rows[start : stop + 1], cut), lines)


def _find_middle(rows: Sequence[list[WordSegment]], cut: float) -> float:
    """The middle of the gutter at a cut."""
    left = max(segment.x1 for row in rows for segment in row if segment.x0 < cut)
    right = min(segment.x0 for row in rows for segment in row if segment.x0 >= cut)
    return round((left + right) / 2, 1)


def _overlap_rows(
    rows: Sequence[list[WordSegment]], left: list[int], right: list[int], start: int, stop: int
) -> tuple[int, int]:
    """Both sides' rows that lie beside each other; columns with baselines of their own make rows of one side each."""
    if start > stop:
        return start, stop
    before = max((number for number in (*left, *right) if number < start), default=start)
    after = min((number for number in (*left, *right) if number > stop), default=stop)
    start = before if rows[before][0].bottom > rows[start][0].top else start
    stop = after if rows[after][0].top < rows[stop][0].bottom else stop
    return start, stop


def _is_gutter(rows: Sequence[list[WordSegment]], cut: float, lines: int, least: int) -> bool:
    if lines < min(2, least):
        return False
    left_words = [[word for word in row if word.x0 < cut] for row in rows]
    right_words = [[word for word in row if word.x0 >= cut] for row in rows]
    left_sides, right_sides = [row for row in left_words if row], [row for row in right_words if row]
    width = min(row[0].x0 for row in right_sides) - max(row[-1].x1 for row in left_sides)
    if width < (LEAST_GUTTER if lines >= least or _sizes_differ(left_sides, right_sides) else WIDE_GUTTER):
        return False
    if all(LIST_MARK.fullmatch(" ".join(segment.text for segment in row)) for row in left_sides):
        return False
    if lines < MANY_LINES and sum(_is_river(row, cut) for row in rows) * 2 >= lines:
        return False
    if least == 1 and width >= WIDE_GUTTER:
        return True  # pages before were parted here
    starts = Counter(round(row[0].x0 / SAME_X) for row in right_sides)
    ends = Counter(round(row[-1].x1 / SAME_X) for row in right_sides)
    aligned = max(_within_one(starts), _within_one(ends))
    may_be_narrow = lines >= LEAST_LINES and width >= WIDE_GUTTER
    is_wide = _measure_extent(left_sides) >= LEAST_WIDTH and (
        may_be_narrow or _measure_extent(right_sides) >= LEAST_WIDTH
    )
    return is_wide and aligned >= (ALIGNED if lines >= MANY_LINES else FEW_ALIGNED) * len(right_sides)


def _sizes_differ(left: Sequence[list[WordSegment]], right: Sequence[list[WordSegment]]) -> bool:
    """Whether all lines of one side are much larger than those of the other."""
    sizes = [[segment.size for row in side for segment in row] for side in (left, right)]
    return min(sizes[0]) >= LARGER * max(sizes[1]) or min(sizes[1]) >= LARGER * max(sizes[0])


def _is_river(row: Sequence[WordSegment], cut: float) -> bool:
    """Whether the gap at the cut is but one of a justified line's blanks; numbers are right of a gutter in any case."""
    words = [single for segment in row for word in segment.words for single in single_words(word)]
    gaps = [(right.x0 - left.x1, left.x0 < cut <= right.x0) for left, right in pairwise(words)]
    here = [gap for gap, is_here in gaps if is_here]
    others = [gap for gap, is_here in gaps if not is_here]
    if not here or len(others) < 2 or all(NUMERIC.fullmatch(word.text) for word in words if word.x0 >= cut):
        return False
    return here[0] < 1.3 * median(others)


def _measure_extent(rows: Sequence[list[WordSegment]]) -> float:
    return max(row[-1].x1 for row in rows) - min(row[0].x0 for row in rows)


def _within_one(places: Counter[int]) -> int:
    """How many stand at the most frequent place or right beside it."""
    return max(places[place - 1] + places[place] + places[place + 1] for place in places)


def _grow_band(
    rows: Sequence[list[WordSegment]], outer: tuple[int, int], inner: tuple[int, int], cut: float
) -> tuple[int, int]:
    """The band with the lines of one side that go on above and below it without a break."""
    start, stop = inner
    while start > outer[0] and _goes_on(rows[start - 1], rows[start : stop + 1], cut, NEXT_LINE):
        start -= 1
    while stop + 1 < outer[1] and _goes_on(
        rows[stop + 1], rows[stop : start - 1 if start else None : -1], cut, SAME_COLUMN
    ):
        stop += 1
    return start, stop


def _goes_on(row: list[WordSegment], band: Sequence[list[WordSegment]], cut: float, reach: float) -> bool:
    """Whether a row of one side is the next line of that side's column in the band."""
    is_left = row[0].x0 < cut
    nearest = next(
        ([word for word in other if (word.x0 < cut) is is_left] for other in band if _has_side(other, is_left, cut)),
        None,
    )
    if nearest is None:
        return False
    height = max(word.bottom - word.top for word in nearest)
    gap = max(nearest[0].top - row[0].bottom, row[0].top - nearest[0].bottom)
    is_alike = reach > NEXT_LINE or abs(row[0].size - nearest[0].size) < 0.1 * nearest[0].size
    return gap < reach * height and is_alike


def _has_side(row: list[WordSegment], is_left: bool, cut: float) -> bool:
    return row[0].x0 < cut if is_left else row[-1].x0 >= cut
