"""Corrections in the file: kept by document, applied to everything that answers.

`contents` and all rows hold the corrected analysis, so that every question sees it; `machine` keeps what the machine
had found. A new analysis of the document goes through `renew`, which applies the corrections to it again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections import LAYERS, Correction, corrected, layer_of, read_slots
from policytext.archive.corrections.apply import found_again
from policytext.archive.corrections.record import fact_of, place_of
from policytext.archive.search import terms
from policytext.archive.storage import rows
from policytext.archive.storage.codec import Packed, pack, unpack
from policytext.errors import BadInput

COLUMNS = "sha256, layer, ident, start, stop, words, verdict, slots, author, made, reason"
TABLES = ("parties", "records", "mentions", "actors", "times", "amounts", "statements")
LONGEST = 2_000  # characters of an author's name or a reason


def machine(connection: sqlite3.Connection, sha256: str) -> Analysis:
    """The analysis as the machine made it, without corrections."""
    row = connection.execute(
        "SELECT c.text, coalesce(m.facts, c.facts), coalesce(m.said, c.said), c.layout FROM documents d"
        " JOIN contents c ON c.document = d.id LEFT JOIN machine m ON m.document = d.id WHERE d.sha256 = ?",
        (sha256,),
    ).fetchone()
    return unpack(Packed(*row))


def kept(connection: sqlite3.Connection, sha256: str | None = None) -> tuple[Correction, ...]:
    """The corrections of a document or of all, in the order in which they were made."""
    where = "" if sha256 is None else "WHERE sha256 = ?"
    found = connection.execute(
        f"SELECT {COLUMNS}, id FROM corrections {where} ORDER BY id", () if sha256 is None else (sha256,)
    )
    return tuple(_correction(row) for row in found)


def _correction(row: Sequence[Any]) -> Correction:
    sha256, layer, ident, start, end, words, verdict, slots, author, made, reason, id_ = row
    return Correction(
        sha256=sha256,
        layer=layer,
        ident=ident,
        start=start,
        end=end,
        words=words,
        verdict=verdict,
        slots=json.loads(slots),
        author=author,
        made=made,
        reason=reason,
        id=id_,
    )


def add(
    connection: sqlite3.Connection, sha256: str, target: str, change: str | Sequence[str], signed: tuple[str, str]
) -> tuple[Correction, ...]:
    """Keep what somebody says of a fact (`a3`) or of all facts of a layer that nobody has judged yet (`amounts`).

    `change` is `verified` or `wrong`, or `slot=value` strings; `signed` author and reason. Call within a transaction.
    """
    found, earlier = machine(connection, sha256), kept(connection, sha256)
    seen, _ = corrected(found, earlier)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    new = []
    for ident in _targets(found, earlier, target):
        slots = {} if isinstance(change, str) else _slots(found, seen, ident, change)
        verdict = change if isinstance(change, str) else "edited"
        start, end = place_of(found, fact_of(found, ident))
        words = found.document.text[start:end]
        place = (sha256, layer_of(ident), ident, start, end, words, verdict, json.dumps(slots, ensure_ascii=False))
        row = (*place, _short(signed[0]), made, _short(signed[1]))
        marks = ", ".join("?" * len(row))
        cursor = connection.execute(f"INSERT INTO corrections ({COLUMNS}) VALUES ({marks})", row)
        new.append(_correction((*row, int(cursor.lastrowid or 0))))
    renew(connection, sha256)
    return tuple(new)


def _short(words: str) -> str:
    return str(rows.writable(" ".join(words.split())))[:LONGEST]


def _targets(found: Analysis, earlier: Sequence[Correction], target: str) -> list[str]:
    if target not in LAYERS.values():
        return [fact_of(found, target).id]
    judged = {(one.layer, found_again(found, one)) for one in earlier}
    return [fact.id for fact in getattr(found, target) if (target, fact.id) not in judged]


def _slots(found: Analysis, seen: Analysis, ident: str, change: Sequence[str]) -> Mapping[str, Any]:
    """The new values, read against the corrected facts where the fact is still among them."""
    there = any(fact.id == ident for fact in getattr(seen, layer_of(ident)))
    return read_slots(seen if there else found, ident, change)


def clear(connection: sqlite3.Connection, sha256: str, target: str) -> int:
    """Take back what was said of a fact or of a layer; gives how many corrections there were."""
    found = machine(connection, sha256)
    layer = target if target in LAYERS.values() else layer_of(target)
    gone = [
        one.id
        for one in kept(connection, sha256)
        if one.layer == layer and (target == layer or target in (found_again(found, one), one.ident))
    ]
    if not gone:
        raise BadInput(f"nobody has marked {target} in this document: there is nothing to take back")
    connection.executemany("DELETE FROM corrections WHERE id = ?", [(id_,) for id_ in gone])
    renew(connection, sha256)
    return len(gone)


def renew(connection: sqlite3.Connection, sha256: str) -> tuple[Correction, ...]:
    """Apply the document's corrections to what the machine found; gives those whose fact is not there any more."""
    found = machine(connection, sha256)
    document = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()[0]
    corrections = kept(connection, sha256)
    seen, lost = corrected(found, corrections)
    raw = pack(found)
    connection.execute("DELETE FROM machine WHERE document = ?", (document,))
    if corrections:
        connection.execute("INSERT INTO machine VALUES (?, ?, ?)", (document, raw.facts, raw.said))
    _rewrite(connection, document, seen)
    return lost


def renewed(connection: sqlite3.Connection, sha256: str) -> None:
    """After a new analysis was stored: its corrections again, where it has some."""
    if connection.execute("SELECT 1 FROM corrections WHERE sha256 = ? LIMIT 1", (sha256,)).fetchone():
        renew(connection, sha256)


def forget(connection: sqlite3.Connection, sha256: str) -> None:
    """Drop the corrections of a document that is taken out of the archive."""
    connection.execute("DELETE FROM corrections WHERE sha256 = ?", (sha256,))


def _rewrite(connection: sqlite3.Connection, document: int, analysis: Analysis) -> None:
    """Put an analysis in the place of the document's rows, index entries and packed facts; its text stays."""
    old = connection.execute("SELECT terms FROM contents WHERE document = ?", (document,)).fetchone()[0]
    ids = [r[0] for r in connection.execute("SELECT id FROM statements WHERE document = ? ORDER BY id", (document,))]
    terms.withdraw(connection, document, ids, terms.unpacked(old))
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    entries, packed = terms.of(analysis), pack(analysis)
    terms.enter(connection, document, rows.store(connection, document, analysis), entries)
    connection.execute(
        "UPDATE contents SET facts = ?, said = ?, terms = ? WHERE document = ?",
        (packed.facts, packed.said, entries.packed(), document),
    )
