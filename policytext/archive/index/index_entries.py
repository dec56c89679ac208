"""Documents into the search index and out of it: the full text for FTS5, the weighed terms for the postings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from policytext.archive.index import impacts, segments
from policytext.archive.index.terms import Terms


def enter_terms(connection: sqlite3.Connection, document: int, ids: Sequence[int], terms: Terms) -> None:
    """Put a document and its statements into the index."""
    enter_full_text(connection, document, ids, terms)
    segments.enter_postings(connection, document, impacts.weigh_terms(terms))


def enter_full_text(connection: sqlite3.Connection, document: int, ids: Sequence[int], terms: Terms) -> None:
    """Tell FTS5 every statement, and under the negative id of the document what is in none."""
    connection.executemany("INSERT INTO lines (rowid, word) VALUES (?, ?)", _full_text_rows(document, ids, terms))


def withdraw_terms(connection: sqlite3.Connection, document: int, ids: Sequence[int], terms: Terms) -> None:
    """Take a document and its statements out of the index."""
    connection.executemany(
        "INSERT INTO lines (lines, rowid, word) VALUES ('delete', ?, ?)", _full_text_rows(document, ids, terms)
    )
    segments.withdraw_postings(connection, document)


def _full_text_rows(document: int, ids: Sequence[int], terms: Terms) -> Iterator[tuple[int, str]]:
    yield -document, terms.rest()
    for number, id_ in enumerate(ids):
        yield id_, terms.line(number)
