"""Blocks out of lines: which lines make one paragraph, and which sentences run over a page break."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Block
from policytext.segment.cell_values import GROUPED, UNIT, Span
from policytext.segment.heading_levels import with_headings
from policytext.segment.line_stretches import ITEM_MARK, WHOLE, Lines, LineStretch, read_lines
from policytext.segment.running_lines import without_furniture
from policytext.segment.table_rows_of_text import with_rows

SHORTEST_TYPESET_LINE = 60  # characters; shorter lines among whole paragraphs are lines of their own
LEAST_WORDS = 8  # of a block that goes on over a break
NEAR = 12  # characters between its two parts
LONGEST_FIELD = 100  # characters of a line of a form
FIELD = re.compile(r"[A-ZÄÖÜ(\d][^.:;!?\n]{1,50}:(?:[ \t]+[^\n]{1,60})?")  # Verantwortlich: Dez. 4
_CALENDAR = PatternLists("structure", "calendar")
ENUMERATOR = re.compile(  # 3. Das Land zahlt.   II. Beratung   b. des Verbundes
    rf"""(?:(?P<arabic>\d{{1,2}})|(?P<roman>[IVX]{{1,4}})|(?P<letter>[a-z]))\.[ \t\u00a0]+
    (?!(?:{_CALENDAR.months}|{_CALENDAR.counted})\b|\d)(?=\S)""",
    re.VERBOSE,
)
ROMAN = (
    "",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
)
RUNNING, NARROW = 0.8, 0.6  # of the longest line beside it, of the margin: so long is a line that runs on
OPENING = "„“\"»«‚‘'(§[–-"
SUBSCRIPT = re.compile(r"[A-Z][ ]*\n\d[ ]*(?:\n|$)|\n\d[ ]*\n-[A-Z]")  # CO⏎2⏎-Ausstoß
SUM = re.compile(rf"(?:{GROUPED})(?:,\d{{1,2}}|,[-–]+)?[ \u00a0]?{UNIT}")
_BROKEN_UNIT = PatternLists("structure", "units").broken
BROKEN_SUM = re.compile(rf"\d[ ]*\n[ ]*{_BROKEN_UNIT}")  # 58⏎Millionen Euro
NOTHING = frozenset({"rule", "page"})
_GOES_ON = PatternLists("structure", "open_ends").pages
UNFINISHED = re.compile(  # a paragraph that a page break cut: it ends in a function word
    rf"\b{_GOES_ON}$|[,–]$|\w[-\u00ad]$"
    r"|(?<!\d)\d{1,2}\.$"  # am 31.⏎Dezember
)
FINISHED = re.compile(r"[.!?:;…][“”\"»«’'‘)\]*_]*$")


Step = Callable[[Lines], Lines]


def blocks_of_lines(text: str, roles: Mapping[int, str]) -> Iterator[Block]:
    """Blocks of an assembled text: an empty line ends one; the reader's role names it."""
    for match in re.finditer(r"\S(?:(?!\n\n).)*", text, re.DOTALL):
        end = match.start() + len(match.group().rstrip())
        mark = ITEM_MARK.match(text, match.start(), end)
        kind = roles.get(match.start()) or ("item" if mark else "paragraph")
        start = mark.end() if kind == "item" and mark else match.start()
        if start < end:
            yield Block(kind, start, end)


def blocks_of_page(page: Lines) -> Iterator[Block]:
    """Blocks of a raw string: its lines, those of one paragraph or list item together."""
    for block in group_lines(page):
        yield Block(block.kind, block.start, block.end)


def read_page(text: str) -> Lines:
    """The lines of a string, each named by its marks or its form; those of one cell or heading together."""
    page = read_lines(text)
    for step in STEPS:
        page = step(page)
    return page


def group_lines(page: Lines) -> Iterator[LineStretch]:
    """The blocks of a page: lines that belong together as one."""
    widest = _measure_widest(page)
    current: LineStretch | None = None
    last = 0  # the line before
    for number, line in enumerate(page.lines):
        if line.kind in NOTHING:
            continue
        if current and _belongs_to_block(page, current, last, number, widest[number]):
            current = replace(current, end=line.end)
        else:
            if current:
                yield current
            current = replace(line, kind="paragraph") if line.kind == "form" else line
        last = number
    if current:
        yield current


def with_items(page: Lines) -> Lines:
    """The lines that a number begins as list items without it, those that name a field as lines of their own."""
    lines = list(page.lines)
    counted: dict[str, int] = {}
    for number, line in enumerate(page.lines):
        mark = ENUMERATOR.match(page.text, line.start, line.end) if line.kind == "paragraph" else None
        if line.kind != "paragraph" or not (_starts_anew(page, number) or (mark and _ends_item(page, number - 1))):
            continue
        if mark and mark.end() < line.end and _counts_on(counted, mark):
            lines[number] = replace(line, kind="item", start=mark.end())
        elif _is_field(page, number):
            lines[number] = replace(line, kind="form")
    return replace(page, lines=lines)


def _ends_item(page: Lines, number: int) -> bool:
    """Whether a line may be the last of a list item that the next one follows."""
    return page.text[page.lines[number].end - 4 : page.lines[number].end].endswith((",", ";", " und", "oder"))


