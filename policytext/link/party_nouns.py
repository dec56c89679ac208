"""Common nouns that name somebody who may pay or be paid, and nouns that name what is done: words of `parties.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from policytext import lexicon
from policytext.link.word_lists import WordLists

ENDINGS = r"(?:e|en|er|ern|n|s|es|in|innen|n?innen|[*:_]innen|r)?$"
UMLAUTS = {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}


@cache
def _load_parties() -> WordLists:
    words = lexicon.load_lexicon("parties")
    return WordLists(
        {
            kind: [form for noun in words[name] for form in _open_forms(noun.lstrip("~"))]
            for kind, name in (("group", "groups"), ("organisation", "bodies"))
        },
        ending=ENDINGS,
    )


def _open_forms(noun: str) -> list[str]:
    """A noun's forms, at the end of a compound too; the plural may have an umlaut: "Haus", "Krankenhäusern"."""
    vowel = re.search(r"(?:au|a|o|u)(?=[^aeiouäöü]*$)", noun)
    changed = noun[: vowel.start()] + UMLAUTS[vowel.group()] + noun[vowel.end() :] if vowel else noun
    return ["~" + re.escape(form) for form in dict.fromkeys((noun, changed))]


@lru_cache(maxsize=1 << 15)
def name_party_kind(noun: str) -> str | None:
    """`group` for a noun that names people, `organisation` for one that names a body, else `None`.

    >>> name_party_kind("Antragstellende"), name_party_kind("Sportvereine"), name_party_kind("Sanierung")
    ('group', 'organisation', None)
    """
    return next((kind for kind, _ in _load_parties().find(noun.lower())), None)


@cache
def _load_doings() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("parties")["doings"])


def names_doing(noun: str) -> bool:
    """Whether a noun speaks of something done or made, and of nobody.

    >>> names_doing("Sanierung"), names_doing("Stiftung")
    (True, False)
    """
    return name_party_kind(noun) is None and noun.lower().endswith(_load_doings())


def name_nominative(phrase: str) -> str:
    """A phrase with its last noun out of the dative plural where the plural is in -er: other plurals do not tell.

    >>> name_nominative("den Krankenhäusern"), name_nominative("Eltern"), name_nominative("Kammern")
    ('den Krankenhäuser', 'Eltern', 'Kammern')
    """
    lower = phrase.lower()
    plural = any(lower.endswith(stem + "ern") for stem in _plurals_in_er())
    return phrase[:-1] if plural else phrase


@cache
def _plurals_in_er() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("parties")["plurals_in_er"])
