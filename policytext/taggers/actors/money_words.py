"""Words that tell of money that somebody gives: `Zuschuss`, `Fördermittel`, `gefördert`."""

from __future__ import annotations

from functools import cache, lru_cache

from policytext import lexicon


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of the lexicon's `party_positions`."""
    return frozenset(lexicon.load_lexicon("actors")["party_positions"][name])


@cache
def _load_money_words(*, weak: bool) -> tuple[str, ...]:
    table = lexicon.load_lexicon("actors")["party_positions"]
    return tuple(table["money"] + (table["weak_money"] if weak else []))


@lru_cache(maxsize=50_000)
def is_money(word: str, *, weak: bool = True) -> bool:
    """Whether a word names money that somebody gives; `weak` takes `Unterstützung` and the like, too."""
    low = word.lower()
    return low.endswith(_load_money_words(weak=weak)) and not low.endswith(tuple(words_of("no_money")))


@lru_cache(maxsize=50_000)
def marks_money(word: str) -> tuple[bool, bool]:
    """Whether a word goes with a sum (`Euro`, `%`), and whether it tells of money at all (`Zuschuss`, too)."""
    counts = word.lower() in words_of("sums")
    return counts, counts or is_money(word, weak=False)
