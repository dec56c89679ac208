"""What the styles of an ODT file say: bold and struck-out words, the numbers of headings and lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from policytext.readers.numerals import format_numeral
from policytext.readers.packages import find_child, local_name, read_attribute

LEVELS = 10
NUMBERED = frozenset({"list-level-style-number", "outline-level-style"})


class _OdtLevel(NamedTuple):
    form: str  # 1, a, A, i, I; empty without a number
    prefix: str
    suffix: str
    shown: int  # levels
    start: int


def names_of(content: Any, family: str, name: str, values: Sequence[str]) -> frozenset[str]:
    """The styles of a family (`paragraph`, `text`) whose text property `name` has one of these values."""
    found = (
        read_attribute(style, "name")
        for style in content.iter()
        if local_name(style) == "style"
        and read_attribute(style, "family") == family
        and _read_property(style, name) in values
    )
    return frozenset(found)


def struck_styles(content: Any) -> frozenset[str]:
    """The styles of words that are struck out."""
    return names_of(content, "text", "text-line-through-style", ("solid", "dotted", "dash", "wave", "long-dash"))


def _read_property(style: Any, name: str) -> str:
    properties = find_child(style, "text-properties")
    return read_attribute(properties, name) if properties is not None else ""


class Numbers:
    """The numbers of headings and list items, counted as they are asked for, in order."""

    def __init__(self, *roots: Any) -> None:
        self._kinds: dict[str, dict[int, _OdtLevel]] = {}
        for root in roots:
            for element in root.iter() if root is not None else ():
                if local_name(element) in ("list-style", "outline-style"):
                    name = read_attribute(element, "name") if local_name(element) == "list-style" else ""
                    self._kinds[name] = dict(
                        map(_read_level, (each for each in element if local_name(each) in NUMBERED))
                    )
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
        numbers = [
            format_numeral(counts[one], known[one].form) for one in range(level - of.shown + 1, level) if one in known
        ]
        return of.prefix + ".".join((*filter(None, numbers), format_numeral(counts[level], of.form))) + of.suffix


def _read_level(element: Any) -> tuple[int, _OdtLevel]:
    def whole(name: str) -> int:
        value = read_attribute(element, name)
        return int(value) if value.isdecimal() else 1

    sides = read_attribute(element, "num-prefix"), read_attribute(element, "num-suffix")
    return whole("level"), _OdtLevel(
        read_attribute(element, "num-format"), *sides, whole("display-levels"), whole("start-value")
    )
