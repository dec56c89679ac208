"""Compounds and their parts: "Schuldnerberatungsstelle" is made of "schuldner", "beratung" and "stelle"."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST_PART = 4  # characters of a compound part: "amt" and "ung" would split everything
LINKS = ("", "s", "es", "n", "en", "er")  # Fugenelemente: Arbeit-s-markt, Straße-n-bau, Kind-er-haus


class Compounds:
    """Splits compounds at known words (Koehn and Knight 2003, without frequencies)."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.vocabulary = frozenset(vocabulary)

    def parts(self, word: str) -> tuple[str, ...]:
        """The known words that a compound is made of ("insolvenz", "beratung", "stelle"), none for a simple word."""
        found = self._split(word)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts from left to right, the first as long as can be; a rest that is no word ends the attempt."""
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            if word[cut:] in self.vocabulary and (head := self._known(word[:cut])):
                return head, word[cut:]
        for cut in range(len(word) - 2 * SHORTEST_PART, SHORTEST_PART - 1, -1):
            if (head := self._known(word[:cut])) and len(tail := self._split(word[cut:])) > 1:
                return head, *tail
        return (word,)

    def _known(self, piece: str) -> str | None:
        """The word that a piece is, without its linking letters."""
        for link in LINKS:
            if (
                piece.endswith(link)
                and (word := piece[: len(piece) - len(link)]) in self.vocabulary
                and len(word) >= SHORTEST_PART
            ):
                return word
        return None
