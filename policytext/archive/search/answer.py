"""Answering a question: candidates from the index, ordered, with their words marked, and counts over all of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest

from policytext.archive.results import Answer, Hit
from policytext.archive.search import facets, match, plan, rank, show
from policytext.archive.search.needs import Need, wanted
from policytext.archive.search.query import All, Fact, Node, Not, Phrase, Word
from policytext.archive.search.rank import Rarity
from policytext.archive.search.synonyms import Synonyms

CANDIDATES = 60  # best statements of the index that are looked at closely
PAPERS = 50  # best documents: they are longer
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
class Wish:
    """A question as it goes to work: its tree and how answers are wanted."""

    node: Node
    by: str = "statement"
    limit: int = 20
    any: bool = False
    ranking: Ranking = field(default_factory=Ranking)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that answers, as the index proposes it."""

    row: int  # of the statement or the document
    document: int
    speaker: int | None
    areas: int | None
    score: float


def answer(connection: sqlite3.Connection, wish: Wish, synonyms: Synonyms) -> Answer:
    """The answer to a question; any of its words is enough where all together find nothing."""
    work = _Work(connection, wish, synonyms)
    found, loose = work.candidates()
    ordered = work.ordered(found)
    hits = work.hits(ordered)
    return Answer(hits=hits, total=len(found), facets=work.facets(found), any=loose)


