"""Steps of a migration that are no SQL: what is derived from the stored analyses is made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from policytext.archive.index import index_entries, terms
from policytext.archive.storage.codec import Packed, unpack_analysis


def _renew_terms(connection: sqlite3.Connection) -> None:
    """The terms of every document and the search index, which since version 4 hold what stands around statements."""
    for (document,) in connection.execute("SELECT document FROM contents ORDER BY document").fetchall():
        row = connection.execute("SELECT text, facts, said, layout FROM contents WHERE document = ?", (document,))
        found = terms.terms_of(unpack_analysis(Packed(*row.fetchone())))
        connection.execute("UPDATE contents SET terms = ? WHERE document = ?", (found.packed(), document))
        rows = connection.execute("SELECT id FROM statements WHERE document = ? ORDER BY id", (document,))
        index_entries.enter_terms(connection, document, [row[0] for row in rows], found)


RENEWALS: Mapping[int, Callable[[sqlite3.Connection], None]] = {4: _renew_terms}
