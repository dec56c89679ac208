"""Headings in plain text by their form, and how deep they lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Block
from policytext.segment.cell_values import WIDER, load_verbs, no_label_ends
from policytext.segment.line_stretches import WHOLE, Lines, LineStretch

LONGEST = 120  # characters of a heading in one line
LONGEST_WRAPPED = 220  # of one that runs over several
MOST_LINES = 3
LONGEST_MARK = 8  # characters of an item's mark with the blanks after it
LONGEST_VERBAL = 70  # characters of a heading with a finite verb; a longer line is a sentence
LONGEST_LABEL = 3  # words of a heading that ends in a colon
EARLY = 0.8  # of the margin: a shorter line ended before it
LONG_LINE = 0.6  # of the margin: so long is a line of running text
MARKS = re.compile(r"#{1,6}$")
STEPS = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?(?=\s|$)")
_NORMS = PatternLists("structure", "norms")
_MONEY = PatternLists("structure", "units").money
_TELEPHONE = PatternLists("structure", "contacts").telephone_starts
FORMS = (  # a heading's form; those of one form lie equally deep
    ("part", re.compile(rf"{_NORMS.parts}\s")),  # Teil 2 Förderung
    ("norm", re.compile(rf"§|{_NORMS.articles}\s")),  # § 5 Laufzeit
    ("roman", re.compile(r"[IVX]{1,5}\.?\s")),  # IV. Verfahren
    ("capital", re.compile(r"[A-Z]\.\s")),  # E. KINDER
    ("letter", re.compile(r"\(?[a-z]{1,2}\)|[a-z]\.\s")),  # a) Personalausgaben
)
NUMBERED = re.compile(
    rf"""\(?(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]? | [IVX]{{1,5}}[.)]? | [A-Za-z][.)]  # 4.2   IV.   a)
      | §+[ ]?\d+[a-z]?\.? | {_NORMS.articles}[ ]\d+                          # § 5   Artikel 2
    )[ \t\u00a0]+""",
    re.VERBOSE,
)
START = re.compile(r"[A-ZÄÖÜ„\"»(]|\d{1,2}\.?[ ][A-ZÄÖÜ]")
NO_END = re.compile(rf"[.,;:!…][“”\"»«’‘)]*$|[-–,(/|]$|\d[.,]?\d*[ ]?(?:€|%|{_MONEY})$")
DATE = re.compile(r"\d{1,2}\.[ ]?(?:\d{1,2}\.|[A-ZJ][a-zäö]{2,})[ ]?(?:\d{4}|\d\d\b)")
FIELD = re.compile(rf"[^:]{{1,60}}:[ \t]+\S|\S+@\S|www\.|https?://|\b\d{{5}}[ ][A-ZÄÖÜ]|\b{_TELEPHONE}|[☐☒□✓]")
SENTENCE_WITHIN = re.compile(r"[a-zäöüß)]{3}[.!?;][ ]+[A-ZÄÖÜ„]")
LETTERS = 0.55  # of a heading's characters are letters


def with_headings(page: Lines) -> Lines:
    """The lines with headings named: short, blank before, no sentence, with text below."""
    lines = list(page.lines)
    number = len(lines) - 1
    while number >= 0:
        first = _find_heading_start(page, lines, number)
        if first is None:
            number -= 1
            continue
        lines[first : number + 1] = [
            replace(lines[first], kind="heading", start=_line_start(page, lines[first]), end=lines[number].end),
            *(replace(line, kind="joined") for line in lines[first + 1 : number + 1]),
        ]
        number = first - 1
    return replace(page, lines=[line for line in lines if line.kind != "joined"])


def _find_heading_start(page: Lines, lines: Sequence[LineStretch], last: int) -> int | None:
    """The first line of the heading that ends with this line, `None` where it is the last of none."""
    if lines[last].kind not in ("paragraph", "item"):
        return None
    if _is_named(page, lines, last):
        return last
    if not _is_followed(page, lines, last):
        return None
    first = last
    while first and last - first + 1 < MOST_LINES and _is_wrapped(page, lines, first - 1):
        first -= 1
    words = page.text[_line_start(page, lines[first]) : lines[last].end].lstrip()
    if lines[first].kind == "item" and not NUMBERED.match(words):
        return None
    return first if _reads_as_heading(words, wrapped=first < last) and _is_apart(page, lines, first, words) else None


def _is_named(page: Lines, lines: Sequence[LineStretch], number: int) -> bool:
    """Whether a line is the name that a section of such papers usually has: Kurzfassung, Begründung."""
    words = page.text[lines[number].start : min(lines[number].end, lines[number].start + LONGEST)]
    known = lexicon.load_lexicon("structure")["headings"]["known"]
    return number + 1 < len(lines) and words.strip(" :-–") in known and page.fits(number)


def _line_start(page: Lines, line: LineStretch) -> int:
    """Where a line begins with its number, which was taken for an item's mark: a) Personalausgaben."""
    start = max(0, line.start - LONGEST_MARK)
    start = max(start, page.text.rfind("\n", start, line.start) + 1)
    return start + len(page.text[start : line.start]) - len(page.text[start : line.start].lstrip())


def _is_wrapped(page: Lines, lines: Sequence[LineStretch], number: int) -> bool:
    """Whether a heading's line runs over into the next one."""
    line, after = lines[number], lines[number + 1]
    words = page.text[line.start : line.end]
    if line.kind != "paragraph" or after.gap > 1 or after.kind != "paragraph" or NO_END.search(words):
        return words.endswith("-") and after.gap == 1 and line.kind == after.kind == "paragraph"
    return page.margin < WHOLE and (not page.fits(number) or page.text[after.start].islower())


