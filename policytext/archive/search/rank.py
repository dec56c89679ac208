"""How well texts meet the needs of a question: stored weights times rarity, summed over ways of saying it.

The weights are BM25's share of the text (Robertson and Zaragoza 2009, see `index/impacts.py`), the rarity Robertson's
idf. A way of saying something that is not the typed word counts less; parts of a compound of the question always count.
A text that meets more of what is asked is worth more than one that has some of it often.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policytext.archive.index.impacts import HALF
from policytext.archive.index.live import Live
from policytext.archive.search import match_expressions
from policytext.archive.search.needs import Need
from policytext.archive.search.synonyms import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

HALVES, OTHER = 0.5, 0.3  # a part of the question's compound; another name
MET_HALVES, MET_OTHER = 0.8, 0.7  # how far all parts, or another name, meet a need
COVERAGE = 0.5  # power of the share of needs that are met
TITLE = 0.5  # of a title's words, beside those of the text
TITLE_SHARE = 0.3  # of what a title adds to its document: it adds less to each statement
PAPER_SHARE = 0.15  # how much of its document's score a statement gets
MANY = 50  # terms that a star stands for


@dataclass(frozen=True, slots=True)
class NeedWay:
    """A way of meeting a need: terms that must all be there, and how far it meets it; `worth` is each term's weight."""

    terms: Terms
    worth: float
    met: float


class Weights:
    """One question's needs over the statements (`lines`) or documents (`papers`) of an index."""

    def __init__(self, connection: sqlite3.Connection, index: Live, field: str, needs: Sequence[Need]) -> None:
        self.connection = connection
        self.index = index
        self.field = field
        self.needs = [need for need in needs if not need.items]
        stands = index.lines_live if field == "lines" else index.papers_live
        self.size = len(stands)
        self.total = max(1, int(stands.sum()))

    def count(self, term: str) -> int:
        """In how many texts a term stands."""
        return len(self.places(term))

    def places(self, term: str) -> NDArray[np.int32]:
        """Where a term stands, in order; a title is part of its document."""
        return self.index.places(self.connection, term, self.field)

    def rarity(self, term: str) -> float:
        """Robertson's idf, never below zero."""
        count = self.count(term)
        return math.log(1 + (self.total - count + 0.5) / (count + 0.5))

    def rare(self, need: Need) -> float:
        """How rare what is needed is; a word that no text has is as rare as its smallest halves together."""
        known = [term for way in self.ways(need) if way.met == 1.0 for term in way.terms if self.count(term)]
        terms = known or [leaf.terms[0] for leaf in need.leaves()] or list(need.terms)
        return sum(map(self.rarity, dict.fromkeys(terms)))

    def common(self, need: Need) -> float:
        """The share of texts that have the need's own term."""
        return max((self.count(term) for term in need.terms), default=0) / self.total

    def ways(self, need: Need) -> list[NeedWay]:
        """All ways of meeting a need, the typed words first; those of the halves of a compound are not among them."""
        own = [(term,) for term in self._begun(need)] if need.prefix else [need.terms]
        joined = [(need.joined,)] if need.joined else []
        others = [NeedWay(other, OTHER / len(other), MET_OTHER) for other in need.others]
        return [*(NeedWay(terms, 1.0, 1.0) for terms in (*own, *joined)), *others]

    def _begun(self, need: Need) -> list[str]:
        terms = self.index.begun(self.connection, match_expressions.write_beginning(need))
        return [need.terms[0], *sorted(terms, key=self.count, reverse=True)[:MANY]]

    # --------------------------------------------------------------------------------------------- over all texts

    @cached_property
    def met(self) -> list[Scores]:
        """For every need how far each text meets it, 0 to 1."""
        return [self._met(need) for need in self.needs]

    def _met(self, need: Need) -> Scores:
        import numpy as np

        found = np.zeros(self.size, dtype=np.float32)
        for way in self.ways(need):
            np.maximum(found, way.met * self._share(way.terms, whole=way.met < 1.0), out=found)
        leaves = tuple(leaf.terms[0] for leaf in need.leaves())
        if leaves:
            np.maximum(found, MET_HALVES * self._share(leaves, whole=False), out=found)
        return found

    def _share(self, terms: Terms, *, whole: bool) -> Scores:
        """Which share of the terms a text has, by their rarity; `whole` for all or none."""
        import numpy as np

        rarities = [self.rarity(term) + 1e-6 for term in terms]
        found = np.zeros(self.size, dtype=np.float32)
        for term, rarity in zip(terms, rarities, strict=True):
            found[self.places(term)] += rarity / sum(rarities)
        if whole:
            found[found < 0.999] = 0.0
        return found

    @cached_property
    def scores(self) -> Scores:
        """Every text's score."""
        import numpy as np

        found = np.zeros(self.size, dtype=np.float32)
        for term, worth in self.worths().items():
            self._add(found, term, worth * self.rarity(term), self.field)
        return found * self.coverage

    @cached_property
    def titles(self) -> Scores:
        """For every document what its title adds."""
        import numpy as np

        found = np.zeros(len(self.index.papers), dtype=np.float32)
        for term, worth in self.worths().items():
            self._add(found, term, TITLE * worth * self.rarity(term), "titles")
        return found

    def _add(self, scores: Scores, term: str, worth: float, field: str) -> None:
        places, weights = self.index.posted(self.connection, term, field)
        scores[places] += (weights >> 1) * (worth / HALF)

    @cached_property
    def coverage(self) -> Scores:
        """How much of what is needed each text has, by rarity, as a factor up to 1."""
        import numpy as np

        rare = [self.rare(need) + 1e-6 for need in self.needs]
        shares = (one * (weight / sum(rare)) for one, weight in zip(self.met, rare, strict=True))
        return np.power(sum(shares, np.zeros(self.size, dtype=np.float32)), np.float32(COVERAGE))

    def worths(self) -> dict[str, float]:
        """Every term that counts, with its weight."""
        found = dict[str, float]()
        for need in self.needs:
            for term, worth in self._terms(need):
                found[term] = max(worth, found.get(term, 0.0))
        return found

    def _terms(self, need: Need, share: float = 1.0) -> Iterator[tuple[str, float]]:
        for way in self.ways(need):
            yield from ((term, share * way.worth) for term in way.terms)
        for half in need.halves:
            yield from self._terms(half, HALVES)
