"""The cases that a noun phrase may stand in, told by its article, its adjectives and the gender of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from policytext import lexicon
from policytext.link.party_nouns import name_party_kind
from policytext.link.phrase_grammar import Chunk
from policytext.link.sum_clauses import words_of
from policytext.link.tagging import TaggedWord

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE = "nominative", "genitive", "dative", "accusative"
ANY = frozenset((NOMINATIVE, DATIVE, ACCUSATIVE))
# Article endings → gender ("m", "f", "n", "p" for plural) → cases; "" where the gender is not known.
BY_ENDING: dict[str, dict[str, str]] = {
    "er": {"m": "N", "f": "GD", "p": "G", "n": "", "": "NGD"},
    "ein": {"m": "N", "n": "NA", "": "NA"},
    "e": {"": "NA"},
    "as": {"": "NA"},
    "em": {"": "D"},
    "en": {"m": "A", "p": "D", "": "AD"},
    "es": {"n": "GNA", "": "G"},
}
LETTERS = {"N": NOMINATIVE, "G": GENITIVE, "D": DATIVE, "A": ACCUSATIVE}


def name_cases(words: Sequence[TaggedWord], chunk: Chunk) -> frozenset[str]:
    """The cases that a noun phrase without preposition may stand in.

    >>> from policytext.link.phrase_grammar import find_chunks
    >>> from policytext.link.tagging import tag_words
    >>> words = tag_words("der Stadt Oberau zahlt der Landkreis")
    >>> [sorted(name_cases(words, chunk)) for chunk in find_chunks(words)]
    [['dative', 'genitive'], ['nominative']]
    """
    first = words[chunk.start]
    nouns = [word.text for word in words[chunk.nouns : chunk.end] if word.tag == "N"]
    if first.tag != "D":
        return _bare_cases(words, chunk)
    ending = _read_article_ending(first.lower)
    table = BY_ENDING[ending]
    gender = name_gender(tuple(nouns))
    if ending == "er" and _has_weak_ending(words, chunk):
        gender = "f"
    if ending == "en":
        plural = nouns[0].endswith(("n", "s")) and first.lower != "einen" and (gender != "m" or nouns[0].endswith("en"))
        gender = "p" if plural else "m"
    return frozenset(LETTERS[letter] for letter in table.get(gender, table[""]))


def _read_article_ending(article: str) -> str:
    if article.endswith("ein"):
        return "ein"
    return next((ending for ending in ("as", "er", "em", "en", "es") if article.endswith(ending)), "e")


def _has_weak_ending(words: Sequence[TaggedWord], chunk: Chunk) -> bool:
    """Whether an adjective behind "der" ends in -en: "der Freiwilligen Feuerwehr", "der Europäischen Union"."""
    middle = [word for word in words[chunk.start + 1 : chunk.end] if word.tag == "A"]
    nouns = words[chunk.nouns : chunk.end]
    capital = nouns[:1] if len(nouns) > 1 and nouns[0].tag == nouns[1].tag == "N" else []
    return any(word.text.endswith("en") for word in (*middle, *capital))


def _bare_cases(words: Sequence[TaggedWord], chunk: Chunk) -> frozenset[str]:
    """Without article an adjective tells the case, or a plural that is no dative; a name stands in every case."""
    first, noun = words[chunk.start], words[chunk.nouns].text
    adjectives = [word.lower for word in words[chunk.start : chunk.nouns] if word.tag == "A"]
    if adjectives:
        by_ending = {"en": {DATIVE}, "em": {DATIVE}, "er": {DATIVE, GENITIVE}}
        return frozenset(by_ending.get(adjectives[0][-2:], {NOMINATIVE, ACCUSATIVE}))
    if is_plural(first, [noun]) and not noun.endswith(("n", "s")):
        return frozenset((NOMINATIVE, ACCUSATIVE))
    return ANY


def is_plural(first: TaggedWord, nouns: Sequence[str]) -> bool:
    """Whether a phrase is surely a plural: a number before it, or the plural of a known noun without article."""
    if first.tag == "M" or first.lower in words_of("plurals"):
        return True
    bare = first.tag in "NA" and len(nouns) == 1 and name_party_kind(nouns[0]) is not None
    return bare and re.search(r"(?:en|er|e|ern|innen)$", nouns[0]) is not None


@cache
def _load_genders() -> dict[str, str]:
    return {
        ending: name[0] for name, endings in lexicon.load_lexicon("valency")["genders"].items() for ending in endings
    }


@lru_cache(maxsize=1 << 14)
def name_gender(nouns: tuple[str, ...]) -> str:
    """The gender of the first noun whose ending tells it: "m", "f", "n", or "" where none does.

    >>> name_gender(("Förderverein", "Wasserschloss")), name_gender(("Stadt", "Fulda")), name_gender(("Tarnow",))
    ('m', 'f', '')
    """
    known = _load_genders()
    for noun in nouns:
        for form in (noun.lower(), re.sub(r"e?s$", "", noun.lower())):
            for start in range(len(form)):
                if form[start:] in known:
                    return known[form[start:]]
    return ""
