"""The measure of a document: how far its lines reach and how far they stand apart, so that a short line is noticed.

In a document without boxes a character counts as one point and the lines stand in one column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policytext.clean.line_endings import first_word, is_finished
from policytext.model import Line

BODY_LINE = 30  # characters; shorter lines say nothing about the width of a column
REACH = 0.9  # a tenth of the long lines may be longer than the measure (addresses that could not be broken)
FULL_WITHIN = 0.12  # of the width: as near to the margin as wrapped lines come
LEAST_FILLED = 0.45  # of a stack's lines reach its margin where it is running text
LEAST_WRAPPED = 4  # lines of ragged text
MOSTLY_WRAPPED, GOING_ON = 0.8, 0.25  # of them would not have held the next word, and start with a small letter
LEAST_PAIRS = 5  # of lines that were wrapped for certain, to tell how
FLUSH = 0.8  # points within which lines of justified text end
LEAST_FLUSH, MOSTLY_FLUSH = 4, 0.6  # lines of a stack, and the share of them that end there
SAME_LEFT = 4.0  # points
USUAL_STEP = 1.3  # of the font size, where nothing is known of the spacing


@dataclass(slots=True)
class Measure:
    """What the lines of a document have in common: margins by stack, steps by size, the size of the body.

    `prose` tells whether running text stands in a line's column, `justified` whether it fills it to the margin;
    `letters` is the most characters of a line where lines
    were wrapped by counting them, as programs that print plain text do, `None` where they were wrapped by their width.
    """

    lines: Sequence[Line]
    margins: list[float] = field(default_factory=list)
    prose: list[bool] = field(default_factory=list)
    justified: list[bool] = field(default_factory=list)
    letters: int | None = None
    steps: dict[float, float] = field(default_factory=dict)
    body_size: float | None = None
    body_bold: bool = False

    def fits(self, number: int) -> bool:
        """Whether the next line's first word would have fitted at the end of this line: the break was meant."""
        line, after = self.lines[number], self.lines[number + 1]
        if self.letters and len(line.text) >= BODY_LINE:
            return len(line.text) + 1 + len(first_word(after.text)) <= self.letters
        return right_end(line) + first_width(after) + measure_slack(line) <= self.margins[number]

    def is_filled(self, number: int) -> bool:
        """Whether a line of justified text reaches the margin, as the last line of a paragraph hardly ever does."""
        line = self.lines[number]
        return self.justified[number] and line.box is not None and abs(right_end(line) - self.margins[number]) < FLUSH

    def is_wide_step(self, number: int) -> bool:
        """Whether the next line stands further below this one than lines of a paragraph do."""
        line, after = self.lines[number], self.lines[number + 1]
        if line.box is None or after.box is None:
            return False
        usual = self.steps.get(size_of(line), USUAL_STEP * size_of(line))
        return after.box.bottom - line.box.bottom > usual + max(1.5, 0.22 * size_of(line))


def measure_lines(lines: Sequence[Line]) -> Measure:
    """The measure of these lines."""
    measure = Measure(lines)
    measure.steps = _measure_steps(lines)
    has_boxes = any(line.box for line in lines)
    measure.margins, measure.prose = _measure_margins(lines) if has_boxes else _text_margins(lines)
    measure.justified = _find_justified(lines, measure.margins) if has_boxes else [False] * len(lines)
    measure.letters = _count_wrapping(measure)
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        sizes[size_of(line)] += len(line.text)
        bold += len(line.text) if line.bold else 0
    measure.body_size = sizes.most_common(1)[0][0] if sizes else None
    measure.body_bold = bold * 2 > sizes.total()
    return measure


def size_of(line: Line) -> float:
    """The font size to half a point."""
    return round((line.size or 10.0) * 2) / 2


def right_end(line: Line) -> float:
    """The right end of a line."""
    return line.box.x1 if line.box else float(len(line.text))


def left_end(line: Line) -> float:
    """The left end of a line."""
    return line.box.x0 if line.box else 0.0


def first_width(line: Line) -> float:
    """The width of a line's first word."""
    length = len(first_word(line.text))
    return line.edges[length] - line.edges[0] if line.edges else float(length)


def measure_slack(line: Line) -> float:
    """The blank before a further word, and some more for lines that were broken by eye."""
    return 0.4 * size_of(line) if line.box else 3.0


def is_stacked(line: Line, after: Line) -> bool:
    """Whether the second line stands below the first in the same column."""
    if line.box is None or after.box is None:
        return line.page == after.page
    overlap = min(line.box.x1, after.box.x1) - max(line.box.x0, after.box.x0)
    return line.page == after.page and after.box.top > line.box.top + 1 and overlap > 0


# ---------------------------------------------------------------------------------------------- margins


def _text_margins(lines: Sequence[Line]) -> tuple[list[float], list[bool]]:
    lengths = sorted(len(line.text) for line in lines if len(line.text) >= BODY_LINE)
    margin = float(lengths[min(len(lengths) - 1, int(REACH * len(lengths)))]) if lengths else 80.0
    return [max(margin, 60.0)] * len(lines), [True] * len(lines)


