"""Rows of tables that no bars part: lines that end in sums, lines in columns, lists of name, sum and purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.lexicon.pattern_lists import PatternLists
from policytext.segment import cell_values, year_grids
from policytext.segment.cell_values import UNIT, WIDER, Span
from policytext.segment.line_stretches import Lines, LineStretch

LONGEST_ROW = 200  # characters of a row's line
LONGEST_LABEL = 110  # characters before a row's sums
LONGEST_CELL = 60  # characters of a cell between wide gaps
FILLERS = 4  # lines that a cell may run over before its sums
COLUMN = 4  # characters within which cells of one column begin
HEAD_GAP = 2  # line breaks between a head and its table
HEADS = 2  # lines over a table that name its columns
MONEY = rf"(?:\d{{1,3}}(?:[. ]\d{{3}})*|\d+)(?:,\d{{1,3}}|,[-–]+)?[ \u00a0]?{UNIT}"
LISTED = (  # three cells or two: who, how much, what for
    re.compile(rf"(?P<a>[^\n,;]{{2,90}})[,;][ ]+(?P<b>{MONEY})(?:[,;:]?[ ]+(?P<c>[^\n\d,;][^\n]{{2,160}}))?"),
    re.compile(rf"(?P<a>[^\n–(]{{2,90}})[ ][–-][ ](?P<b>[^\n(]{{3,120}})[ ]\((?P<c>{MONEY})\)"),
)
SENTENCE_WITHIN = re.compile(r"[.!?;][ ]+[A-ZÄÖÜ„]")
_GOES_ON = PatternLists("structure", "open_ends").cells
OPEN = re.compile(rf"[-,(/]$|\b{_GOES_ON}$")  # Zuschuss für
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|[A-Z]\.)[ \t]+[A-ZÄÖÜ]")


@dataclass(frozen=True, slots=True)
class RowValues:
    """The values at a line's end, how many are sums beyond doubt, and whether words stand before them."""

    spans: tuple[Span, ...]
    strong: int
    labelled: bool

    @property
    def is_row(self) -> bool:
        """Whether the line is one of a table by itself: two sums or more, or one beside a label."""
        return self.strong >= min(2, len(self.spans)) and self.strong > 0


def with_rows(page: Lines) -> Lines:
    """The lines with those of tables as rows, the lines of one cell together."""
    found = [_read_line(page, number) for number in range(len(page.lines))]
    lines: list[LineStretch] = []
    number = reached = 0  # lines before `reached` are rows already
    while number < len(page.lines):
        rows, end = year_grids.find_grid(page, number)
        rows, end = (rows, end) if rows else _read_list_rows(page, number)
        run = [] if rows else _find_run(page, found, number)
        if table := _find_table(page, found, run, reached) if run else None:
            first, rows = table
            del lines[len(lines) - (number - first) :]
        if run:
            end = run[-1] + 1
        elif not rows and (columns := _count_column_lines(page, number)):
            end = number + columns
            rows = [replace(line, kind="row") for line in page.lines[number:end]]
        lines += rows or page.lines[number:end]
        reached = end if rows else reached
        number = end
    return replace(page, lines=lines)


def _find_table(
    page: Lines, found: Sequence[RowValues], run: Sequence[int], reached: int
) -> tuple[int, list[LineStretch]] | None:
    """The first line of the table whose sums stand in these lines, and its rows; `None` where they make none."""
    first = _first_line(page, found, run[0], reached)
    heads = _count_heads(page, first, max(len(found[row].spans) for row in run), reached)
    is_lone = len(run) == 1 and not found[run[0]].is_row
    if is_lone or not (heads or _is_table(page, found, run)):
        return None
    above = [replace(line, kind="row") for line in page.lines[first - heads : first]]
    return first - heads, [*above, *_build_rows(page, found, first, run)]


# ---------------------------------------------------------------------------------------------- lines that end in sums


