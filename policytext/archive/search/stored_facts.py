"""Single documents out of the archive, no more of them than a question needs."""

from __future__ import annotations

import json
import sqlite3
from typing import get_type_hints

from policytext.analysis import Analysis
from policytext.archive.results import Entry
from policytext.archive.storage.codec import FACTS, expand_text, revive_value
from policytext.archive.storage.entries import ENTRY
from policytext.archive.storage.entries import build_entry as entry_of
from policytext.model import Document, Letterhead, Span, Statement, View

LAYERS = ("statements", *FACTS)


def load_facts(connection: sqlite3.Connection, sha256: str) -> Analysis:
    """The analysis without layout: no blocks, sentences, boxes, and a view that is the text itself."""
    text, thin, said = connection.execute(
        "SELECT text, facts, said FROM contents JOIN documents ON id = document WHERE sha256 = ?", (sha256,)
    ).fetchone()
    text = expand_text(text)
    found = json.loads(expand_text(thin)) | {"statements": json.loads(expand_text(said))}
    hints = get_type_hints(Analysis)
    layers = {name: revive_value(hints[name], found[name], text) for name in LAYERS}
    return Analysis(_build_document(load_entry(connection, sha256), text), **layers)


def load_entry(connection: sqlite3.Connection, sha256: str) -> Entry:
    """The document as the archive lists it."""
    counted = "(SELECT count(*) FROM statements s WHERE s.document = d.id)"
    row = connection.execute(f"SELECT {ENTRY}, {counted} FROM documents d WHERE sha256 = ?", (sha256,)).fetchone()
    return entry_of(row[:12], statements=row[12])


def _build_document(told: Entry, text: str) -> Document:
    head = Letterhead(kind=told.kind, title=told.title, issuer=told.issuer, issued=told.issued)
    return Document(text=text, view=View(text), head=head, name=told.name, sha256=told.sha256, pages=told.pages)


def is_within(span: Span, statement: Statement) -> bool:
    """Whether a span stands in a statement."""
    return any(part.start <= span.start < part.end for part in statement.parts or (statement,))
