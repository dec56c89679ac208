"""Words as a reader of German takes them: without gender signs and soft hyphens, as stems, without umlauts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

LONGEST_WORD = 60  # characters read of one word; longer ones are debris such as addresses
FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})

WORD = re.compile(r"[^\W\d_]+(?:[*:_/’'](?=in(?:nen)?\b)[^\W\d_]+)*")  # Haus   Schüler*innen   Bürger:innen
HYPHENS = re.compile(r"[\u00ad\u2010\u2011\u200b\u200c\u200d\u2060\ufeff]")
INNER_SIGN = re.compile(r"[*:_/’']")


def tokenize_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and lower-case form of every word; gender signs are gone ("Schüler*innen" is "schülerinnen")."""
    for match in WORD.finditer(text):
        word = INNER_SIGN.sub("", match.group()).lower()[:LONGEST_WORD]
        yield match.start(), match.end(), word


def strip_invisible(text: str) -> str:
    """The text without soft hyphens and zero-width characters, for reading words only."""
    return HYPHENS.sub("", text)


def fold_umlauts(word: str) -> str:
    """The word without umlauts, so that "Häuser" meets "Haus"."""
    return word.translate(FOLDED)


@lru_cache(maxsize=1)
def _load_stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("german")


@lru_cache(maxsize=200_000)
def stem_form(word: str) -> str:
    """The Snowball stem of a lower-case word, feminine plurals brought home ("schülerinnen" is "schul")."""
    if word.endswith("innen") and len(word) > 8:
        word = word[:-5]
    return str(_load_stemmer().stemWord(word))
