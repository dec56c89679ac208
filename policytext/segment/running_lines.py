"""What stands on pages beside their text: page marks and the lines that run over every page; contents pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.segment.line_stretches import Lines, LineStretch

NEAR = 3  # lines before and after a page mark among which running lines stand
LONGEST_RUNNING = 120  # characters of a running line
LEADERS = re.compile(r"(?:\.[ ]?){4,}[ ]*\d{0,4}$|…[ ]*\d{1,4}$|_{4,}[ ]*\d{1,4}$")  # Verfahren ........ 12
NUMBERED_END = re.compile(r"\S[ \t]+(\d{1,3})$")  # Kapitel 3 Verkehr 27
FEWEST_ENTRIES = 4  # of a contents page whose entries have no dotted lines
DIGITS = re.compile(r"\d+")


def without_furniture(page: Lines) -> Lines:
    """The lines with page marks, running lines and contents named as such."""
    lines = [replace(line, kind="page") if _is_mark(page, number) else line for number, line in enumerate(page.lines)]
    lines = _mark_running_lines(page, lines)
    return replace(page, lines=_mark_contents(page, lines))


# ---------------------------------------------------------------------------------------------- page marks


@cache
def _compile_mark() -> re.Pattern[str]:
    words = PatternLists("structure", "furniture").page
    of = PatternLists("structure", "pages").of
    return re.compile(
        rf"""(?: [-–—|·•][ ]*\d{{1,4}}[ ]*[-–—|·•]                             # – 2 –
              | (?:.{{3,80}}?[ ]{{2,}})?{words}[ ]*[-–]?[ ]*\d{{1,4}}  # Erläuterungen   Seite 2 von 5
                (?:[ ]*(?:/|{of})[ ]*\d{{1,4}})?[ ]*[-–]?
              | (?:\.{{2,3}}|…)[ ]*/?[ ]*\d{{1,4}}                     # …/2
            )$""",
        re.VERBOSE,
    )


def _is_mark(page: Lines, number: int) -> bool:
    line = page.lines[number]
    if line.kind not in ("paragraph", "item", "row") or line.end - line.start > LONGEST_RUNNING:
        return False
    first = page.text.rfind("\n", max(0, line.start - 8), line.start) + 1 or max(0, line.start - 8)
    whole = page.text[min(line.start, first) : line.end].strip()  # with the dash that was taken for an item's mark
    return _compile_mark().match(whole) is not None or _compile_mark().match(page.words(number)) is not None


def _mark_running_lines(page: Lines, lines: list[LineStretch]) -> list[LineStretch]:
    """The lines with those near page marks that return near others, digits aside, as page furniture."""
    near: set[int] = set()
    for number, line in enumerate(lines):
        if line.kind == "page":
            near.update(range(max(0, number - NEAR), min(len(lines), number + NEAR + 1)))
    keys = {number: _comparison_key(page, number) for number in near if lines[number].kind in ("paragraph", "heading")}
    counts = Counter(key for key in keys.values() if key)
    return [
        replace(line, kind="page") if counts.get(keys.get(number, ""), 0) > 1 else line
        for number, line in enumerate(lines)
    ]


def _comparison_key(page: Lines, number: int) -> str:
    words = page.words(number)
    if len(words) > LONGEST_RUNNING or sum(sign.isalpha() for sign in words) < 4:
        return ""
    return DIGITS.sub("#", " ".join(words.split())).casefold()


# ---------------------------------------------------------------------------------------------- contents pages


def _mark_contents(page: Lines, lines: Sequence[LineStretch]) -> list[LineStretch]:
    """The lines with the entries of contents pages as `contents`."""
    found = list(lines)
    run: list[int] = []
    last = 0
    for number, line in enumerate(lines):
        words = page.words(number) if line.end - line.start <= LONGEST_RUNNING * 2 else ""
        if line.kind in ("paragraph", "item", "heading") and LEADERS.search(words):
            found[number] = replace(line, kind="contents")
        entry = NUMBERED_END.search(words) if line.kind in ("paragraph", "item") else None
        place = int(entry.group(1)) if entry else None
        if place is not None and run and last <= place <= last + 60 and line.gap <= 2:
            run.append(number)
        else:
            _name_entries(page, found, run)
            run = [number] if place is not None else []
        last = place if place is not None else last
    _name_entries(page, found, run)
    return found


def _name_entries(page: Lines, found: list[LineStretch], run: Sequence[int]) -> None:
    """Name a run of lines that end in rising page numbers, where it is long and stands under the right heading."""
    if len(run) < FEWEST_ENTRIES or not any(_is_contents_title(page, run[0] - back) for back in (1, 2, 3)):
        return
    for number in run:
        found[number] = replace(found[number], kind="contents")


def _is_contents_title(page: Lines, number: int) -> bool:
    return (
        number >= 0 and page.words(number)[:30].strip(" :") in lexicon.load_lexicon("structure")["contents"]["titles"]
    )
