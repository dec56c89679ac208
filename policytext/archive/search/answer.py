"""Answering a question: candidates from the index, ordered, with their words marked, and counts over all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from policytext.archive.results import Answer, Hit
from policytext.archive.search import facets, grams, hit_building, plan
from policytext.archive.search.needs import list_needs
from policytext.archive.search.query import All, Fact, Node, Not, Phrase, Word
from policytext.archive.search.rank import PAPER_SHARE, TITLE_SHARE, Weights
from policytext.archive.search.synonyms import Synonyms
from policytext.german import search_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Scores = NDArray[np.float32]
    Days = NDArray[np.int32]
    Mask = NDArray[np.bool_]

CANDIDATES = 100  # best of the index that are put in order
CLOSELY = 50  # of these are looked at letter by letter
LIKENESS = 0.6  # what most alike letters add, as a share of the best score
ALL_WORDS = 1.25  # times as much a text is worth that meets all of the question
TOO_COMMON = 0.1  # share of texts: such words are passed over in long questions, when rarer ones are there
ENOUGH = 3  # rarer words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How answers are ordered: `order` is `relevance` or `date`; `title` weighs titles (0 to leave them out); `recency`
    halves a document's score for every so many years of age (0: age does not matter)."""

    order: str = "relevance"
    title: float = 1.0
    recency: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPage:
    """Which hits are wanted: so many from one on; `fold` gives one statement a document, the best."""

    limit: int = 20
    offset: int = 0
    fold: bool = False

    @property
    def last(self) -> int:
        """The number of the last hit."""
        return self.offset + self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """A question as it goes to work: its tree and how answers are wanted."""

    node: Node
    by: str = "statement"
    page: HitPage = field(default_factory=HitPage)
    any: bool = False
    ranking: Ranking = field(default_factory=Ranking)
    today: date = field(default_factory=date.today)


def answer_question(connection: sqlite3.Connection, wish: SearchOptions, synonyms: Synonyms) -> Answer:
    """The answer to a question, out of one state of the file whoever writes meanwhile."""
    if connection.in_transaction:
        return _Work(connection, wish, synonyms).answer()
    connection.execute("BEGIN")
    try:
        return _Work(connection, wish, synonyms).answer()
    finally:
        connection.rollback()


