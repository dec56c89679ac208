"""Looking closely at the best candidates: their scores, their statement, a snippet with the words found."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from policytext.archive.results import Hit as Answered
from policytext.archive.search import rank, snippet
from policytext.archive.search.rank import Hit, Relevant, Text, Weighed
from policytext.archive.search.terms import Terms, unpacked
from policytext.archive.storage.codec import expand, statement_of
from policytext.archive.storage.store import ENTRY, entry
from policytext.model import Statement

STATEMENT_SHARE = 0.25  # of a document's score: how good its best statement is
TITLE_SHARE = 0.3  # of what a title adds to its document: it adds less to each statement
FLAT = 0.4  # how much the length of a statement counts against it


class Row(Protocol):
    """A candidate."""

    @property
    def row(self) -> int: ...
    @property
    def document(self) -> int: ...


class Read:
    """A document as ranking sees it: its terms, the words that matter, and the row of its first statement."""

    def __init__(self, terms: Terms, first: int, relevant: Relevant) -> None:
        self.terms = terms
        self.first = first
        self.relevant = relevant
        self._hits: list[Hit] | None = None

    def hits(self) -> list[Hit]:
        """The words of the whole document that matter (asked for only when documents are ranked)."""
        if self._hits is None:
            self._hits = rank.hits(self.terms.words, self.relevant)
        return self._hits

    def whole(self) -> Text:
        """The document."""
        return Text(self.hits(), len(self.terms.words))

    def line(self, number: int) -> Text:
        """One of its statements."""
        words = self.words(number)
        return Text(rank.hits(words, self.relevant), len(words))

    def words(self, number: int) -> list[str]:
        """The words of a statement."""
        return [word for start, stop in self.terms.lines[number] for word in self.terms.words[start:stop]]


class Reading:
    """The documents looked at for one question, each read once."""

    def __init__(self, connection: sqlite3.Connection, needs: Sequence[Weighed]) -> None:
        self.connection = connection
        self.needs = needs
        self.relevant = Relevant(needs)
        self.mean = rank.mean_length(connection, "papers")
        self.line_mean = rank.mean_length(connection, "lines")
        self.known: dict[int, Read] = {}

    def read(self, document: int) -> Read:
        """A document; its statements' rows follow the first one without gaps."""
        if document not in self.known:
            packed, first = self.connection.execute(
                "SELECT terms, (SELECT min(id) FROM statements s WHERE s.document = c.document) FROM contents c"
                " WHERE document = ?",
                (document,),
            ).fetchone()
            terms = unpacked(packed)
            self.known[document] = Read(terms, int(first or 0), self.relevant)
        return self.known[document]

    def paper_score(self, document: int, *, title: float) -> float:
        """How well a document answers: as a whole, by its best statement, by its title."""
        read = self.read(document)
        whole, _ = rank.score(read.whole(), self.needs, self.mean)
        best = max((self.line(read, number) for number in self.lines_with_hits(read)), default=0.0)
        return whole + STATEMENT_SHARE * best + title * self._title(read)

    def line_score(self, document: int, row: int, *, title: float) -> float:
        """How well a statement answers, its document's title with it."""
        read = self.read(document)
        return self.line(read, row - read.first) + TITLE_SHARE * title * self._title(read)

    def line(self, read: Read, number: int) -> float:
        """How well a statement answers by its own words."""
        return rank.score(read.line(number), self.needs, self.line_mean, flat=FLAT)[0]

    def lines_with_hits(self, read: Read) -> list[int]:
        """The statements in which something stands that matters."""
        places = [place for place, _, _ in read.hits()]
        return [
            number
            for number, stretches in enumerate(read.terms.lines)
            if any(bisect_left(places, start) < bisect_left(places, stop) for start, stop in stretches)
        ]

    def best(self, document: int, allowed: frozenset[int] | None) -> int | None:
        """The row of the statement that leads a document: the best one of those that meet the facts asked for."""
        read = self.read(document)
        rows = range(read.first, read.first + len(read.terms.lines))
        if not self.needs or allowed is not None:
            numbers = [row - read.first for row in rows if allowed is None or row in allowed]
        else:
            numbers = self.lines_with_hits(read)
        if not numbers:
            return None
        return read.first + max(numbers, key=lambda number: (self.line(read, number), -number))

    def words_of(self, document: int, row: int) -> tuple[str, ...]:
        """A statement's words, to tell whether near-identical documents say the same in it."""
        read = self.read(document)
        return tuple(read.words(row - read.first))

    def _title(self, read: Read) -> float:
        title = read.terms.title
        return rank.in_title(Text(rank.hits(title, self.relevant), len(title)), self.needs) if title else 0.0


def answer(reading: Reading, group: Sequence[tuple[Row, float]], chosen: int | None) -> Answered:
    """The first of a group as a hit, led by the statement of row `chosen`, the others as similar ones."""
    connection = reading.connection
    candidate, score = group[0]
    row = connection.execute(f"SELECT {ENTRY} FROM documents d WHERE d.id = ?", (candidate.document,)).fetchone()
    packed, said = connection.execute(
        "SELECT text, said FROM contents WHERE document = ?", (candidate.document,)
    ).fetchone()
    text = expand(packed)
    statement, speaker = _statement(connection, chosen, said, text)
    shown = snippet.of(text, statement, reading.needs)
    others = {other.document for other, _ in group} - {candidate.document}
    return Answered(
        document=entry(row),
        statement=statement,
        speaker=speaker,
        page=statement.page if statement else None,
        snippet=shown[0],
        spans=shown[1],
        score=score,
        similar=tuple(_sha256(connection, other) for other in sorted(others)),
    )


def _statement(
    connection: sqlite3.Connection, row: int | None, said: bytes, text: str
) -> tuple[Statement | None, str | None]:
    """The statement of a row, and its speaker's name."""
    if row is None:
        return None, None
    ident, speaker = connection.execute(
        "SELECT s.ident, n.name FROM statements s LEFT JOIN names n ON n.id = s.speaker WHERE s.id = ?", (row,)
    ).fetchone()
    return statement_of(said, text, ident), speaker


def _sha256(connection: sqlite3.Connection, document: int) -> str:
    return str(connection.execute("SELECT sha256 FROM documents WHERE id = ?", (document,)).fetchone()[0])