def _is_apart(page: Lines, lines: Sequence[LineStretch], first: int, words: str) -> bool:
    """Whether nothing runs on into the line: a blank line, another kind of line or a finished sentence is above."""
    line = lines[first]
    if first == 0 or line.gap > 1 or lines[first - 1].kind not in ("paragraph", "item", "form"):
        return True
    before = page.text[max(lines[first - 1].start, lines[first - 1].end - 40) : lines[first - 1].end]
    ended = before.rstrip('“"»)').endswith((".", "!", "?")) and page.fits(first - 1)
    if ended and (NUMBERED.match(words) is not None or len(words) <= LONGEST // 2):
        return True
    below = page.words(first + 1) if first + 1 < len(page.lines) else ""
    stands_out = len(words) <= LONGEST // 3 and len(below) >= EARLY * min(page.margin, LONGEST)
    return stands_out and _ends_early(page, first - 1, lines) and not NO_END.search(before)


def _is_followed(page: Lines, lines: Sequence[LineStretch], last: int) -> bool:
    """Whether text follows that a heading may head: running text, a list, a table, or a deeper heading."""
    words = page.text[lines[last].start : lines[last].end]
    number = last + 1
    while number < len(lines) and lines[number].kind in ("page", "joined"):
        number += 1
    if number >= len(lines):
        return False
    after = lines[number]
    below = page.text[after.start : after.end]
    if after.kind == "paragraph" and after.gap == 1 and (below[0].islower() or not _ends_early(page, last, lines)):
        return False
    if after.kind == "heading":
        return _describe_form(words) != _describe_form(below)
    if after.kind == "row":
        return after.gap > 1
    if after.kind == "item":
        apart = after.gap > 1 or _ends_early(page, last, lines)
        same = NUMBERED.match(words) is not None and _describe_form(words) == _describe_form(below)
        return apart and not same and not words.endswith(":") and not words.split()[-1][0].islower()
    counted = NUMBERED.match(words) is not None and NUMBERED.match(below) is not None
    return after.kind == "paragraph" and _is_text(page, number) and not counted


def _ends_early(page: Lines, number: int, lines: Sequence[LineStretch]) -> bool:
    """Whether a line ends well before the margin."""
    return page.fits(number) and lines[number].end - lines[number].start <= EARLY * min(page.margin, LONGEST)


def _is_text(page: Lines, number: int) -> bool:
    """Whether a line is one of running text: long, or a sentence; not one of fields or columns."""
    words = page.words(number)
    if WIDER.search(words) or (DATE.search(words) and not words.endswith(".") and page.fits(number)):
        return False
    is_long = len(words) >= LONG_LINE * min(page.margin, 100)
    return is_long or (words.endswith((".", "?", "!", ".“", '."')) and words.count(" ") >= 3)


def _reads_as_heading(words: str, *, wrapped: bool) -> bool:
    """Whether words have the form of a heading: short, beginning large, no sentence, field, date or sum."""
    if len(words) > (LONGEST_WRAPPED if wrapped else LONGEST):
        return False
    bare = NUMBERED.sub("", words, count=1)
    if not bare or not (START.match(bare) or bare[0].isupper()):
        return False
    label = bare.endswith(":") and bare.count(" ") < LONGEST_LABEL and not bare[:-1].endswith((".", ","))
    if (NO_END.search(bare) and not label) or FIELD.search(words) or DATE.search(words) or SENTENCE_WITHIN.search(bare):
        return False
    letters = sum(sign.isalpha() for sign in bare)
    if letters < 3 or letters < LETTERS * len(bare):
        return False
    told = bare.split()
    is_sentence = len(bare) > LONGEST_VERBAL and not load_verbs().isdisjoint(told)
    return not is_sentence and not _no_heading().search(bare) and told[-1] not in _no_ends()


@cache
def _no_heading() -> re.Pattern[str]:
    told = lexicon.load_lexicon("structure")["headings"]
    words, within = ("|".join(map(re.escape, told[key])) for key in ("no_heading", "no_heading_within"))
    return re.compile(rf"^(?:{words})|\b(?:{within})")


@cache
def _no_ends() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("structure")["headings"]["no_end"]) | load_verbs() | no_label_ends()


# ---------------------------------------------------------------------------------------------- levels


def assign_levels(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, headings with their level (1 for the outermost): by Markdown's marks, else as their forms nest."""
    nested: list[str] = []
    for block in blocks:
        if block.kind != "heading" or block.level:
            yield block
            continue
        before = text[max(0, block.start - 8) : block.start].rsplit("\n", 1)[-1]
        if marks := MARKS.search(before.rstrip()):
            nested = [f"marks {depth}" for depth in range(1, len(marks.group()) + 1)]
            yield replace(block, level=len(nested))
            continue
        form = _describe_form(before.lstrip() + text[block.start : block.end])
        nested = [*nested[: nested.index(form)], form] if form in nested else [*nested, form]
        yield replace(block, level=len(nested))


def _describe_form(words: str) -> str:
    """What a heading looks like: its kind of number, else its capitals."""
    if steps := STEPS.match(words):
        return f"number {steps.group(1).count('.')}"
    for name, pattern in FORMS:
        if pattern.match(words):
            return name
    letters = [sign for sign in words if sign.isalpha()]
    return "capitals" if letters and all(sign.isupper() for sign in letters) else "words"
