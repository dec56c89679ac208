"""Words as they are compared: without case, punctuation, inflectional endings and words that mean nothing alone."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{4})(?:es|en|em|er|e|s|n)$")
_EMPTY = frozenset(
    _WORD.findall(
        """der die das des dem den ein eine eines einem einen einer und oder als von vom zu zum zur für im in
        am an auf bei mit nach über unter aus um durch"""
    )
)


def normalise_words(text: str) -> list[str]:
    """All words in order, lower-cased and without their ending: `["städtetag", "baden", "württemberg"]`."""
    return [_ENDING.sub("", word) for word in _WORD.findall(text.casefold())]


def select_telling_words(text: str) -> frozenset[str]:
    """The words that can identify: no articles, prepositions and conjunctions, no single letters."""
    kept = (word for word in _WORD.findall(text.casefold()) if len(word) > 1 and word not in _EMPTY)
    return frozenset(_ENDING.sub("", word) for word in kept)
