"""How well a text meets the needs of a question: BM25 over ways of saying it, with coverage and closeness.

Robertson and Zaragoza (2009) for BM25 with weighted fields; a way of saying something that is not the typed word counts
less. The index proposes candidates; this orders them.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.archive.search.needs import Need
from policytext.archive.search.synonyms import Terms

STEM, PART, OTHER = 1.0, 0.55, 0.4  # the term itself, as part of a compound, under another name
HALVES = 0.7  # all halves of a compound, apart
K1, B = 1.2, 0.75  # BM25's usual values
CLOSE = 0.25  # for neighbours in the question that are neighbours in the text
WINDOW = 4  # words
TITLE = 1.0  # a need that the title meets, as a share of its weight


@dataclass(frozen=True, slots=True)
class Weighed:
    """A need with how rare each of its ways is (inverse document frequency)."""

    need: Need
    rare: float
    leaves: tuple[tuple[str, float], ...] = ()
    others: tuple[float, ...] = ()  # for each of the need's other names: how much of its rarity it is worth


class Rarity:
    """Inverse document frequencies out of the index' own vocabulary."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: str, total: int) -> None:
        self.connection = connection
        self.vocabulary = vocabulary
        self.total = max(total, 1)
        self.known: dict[str, int] = {}

    def count(self, term: str) -> int:
        """In how many texts a term stands."""
        if term not in self.known:
            row = self.connection.execute(f"SELECT doc FROM {self.vocabulary} WHERE term = ?", (term,)).fetchone()
            self.known[term] = int(row[0]) if row else 0
        return self.known[term]

    def of(self, count: int) -> float:
        """Robertson's idf, never below zero."""
        return math.log(1 + (self.total - count + 0.5) / (count + 0.5))

    def weighed(self, need: Need) -> Weighed:
        """A need with its rarities; a word that no text has is as rare as its halves together."""
        leaves = tuple((leaf.terms[0], self.of(self.count(leaf.terms[0]))) for leaf in need.leaves())
        counts = [self.count(term) for term in need.terms]
        rare = sum(map(self.of, counts)) if counts else 1.0
        if leaves and not any(counts):
            rare = sum(rarity for _, rarity in leaves)
        others = tuple(
            min(1.0, sum(self.of(self.count(term)) for term in other) / max(rare, 0.1)) for other in need.others
        )
        return Weighed(need, rare, leaves, others)

    def common(self, need: Need) -> float:
        """The share of texts that have the need's own term."""
        return max((self.count(term) for term in need.terms), default=0) / self.total


class Relevant(dict[str, tuple[tuple[str, bool], ...]]):
    """For every word of the index: which terms that matter it has, each with whether as a part. Fills itself."""

    def __init__(self, needs: Iterable[Weighed]) -> None:
        super().__init__()
        found = list(needs)
        self.terms = {term for one in found for term in _all_terms(one)}
        self.starts = tuple(one.need.terms[0] for one in found if one.need.prefix)

    def __missing__(self, word: str) -> tuple[tuple[str, bool], ...]:
        term, _, parts = word.partition("+")
        own = term in self.terms or (self.starts and term.startswith(self.starts))
        inside = (part for part in parts.split("+") if part in self.terms)
        self[word] = found = (*(((term, False),) if own else ()), *((part, True) for part in inside))
        return found


def _all_terms(weighed: Weighed) -> Iterator[str]:
    need = weighed.need
    yield from need.terms
    yield from (term for term, _ in weighed.leaves)
    yield from (term for other in need.others for term in other)
    if need.joined:
        yield need.joined


Hit = tuple[int, str, bool]  # place of a word, term, whether it is only a part of the word


def hits(words: Sequence[str], relevant: Relevant) -> list[Hit]:
    """The words that matter, in order."""
    return [(place, *one) for place, word in enumerate(words) for one in relevant[word]]


class Text:
    """A text as places of the terms that matter: words, and parts of compounds."""

    def __init__(self, found: Iterable[Hit], length: int) -> None:
        self.length = length
        self.words: dict[str, list[int]] = {}
        self.parts: dict[str, list[int]] = {}
        for place, term, part in found:
            (self.parts if part else self.words).setdefault(term, []).append(place)

    def row(self, terms: Terms) -> list[int]:
        """Where terms stand side by side."""
        places = self.words.get(terms[0], [])
        for step, term in enumerate(terms[1:], 1):
            following = set(self.words.get(term, ()))
            places = [place for place in places if place + step in following]
        return places

    def prefixed(self, start: str) -> list[int]:
        """Where terms begin so."""
        return [place for term, places in self.words.items() if term.startswith(start) for place in places]


