"""How the classifier reads German: words, stems and compound parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from policytext import lexicon

LONGEST_WORD = 60  # characters read of one word; longer ones are debris such as addresses
SHORTEST_PART = 4  # characters of a compound part: "amt" and "ung" would split everything
LINKS = ("", "s", "es", "n", "en", "er")  # Fugenelemente: Arbeit-s-markt, Straße-n-bau, Kind-er-haus
FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})

WORD = re.compile(r"[^\W\d_]+(?:[*:_/’'](?=in(?:nen)?\b)[^\W\d_]+)*")  # Haus   Schüler*innen   Bürger:innen
HYPHENS = re.compile(r"[\u00ad\u2010\u2011\u200b\u200c\u200d\u2060\ufeff]")
INNER_SIGN = re.compile(r"[*:_/’']")

FUNCTION_WORDS = frozenset(lexicon.load("areas_words")["function"])
GRANT_WORDS = frozenset(lexicon.load("areas_words")["grants"])  # they stand in every area alike
SKIPPED = FUNCTION_WORDS | GRANT_WORDS
SIGNS = {  # marks of a text that are no words
    "money": re.compile(r"\d[\d.,\s]*(?:€|EUR\b|Euro\b|Mio|Mrd|Millionen)"),  # 80.000 Euro
    "share": re.compile(r"\d\s*(?:%|Prozent)"),  # 50 Prozent
    "law": re.compile(r"§|\bAbs\.|\bNr\."),  # § 4 Abs. 2
    "score": re.compile(r"\b\d{1,2}:\d{1,2}\b"),  # 3:1, auch 19:30
    "degrees": re.compile(r"\bGrad\b|°"),  # 14 Grad
    "address": re.compile(r"@|www\.|https?:|\b\d{5}\b|\b0\d{2,}[ /-]\d"),  # 70173   0711 2292
    "date": re.compile(r"\b(?:19|20)\d\d\b"),  # 2019
    "quotation": re.compile(r"[„“»«\"]"),
    "greeting": re.compile(r"[!?]"),
}


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and lower-case form of every word; gender signs are gone ("Schüler*innen" is "schülerinnen")."""
    for match in WORD.finditer(text):
        word = INNER_SIGN.sub("", match.group()).lower()[:LONGEST_WORD]
        yield match.start(), match.end(), word


def bare(text: str) -> str:
    """The text without soft hyphens and zero-width characters, for reading words only."""
    return HYPHENS.sub("", text)


def brevity(text: str) -> float:
    """1 / (1 + number of telling words): near 0 for a paragraph, a half for a single word."""
    return 1.0 / (1.0 + sum(1 for _, _, word in tokens(bare(text)) if word not in SKIPPED))


def fold(word: str) -> str:
    """The word without umlauts, so that "Häuser" meets "Haus"."""
    return word.translate(FOLDED)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("german")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case word, feminine plurals brought home ("schülerinnen" is "schul")."""
    if word.endswith("innen") and len(word) > 8:
        word = word[:-5]
    return str(_stemmer().stemWord(word))


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
