"""The reading order of a page: columns one after the other, table rows across.

A column band is a run of lines that no word crosses at some x and to whose right words keep starting at the same x
(after the XY cut of Nagy and Seth, 1984, with the alignment as a guard against rivers in justified text).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from policytext.readers.words import TextLine, Word, rows_of

LEAST_GUTTER = 9.0  # points; blanks in justified text seldom grow so wide, column gutters are 12 and more
WIDE_GUTTER = 30.0  # points; such a gap parts columns of two lines already
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
NUMERIC = re.compile(  # 12.000 Euro, 3,5 %
    r"[\d.,:%€/()\s+–-]*(?:Euro|EUR|€|Mio\.?|Mrd\.?|Millionen|Prozent|%|VZÄ|Stellen?|Uhr|TEUR|Tsd\.?|\s)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal stroke on the page."""

    x0: float
    x1: float
    top: float


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `first:end` that are parted at `x`."""

    first: int
    end: int
    x: float
    lines: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a page beside its words: its strokes and, added to as found, the gutters of pages before."""

    rules: Sequence[Rule] = ()
    gutters: list[float] = field(default_factory=list)


def reading_order(words: Sequence[Word], layout: Layout) -> Iterator[TextLine]:
    """The lines of a page as a person reads them."""
    rows = rows_of(words)
    band = _find_band(rows, layout.gutters)
    if band is None:
        yield from (TextLine(tuple(row)) for row in rows)
        return
    yield from reading_order(_flat(rows[: band.first]), layout)
    yield from _within(rows[band.first : band.end], band, layout)
    yield from reading_order(_flat(rows[band.end :]), layout)


def _within(rows: Sequence[list[Word]], band: Band, layout: Layout) -> Iterator[TextLine]:
    if _is_table(rows, band.x, layout.rules):
        yield from _table_rows(rows, _strokes(rows, band.x, layout.rules))
        return
    if band.lines >= MANY_LINES and band.x not in layout.gutters:
        layout.gutters.append(band.x)
    left = [word for row in rows for word in row if word.x0 < band.x]
    right = [word for row in rows for word in row if word.x0 >= band.x]
    sides = (right, left) if _is_side_column(right, left) else (left, right)
    for side in sides:
        yield from reading_order(side, layout)


def _flat(rows: Sequence[list[Word]]) -> list[Word]:
    return [word for row in rows for word in row]


# ---------------------------------------------------------------------------------------------- finding a gutter


def _find_band(rows: Sequence[list[Word]], gutters: Sequence[float]) -> Band | None:
    """The band with most lines on its shorter side, if any; one line will do where pages before had their gutter."""
    bands = [band for x in _candidates(rows) for band in _bands_at(rows, x - SAME_X / 2, LEAST_LINES)]
    if not bands:
        bands = [band for cut in gutters for band in _bands_at(rows, cut, 1)]
    return max(bands, key=lambda band: (band.lines, -band.x), default=None)


def _candidates(rows: Sequence[list[Word]]) -> list[float]:
    """Where words start after a gap, the most frequent places first."""
    starts: Counter[int] = Counter()
    for row in rows:
        for number, word in enumerate(row):
            if number == 0 or word.x0 - row[number - 1].x1 >= LEAST_GUTTER:
                starts[round(word.x0)] += 1
    frequent = [x for x, count in starts.most_common(MOST_CANDIDATES) if count >= 2]
    return sorted(frequent)


def _bands_at(rows: Sequence[list[Word]], cut: float, least: int) -> Iterator[Band]:
    """Runs of rows that no word crosses at `cut`, cut down to where both sides have lines."""
    first = 0
    for number in range(len(rows) + 1):
        if number < len(rows) and not _crosses(rows[number], cut):
            continue
        if number - first >= 2 and (band := _trimmed(rows, (first, number), cut, least)):
            yield band
        first = number + 1


def _crosses(row: Sequence[Word], cut: float) -> bool:
    """Whether a row runs across the cut, with a word or with no more than a blank there."""
    left = max((word.x1 for word in row if word.x0 < cut - 0.5), default=None)
    right = min((word.x0 for word in row if word.x0 >= cut - 0.5), default=None)
    if left is None:
        return False
    return left > cut if right is None else right - left < LEAST_GUTTER


