"""Names and words of the lexicon, found in running text in all their cases.

The lexicon holds nominatives; here their words learn endings: `Sächsische Aufbaubank` is also found as
`Sächsischen Aufbaubank`, `Städtetag` as `Städtetags`, `freie Träger` as `freien Trägern`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from policytext.lexicon.pattern_lists import PatternLists

BENDING = PatternLists("bodies", "bending")
ADJECTIVE = re.compile(rf"[A-ZÄÖÜa-zäöü][\w-]*?(?:{BENDING.stems})(?P<ending>e[rsnm]?)$")
HEAD = 3  # first letters by which a name is looked up
WORD_START = re.compile(r"(?<![\w-])\w")
NO_COMPOUND = r"(?![\w]|-[A-ZÄÖÜa-zäöü])"


def is_adjective(word: str) -> bool:
    """Whether a word of a name bends like an adjective: `Sächsische`, `freie`, not `Städtetag`."""
    return ADJECTIVE.match(word) is not None


def _word_pattern(word: str, *, plural: bool) -> str:
    """A regular expression for a word in all cases."""
    found = ADJECTIVE.match(word)
    if found:
        stem = re.escape(word[1 : found.start("ending")])
        first = f"[{word[0].upper()}{word[0].lower()}]"
        return f"{first}{stem}e[rsnm]?"
    if not word[0].isalpha():
        return re.escape(word)
    if plural and word.endswith(("er", "el")):
        return re.escape(word) + "n?"
    if plural and not word.endswith(("n", "s")):
        return re.escape(word) + "n?"
    if word[-1].isalpha() and not plural and not word.isupper():
        return re.escape(word) + "(?:e?s)?" if not word.endswith(("s", "e")) else re.escape(word) + "[ns]?"
    return re.escape(word)


def compile_phrase(name: str, *, plural: bool = False) -> re.Pattern[str]:
    """A compiled pattern of a lexicon name in all cases, not as the first part of a compound."""
    words = [part for part in re.split(r"([ ,]+)", name) if part]
    pieces = [_word_pattern(word, plural=plural) if word.strip(" ,") else word.replace(" ", r"\s+") for word in words]
    return re.compile("".join(pieces) + NO_COMPOUND)


class Phrases:
    """Many names at once: each stands under its first letters, so that a text is read once."""

    def __init__(self, names: Iterable[tuple[str, str]], *, plural: bool = False) -> None:
        """`names` holds pairs of a name as it may stand in a text and what to hand back for it."""
        self._by_head: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        for name, label in sorted(names, key=lambda pair: -len(pair[0])):
            self._by_head[name[:HEAD].lower()].append((compile_phrase(name, plural=plural), label))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and label of every occurrence, the longest at a place first and only."""
        starts = _starts_of_words(text)
        behind = 0
        for place in sorted(place for head in self._by_head.keys() & starts.keys() for place in starts[head]):
            if place < behind:
                continue
            for compiled, label in self._by_head[text[place : place + HEAD].lower()]:
                if found := compiled.match(text, place):
                    behind = found.end()
                    yield place, behind, label
                    break


@lru_cache(maxsize=2)
def _starts_of_words(text: str) -> Mapping[str, list[int]]:
    """The places of a text's words by their first letters; kept, since several lists of names read the same text."""
    starts: dict[str, list[int]] = defaultdict(list)
    for begin in WORD_START.finditer(text):
        starts[text[begin.start() : begin.start() + HEAD].lower()].append(begin.start())
    return starts
