"""Whether two names are of one giver or receiver: by level of the state, and by what is left of the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext import lexicon
from policytext.german import search_terms
from policytext.german.word_forms import fold_umlauts


@dataclass(frozen=True, slots=True)
class Party:
    """A name as it is compared: the level of the state that it stands for, if any, and the words beside it."""

    level: str | None
    rest: frozenset[str]


@lru_cache(maxsize=20_000)
def read_party(name: str) -> Party:
    """A name taken apart: "Stadt Hallerfeld" → town, {hallerfeld}; "Sozialministerium" → land, {}."""
    level, rest = None, set[str]()
    for form in search_terms.list_forms(name):
        own = _find_level(form.word)
        if own and level is None:
            level = own
        elif form.word not in _load_filler() and own is None:
            rest.add(search_terms.search_term(form.word))
    return Party(level, frozenset(rest))


def is_same(one: Party, other: Party) -> bool:
    """Whether two names may be of the same: one level, and the words of one all in the other."""
    if one.level != other.level and None not in (one.level, other.level):
        return False
    if one.level is None or other.level is None:
        return bool(one.rest and other.rest) and (one.rest <= other.rest or other.rest <= one.rest)
    return one.rest <= other.rest or other.rest <= one.rest


def share_party(some: Sequence[Party], others: Sequence[Party]) -> bool | None:
    """Whether two lists have somebody in common, `None` where one of them is empty."""
    if not some or not others:
        return None
    return any(is_same(one, other) for one in some for other in others)


def known_as(name: str, land: str | None) -> str:
    """The name in full: the bare "Land" is the Land that the paper belongs to ("Land Baden-Württemberg")."""
    return _land_names().get(land or "", name) if fold_umlauts(name.lower()) in ("land", "freistaat") else name


def best_spelling(names: Iterable[str]) -> str:
    """Of spellings that differ in capitals alone the one that reads as a name: "Stadt Ulm" before "STADT ULM".

    Of a single word ("GRÜNE", "Grüne") the one that is written most.
    """
    counts = Counter(names)
    return max(counts, key=lambda name: (" " in name and sum(map(str.islower, name)), counts[name], name))


@lru_cache(maxsize=20_000)
def _find_level(word: str) -> str | None:
    """The level that a word names, alone or as the last part of a compound."""
    for ending, level in _load_levels().items():
        if word == ending or (len(ending) > 6 and word.endswith(ending)):
            return level
    return None


@cache
def _load_levels() -> Mapping[str, str]:
    """Every word of a level with the level, the longest words first."""
    words = {word: level for level, named in lexicon.load_lexicon("events")["levels"].items() for word in named}
    return {word: words[word] for word in sorted(words, key=len, reverse=True)}


@cache
def _load_filler() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("events")["names"]["filler"])


@cache
def _land_names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in lexicon.load_lexicon("actors")["laender"]}
