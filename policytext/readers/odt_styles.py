"""What the styles of an ODT file say: bold and struck-out words, the numbers of headings and lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from policytext.readers.numerals import numeral
from policytext.readers.packages import attribute, child, local

LEVELS = 10
NUMBERED = frozenset({"list-level-style-number", "outline-level-style"})


class _Level(NamedTuple):
    form: str  # 1, a, A, i, I; empty without a number
    prefix: str
    suffix: str
    shown: int  # levels
    start: int


def names_of(content: Any, family: str, name: str, values: Sequence[str]) -> frozenset[str]:
    """The styles of a family (`paragraph`, `text`) whose text property `name` has one of these values."""
    found = (
        attribute(style, "name")
        for style in content.iter()
        if local(style) == "style" and attribute(style, "family") == family and _property(style, name) in values
    )
    return frozenset(found)


def struck_styles(content: Any) -> frozenset[str]:
    """The styles of words that are struck out."""
    return names_of(content, "text", "text-line-through-style", ("solid", "dotted", "dash", "wave", "long-dash"))


def _property(style: Any, name: str) -> str:
    properties = child(style, "text-properties")
    return attribute(properties, name) if properties is not None else ""


class Numbers:
    """The numbers of headings and list items, counted as they are asked for, in order."""

    def __init__(self, *roots: Any) -> None:
        self._kinds: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for element in root.iter() if root is not None else ():
                if local(element) in ("list-style", "outline-style"):
                    name = attribute(element, "name") if local(element) == "list-style" else ""
                    self._kinds[name] = dict(map(_level, (each for each in element if local(each) in NUMBERED)))
        self._counts: dict[str, list[int]] = {}

    def restart(self, style: str, level: int) -> None:
        """A list of this style begins anew at this level (from 1)."""
        self._counts.setdefault(style, [0] * (LEVELS + 1))[level : LEVELS + 1] = [0] * (LEVELS + 1 - level)

    def next(self, style: str, level: int, start: str = "") -> str:
        """What stands before the next item of a list style, or (without one) the next heading; empty for bullets."""
        if not 1 <= level <= LEVELS:
            return ""
        known = self._kinds.get(style, {})
        counts = self._counts.setdefault(style, [0] * (LEVELS + 1))
        of = known.get(level)
        counts[level] = int(start) if start.isdecimal() else counts[level] + 1 if counts[level] or not of else of.start
        counts[level + 1 :] = [0] * (LEVELS - level)
        if of is None or not of.form:
            return ""
        numbers = [numeral(counts[one], known[one].form) for one in range(level - of.shown + 1, level) if one in known]
        return of.prefix + ".".join((*filter(None, numbers), numeral(counts[level], of.form))) + of.suffix


def _level(element: Any) -> tuple[int, _Level]:
    def whole(name: str) -> int:
        value = attribute(element, name)
        return int(value) if value.isdecimal() else 1

    sides = attribute(element, "num-prefix"), attribute(element, "num-suffix")
    return whole("level"), _Level(
        attribute(element, "num-format"), *sides, whole("display-levels"), whole("start-value")
    )
