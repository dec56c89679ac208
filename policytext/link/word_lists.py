"""Lists of words by their beginnings ("zahl") or, behind a tilde, by how a compound's last part begins ("~zuschuss").

Most words of a text stand in no list. So an entry's pattern is tried only where the word has the entry's first letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

LETTERS = 4  # of an entry by which it is found in a word before its pattern is tried
LITERAL = re.compile(rf"[^\W\d_]{{1,{LETTERS}}}(?![?*+{{|])")  # letters that all words of an entry begin with
COMPOUND = re.compile(r"[\w-]*")


class _Entry(NamedTuple):
    """An entry: its list's and its own number, its pattern, whether a word must begin with it."""

    list: int
    number: int
    pattern: re.Pattern[str]
    opens: bool


class WordLists:
    """Named lists; `ending` is a pattern that every entry goes on with.

    >>> WordLists({"give": ["zahl"], "sum": ["~betrag"]}).find("förderbetrag")
    [('sum', 12)]
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], *, ending: str = "") -> None:
        self._names = tuple(lists)
        self._entries: dict[str, list[_Entry]] = {}
        for number, words in enumerate(lists.values()):
            for place, word in enumerate(words):
                bare = word.removeprefix("~")
                letters = LITERAL.match(bare)
                entry = _Entry(number, place, re.compile(f"(?:{bare}){ending}"), bare == word)
                self._entries.setdefault(letters.group() if letters else "", []).append(entry)
        self._sizes = sorted({len(letters) for letters in self._entries})
        self._open = any(not entry.opens for entries in self._entries.values() for entry in entries)

    def find(self, word: str) -> Sequence[tuple[str, int]]:
        """The lists that a word (in small letters) stands in, each with where its entry ends; in the lists' order.

        Of a list's entries the first one counts, at its last place in the word.
        """
        found: dict[int, tuple[int, int, int]] = {}
        entries_of = self._entries.get
        last = COMPOUND.match(word).end() if self._open else 0  # type: ignore[union-attr]  # it matches nothing too
        for size in self._sizes:
            for start in range(last + 1):
                for entry in entries_of(word[start : start + size], ()):
                    if (start == 0 or not entry.opens) and (match := entry.pattern.match(word, start)):
                        row = (entry.number, -start, match.end())
                        found[entry.list] = min(row, found.get(entry.list, row))
        return [(self._names[number], found[number][2]) for number in sorted(found)]