def _read_line(page: Lines, number: int) -> RowValues:
    line = page.lines[number]
    nothing = RowValues((), 0, True)
    if line.kind != "paragraph" or line.end - line.start > LONGEST_ROW:
        return nothing
    spans = cell_values.find_values(page.text, line.start, line.end)
    if not spans:
        return nothing
    label = page.text[line.start : spans[0][0]].strip()
    if len(label) > LONGEST_LABEL or label.endswith("(") or _is_prose(label):
        return nothing
    return RowValues(tuple(spans), cell_values.count_strong(page.text, spans), bool(label))


def _is_prose(label: str) -> bool:
    """Whether the words before a sum are those of a sentence: the sum is its last word by chance."""
    if not label:
        return False
    words = label.split()
    return (
        label[0].islower()
        or words[-1].lower().strip("(„,") in cell_values.no_label_ends()
        or SENTENCE_WITHIN.search(label) is not None
        or not cell_values.load_verbs().isdisjoint(words)
        or (label.endswith((".", ",", "§")) and not words[-1][:1].isdigit() and len(words[-1]) < 4)
    )


def _find_run(page: Lines, found: Sequence[RowValues], start: int) -> list[int]:
    """The numbers of the lines with sums of the table that begins here; under a unit any number is a sum."""
    is_headed = bool(found[start].spans) and _is_headed(page, start)
    if not (found[start].is_row or (is_headed and found[start].labelled)):
        return []
    run = [start]
    number = start + 1
    while number < len(page.lines):
        ahead = _next_row(page, found, number, is_headed=is_headed)
        if ahead is None:
            break
        run.append(ahead)
        number = ahead + 1
    return run


def _is_headed(page: Lines, number: int) -> bool:
    """Whether the line above names the unit of the numbers in this one."""
    if number == 0 or page.lines[number].gap > HEAD_GAP:
        return False
    above = page.lines[number - 1]
    return above.end - above.start <= LONGEST_ROW and cell_values.heads_sums(page.text, above.start, above.end)


def _next_row(page: Lines, found: Sequence[RowValues], number: int, *, is_headed: bool) -> int | None:
    """The next line with sums, over the lines of a cell or a subheading; `None` where the table ends."""
    for ahead in range(number, min(len(page.lines), number + FILLERS + 1)):
        line = page.lines[ahead]
        if line.gap > 2 or line.kind != "paragraph":
            return None
        is_next = ahead == number and bool(found[ahead].spans)
        if found[ahead].is_row or (is_next and (is_headed or len(found[ahead].spans) > 1)):
            return ahead
        if not _is_filler(page, ahead):
            return None
    return None


def _is_filler(page: Lines, number: int) -> bool:
    """Whether a line may be part of a cell or a subheading: short and no sentence, no heading with a number."""
    line, words = page.lines[number], page.words(number)
    apart = line.gap > 1 and number + 1 < len(page.lines) and page.lines[number + 1].gap > 1
    if len(words) > 0.75 * min(page.margin, LONGEST_LABEL) or (apart and NUMBERED.match(words)):
        return False
    is_word = sum(sign.isalpha() for sign in words) > 2
    return is_word and not words.endswith((".", ":", ";", "!", "?")) and not SENTENCE_WITHIN.search(words)


def _is_table(page: Lines, found: Sequence[RowValues], run: Sequence[int]) -> bool:
    """Whether lines with sums under no head make a table: two with several sums, one in columns, or some with one."""
    several = [number for number in run if len(found[number].spans) > 1 and found[number].strong > 1]
    if len(several) >= 2 or (len(run) >= 2 and _is_headed(page, run[0])):
        return True
    if several:
        line, row = page.lines[several[0]], found[several[0]]
        return len(cell_values.split_at_gaps(page.text, line.start, line.end)) >= len(row.spans) + row.labelled
    single = [number for number in run if found[number].labelled and page.fits(number)]
    return len(single) >= 2 and len(single) == len(run)


def _first_line(page: Lines, found: Sequence[RowValues], number: int, reached: int) -> int:
    """The line with which the cell begins that stands before the first sums."""
    first = number
    while not found[number].labelled and first > reached and number - first < FILLERS and page.lines[first].gap == 1:
        if page.lines[first - 1].kind != "paragraph" or not _is_filler(page, first - 1):
            break
        first -= 1
    return first


