"""Signs before a value: as a sign (>10mio), or as a word that no shell takes for its own (ab10mio, vor2026-06)."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.german.word_forms import fold_umlauts

SIGN = re.compile(r"\s*(?P<sign><=|>=|=<|=>|≤|≥|<|>|=)?\s*(?P<rest>.*)", re.DOTALL)
OTHER_SIGNS = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "=": ""}
WORDED = re.compile(r"(?P<word>[^\W\d_]+?(?:[ _]als)?)[ _]*(?=\d|q\d)", re.IGNORECASE)  # ab10mio   vorQ2/2019
SPELT_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))  # hoechstens, ueber


def split_sign(value: str) -> tuple[str, str]:
    """The sign (`<`, `<=`, `>`, `>=` or none) and what stands behind it.

    >>> split_sign("ab10mio"), split_sign("über 5 Mio"), split_sign("<=2019"), split_sign("abwasser")
    (('>=', '10mio'), ('>', '5 Mio'), ('<=', '2019'), ('', 'abwasser'))
    """
    match = SIGN.fullmatch(value)
    assert match is not None  # the pattern takes any text
    sign, rest = match["sign"], match["rest"].strip()
    if sign:
        return OTHER_SIGNS.get(sign, sign), rest
    worded = WORDED.match(rest)
    found = _load_signs().get(_plain_word(worded["word"])) if worded else None
    return (found, rest[worded.end() :]) if worded and found else ("", rest)


@cache
def _load_signs() -> dict[str, str]:
    spelt: dict[str, list[str]] = lexicon.load_lexicon("query")["signs"]
    return {_plain_word(word): sign for sign, words in spelt.items() for word in words}


def _plain_word(word: str) -> str:
    """A word however it is spelt: ueber, Über, mehr_als."""
    word = fold_umlauts(word.lower()).replace("_", " ")
    for spelt, letter in SPELT_OUT:
        word = word.replace(spelt, letter)
    return word
