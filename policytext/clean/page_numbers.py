"""Page numbers, alone or beside the name of a book or chapter, and the lines at a page's ends that may bear them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Line

SAME_HEIGHT = 4.0  # points
LEAST_PAGES = 0.4  # of all pages must show a running line; left and right pages may have their own
LEAST_CHAPTERS = 3  # pages with a head of the same place and size
_PAGES = PatternLists("structure", "pages")
_FROM = _PAGES["from"]
PAGE_NUMBER = re.compile(
    rf"""[-–—|·•\s]*{_PAGES.words}\s*\d{{1,4}}(?:\s*(?:/|{_PAGES.of})\s*\d{{1,4}})?[-–—|·•.\s]*   # Seite 1 von 3
      | [-–—|·•\s]+\d{{1,4}}[-–—|·•\s]+                          # - 2 -
      | \d{{1,4}}\s*(?:/|\||{_FROM})\s*\d{{1,4}}                  # 2/3
      | (?:\.{{2,3}}|…|\./\.)\s*/?\s*\d{{0,4}}                    # .../2
      | {_PAGES.sheets}\s\d{{1,3}}\s{_PAGES.sheet_of}\s.{{3,80}}        # Seite 2 des Schreibens vom 3. Mai 2021
    """,
    re.VERBOSE | re.IGNORECASE,
)
TWO_NUMBERS = re.compile(  # 14 15 of a double page
    rf"(?P<word>(?:{_PAGES.double}\s)?)(\d{{1,4}})\s(?P=word)(\d{{1,4}})"
)
NUMBERED_LINE = re.compile(
    r"(?:(\d{1,4})\s)?\s*(?:\|\s)?(?:[^\W\d]|\d[\d.]*\s[^\W\d]).*?(?:\s(\d{1,4}))?"
)  # 6 Kapitel 2
BARE_NUMBER = re.compile(r"\d{1,4}|[ivx]{1,6}")
ROMAN = {"i": 1, "v": 5, "x": 10}
PAGE_NUMBER_WITHIN = re.compile(  # Erläuterungen Seite 2 von 5
    rf"\b{_PAGES.words}\s*\d{{1,4}}(?:\s*(?:/|{_PAGES.of})\s*\d{{1,4}})?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A line at an end of its page: its place in the document, which end, and how many rows from it."""

    number: int
    line: Line
    top: float
    side: str
    depth: int


def is_page_number(edge: Edge) -> bool:
    """Whether a line in the first or last two rows of a page is nothing but its number."""
    if edge.depth > 1:
        return False
    two = TWO_NUMBERS.fullmatch(edge.line.text)
    return PAGE_NUMBER.fullmatch(edge.line.text) is not None or (two is not None and int(two[3]) == int(two[2]) + 1)


def find_page_numbers(edges: list[Edge]) -> set[int]:
    """Lines at the very end of a page that only number it; a bare number must count the pages."""
    found = {edge.number for edge in edges if is_page_number(edge)}
    bare = [edge for edge in edges if edge.depth == 0 and BARE_NUMBER.fullmatch(edge.line.text)]
    offsets: dict[int, list[int]] = defaultdict(list)
    for edge in bare:
        offsets[_number_value(edge.line.text) - (edge.line.page or 0)].append(edge.number)
    for offset, numbers in offsets.items():
        if offset == 0 or len(set(numbers)) > 1:
            found.update(numbers)
    return found | _numbers_of_spreads(bare)


def find_numbered_lines(edges: list[Edge], body: float, pages: int) -> set[int]:
    """Lines at an end of enough pages that bear the page's number, whatever chapter they name: 3.2 Pflichten 11."""
    counted: dict[tuple[str, int], list[Edge]] = defaultdict(list)
    for edge in edges:
        match = NUMBERED_LINE.fullmatch(edge.line.text)
        if match and edge.depth == 0 and (edge.line.size or body) <= body and edge.line.page is not None:
            for number in filter(None, match.groups()):
                counted[edge.side, int(number) - edge.line.page].append(edge)
    groups = (group for group in counted.values() if len({edge.line.page for edge in group}) >= LEAST_CHAPTERS)
    return {edge.number for group in groups for edge in group if len(group) >= LEAST_PAGES * pages}


def _number_value(number: str) -> int:
    """The value of a page number: 14, xiv."""
    if number.isdecimal():
        return int(number)
    values = [ROMAN[sign] for sign in number]
    return sum(-one if one < after else one for one, after in zip(values, (*values[1:], 0), strict=True))


def _numbers_of_spreads(bare: list[Edge]) -> set[int]:
    """The numbers of two pages that the file shows as one: 14 at the left, 15 at the right."""
    pairs = (
        (one.number, other.number)
        for one in bare
        for other in bare
        if one.line.page == other.line.page
        and abs(one.top - other.top) < SAME_HEIGHT
        and _number_value(other.line.text) == _number_value(one.line.text) + 1
    )
    return {number for pair in pairs for number in pair}
