"""What the search index is given for a document: the terms of its title, of its text and of every statement.

The text is read once, as one stream of words; a statement is one or more stretches of that stream. The stream is kept
with the document, since an index without texts can only forget what it is told exactly.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytext.analysis import Analysis
from policytext.archive.storage.codec import expand, squeeze
from policytext.german import search
from policytext.layout import touched
from policytext.model import Statement


@dataclass(frozen=True, slots=True)
class Terms:
    """The index's view of a document: words as "term" or "term+part+part"; statements as stretches of words."""

    title: tuple[str, ...]
    words: tuple[str, ...]
    lines: tuple[tuple[tuple[int, int], ...], ...]

    def packed(self) -> bytes:
        """As bytes, to be kept."""
        lines = ";".join(",".join(f"{start} {stop}" for start, stop in line) for line in self.lines)
        return squeeze("\n".join((" ".join(self.title), " ".join(self.words), lines)))

    def line(self, number: int) -> tuple[str, str]:
        """The two columns of a statement: its words, and the parts of its compounds."""
        return _columns([word for start, stop in self.lines[number] for word in self.words[start:stop]])

    def paper(self) -> tuple[str, str, str]:
        """The three columns of the document: title, words, parts."""
        title, title_parts = _columns(self.title)
        words, parts = _columns(self.words)
        return title, words, f"{title_parts} {parts}".strip()


def unpacked(packed: bytes) -> Terms:
    """The terms that `Terms.packed` kept."""
    title, words, lines = expand(packed).split("\n")
    return Terms(tuple(title.split()), tuple(words.split()), tuple(map(_stretched, lines.split(";"))) if lines else ())


def _stretched(line: str) -> tuple[tuple[int, int], ...]:
    pairs = (pair.split() for pair in line.split(","))
    return tuple((int(start), int(stop)) for start, stop in pairs)


def _columns(words: Iterable[str]) -> tuple[str, str]:
    halves = [word.partition("+") for word in words]
    return " ".join(word for word, _, _ in halves), " ".join(parts.replace("+", " ") for _, _, parts in halves if parts)


def of(analysis: Analysis) -> Terms:
    """The terms of an analysis."""
    document = analysis.document
    found = [(form.start, written(form.form)) for form in search.forms(document.text)]
    hidden = document.contact_spans()  # telephone numbers and addresses of people are not searched
    shown = [(start, word) for start, word in found if not touched(hidden, start, start + 1)]
    starts = [start for start, _ in shown]
    lines = tuple(tuple(_stretches(statement, starts)) for statement in analysis.statements)
    title = tuple(written(form.form) for form in search.forms(document.head.title or ""))
    return Terms(title, tuple(word for _, word in shown), lines)


def written(form: str) -> str:
    """A word as the index takes it: its term and the parts of a compound."""
    return "+".join((search.term(form), *search.parts(form)))


def _stretches(statement: Statement, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for part in statement.parts or (statement,):
        yield bisect_left(starts, part.start), bisect_left(starts, part.end)


def enter(connection: sqlite3.Connection, document: int, ids: Sequence[int], terms: Terms) -> None:
    """Put a document and its statements into the index."""
    connection.execute("INSERT INTO papers (rowid, title, word, part) VALUES (?, ?, ?, ?)", (document, *terms.paper()))
    connection.executemany(
        "INSERT INTO lines (rowid, word, part) VALUES (?, ?, ?)",
        [(id_, *terms.line(number)) for number, id_ in enumerate(ids)],
    )


def withdraw(connection: sqlite3.Connection, document: int, ids: Sequence[int], terms: Terms) -> None:
    """Take a document and its statements out of the index."""
    connection.execute(
        "INSERT INTO papers (papers, rowid, title, word, part) VALUES ('delete', ?, ?, ?, ?)",
        (document, *terms.paper()),
    )
    connection.executemany(
        "INSERT INTO lines (lines, rowid, word, part) VALUES ('delete', ?, ?, ?)",
        [(id_, *terms.line(number)) for number, id_ in enumerate(ids)],
    )