def _count_heads(page: Lines, first: int, count: int, reached: int) -> int:
    """How many of the lines right above the table name its columns."""
    heads = 0
    for line in reversed(page.lines[max(reached, first - HEADS) : first]):
        below = page.lines[first - heads]
        if line.kind != "paragraph" or below.gap > 2 or line.end - line.start > LONGEST_ROW:
            break
        if page.text[line.end - 1] in ".;" or cell_values.find_heads(page.text, line.start, line.end, count) is None:
            break
        heads += 1
    return heads


def _build_rows(page: Lines, found: Sequence[RowValues], first: int, run: Sequence[int]) -> Iterator[LineStretch]:
    """The rows of a table: each line with sums, with the lines of its label; what stands between is a subheading."""
    last: LineStretch | None = None
    for number in run:
        between = page.lines[first:number]
        if last and between and _goes_on(page, between[0]):
            last, between = replace(last, end=between[0].end), between[1:]
        if last:
            yield last
        own = not found[number].labelled or (between and OPEN.search(page.text[between[-1].start : between[-1].end]))
        if not own:
            yield from (replace(line, kind="row") for line in between)
        start = between[0] if own and between else page.lines[number]
        last = replace(page.lines[number], kind="row", start=start.start, gap=start.gap)
        first = number + 1
    if last:
        yield last


def _goes_on(page: Lines, line: LineStretch) -> bool:
    """Whether a line goes on with the label of the row above."""
    return line.gap == 1 and (page.text[line.start].islower() or page.text[line.start] == "(")


# ---------------------------------------------------------------------------------------------- lists and columns


def _read_list_rows(page: Lines, number: int) -> tuple[list[LineStretch], int]:
    """The rows of the list of name, sum and purpose that begins here (several may share a line), and the line after."""
    rows: list[LineStretch] = []
    end = number
    for ahead in range(number, len(page.lines)):
        line = page.lines[ahead]
        if line.kind not in ("paragraph", "item") or (rows and line.gap > 2):
            break
        parts = cell_values.split_at_gaps(page.text, line.start, line.end, gap=WIDER)
        if not all(cut_list_entry(page.text, *part) for part in parts):
            break
        rows += [LineStretch("row", *part, line.gap if not at else 1) for at, part in enumerate(parts)]
        end += 1
    return (rows, end) if len(rows) >= 2 else ([], number + 1)


def cut_list_entry(text: str, start: int, end: int) -> list[Span] | None:
    """The cells of an entry of a list: who, how much, what for; `None` where it is none."""
    if end - start > 2 * LONGEST_ROW or not text[start].isupper():
        return None
    for pattern in LISTED:
        if (found := pattern.fullmatch(text, start, end)) and not _is_prose(found["a"]):
            return [found.span(name) for name in ("a", "b", "c") if found[name]]
    return None


def _count_column_lines(page: Lines, number: int) -> int:
    """How many lines from here stand in the same columns with wide gaps between; 0 for fewer than two."""
    first = _find_cell_starts(page, number)
    if len(first) < 2:
        return 0
    count = 1
    for ahead in range(number + 1, len(page.lines)):
        cells = _find_cell_starts(page, ahead)
        if page.lines[ahead].gap > 2 or len(cells) != len(first) or not _are_aligned(first, cells):
            break
        count += 1
    return count if count > 1 else 0


def _find_cell_starts(page: Lines, number: int) -> list[int]:
    """Where the cells of a line begin, counted from the line's start; few and short ones, else none."""
    line = page.lines[number]
    if line.kind != "paragraph" or line.end - line.start > LONGEST_ROW:
        return []
    parts = cell_values.split_at_gaps(page.text, line.start, line.end, gap=WIDER)
    if any(end - start > LONGEST_CELL for start, end in parts) or page.text[line.end - 1] in ".;,:":
        return []
    return [start - line.start for start, _ in parts]


def _are_aligned(first: Sequence[int], cells: Sequence[int]) -> bool:
    return all(abs(one - other) <= COLUMN for one, other in zip(first[1:], cells[1:], strict=True))
