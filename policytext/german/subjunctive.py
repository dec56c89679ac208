"""Konjunktiv: which word forms report what somebody said (Konjunktiv I) and which may do so (Konjunktiv II)."""

from __future__ import annotations

from functools import cache

from policytext import lexicon


def first_form(infinitive: str) -> str:
    """Konjunktiv I, third person singular, of a regular infinitive: `bauen` gives `baue`, `handeln` gives `handle`."""
    if infinitive.endswith("eln"):
        return infinitive[:-3] + "le"
    return infinitive[:-1] + "e" if infinitive.endswith("ern") else infinitive[:-1]


def is_first(word: str) -> bool:
    """Whether a word is Konjunktiv I for sure, unless its subject is "ich": `sei`, `habe`, `profitiere`."""
    return word in _load_first() or (word.islower() and word.endswith("iere") and len(word) > 6)


def is_second(word: str) -> bool:
    """Whether a word is Konjunktiv II: `wäre`, `hätten`, `müssten`."""
    return word in _load_second()


@cache
def other_words() -> frozenset[str]:
    """Forms that look like Konjunktiv I and are other words: `meine`, `sichere`, `achte`."""
    return frozenset(lexicon.load_lexicon("speech")["konjunktiv"]["not_konjunktiv"])


@cache
def _load_first() -> frozenset[str]:
    words = lexicon.load_lexicon("speech")["konjunktiv"]
    regular = {first_form(verb) for verb in words["verbs"].split()}
    return frozenset(regular | set(words["first"])) - other_words()


@cache
def _load_second() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["konjunktiv"]["second"])
