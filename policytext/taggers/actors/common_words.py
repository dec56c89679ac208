"""What kind of word a capitalised word is: a common noun, a first name."""

from __future__ import annotations

from functools import cache, lru_cache

from policytext import lexicon

CASES = ("n", "en", "s", "es")
SHORTEST_PART = 5  # letters of a noun that is known as the last part of a compound


@cache
def _load_nouns() -> frozenset[str]:
    table = lexicon.load_lexicon("nouns")
    return frozenset(table["nouns"].split()) | frozenset(table["more"].split())


@cache
def _first_names() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("first_names")["first_names"].split())


@cache
def no_names() -> frozenset[str]:
    """Capitalised words that are no names though they stand where names stand."""
    return frozenset(lexicon.load_lexicon("actors")["persons"]["no_names"])


def is_noun(word: str) -> bool:
    """Whether a word is itself in the list of common nouns.

    >>> is_noun("Gremium"), is_noun("Ergänzungsantrag"), is_noun("Brandner")
    (True, False, False)
    """
    return word.lower() in _load_nouns()


@lru_cache(maxsize=50_000)
def ends_in_noun(word: str) -> bool:
    """Whether a word is a common noun or a compound that ends with one.

    >>> ends_in_noun("Ergänzungsantrag"), ends_in_noun("Scheeren-Terminal"), ends_in_noun("Brandner")
    (True, True, False)
    """
    low = word.lower().rpartition("-")[2]
    nouns = _load_nouns()
    forms = {low, *(low.removesuffix(case) for case in CASES)}
    return any(
        form in nouns or any(form[cut:] in nouns for cut in range(2, len(form) - SHORTEST_PART + 1)) for form in forms
    )


def is_first_name(word: str) -> bool:
    """Whether a word is a first name that the list knows, also as the first part of a double name.

    >>> is_first_name("Karl-Heinz"), is_first_name("Haushalt")
    (True, False)
    """
    return word in _first_names() or word.partition("-")[0] in _first_names()
