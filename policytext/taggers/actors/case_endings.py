"""Entries by the endings of words: whom "der Verband" or "der Minister" may mean, without going through them all."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Generic, TypeVar

SHORTEST = 3  # letters of an ending
LONGEST = 40  # letters of a word whose endings are kept

Kept = TypeVar("Kept")


class Endings(Generic[Kept]):
    """Things by the endings of their words, each list in the order of the text.

    >>> names = Endings[str]()
    >>> names.add(["landkreistag"], "Landkreistag", start=7)
    >>> names.of("kreistag")
    ['Landkreistag']
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[int, int]]] = {}
        self._kept: list[Kept] = []
        self._numbers: dict[int, int] = {}
        self._seen: set[tuple[str, int]] = set()

    def add(self, words: Iterable[str], thing: Kept, *, start: int) -> None:
        """Keep `thing`, first mentioned at `start`, under every ending of `words`."""
        number = self._numbers.get(id(thing))
        if number is None:
            number = self._numbers[id(thing)] = len(self._kept)
            self._kept.append(thing)
        for word in words:
            short = word[-LONGEST:]
            for cut in range(max(1, len(short) - SHORTEST + 1)):
                if (short[cut:], number) not in self._seen:
                    self._seen.add((short[cut:], number))
                    insort(self._rows.setdefault(short[cut:], []), (start, number))

    def count(self, ending: str, *, before: int | None = None) -> int:
        """How many things have a word with this ending; those mentioned first before a place, where one is given."""
        rows = self._rows.get(ending, [])
        return len(rows) if before is None else bisect_left(rows, (before, -1))

    def at(self, ending: str, number: int) -> Kept:
        """The thing at a position of the list of an ending."""
        return self._kept[self._rows[ending][number][1]]

    def of(self, ending: str) -> list[Kept]:
        """All things that have a word with this ending."""
        return [self._kept[number] for _, number in self._rows.get(ending, [])]
