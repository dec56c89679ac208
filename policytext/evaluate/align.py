"""Places of one reading of a text in another: from the text that was analysed to the text of the gold.

A PDF is never read back to the very string its gold was written on: line breaks, hyphens and running heads differ.
Only characters that print are compared. Equal sequences are mapped one to one; otherwise words are aligned with
`difflib` (Ratcliff and Obershelp's matching), and the characters within stretches that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\s{_INVISIBLE}]+")
_LARGEST_STRETCH = 4_000_000  # characters times characters: beyond it, a differing stretch stays unaligned


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where characters of the analysed text stand in the gold text; `places` is `None` where both are the same."""

    places: dict[int, int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The span in the gold text, `None` where less than half of the characters stands there."""
        if self.places is None:
            return start, end
        known = [self.places[offset] for offset in range(start, end) if offset in self.places]
        return (min(known), max(known) + 1) if known and 2 * len(known) >= end - start else None


def align_texts(found: str, gold: str) -> Alignment:
    """Align the analysed text with the gold text."""
    if found == gold:
        return Alignment()
    here, there = _list_printing(found), _list_printing(gold)
    if [found[i] for i in here] == [gold[i] for i in there]:
        return Alignment(dict(zip(here, there, strict=True)))
    return Alignment(dict(_by_words(found, gold)))


def _list_printing(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """The offsets of the characters that print."""
    stop = len(text) if end is None else end
    return [i for i in range(start, stop) if not text[i].isspace() and text[i] not in _INVISIBLE]


def _by_words(found: str, gold: str) -> Iterator[tuple[int, int]]:
    """Pairs of offsets, from equal runs of words and from the characters between them."""
    ours, theirs = list(_WORD.finditer(found)), list(_WORD.finditer(gold))
    matcher = SequenceMatcher(None, [m[0] for m in ours], [m[0] for m in theirs], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            for one, other in zip(ours[i:j], theirs[k:m], strict=True):
                yield from zip(range(*one.span()), range(*other.span()), strict=True)
        elif kind == "replace":
            here = _list_printing(found, ours[i].start(), ours[j - 1].end())
            there = _list_printing(gold, theirs[k].start(), theirs[m - 1].end())
            yield from _by_characters(found, gold, here, there)


def _by_characters(found: str, gold: str, here: list[int], there: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of offsets of the characters that two differing stretches have in common."""
    if len(here) * len(there) > _LARGEST_STRETCH:
        return
    matcher = SequenceMatcher(None, [found[i] for i in here], [gold[i] for i in there], autojunk=False)
    for i, k, size in matcher.get_matching_blocks():
        yield from zip(here[i : i + size], there[k : k + size], strict=True)
