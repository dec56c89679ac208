"""What money is for, as terms; and how much two purposes have in common, rare terms weighing more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext import lexicon
from policytext.german import search_terms
from policytext.german.vocabulary import is_noun_form

PRIOR = 1000  # tellings that count as seen: in a small archive all words are nearly alike rare
PART = 0.6  # what two compounds have in common by a part alone


@dataclass(frozen=True, slots=True)
class Topic:
    """Terms of a few words, the parts of their compounds, and marks: names and numbers that tell one from another."""

    terms: frozenset[str]
    parts: frozenset[str]
    marks: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.terms)


@lru_cache(maxsize=20_000)
def read_topic(text: str) -> Topic:
    """The telling words of a purpose or title.

    >>> sorted(read_topic("Sanierung der Turnhalle Süd").marks)
    ['sud']
    """
    terms, parts, marks = set[str](), set[str](), set[str]()
    for form in search_terms.list_forms(text):
        word = form.word
        if word in _passed_over() or (len(word) == 1 and text[form.start].islower()):
            continue
        term = search_terms.search_term(word)
        terms.add(term)
        parts.update(search_terms.list_parts(word))
        if word.isdigit() or word in _telling_apart() or (text[form.start].isupper() and _is_name(word)):
            marks.add(term)
    return Topic(frozenset(terms), frozenset(parts), frozenset(marks))


def _is_name(word: str) -> bool:
    """Whether a capitalised word is no noun of the language, whole or in parts."""
    return not is_noun_form(word) and not search_terms.list_parts(word)


class Rarity:
    """Weights of terms by the number of tellings that have them."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.counts: Mapping[str, int] = Counter(term for topic in topics for term in topic.terms | topic.parts)
        self.total = PRIOR + sum(self.counts.values()) / 10
        self.weights: dict[str, float] = {}
        self.whole: dict[frozenset[str], float] = {}

    def of(self, term: str) -> float:
        """Inverse frequency of a term."""
        weight = self.weights.get(term)
        if weight is None:
            weight = self.weights[term] = math.log(self.total / (1 + self.counts.get(term, 0)))
        return weight

    def overlap(self, one: Topic, other: Topic) -> float:
        """How much two topics have in common: 0 (nothing) to 1 (the same terms)."""
        if not one or not other:
            return 0.0
        if one.terms == other.terms:
            return 1.0
        lone, others = one.terms - other.terms, other.terms - one.terms
        partly = (lone & other.parts) | (others & one.parts) | ((one.parts & other.parts) - one.terms - other.terms)
        shared = self._sum(one.terms & other.terms) + PART * self._sum(partly)
        return min(1.0, shared / math.sqrt(self._whole(one.terms) * self._whole(other.terms)))

    def rarest(self, topic: Topic, count: int) -> list[str]:
        """The terms that say most."""
        return sorted(topic.terms, key=lambda term: (-self.of(term), term))[:count]

    def _whole(self, terms: frozenset[str]) -> float:
        weight = self.whole.get(terms)
        if weight is None:
            weight = self.whole[terms] = self._sum(terms)
        return weight

    def _sum(self, terms: Iterable[str]) -> float:
        return math.fsum(map(self.of, terms))


def are_apart(one: Topic, other: Topic) -> bool:
    """Whether names or numbers say that these are two things: each has one that the other lacks."""
    mine, theirs = one.marks - other.terms - other.parts, other.marks - one.terms - one.parts
    return bool(mine and theirs)


@cache
def _passed_over() -> frozenset[str]:
    return search_terms.stop_words() | frozenset(lexicon.load_lexicon("events")["purposes"]["says_nothing"])


@cache
def _telling_apart() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("events")["purposes"]["tells_apart"])
