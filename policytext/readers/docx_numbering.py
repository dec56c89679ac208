"""The numbers that Word writes before headings and list items by itself: 2.1, § 3, c)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from policytext.readers.numerals import format_numeral
from policytext.readers.packages import find_child, local_name, read_attribute

FORMS = {
    "decimal": "1", "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip
PLACE = re.compile(r"%([1-9])")
LEVELS = 9


class _DocxLevel(NamedTuple):
    form: str  # empty for bullets
    text: str  # %1.%2 stands for the numbers of the levels
    start: int


class Numbering:
    """The lists of a document and how far each has counted; ask once a paragraph, in order."""

    def __init__(self, root: Any) -> None:
        parts = list(root) if root is not None else []
        kinds = {
            read_attribute(each, "abstractNumId"): _read_levels(each)
            for each in parts
            if local_name(each) == "abstractNum"
        }
        self._lists: dict[str, tuple[str, list[_DocxLevel]]] = {}
        for each in parts:
            if local_name(each) == "num" and (of := find_child(each, "abstractNumId")) is not None:
                kind = read_attribute(of, "val")
                levels = _override_levels(kinds.get(kind, []), each)
                name = kind if levels == kinds.get(kind) else f"{kind}/{read_attribute(each, 'numId')}"
                self._lists[read_attribute(each, "numId")] = name, levels
        self._counts: dict[str, list[int]] = {}

    def next(self, identity: str, level: int) -> str:
        """What stands before the next paragraph of a list at this level (from 0); empty for bullets."""
        name, levels = self._lists.get(identity, ("", []))
        if not 0 <= level < len(levels):
            return ""
        counts = self._counts.setdefault(name, [0] * LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        if not levels[level].form:
            return ""
        return PLACE.sub(lambda place: _format_number(levels, counts, int(place[1]) - 1), levels[level].text)


def _format_number(levels: Sequence[_DocxLevel], counts: Sequence[int], level: int) -> str:
    if level >= len(levels):
        return ""
    return format_numeral(counts[level] or levels[level].start, levels[level].form or "1")


def _read_levels(kind: Any) -> list[_DocxLevel]:
    return [_read_level(each) for each in kind if local_name(each) == "lvl"][:LEVELS]


def _read_level(element: Any) -> _DocxLevel:
    def said(name: str) -> str:
        found = find_child(element, name)
        return read_attribute(found, "val") if found is not None else ""

    start = said("start")
    return _DocxLevel(FORMS.get(said("numFmt"), ""), said("lvlText"), int(start) if start.isdecimal() else 1)


def _override_levels(levels: Sequence[_DocxLevel], number: Any) -> list[_DocxLevel]:
    """The levels with what one list changes of its kind."""
    changed = list(levels)
    for each in number:
        place = read_attribute(each, "ilvl")
        if local_name(each) != "lvlOverride" or not place.isdecimal() or int(place) >= len(changed):
            continue
        own, start = find_child(each, "lvl"), find_child(each, "startOverride")
        if own is not None:
            changed[int(place)] = _read_level(own)
        if start is not None and read_attribute(start, "val").isdecimal():
            changed[int(place)] = changed[int(place)]._replace(start=int(read_attribute(start, "val")))
    return changed
