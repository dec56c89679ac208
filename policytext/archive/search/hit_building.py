"""Looking at the answers that are shown: their documents, their statements, snippets with the words found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from policytext.archive.results import Hit
from policytext.archive.search import snippet
from policytext.archive.search.needs import Need
from policytext.archive.storage.codec import contact_places, expand_text, statement_of
from policytext.archive.storage.entries import ENTRY, build_entry
from policytext.model import Statement

COVER = "█"  # stands for each letter of a contact block


class DocumentCache:
    """The texts looked at for one question, each read once."""

    def __init__(self, connection: sqlite3.Connection, needs: Sequence[Need]) -> None:
        self.connection = connection
        self.marker = snippet.Marker(needs)
        self.texts: dict[int, str] = {}

    def text(self, document: int) -> str:
        """The text of a document."""
        if document not in self.texts:
            row = self.connection.execute("SELECT text FROM contents WHERE document = ?", (document,)).fetchone()
            self.texts[document] = expand_text(row[0])
        return self.texts[document]

    def open_text(self, document: int) -> str:
        """The text with its contact blocks made unreadable."""
        text = self.text(document)
        row = self.connection.execute("SELECT layout FROM contents WHERE document = ?", (document,)).fetchone()
        for start, end in contact_places(json.loads(expand_text(row[0]))):
            text = f"{text[:start]}{COVER * (end - start)}{text[end:]}"
        return text

    def line(self, document: int, row: int) -> str:
        """The words of a statement."""
        start, stop = self.connection.execute("SELECT start, stop FROM statements WHERE id = ?", (row,)).fetchone()
        return self.text(document)[start:stop]


def build_hit(reading: DocumentCache, document: int, row: int | None, score: float, similar: Sequence[int]) -> Hit:
    """A document as a hit, led by the statement of this row; `similar` are the near-identical documents."""
    connection = reading.connection
    told = connection.execute(f"SELECT {ENTRY} FROM documents d WHERE d.id = ?", (document,)).fetchone()
    text = reading.text(document)
    statement, speaker = _load_statement(connection, document, row, text)
    shown = snippet.cut_snippet(text, statement, reading.marker)
    alone = shown[1] or not reading.marker.needs
    aside = ("", ()) if alone else snippet.cut_surroundings(reading.open_text(document), statement, reading.marker)
    if statement is None and aside[0]:
        shown, aside = aside, ("", ())
    return Hit(
        document=build_entry(told),
        statement=statement,
        speaker=speaker,
        page=statement.page if statement else None,
        snippet=shown[0],
        spans=shown[1],
        around=aside[0],
        around_spans=aside[1],
        score=score,
        similar=tuple(_load_sha256(connection, other) for other in similar),
    )


def _load_statement(
    connection: sqlite3.Connection, document: int, row: int | None, text: str
) -> tuple[Statement | None, str | None]:
    """The statement of a row, and its speaker's name."""
    if row is None:
        return None, None
    ident, speaker = connection.execute(
        "SELECT s.ident, n.name FROM statements s LEFT JOIN names n ON n.id = s.speaker WHERE s.id = ?", (row,)
    ).fetchone()
    said = connection.execute("SELECT said FROM contents WHERE document = ?", (document,)).fetchone()[0]
    return statement_of(said, text, ident), speaker


def _load_sha256(connection: sqlite3.Connection, document: int) -> str:
    return str(connection.execute("SELECT sha256 FROM documents WHERE id = ?", (document,)).fetchone()[0])
