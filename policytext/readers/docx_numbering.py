"""The numbers that Word writes before headings and list items by itself: 2.1, § 3, c)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from policytext.readers.numerals import numeral
from policytext.readers.packages import attribute, child, local

FORMS = {
    "decimal": "1", "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip
PLACE = re.compile(r"%([1-9])")
LEVELS = 9


class _Level(NamedTuple):
    form: str  # empty for bullets
    text: str  # %1.%2 stands for the numbers of the levels
    start: int


class Numbering:
    """The lists of a document and how far each has counted; ask once a paragraph, in order."""

    def __init__(self, root: Any) -> None:
        parts = list(root) if root is not None else []
        kinds = {attribute(each, "abstractNumId"): _levels(each) for each in parts if local(each) == "abstractNum"}
        self._lists: dict[str, tuple[str, list[_Level]]] = {}
        for each in parts:
            if local(each) == "num" and (of := child(each, "abstractNumId")) is not None:
                kind = attribute(of, "val")
                levels = _overridden(kinds.get(kind, []), each)
                name = kind if levels == kinds.get(kind) else f"{kind}/{attribute(each, 'numId')}"
                self._lists[attribute(each, "numId")] = name, levels
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
        return PLACE.sub(lambda place: _shown(levels, counts, int(place[1]) - 1), levels[level].text)


def _shown(levels: Sequence[_Level], counts: Sequence[int], level: int) -> str:
    if level >= len(levels):
        return ""
    return numeral(counts[level] or levels[level].start, levels[level].form or "1")


def _levels(kind: Any) -> list[_Level]:
    return [_level(each) for each in kind if local(each) == "lvl"][:LEVELS]


def _level(element: Any) -> _Level:
    def said(name: str) -> str:
        found = child(element, name)
        return attribute(found, "val") if found is not None else ""

    start = said("start")
    return _Level(FORMS.get(said("numFmt"), ""), said("lvlText"), int(start) if start.isdecimal() else 1)


def _overridden(levels: Sequence[_Level], number: Any) -> list[_Level]:
    """The levels with what one list changes of its kind."""
    changed = list(levels)
    for each in number:
        place = attribute(each, "ilvl")
        if local(each) != "lvlOverride" or not place.isdecimal() or int(place) >= len(changed):
            continue
        own, start = child(each, "lvl"), child(each, "startOverride")
        if own is not None:
            changed[int(place)] = _level(own)
        if start is not None and attribute(start, "val").isdecimal():
            changed[int(place)] = changed[int(place)]._replace(start=int(attribute(start, "val")))
    return changed