class _Work:
    """One question under way."""

    def __init__(self, connection: sqlite3.Connection, wish: Wish, synonyms: Synonyms) -> None:
        self.connection = connection
        self.wish = wish
        self.papers = wish.by == "document"
        self.index = "papers" if self.papers else "lines"
        self.target = plan.Target(connection, self.index, synonyms)
        total = connection.execute(f"SELECT count(*) FROM {'documents' if self.papers else 'statements'}").fetchone()[0]
        self.rarity = Rarity(connection, "paper_words" if self.papers else "words", total)
        self.lines = plan.Target(connection, "lines", synonyms)
        self.needs = wanted(wish.node, synonyms)
        self.reading = show.Reading(connection, rank.weighed(self.needs, self.rarity))

    def candidates(self) -> tuple[list[Candidate], bool]:
        """All rows that answer, and whether any word was enough."""
        if not self.wish.any:
            exact = plan.of(self.wish.node, self.target)
            found = self._rows(exact.match, exact.where())
            if not self._may_loosen() or len(found) >= (self.wish.limit if self.papers else 1):
                return found, False
        where = plan.facts_only(self.wish.node, self.target)
        joined = plan.Plan(None, where).where()
        loose = " OR ".join(match.loose(need) for need in self._telling()) or None
        return self._rows(loose, joined), bool(loose)

    def _may_loosen(self) -> bool:
        """Whether any of the words may be enough: plain words, more than one (for documents also a compound).

        Statements are loosened only where all words together find nothing, documents where they do not fill a page:
        a long document has all words somewhere, a short one that answers may miss one.
        """
        several = len(self.needs) > 1 or (self.papers and any(need.halves for need in self.needs))
        return several and _plain(self.wish.node)

    def _telling(self) -> list[Need]:
        """The needs that tell texts apart: very common words are passed over where there are enough rarer ones."""
        rarer = [need for need in self.needs if self.rarity.common(need) <= TOO_COMMON]
        return rarer if len(rarer) >= ENOUGH else self.needs

    def _rows(self, matched: str | None, where: plan.Condition) -> list[Candidate]:
        sql = _PAPERS if self.papers else _LINES
        values: tuple[object, ...] = where.values if matched is None else (matched, *where.values)
        rows = self.connection.execute(sql[matched is None].format(where=where.sql), values)
        return [Candidate(*row) for row in rows]

    def ordered(self, found: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
        """The best candidates with their scores, best first."""
        about = facets.documents(self.connection)
        if self.wish.ranking.order == "date" or not self.needs:
            newest = sorted(found, key=lambda one: (about[one.document].issued or "", -one.row), reverse=True)
            return [(one, 0.0) for one in newest[: 4 * self.wish.limit + 20]]
        most = max(PAPERS if self.papers else CANDIDATES, 3 * self.wish.limit)
        best = nsmallest(most, found, key=lambda one: one.score)
        aged = [(one, self._score(one) * self._age(about[one.document].issued)) for one in best]
        return sorted(aged, key=lambda pair: (-pair[1], pair[0].row))

    def _score(self, one: Candidate) -> float:
        title = self.wish.ranking.title
        if self.papers:
            return self.reading.paper_score(one.document, title=title)
        return self.reading.line_score(one.document, one.row, title=title)

    def _age(self, issued: str | None) -> float:
        half = self.wish.ranking.recency
        if not half or not issued:
            return 1.0
        years = max(0.0, (date.today() - date.fromisoformat(issued)).days / 365.25)
        return float(0.5 ** (years / half))

    def hits(self, ordered: Sequence[tuple[Candidate, float]]) -> tuple[Hit, ...]:
        """The first ones, near-identical documents grouped under the best of them."""
        groups: dict[object, list[tuple[Candidate, float]]] = {}
        about = facets.documents(self.connection)
        for candidate, score in ordered:
            family = about[candidate.document].family
            same = family if self.papers else (family, self.reading.words_of(candidate.document, candidate.row))
            groups.setdefault(same, []).append((candidate, score))
            if len(groups) > self.wish.limit:
                break
        kept = list(groups.values())[: self.wish.limit]
        leading = self._leading([group[0][0] for group in kept])
        return tuple(show.answer(self.reading, group, row) for group, row in zip(kept, leading, strict=True))

    def _leading(self, shown: Sequence[Candidate]) -> list[int | None]:
        """The rows of the statements that are shown; those of documents meet the facts asked for."""
        if not self.papers:
            return [one.row for one in shown]
        facts = plan.facts_only(self.wish.node, self.lines)
        allowed = self._allowed([one.document for one in shown], facts) if facts else None
        return [self.reading.best(one.document, allowed) for one in shown]

    def _allowed(self, documents: Sequence[int], facts: tuple[plan.Condition, ...]) -> frozenset[int]:
        """The rows of these documents' statements that meet the facts."""
        where = plan.Plan(None, facts).where()
        sql = f"SELECT s.id FROM statements s WHERE s.document IN (SELECT value FROM json_each(?)) AND {where.sql}"
        rows = self.connection.execute(sql, (json.dumps(documents), *where.values))
        return frozenset(row[0] for row in rows)

    def facets(self, found: Sequence[Candidate]) -> dict[str, dict[str, int]]:
        """Counts over all that answer."""
        return facets.of_papers(self.connection, found) if self.papers else facets.of_lines(self.connection, found)


_LINES = (
    """SELECT s.id, s.document, s.speaker, s.areas, bm25(lines, 1.0, 0.5)
       FROM lines CROSS JOIN statements s ON s.id = lines.rowid WHERE lines MATCH ? AND {where}""",
    "SELECT s.id, s.document, s.speaker, s.areas, 0.0 FROM statements s WHERE {where}",
)
_PAPERS = (
    """SELECT d.id, d.id, NULL, NULL, bm25(papers, 1.5, 1.0, 0.5)
       FROM papers CROSS JOIN documents d ON d.id = papers.rowid WHERE papers MATCH ? AND {where}""",
    "SELECT d.id, d.id, NULL, NULL, 0.0 FROM documents d WHERE {where}",
)


def _plain(node: Node) -> bool:
    """Whether a question is plain words, perhaps with facts: nothing quoted, excluded or joined by hand."""
    items = node.items if isinstance(node, All) else (node,)
    facts = [item.item if isinstance(item, Not) else item for item in items]
    return all(
        isinstance(fact, Fact) or (fact is item and (isinstance(item, Word) or _by_hyphen(item)))
        for fact, item in zip(facts, items, strict=True)
    )


def _by_hyphen(node: Node) -> bool:
    return isinstance(node, Phrase) and not node.quoted