def _measure_margins(lines: Sequence[Line]) -> tuple[list[float], list[bool]]:
    """For every line the right margin of its column, and whether running text stands in that column.

    The margin is that of the line's own stack if that is running text, else of one with the same left side.
    """
    stacks = _list_stacks(lines)
    filled = [_filled_margin([lines[number] for number in stack]) for stack in stacks]
    by_left: dict[tuple[int | None, int], list[float]] = defaultdict(list)
    everywhere: dict[int, list[float]] = defaultdict(list)
    for stack, margin in zip(stacks, filled, strict=True):
        if margin is not None:
            place = round(min(left_end(lines[number]) for number in stack) / SAME_LEFT)
            by_left[lines[stack[0]].page, place].append(margin)
            everywhere[place].append(margin)
    margins, prose = [0.0] * len(lines), [True] * len(lines)
    for stack, margin in zip(stacks, filled, strict=True):
        place = round(min(left_end(lines[number]) for number in stack) / SAME_LEFT)
        known = by_left.get((lines[stack[0]].page, place)) or _list_near(everywhere, place)
        widest = max((right_end(lines[number]) for number in stack), default=0.0)
        for number in stack:
            margins[number] = margin if margin is not None else max([widest, *known])
            prose[number] = margin is not None or bool(known)
    return margins, prose


def _find_justified(lines: Sequence[Line], margins: Sequence[float]) -> list[bool]:
    """For every line whether the lines of its stack mostly end at exactly one place."""
    found = [False] * len(lines)
    for stack in _list_stacks(lines):
        flush = sum(abs(right_end(lines[number]) - margins[number]) < FLUSH for number in stack)
        for number in stack if len(stack) >= LEAST_FLUSH and flush >= MOSTLY_FLUSH * len(stack) else ():
            found[number] = True
    return found


def _list_near(everywhere: dict[int, list[float]], place: int) -> list[float]:
    return everywhere.get(place) or everywhere.get(place - 1, []) + everywhere.get(place + 1, [])


def _list_stacks(lines: Sequence[Line]) -> list[list[int]]:
    """Runs of lines of one size below each other without a wide gap."""
    stacks: list[list[int]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is not None and before.role == line.role and _is_close(before, line):
            stacks[-1].append(number)
        else:
            stacks.append([number])
    return stacks


def _is_close(line: Line, after: Line) -> bool:
    if not is_stacked(line, after) or size_of(line) != size_of(after) or line.box is None or after.box is None:
        return False
    return after.box.bottom - line.box.bottom <= 2.2 * size_of(line)


def _filled_margin(stack: Sequence[Line]) -> float | None:
    """The margin of a stack of running text, `None` for a list of short lines."""
    rights = sorted((right_end(line) for line in stack), reverse=True)
    margin = rights[len(rights) // 10]  # a line in ten may stick out
    width = margin - min(left_end(line) for line in stack)
    full = sum(margin - right_end(line) <= FULL_WITHIN * width for line in stack)
    wordy = sum(len(line.text) for line in stack) >= 20 * len(stack)
    if len(stack) >= 3 and full >= LEAST_FILLED * len(stack) and wordy:
        return margin
    return rights[0] if len(stack) >= LEAST_WRAPPED and wordy and _is_wrapped(stack, rights[0]) else None


def _is_wrapped(stack: Sequence[Line], margin: float) -> bool:
    """Whether ragged lines were wrapped: hardly a next word would have fitted, and some go on in small letters."""
    wrapped = sum(
        right_end(line) + first_width(after) + measure_slack(line) > margin for line, after in pairwise(stack)
    )
    small = sum(line.text[:1].islower() for line in stack)
    return wrapped >= MOSTLY_WRAPPED * (len(stack) - 1) and small >= GOING_ON * len(stack)


def _count_wrapping(measure: Measure) -> int | None:
    """The number of characters at which lines were wrapped, if counting explains their ends better than width does."""
    pairs = [
        number
        for number, (line, after) in enumerate(pairwise(measure.lines))
        if len(line.text) >= BODY_LINE and _is_close(line, after) and not is_finished(line.text)
    ]
    if len(pairs) < LEAST_PAIRS:
        return None
    letters = max(len(measure.lines[number].text) for number in pairs)
    by_width = sum(not measure.fits(number) for number in pairs)
    by_count = sum(
        len(measure.lines[number].text) + 1 + len(first_word(measure.lines[number + 1].text)) > letters
        for number in pairs
    )
    return letters if by_count > by_width and by_count >= 0.9 * len(pairs) else None


# ---------------------------------------------------------------------------------------------- steps


def _measure_steps(lines: Sequence[Line]) -> dict[float, float]:
    """The most frequent distance from line to line by font size."""
    found: dict[float, Counter[float]] = defaultdict(Counter)
    for line, after in pairwise(lines):
        if line.box and after.box and size_of(line) == size_of(after) and is_stacked(line, after):
            step = round((after.box.bottom - line.box.bottom) * 2) / 2
            if 0.8 * size_of(line) <= step <= 2.5 * size_of(line):
                found[size_of(line)][step] += 1
    return {size: _usual_step(steps, size) for size, steps in found.items()}


def _usual_step(steps: Counter[float], size: float) -> float:
    """The smallest step among the frequent ones; for a few lines, none beyond what headings have."""
    frequent = max(steps.values())
    usual = min(step for step, count in steps.items() if count * 3 >= frequent)
    return usual if steps.total() >= 4 else min(usual, 1.5 * size)
