"""Corrections in the file: kept by document, applied to everything that answers.

`contents` and all rows hold the corrected analysis, so that every question sees it; `machine` keeps what the machine
had found. A new analysis of the document goes through `renew`, which applies the corrections to it again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections import LAYERS, Correction, corrected, layer_of, read_slots
from policytext.archive.corrections.apply import Placed, place
from policytext.archive.corrections.record import DOCUMENT, fact_of, place_of
from policytext.archive.corrections.wanted import New, Understood, Wanted, complete
from policytext.archive.search import terms
from policytext.archive.storage import rows
from policytext.archive.storage.codec import Packed, pack, packed_head, unpack, unpacked_head, with_head
from policytext.errors import BadInput

COLUMNS = "sha256, layer, ident, start, stop, words, verdict, slots, author, made, reason"
TABLES = ("parties", "records", "mentions", "actors", "times", "amounts", "statements")
LONGEST = 2_000  # characters of an author's name or a reason


def machine(connection: sqlite3.Connection, sha256: str) -> Analysis:
    """The analysis as the machine made it, without corrections."""
    *packed, head = connection.execute(
        "SELECT c.text, coalesce(m.facts, c.facts), coalesce(m.said, c.said), c.layout, m.head FROM documents d"
        " JOIN contents c ON c.document = d.id LEFT JOIN machine m ON m.document = d.id WHERE d.sha256 = ?",
        (sha256,),
    ).fetchone()
    found = unpack(Packed(*packed))
    return found if head is None else with_head(found, unpacked_head(head, found.document.text))


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
    """Keep what somebody says of a fact (`a3`), of all facts of a layer that nobody has judged yet (`amounts`), or of
    the paper's head (`document`).

    `change` is `verified` or `wrong`, or `slot=value` strings; `signed` author and reason. Call within a transaction.
    """
    found, earlier = machine(connection, sha256), kept(connection, sha256)
    placed, (seen, _) = place(found, earlier), corrected(found, earlier)
    verdict = change if isinstance(change, str) else "edited"
    new = []
    for ident in _targets(placed, target, verdict):
        layer = layer_of(ident)
        start, end = (0, 0) if layer == DOCUMENT else place_of(placed.analysis, fact_of(placed.analysis, ident))
        there = layer == DOCUMENT or any(fact.id == ident for fact in getattr(seen, layer))
        known = seen if there else placed.analysis
        slots = {} if isinstance(change, str) else read_slots(known, ident, change, start=start)
        new.append((New(layer, ident, start, end, slots), verdict))
    return _keep(connection, sha256, placed.analysis, new, signed)


def add_missing(
    connection: sqlite3.Connection, sha256: str, wanted: Wanted, understood: Understood, signed: tuple[str, str]
) -> tuple[Correction, ...]:
    """Keep a fact that the machine did not find. Call within a transaction."""
    seen, _ = corrected(machine(connection, sha256), kept(connection, sha256))
    new = [(one, "added") for one in complete(wanted, seen, understood)]
    return _keep(connection, sha256, seen, new, signed)


def _keep(
    connection: sqlite3.Connection,
    sha256: str,
    analysis: Analysis,
    new: Iterable[tuple[New, str]],
    signed: tuple[str, str],
) -> tuple[Correction, ...]:
    """Write corrections and apply them; gives them as they are kept."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    found = []
    for one, verdict in new:
        words = analysis.document.text[one.start : one.end]
        place = (sha256, one.layer, one.ident, one.start, one.end, words, verdict)
        row = (*place, json.dumps(one.slots, ensure_ascii=False), _short(signed[0]), made, _short(signed[1]))
        marks = ", ".join("?" * len(row))
        cursor = connection.execute(f"INSERT INTO corrections ({COLUMNS}) VALUES ({marks})", row)
        found.append(_correction((*row, int(cursor.lastrowid or 0))))
    renew(connection, sha256)
    return tuple(found)


def _short(words: str) -> str:
    return str(rows.writable(" ".join(words.split())))[:LONGEST]


def _targets(placed: Placed, target: str, verdict: str) -> list[str]:
    """The ids that a target means."""
    if target == DOCUMENT:
        if verdict == "wrong":
            raise BadInput("a paper's head cannot be wrong as a whole: set its title, issuer, issued or kind")
        return [DOCUMENT]
    if target not in LAYERS.values():
        return [fact_of(placed.analysis, target).id]
    return [fact.id for fact in getattr(placed.analysis, target) if fact.id not in placed.idents]


def clear(connection: sqlite3.Connection, sha256: str, target: str) -> int:
    """Take back what was said of a fact, a layer or the paper's head, and facts that were added there.

    Gives how many corrections there were.
    """
    corrections = kept(connection, sha256)
    placed = place(machine(connection, sha256), corrections)
    layer = target if target in LAYERS.values() else layer_of(target)
    gone = [
        one.id
        for one, ident in zip(corrections, placed.idents, strict=True)
        if one.layer == layer and target in (layer, ident or one.ident)
    ]
    if not gone:
        raise BadInput(f"nobody has marked {target} in this document: there is nothing to take back")
    connection.executemany("DELETE FROM corrections WHERE id = ?", [(id_,) for id_ in gone])
    renew(connection, sha256)
    return len(gone)


def waiting(connection: sqlite3.Connection, sha256: str) -> tuple[Correction, ...]:
    """The corrections whose words, or some that they name, are not in the document's present text and facts."""
    found = kept(connection, sha256)
    return corrected(machine(connection, sha256), found)[1] if found else ()


def renew(connection: sqlite3.Connection, sha256: str) -> tuple[Correction, ...]:
    """Apply the document's corrections to what the machine found; gives those whose fact is not there any more."""
    found = machine(connection, sha256)
    document = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()[0]
    corrections = kept(connection, sha256)
    seen, lost = corrected(found, corrections)
    raw = pack(found)
    connection.execute("DELETE FROM machine WHERE document = ?", (document,))
    if corrections:
        head = packed_head(found) if seen.document.head != found.document.head else None
        connection.execute(
            "INSERT INTO machine (document, facts, said, head) VALUES (?, ?, ?, ?)",
            (document, raw.facts, raw.said, head),
        )
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
    """Put an analysis in the place of the document's rows, index entries, head and packed facts; its text stays."""
    old = connection.execute("SELECT terms FROM contents WHERE document = ?", (document,)).fetchone()[0]
    ids = [r[0] for r in connection.execute("SELECT id FROM statements WHERE document = ? ORDER BY id", (document,))]
    terms.withdraw(connection, document, ids, terms.unpacked(old))
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    entries, packed = terms.of(analysis), pack(analysis)
    terms.enter(connection, document, rows.store(connection, document, analysis), entries)
    connection.execute(
        "UPDATE contents SET facts = ?, said = ?, layout = ?, terms = ? WHERE document = ?",
        (packed.facts, packed.said, packed.layout, entries.packed(), document),
    )
    head = analysis.document.head
    told = (head.title, str(head.issued) if head.issued else None, head.kind, head.issuer, head.place)
    connection.execute(
        "UPDATE documents SET title = ?, issued = ?, kind = ?, issuer = ?, place = ?, reference = ?, land = ?"
        " WHERE id = ?",
        (*map(rows.writable, (*told, head.reference, head.land)), document),
    )