class _Work:
    """One question under way. Places are those of statements or documents in the index."""

    def __init__(self, connection: sqlite3.Connection, wish: SearchOptions, synonyms: Synonyms) -> None:
        self.connection = connection
        self.wish = wish
        self.papers = wish.by == "document"
        self.target = plan.Target(connection, "papers" if self.papers else "lines", synonyms)
        self.lines = plan.Target(connection, "lines", synonyms) if self.papers else self.target
        self.index = self.target.live
        self.about = facets.load_about(connection, self.index)
        self.needs = list_needs(wish.node, synonyms)
        self.weights = Weights(connection, self.index, self.target.index, self.needs)
        self.reading = hit_building.DocumentCache(connection, self.needs)
        self.more: dict[int, int] = {}  # further answers of a document, where they are folded

    def answer(self) -> Answer:
        """Everything that was asked for."""
        found, full, loose = self.found()
        counted = facets.of_papers if self.papers else facets.of_lines
        facets_ = counted(self.connection, self.index, found)
        fold = self.wish.page.fold and not self.papers and len(found)
        hits = self.hits(self._folded(found) if fold else self.ordered(found))
        return Answer(hits=hits, total=len(found), facets=facets_, any=loose, full=full)

    def found(self) -> tuple[Places, int, bool]:
        """What answers; how much of it has all words; and whether some of the words were enough."""
        import numpy as np

        exact = self.exact = np.flatnonzero(self.target.meets(self.wish.node))
        if not self.wish.any and (not self._may_loosen() or len(exact) >= self._enough()):
            return exact, len(exact), False
        met = [mask > 0 for mask in self._telling()]
        if not met:
            return exact, len(exact), False
        meets = np.logical_or.reduce(met) & self._facts(self.target)
        meets[exact] = True
        return np.flatnonzero(meets), len(exact), True

    def _enough(self) -> int:
        """So many answers with all words that others need not follow; by date those would stand among them."""
        return self.wish.page.limit if self._ranked() else 1

    def _ranked(self) -> bool:
        return self.wish.ranking.order == "relevance" and bool(self.weights.needs)

    def _may_loosen(self) -> bool:
        """Whether some of the words may be enough: plain words, more than one (for documents also a compound)."""
        several = len(self.needs) > 1 or (self.papers and any(need.halves for need in self.needs))
        return several and _is_plain(self.wish.node)

    def _telling(self) -> list[Scores]:
        """How far needs are met that tell texts apart: very common words are passed over where there are rarer ones."""
        pairs = list(zip(self.weights.needs, self.weights.met, strict=True))
        rarer = [met for need, met in pairs if self.weights.common(need) <= TOO_COMMON]
        return rarer if len(rarer) >= ENOUGH else [met for _, met in pairs]

    def _facts(self, target: plan.Target) -> Mask:
        """What meets the facts of the question, whatever its words."""
        return target.meets(All(plan.facts_of(self.wish.node)))

    # ------------------------------------------------------------------------------------------------- in order

    def ordered(self, found: Places) -> list[tuple[int, float]]:
        """The best places with their scores, best first."""
        import numpy as np

        if not len(found):
            return []
        papers = found if self.papers else self.index.owners[found].astype(np.int64)
        if not self._ranked():
            newest = np.lexsort((found, -self.about.issued[papers]))[: 4 * self.wish.page.last + 20]
            return [(int(found[one]), 0.0) for one in newest]
        scores = self._scores(found, papers)
        most = min(len(found), max(CANDIDATES, 3 * self.wish.page.last))
        best = np.argpartition(-scores, most - 1)[:most]
        best = best[np.lexsort((found[best], -scores[best]))]
        final = self._looked_at(found[best], scores[best]) * self._age(self.about.issued[papers[best]])
        final = np.where(np.isin(found[best], self.exact), final * ALL_WORDS, final)
        order = np.lexsort((found[best], -final))
        return [(int(found[best[one]]), float(final[one])) for one in order]

    def _scores(self, found: Places, papers: Places) -> Scores:
        """By the index alone: a document's text and title; a statement's words, and a little of its document."""
        title = self.wish.ranking.title
        if self.papers:
            return self.weights.scores[found] + title * self.weights.titles[found]
        whole = Weights(self.connection, self.index, "papers", self.needs)
        lifted = PAPER_SHARE * whole.scores[papers] + TITLE_SHARE * title * self.weights.titles[papers]
        return self.weights.scores[found] + lifted

    def _looked_at(self, best: Places, scores: Scores) -> Scores:
        """Scores with the likeness of letters; only the first ones are looked at, and stay before the others."""
        import numpy as np

        shown = best[:CLOSELY]
        words = [form for need in self.needs for form in need.forms if form not in search_terms.stop_words()]
        likeness = grams.measure_likeness(
            words, [self._text(int(place)) for place in shown], flat=1.0 if self.papers else 0.0
        )
        final = scores.copy()
        final[: len(shown)] += LIKENESS * scores[0] * np.array(likeness, dtype=np.float32)
        final[len(shown) :] = np.minimum(final[len(shown) :], final[: len(shown)].min())
        return final

    def _text(self, place: int) -> str:
        if self.papers:
            return self.reading.text(int(self.index.papers[place]))
        return self.reading.line(int(self.index.papers[self.index.owners[place]]), int(self.index.rows[place]))

    def _age(self, issued: Days) -> Scores:
        """How much age leaves of a score; documents without a date are not old."""
        import numpy as np

        half = self.wish.ranking.recency
        if not half:
            return np.ones(len(issued), dtype=np.float32)
        years = np.maximum(0.0, self.wish.today.toordinal() - issued) / 365.25
        return np.where(issued > 0, 0.5 ** (years / half), 1.0).astype(np.float32)

    # ------------------------------------------------------------------------------------------------- as hits

    def hits(self, ordered: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
        """The first ones, near-identical documents grouped under the best of them."""
        groups: dict[object, list[tuple[int, float]]] = {}
        for place, score in ordered:
            groups.setdefault(self._same(place), []).append((place, score))
            if len(groups) > self.wish.page.last:
                break
        return tuple(map(self._hit, list(groups.values())[self.wish.page.offset : self.wish.page.last]))

    def _folded(self, found: Places) -> list[tuple[int, float]]:
        """The best statement of each document alone, in order; the others are counted."""
        import numpy as np

        owners = self.index.owners[found].astype(np.int64)
        scores = self._scores(found, owners) if self._ranked() else np.zeros(len(found), dtype=np.float32)
        order = np.lexsort((found, -scores))
        papers, firsts, counts = np.unique(owners[order], return_index=True, return_counts=True)
        self.more = dict(zip(papers.tolist(), (counts - 1).tolist(), strict=True))
        best = order[np.sort(firsts)]
        if not self._ranked():
            return self.ordered(np.sort(found[best]))
        kept: dict[int, tuple[int, float]] = {}
        rest = scores[best] * self._age(self.about.issued[owners[best]])
        later = np.argsort(-rest, kind="stable")
        closely = self.ordered(found)[:CLOSELY]  # the same ones, whatever the page
        for place, score in (*closely, *zip(found[best[later]].tolist(), rest[later].tolist(), strict=True)):
            kept.setdefault(int(self.index.owners[place]), (place, score))
        return list(kept.values())

    def _same(self, place: int) -> object:
        """What near-identical answers have in common: the family of their documents, and the words of statements."""
        family = int(self.about.families[place if self.papers else self.index.owners[place]])
        if self.papers:
            return family
        alone = self._members[family] == 1
        return (family, place if alone else tuple(form.form for form in search_terms.list_forms(self._text(place))))

    @cached_property
    def _members(self) -> Places:
        import numpy as np

        return np.bincount(self.about.families[self.index.papers_live])

    def _hit(self, group: Sequence[tuple[int, float]]) -> Hit:
        papers = [place if self.papers else int(self.index.owners[place]) for place, _ in group]
        similar = sorted({int(self.index.papers[paper]) for paper in papers[1:]} - {int(self.index.papers[papers[0]])})
        line = self._leading(papers[0]) if self.papers else group[0][0]
        row = None if line is None else int(self.index.rows[line])
        hit = hit_building.build_hit(self.reading, int(self.index.papers[papers[0]]), row, group[0][1], similar)
        return replace(hit, more=self.more.get(papers[0], 0))

    def _leading(self, paper: int) -> int | None:
        """The statement that leads a document: the best one of those that meet the facts asked for."""
        import numpy as np

        first, stop = int(self.index.firsts[paper]), int(self.index.firsts[paper + 1])
        scores = self._line_scores[first:stop]
        allowed = self._allowed[first:stop] if plan.facts_of(self.wish.node) or not self.needs else scores > 0
        if not allowed.any():
            return None
        return first + int(np.argmax(np.where(allowed, scores, -1.0)))

    @cached_property
    def _allowed(self) -> Mask:
        return self._facts(self.lines)

    @cached_property
    def _line_scores(self) -> Scores:
        return Weights(self.connection, self.index, "lines", self.needs).scores


def _is_plain(node: Node) -> bool:
    """Whether a question is plain words, perhaps with facts: nothing quoted, excluded or joined by hand."""
    items = node.items if isinstance(node, All) else (node,)
    facts = [item.item if isinstance(item, Not) else item for item in items]
    return all(
        isinstance(fact, Fact) or (fact is item and (isinstance(item, Word) or _by_hyphen(item)))
        for fact, item in zip(facts, items, strict=True)
    )


def _by_hyphen(node: Node) -> bool:
    return isinstance(node, Phrase) and not node.quoted
