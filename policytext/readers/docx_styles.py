"""What the styles of a DOCX file say of a paragraph: heading, list item, table of contents."""

from __future__ import annotations

import re
from typing import Any

from policytext.lexicon.pattern_lists import PatternLists
from policytext.readers.packages import find_child, local_name, read_attribute

_STYLES = PatternLists("structure", "styles")
HEADING = re.compile(rf"{_STYLES.headings}\b", re.IGNORECASE)  # Überschrift 2
_ITEM = _STYLES.items
ITEM = re.compile(_ITEM, re.IGNORECASE)
CONTENTS = re.compile(rf"{_STYLES.contents}\s*\d", re.IGNORECASE)  # Verzeichnis 1
BODY_LEVEL = "9"  # the outline level of running text
LONGEST_CHAIN = 20  # styles based on each other


class DocxStyles:
    """The paragraph styles by their id."""

    def __init__(self, root: Any) -> None:
        self._styles = {
            read_attribute(style, "styleId"): style
            for style in (root if root is not None else ())
            if local_name(style) == "style"
        }

    def role(self, paragraph: Any) -> str:
        """`heading`, `item`, `contents` or `paragraph`."""
        chain, layers = self._layers(paragraph)
        names = [read_attribute(name, "val") for style in chain if (name := find_child(style, "name")) is not None]
        if any(CONTENTS.match(name) for name in names):
            return "contents"
        if any(HEADING.match(name) for name in names) or _is_outlined(layers):
            return "heading"
        if _is_numbered(layers) or any(ITEM.match(name) for name in names):
            return "item"
        return "paragraph"

    def list_of(self, paragraph: Any) -> tuple[str, int]:
        """The id of the list that a paragraph belongs to and its level (from 0); an empty id where there is none."""
        _, layers = self._layers(paragraph)
        identity = next(iter(_list_values(layers, "numId")), "0")
        level = next(iter(_list_values(layers, "ilvl")), "0")
        return ("" if identity == "0" else identity), int(level) if level.isdecimal() else 0

    def _layers(self, paragraph: Any) -> tuple[list[Any], list[Any]]:
        """The styles of a paragraph, and the properties that hold for it: its own, then theirs."""
        properties = find_child(paragraph, "pPr")
        if properties is None:
            return [], []
        named = find_child(properties, "pStyle")
        chain = self._chain(read_attribute(named, "val")) if named is not None else []
        return chain, [properties, *(own for style in chain if (own := find_child(style, "pPr")) is not None)]

    def _chain(self, identity: str) -> list[Any]:
        """A style and those that it is based on."""
        chain: list[Any] = []
        while identity in self._styles and len(chain) < LONGEST_CHAIN:
            chain.append(self._styles[identity])
            base = find_child(chain[-1], "basedOn")
            identity = read_attribute(base, "val") if base is not None else ""
        return chain


def _is_outlined(layers: list[Any]) -> bool:
    levels = [
        read_attribute(level, "val") for layer in layers if (level := find_child(layer, "outlineLvl")) is not None
    ]
    return bool(levels) and levels[0] != BODY_LEVEL


def _is_numbered(layers: list[Any]) -> bool:
    lists = _list_values(layers, "numId")
    return bool(lists) and lists[0] != "0"  # 0 takes a paragraph out of its style's list


def _list_values(layers: list[Any], name: str) -> list[str]:
    return [
        read_attribute(number, "val") for layer in layers if (number := find_child(layer, "numPr", name)) is not None
    ]