def _trimmed(rows: Sequence[list[Word]], run: tuple[int, int], cut: float, least: int) -> Band | None:
    left = [number for number in range(*run) if rows[number][0].x0 < cut]
    right = [number for number in range(*run) if rows[number][-1].x0 >= cut]
    if not left or not right:
        return None
    start, stop = max(left[0], right[0]), min(left[-1], right[-1])
    start, stop = _overlapping(rows, left, right, start, stop)
    inner_left = [number for number in left if start <= number <= stop]
    inner_right = [number for number in right if start <= number <= stop]
    lines = min(len(inner_left), len(inner_right))
    if not _is_gutter([rows[number] for number in sorted({*inner_left, *inner_right})], cut, lines, least):
        return None
    start, stop = _grown(rows, run, (start, stop), cut)
    return Band(start, stop + 1, cut, lines)


def _overlapping(
    rows: Sequence[list[Word]], left: list[int], right: list[int], start: int, stop: int
) -> tuple[int, int]:
    """Both sides' rows that lie beside each other; columns with baselines of their own make rows of one side each."""
    if start > stop:
        return start, stop
    before = max((number for number in (*left, *right) if number < start), default=start)
    after = min((number for number in (*left, *right) if number > stop), default=stop)
    start = before if rows[before][0].bottom > rows[start][0].top else start
    stop = after if rows[after][0].top < rows[stop][0].bottom else stop
    return start, stop


def _is_gutter(rows: Sequence[list[Word]], cut: float, lines: int, least: int) -> bool:
    if lines < min(2, least):
        return False
    left_words = [[word for word in row if word.x0 < cut] for row in rows]
    right_words = [[word for word in row if word.x0 >= cut] for row in rows]
    left_sides, right_sides = [row for row in left_words if row], [row for row in right_words if row]
    width = min(row[0].x0 for row in right_sides) - max(row[-1].x1 for row in left_sides)
    if width < (LEAST_GUTTER if lines >= least else WIDE_GUTTER):
        return False
    if all(LIST_MARK.fullmatch(" ".join(word.text for word in row)) for row in left_sides):
        return False
    if lines < MANY_LINES and sum(_is_river(row, cut) for row in rows) * 2 >= lines:
        return False
    starts = Counter(round(row[0].x0 / SAME_X) for row in right_sides)
    ends = Counter(round(row[-1].x1 / SAME_X) for row in right_sides)
    aligned = max(_within_one(starts), _within_one(ends))
    may_be_narrow = lines >= LEAST_LINES and width >= WIDE_GUTTER
    is_wide = _extent(left_sides) >= LEAST_WIDTH and (may_be_narrow or _extent(right_sides) >= LEAST_WIDTH)
    return is_wide and aligned >= (ALIGNED if lines >= MANY_LINES else FEW_ALIGNED) * len(right_sides)


def _is_river(row: Sequence[Word], cut: float) -> bool:
    """Whether the gap at the cut is but one of a justified line's blanks; numbers are right of a gutter in any case."""
    gaps = [(right.x0 - left.x1, left.x0 < cut <= right.x0) for left, right in pairwise(row)]
    here = [gap for gap, is_here in gaps if is_here]
    others = [gap for gap, is_here in gaps if not is_here]
    if not here or len(others) < 2 or all(NUMERIC.fullmatch(word.text) for word in row if word.x0 >= cut):
        return False
    return here[0] < 1.3 * median(others)


def _extent(rows: Sequence[list[Word]]) -> float:
    return max(row[-1].x1 for row in rows) - min(row[0].x0 for row in rows)


def _within_one(places: Counter[int]) -> int:
    """How many stand at the most frequent place or right beside it."""
    return max(places[place - 1] + places[place] + places[place + 1] for place in places)


def _grown(rows: Sequence[list[Word]], outer: tuple[int, int], inner: tuple[int, int], cut: float) -> tuple[int, int]:
    """The band with the lines of one side that go on above and below it without a break."""
    start, stop = inner
    while start > outer[0] and _goes_on(rows[start - 1], rows[start : stop + 1], cut, NEXT_LINE):
        start -= 1
    while stop + 1 < outer[1] and _goes_on(
        rows[stop + 1], rows[stop : start - 1 if start else None : -1], cut, SAME_COLUMN
    ):
        stop += 1
    return start, stop


