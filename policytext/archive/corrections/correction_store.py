"""Corrections in the file: kept by document, applied to everything that answers.

`contents` and all rows hold the corrected analysis, so that every question sees it; `machine` keeps what the machine
had found. A new analysis of the document goes through `renew_corrections`, which applies the corrections to it again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections import LAYERS, Correction, apply_corrections, layer_of, read_slots
from policytext.archive.corrections.apply import PlacedCorrections, place_corrections
from policytext.archive.corrections.record import DOCUMENT, fact_of, place_of
from policytext.archive.corrections.wanted import New, Understood, Wanted, complete_fact
from policytext.archive.index import index_entries, terms
from policytext.archive.storage import fact_rows
from policytext.archive.storage.codec import (
    Packed,
    pack_analysis,
    packed_head,
    unpack_analysis,
    unpacked_head,
    with_head,
)
from policytext.errors import BadInput

COLUMNS = "sha256, layer, ident, start, stop, words, verdict, slots, author, made, reason"
TABLES = ("parties", "records", "mentions", "actors", "times", "amounts", "statements")
LONGEST = 2_000  # characters of an author's name or a reason


def load_machine_analysis(connection: sqlite3.Connection, sha256: str) -> Analysis:
    """The analysis as the machine made it, without corrections."""
    *packed, head = connection.execute(
        "SELECT c.text, coalesce(m.facts, c.facts), coalesce(m.said, c.said), c.layout, m.head FROM documents d"
        " JOIN contents c ON c.document = d.id LEFT JOIN machine m ON m.document = d.id WHERE d.sha256 = ?",
        (sha256,),
    ).fetchone()
    found = unpack_analysis(Packed(*packed))
    return found if head is None else with_head(found, unpacked_head(head, found.document.text))


def list_corrections(connection: sqlite3.Connection, sha256: str | None = None) -> tuple[Correction, ...]:
    """The corrections of a document or of all, in the order in which they were made."""
    where = "" if sha256 is None else "WHERE sha256 = ?"
    found = connection.execute(
        f"SELECT {COLUMNS}, id FROM corrections {where} ORDER BY id", () if sha256 is None else (sha256,)
    )
    return tuple(_build_correction(row) for row in found)


def _build_correction(row: Sequence[Any]) -> Correction:
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


def add_correction(
    connection: sqlite3.Connection, sha256: str, target: str, change: str | Sequence[str], signed: tuple[str, str]
) -> tuple[Correction, ...]:
    """Keep what somebody says of a fact (`a3`), of all facts of a layer that nobody has judged yet (`amounts`), or of
    the paper's head (`document`).

    `change` is `verified` or `wrong`, or `slot=value` strings; `signed` author and reason. Call within a transaction.
    """
    found, earlier = load_machine_analysis(connection, sha256), list_corrections(connection, sha256)
    placed, (seen, _) = place_corrections(found, earlier), apply_corrections(found, earlier)
    verdict = change if isinstance(change, str) else "edited"
    new = []
    for ident in _list_targets(placed, target, verdict):
        layer = layer_of(ident)
        start, end = (0, 0) if layer == DOCUMENT else place_of(placed.analysis, fact_of(placed.analysis, ident))
        there = layer == DOCUMENT or any(fact.id == ident for fact in getattr(seen, layer))
        known = seen if there else placed.analysis
        slots = {} if isinstance(change, str) else read_slots(known, ident, change, start=start)
        new.append((New(layer, ident, start, end, slots), verdict))
    return _keep_corrections(connection, sha256, placed.analysis, new, signed)


def add_missing(
    connection: sqlite3.Connection, sha256: str, wanted: Wanted, understood: Understood, signed: tuple[str, str]
) -> tuple[Correction, ...]:
    """Keep a fact that the machine did not find. Call within a transaction."""
    seen, _ = apply_corrections(load_machine_analysis(connection, sha256), list_corrections(connection, sha256))
    new = [(one, "added") for one in complete_fact(wanted, seen, understood)]
    return _keep_corrections(connection, sha256, seen, new, signed)


def _keep_corrections(
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
        row = (
            *place,
            json.dumps(one.slots, ensure_ascii=False),
            _shorten_words(signed[0]),
            made,
            _shorten_words(signed[1]),
        )
        marks = ", ".join("?" * len(row))
        cursor = connection.execute(f"INSERT INTO corrections ({COLUMNS}) VALUES ({marks})", row)
        found.append(_build_correction((*row, int(cursor.lastrowid or 0))))
    renew_corrections(connection, sha256)
    return tuple(found)


def _shorten_words(words: str) -> str:
    return str(fact_rows.make_writable(" ".join(words.split())))[:LONGEST]


def _list_targets(placed: PlacedCorrections, target: str, verdict: str) -> list[str]:
    """The ids that a target means."""
    if target == DOCUMENT:
        if verdict == "wrong":
            raise BadInput("a paper's head cannot be wrong as a whole: set its title, issuer, issued or kind")
        return [DOCUMENT]
    if target not in LAYERS.values():
        return [fact_of(placed.analysis, target).id]
    return [fact.id for fact in getattr(placed.analysis, target) if fact.id not in placed.idents]


def clear_corrections(connection: sqlite3.Connection, sha256: str, target: str) -> int:
    """Take back what was said of a fact, a layer or the paper's head, and facts that were added there.

    Gives how many corrections there were.
    """
    corrections = list_corrections(connection, sha256)
    placed = place_corrections(load_machine_analysis(connection, sha256), corrections)
    layer = target if target in LAYERS.values() else layer_of(target)
    gone = [
        one.id
        for one, ident in zip(corrections, placed.idents, strict=True)
        if one.layer == layer and target in (layer, ident or one.ident)
    ]
    if not gone:
        raise BadInput(f"nobody has marked {target} in this document: there is nothing to take back")
    connection.executemany("DELETE FROM corrections WHERE id = ?", [(id_,) for id_ in gone])
    renew_corrections(connection, sha256)
    return len(gone)


def list_waiting(connection: sqlite3.Connection, sha256: str) -> tuple[Correction, ...]:
    """The corrections whose words, or some that they name, are not in the document's present text and facts."""
    found = list_corrections(connection, sha256)
    return apply_corrections(load_machine_analysis(connection, sha256), found)[1] if found else ()


