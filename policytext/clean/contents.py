"""Cleaning step: the entries of a contents page have a role of their own: none is a heading, sum or deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policytext import lexicon
from policytext.clean.line_endings import starts_number
from policytext.model import Line, RawDocument

CONTENTS = "contents"  # the role
LEADERS = re.compile(r"\S\s?(?:[.·…_]\s?){4,}\|?\s*[\divx]{1,4}$")  # 2 Verfahren ........ 7
NUMBERED = re.compile(r".*[^\W\d].*?(?:\s|\s\|\s)(\d{1,3})$")  # 2 Verfahren 7   2 Verfahren | 7
LONGEST = 160  # characters of an entry without its leaders
FEWEST = 4  # entries without leaders
WIDEST_STEP = 60  # pages from one entry to the next
MOST_BETWEEN = 2  # lines of an entry above the one with its number
PLAIN_ROLES = frozenset({None, "paragraph", "item", "row", "heading"})


def _find_contents(raw: RawDocument) -> RawDocument:
    led = [number for number, line in enumerate(raw.lines) if _may_be_entry(line) and LEADERS.search(line.text)]
    entries = set(led) | {number for place in _find_titles(raw.lines) for number in _entries_under(raw.lines, place)}
    if not entries:
        return raw
    between = {number for pair in pairwise(sorted(entries)) for number in _lines_between(raw.lines, *pair)}
    broken = {number for number in between if not starts_number(raw.lines[number + 1].text)}
    lines = list(raw.lines)
    for number in sorted(entries | between):
        lines[number] = replace(lines[number], role=CONTENTS, glue=" " if number in broken else "\n\n")
        if number and number - 1 not in broken and lines[number - 1].glue == "\n":
            lines[number - 1] = replace(lines[number - 1], glue="\n\n")
    return replace(raw, lines=tuple(lines))


def _may_be_entry(line: Line) -> bool:
    return line.role in PLAIN_ROLES and len(LEADERS.sub("", line.text)) <= LONGEST


def _lines_between(lines: Sequence[Line], entry: int, after: int) -> Sequence[int]:
    """The lines between two entries if they are few and all belong to the contents."""
    numbers = range(entry + 1, after)
    return numbers if len(numbers) <= MOST_BETWEEN and all(_is_between(lines, one) for one in numbers) else ()


def _is_between(lines: Sequence[Line], number: int) -> bool:
    """Whether a line between two entries belongs to the contents: the first line of an entry, or a part's name."""
    line = lines[number]
    is_loose = line.glue == "\n" or (line.role == "row" and "|" not in line.text)
    return _may_be_entry(line) and is_loose and line.text[-1] not in ".!?" and line.page == lines[number + 1].page


def _find_titles(lines: Sequence[Line]) -> list[int]:
    known = {title.casefold() for title in lexicon.load_lexicon("structure")["contents"]["titles"]}
    return [number for number, line in enumerate(lines) if line.text[:30].strip(" :").casefold() in known]


def _entries_under(lines: Sequence[Line], place: int) -> list[int]:
    """The lines below a title that end in rising page numbers; none where they are few."""
    found: list[int] = []
    last = 0
    for number in range(place + 1, len(lines)):
        entry = NUMBERED.fullmatch(lines[number].text) if _may_be_entry(lines[number]) else None
        if entry and last <= int(entry[1]) <= last + WIDEST_STEP:
            found.append(number)
            last = int(entry[1])
        elif number - (found[-1] if found else place) > MOST_BETWEEN:
            break
    return found if len(found) >= FEWEST else []


STEPS = (_find_contents,)
