"""What a question may have meant: words that stand in no document, and the nearest ones that do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from difflib import get_close_matches

from policytext.archive.search.query import All, AnyOf, Node, Phrase, Word, parse
from policytext.archive.search.query.tree import Near
from policytext.german import search

ALIKE = 0.75  # share of letters in common (difflib's ratio); below it proposals are guesses
SHORTEST = 4  # letters: shorter words are alike to too many


def unknown(connection: sqlite3.Connection, line: str) -> dict[str, str | None]:
    """The words of a question that are in no document, each with the term of the archive most like it."""
    typed = dict.fromkeys(words_of(parse(line)))
    return {form: _nearest(connection, search.term(form)) for form in typed if not _known(connection, form)}


def words_of(node: Node) -> Iterator[str]:
    """The words that must be there."""
    if isinstance(node, Word) and not node.prefix:
        yield node.form
    elif isinstance(node, Phrase):
        yield from node.forms
    elif isinstance(node, All | AnyOf | Near):
        for item in node.items:
            yield from words_of(item)


def _known(connection: sqlite3.Connection, form: str) -> bool:
    terms = (search.term(form), *search.parts(form))
    marks = ", ".join("?" * len(terms))
    return connection.execute(f"SELECT 1 FROM words WHERE term IN ({marks}) LIMIT 1", terms).fetchone() is not None


def _nearest(connection: sqlite3.Connection, term: str) -> str | None:
    """The term nearest in spelling among those of the same beginning and about the same length."""
    if len(term) < SHORTEST:
        return None
    rows = connection.execute(
        "SELECT term FROM words WHERE term >= ? AND term < ? AND abs(length(term) - ?) <= 2",
        (term[0], chr(ord(term[0]) + 1), len(term)),
    )
    found = get_close_matches(term, [row[0] for row in rows], n=1, cutoff=ALIKE)
    return found[0] if found else None