def _goes_on(row: list[Word], band: Sequence[list[Word]], cut: float, reach: float) -> bool:
    """Whether a row of one side is the next line of that side's column in the band."""
    is_left = row[0].x0 < cut
    nearest = next(
        ([word for word in other if (word.x0 < cut) is is_left] for other in band if _has(other, is_left, cut)), None
    )
    if nearest is None:
        return False
    height = max(word.bottom - word.top for word in nearest)
    gap = max(nearest[0].top - row[0].bottom, row[0].top - nearest[0].bottom)
    is_alike = reach > NEXT_LINE or abs(row[0].size - nearest[0].size) < 0.1 * nearest[0].size
    return gap < reach * height and is_alike


def _has(row: list[Word], is_left: bool, cut: float) -> bool:
    return row[0].x0 < cut if is_left else row[-1].x0 >= cut


# ---------------------------------------------------------------------------------------------- tables, side columns


def _is_table(rows: Sequence[list[Word]], x: float, rules: Sequence[Rule]) -> bool:
    """Whether the rows read across: strokes between them, numbers to the right, labels or short cells to the left."""
    top, bottom = rows[0][0].top, rows[-1][0].bottom
    strokes = {
        round(rule.top) for rule in rules if rule.x0 < x - 5 and rule.x1 > x + 5 and top - 15 < rule.top < bottom + 15
    }
    if len(strokes) >= 3:
        return True
    both = [row for row in rows if row[0].x0 < x <= row[-1].x0]
    if len(both) < 2 or len(both) * 2 < len(rows):
        return False
    right = [" ".join(word.text for word in row if word.x0 >= x) for row in both]
    labels = [next(word for word in reversed(row) if word.x0 < x).text for row in both]
    numeric = sum(NUMERIC.fullmatch(cell) is not None for cell in right)
    return numeric * 2 > len(both) or sum(label.endswith(":") for label in labels) * 2 > len(both)


def _strokes(rows: Sequence[list[Word]], x: float, rules: Sequence[Rule]) -> list[int]:
    """The heights of the strokes that run across `x` around these rows."""
    top, bottom = rows[0][0].top - 15, rows[-1][0].bottom + 15
    return sorted(
        {round(rule.top) for rule in rules if rule.x0 < x - 5 and rule.x1 > x + 5 and top < rule.top < bottom}
    )


def _table_rows(rows: Sequence[list[Word]], strokes: Sequence[int]) -> Iterator[TextLine]:
    """Rows with their cells; lines before and after the table that have but one cell are lines of text."""
    cells = [_cells(row) for row in rows]
    is_inner = [len(cell) > 1 or _is_framed(row, strokes) for row, cell in zip(rows, cells, strict=True)]
    first = is_inner.index(True) if True in is_inner else len(rows)
    last = len(rows) - 1 - is_inner[::-1].index(True) if True in is_inner else -1
    for number, row in enumerate(rows):
        yield TextLine(tuple(row), cells[number] if first <= number <= last else ())


def _is_framed(row: Sequence[Word], strokes: Sequence[int]) -> bool:
    return bool(strokes) and strokes[0] - 2 < row[0].top and row[0].bottom < strokes[-1] + 2


def _cells(row: Sequence[Word]) -> tuple[int, ...]:
    """The places in a row at which a cell starts; one that spans the table gives `(0,)`."""
    wide = (
        number
        for number in range(1, len(row))
        if row[number].x0 - row[number - 1].x1 >= max(7.0, 0.8 * row[number].size)
    )
    return (0, *wide)


def _is_side_column(right: Sequence[Word], left: Sequence[Word]) -> bool:
    """A narrow column of short lines beside the text, such as the contact column of a letterhead: it is read first."""
    if not left:
        return False
    extent = max(word.x1 for word in right) - min(word.x0 for word in right)
    body = max(word.x1 for word in left) - min(word.x0 for word in left)
    lines = rows_of(right)
    return extent < 0.5 * body and len(right) <= 5 * len(lines)