def renew_corrections(connection: sqlite3.Connection, sha256: str) -> tuple[Correction, ...]:
    """Apply the document's corrections to what the machine found; gives those whose fact is not there any more."""
    found = load_machine_analysis(connection, sha256)
    document = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()[0]
    corrections = list_corrections(connection, sha256)
    seen, lost = apply_corrections(found, corrections)
    raw = pack_analysis(found)
    connection.execute("DELETE FROM machine WHERE document = ?", (document,))
    if corrections:
        head = packed_head(found) if seen.document.head != found.document.head else None
        connection.execute(
            "INSERT INTO machine (document, facts, said, head) VALUES (?, ?, ?, ?)",
            (document, raw.facts, raw.said, head),
        )
    _rewrite_document(connection, document, seen)
    return lost


def renew_after_analysis(connection: sqlite3.Connection, sha256: str) -> None:
    """After a new analysis was stored: its corrections again, where it has some."""
    if connection.execute("SELECT 1 FROM corrections WHERE sha256 = ? LIMIT 1", (sha256,)).fetchone():
        renew_corrections(connection, sha256)


def forget_corrections(connection: sqlite3.Connection, sha256: str) -> None:
    """Drop the corrections of a document that is taken out of the archive."""
    connection.execute("DELETE FROM corrections WHERE sha256 = ?", (sha256,))


def _rewrite_document(connection: sqlite3.Connection, document: int, analysis: Analysis) -> None:
    """Put an analysis in the place of the document's rows, index entries, head and packed facts; its text stays."""
    old = connection.execute("SELECT terms FROM contents WHERE document = ?", (document,)).fetchone()[0]
    ids = [r[0] for r in connection.execute("SELECT id FROM statements WHERE document = ? ORDER BY id", (document,))]
    index_entries.withdraw_terms(connection, document, ids, terms.unpack_terms(old))
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    entries, packed = terms.terms_of(analysis), pack_analysis(analysis)
    index_entries.enter_terms(connection, document, fact_rows.store_rows(connection, document, analysis), entries)
    connection.execute(
        "UPDATE contents SET facts = ?, said = ?, layout = ?, terms = ? WHERE document = ?",
        (packed.facts, packed.said, packed.layout, entries.packed(), document),
    )
    head = analysis.document.head
    told = (head.title, str(head.issued) if head.issued else None, head.kind, head.issuer, head.place)
    connection.execute(
        "UPDATE documents SET title = ?, issued = ?, kind = ?, issuer = ?, place = ?, reference = ?, land = ?"
        " WHERE id = ?",
        (*map(fact_rows.make_writable, (*told, head.reference, head.land)), document),
    )