@dataclass(frozen=True, slots=True)
class Found:
    """How a need is met: weighted count, and places in the text."""

    weight: float
    places: tuple[int, ...]
    rare: float


def meet(text: Text, weighed: Weighed) -> Found:
    """How often and where a text says what is needed, the best ways first."""
    need = weighed.need
    if need.items:
        return Found(0.0, (), weighed.rare)
    own = text.prefixed(need.terms[0]) if need.prefix else text.row(need.terms)
    inside = text.parts.get(need.terms[0], []) if len(need.terms) == 1 else []
    joined = text.words.get(need.joined, []) if need.joined else []
    weight = STEM * len(own) + STEM * len(joined) + PART * len(inside)
    places = [*own, *joined, *inside]
    for other, worth in zip(need.others, weighed.others, strict=True):
        named = text.row(other) or _part(text, other)
        weight += OTHER * worth * len(named)
        places += named
    rare = weighed.rare
    if weighed.leaves and not own:
        met = [(rarity, _either(text, term)) for term, rarity in weighed.leaves]
        held = sum(rarity for rarity, where in met if where)
        whole = sum(rarity for rarity, _ in met) or 1.0
        if held:
            count = min(len(where) for _, where in met if where)
            weight += HALVES * count * (held / whole) ** 1.5
            if held == whole:
                places += [place for _, where in met for place in where]
    return Found(weight, tuple(places), rare)


def _part(text: Text, terms: Terms) -> list[int]:
    return text.parts.get(terms[0], []) if len(terms) == 1 else []


def _either(text: Text, term: str) -> list[int]:
    return text.words.get(term) or text.parts.get(term, [])


def score(text: Text, needs: Sequence[Weighed], mean: float, *, flat: float = 1.0) -> tuple[float, set[int]]:
    """The text's score, and the places of what was found. `mean` is the usual length, `flat` how much length counts."""
    norm = K1 * (1 - B * flat + B * flat * text.length / max(mean, 1.0))
    found = [meet(text, need) for need in needs]
    total = sum(one.rare * one.weight * (K1 + 1) / (one.weight + norm) for one in found if one.weight)
    total += sum(_closeness(before, after) for before, after in pairwise(found))
    return total, {place for one in found for place in one.places}


def _closeness(before: Found, after: Found) -> float:
    """Neighbours in the question that stand close in the text."""
    if not before.places or not after.places:
        return 0.0
    others = sorted(after.places)
    near = any(_nearest(place, others) <= WINDOW for place in before.places)
    return CLOSE * min(before.rare, after.rare) if near else 0.0


def _nearest(place: int, others: Sequence[int]) -> int:
    return min(abs(other - place) for other in others)


def in_title(title: Text, needs: Iterable[Weighed]) -> float:
    """What the title adds."""
    return TITLE * sum(found.rare * min(1.0, found.weight) for found in (meet(title, need) for need in needs))


def mean_length(connection: sqlite3.Connection, index: str) -> float:
    """The usual number of terms of a text, out of FTS5's own averages."""
    row = connection.execute(f"SELECT block FROM {index}_data WHERE id = 1").fetchone()
    numbers = list(_varints(row[0])) if row and row[0] else []
    if not numbers or not numbers[0]:
        return 1.0
    word = 1 if index == "lines" else 2  # its columns: word, part; or title, word, part
    return numbers[word] / numbers[0]


def _varints(block: bytes) -> Iterator[int]:
    """SQLite's variable-length integers."""
    value = count = 0
    for byte in block:
        count += 1
        if count == 9:
            yield (value << 8) | byte
            value = count = 0
            continue
        value = (value << 7) | (byte & 0x7F)
        if not byte & 0x80:
            yield value
            value = count = 0


def weighed(needs: Iterable[Need], rarity: Rarity) -> list[Weighed]:
    """Needs with their rarities."""
    return [rarity.weighed(need) for need in needs if not need.items]


def counted(counts: Mapping[str, int]) -> dict[str, int]:
    """Most first, then by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