def _counts_on(counted: dict[str, int], mark: re.Match[str]) -> bool:
    """Whether a number is the first of a list or the next one; `counted` has the last of each form."""
    form = mark.lastgroup or ""
    value = _item_value(form, mark[form])
    goes_on = value == 1 or value == counted.get(form, 0) + 1
    counted[form] = value if goes_on else counted.get(form, 0)
    return goes_on


def _item_value(form: str, number: str) -> int:
    if form == "roman":
        return ROMAN.index(number) if number in ROMAN else 0
    return int(number) if form == "arabic" else ord(number) - ord("a") + 1


def _is_field(page: Lines, number: int) -> bool:
    """Whether a line names a field of a form and says what it holds: Verantwortlich: Dez. 4."""
    line = page.lines[number]
    short = line.end - line.start <= LONGEST_FIELD and page.fits(number)
    return short and FIELD.fullmatch(page.text, line.start, line.end) is not None


def _starts_anew(page: Lines, number: int) -> bool:
    """Whether the line before is finished or ended before the margin."""
    if number == 0 or page.lines[number].gap > 1 or page.lines[number - 1].kind not in ("paragraph", "item"):
        return True
    before = page.lines[number - 1]
    tail = page.text[max(before.start, before.end - 40) : before.end]
    return FINISHED.search(tail) is not None or (page.fits(number - 1) and not UNFINISHED.search(tail))


def _belongs_to_block(page: Lines, block: LineStretch, last: int, number: int, widest: int) -> bool:
    """Whether a line belongs to the block before it, over page marks too."""
    if last < number - 1 and page.lines[number - 1].kind == "page":
        return _continues_sentence(page.text, block.kind, (block.start, block.end), page.lines[number])
    return _same_paragraph(page, block, last, number, widest)


def _same_paragraph(page: Lines, block: LineStretch, last: int, number: int, widest: int) -> bool:
    """Whether a line goes on with the block; `widest` is the length of the longest line that stands with it."""
    line = page.lines[number]
    if line.gap > 1 or last != number - 1 or line.kind not in ("paragraph", "form"):
        return False
    if _is_empty_field(page, last):
        return True  # fields of a form whose values stand below them
    if line.kind == "form" or block.kind not in ("paragraph", "item"):
        return False
    if page.text[line.start].islower() or _is_broken(page.text, line.start):
        return True
    if page.lines[last].kind == "form":
        return False
    return _runs_on(page, number, widest)


def _runs_on(page: Lines, number: int, widest: int) -> bool:
    """Whether a line that begins like a new one goes on with the line above all the same."""
    line, words = page.lines[number], page.words(number - 1)
    if not (page.text[line.start].isalnum() or page.text[line.start] in OPENING):
        return False
    is_open = UNFINISHED.search(words[-40:]) is not None
    if FINISHED.search(words[-40:]) and not is_open:
        return page.margin < WHOLE and not page.fits(number - 1)
    if SUM.match(page.text, line.start, line.end) and not words[-1].isdigit():
        return True  # a sum under its label
    if page.margin == WHOLE:
        return len(words) > SHORTEST_TYPESET_LINE
    return is_open or not page.fits(number - 1) or len(words) >= RUNNING * max(widest, NARROW * page.margin)


def _is_empty_field(page: Lines, number: int) -> bool:
    line = page.lines[number]
    return line.kind == "form" and page.text[line.end - 1] == ":"


def _is_broken(text: str, start: int) -> bool:
    """Whether a line end stands within a sum or before or behind a subscript."""
    around = text[max(0, start - 8) : start + 10]
    return SUBSCRIPT.search(around) is not None or BROKEN_SUM.search(around) is not None


def _measure_widest(page: Lines) -> Sequence[int]:
    """For each line the length of the longest one among those that stand together with it."""
    found: list[int] = []
    group: list[int] = []
    for number, line in enumerate(page.lines):
        if group and (line.gap > 1 or line.kind not in ("paragraph", "item")):
            found += [max(group)] * len(group)
            group = []
        group.append(len(page.words(number)))
    return [*found, *[max(group, default=0)] * len(group)]


def join_paragraphs(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs that a page break cut in the middle of a sentence, made whole again."""
    last: Block | None = None
    for block in blocks:
        if (
            last
            and block.start - last.end <= NEAR
            and _continues_sentence(text, last.kind, (last.start, last.end), block)
        ):
            last = Block(last.kind, last.start, block.end)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _continues_sentence(text: str, kind: str, before: Span, after: Block | LineStretch) -> bool:
    """Whether a block goes on with the sentence that stops at the end of the one before."""
    if kind not in ("paragraph", "item") or after.kind != "paragraph" or ENUMERATOR.match(text, after.start):
        return False
    tail = text[max(before[0], before[1] - 200) : before[1]]
    if len(tail.split()) < LEAST_WORDS or FINISHED.search(tail):
        return False
    return bool(UNFINISHED.search(tail)) or text[after.start].islower()


STEPS: tuple[Step, ...] = (
    without_furniture,  # – 2 –   Seite 2 von 5   Verfahren …… 12
    with_rows,  # Sachkosten 5.000 Euro   2024 2025
    with_headings,  # 1.2 Höhe der Zuwendung
    with_items,  # 3. Das Land zahlt.   Dauer: 3 Jahre
)
