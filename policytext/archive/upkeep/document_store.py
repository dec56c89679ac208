"""Putting analyses into the file and getting them out again: one transaction a document."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from policytext.analysis import Analysis
from policytext.archive.corrections import correction_store
from policytext.archive.index import index_entries, terms
from policytext.archive.storage import fact_rows, likeness
from policytext.archive.storage.codec import Packed, pack_analysis, unpack_analysis
from policytext.archive.transaction import transaction
from policytext.errors import ArchiveError

COLUMNS = (
    "sha256, name, path, size, mtime, title, issued, kind, issuer, place, reference, land, language, media_type, pages,"
    " characters, warnings, added, version, family"
)
SHORTEST_PREFIX = 4  # characters of a SHA-256 that may stand for it


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """Where an analysis came from: file, bytes of the original where they are to be kept, version of the program."""

    path: Path | None = None
    original: bytes | None = None
    version: str = ""


def identify_analysis(analysis: Analysis) -> str:
    """What tells a document from others: the SHA-256 of its file, or of its text where there was no file."""
    text = analysis.document.text
    return analysis.document.sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def add_analysis(connection: sqlite3.Connection, analysis: Analysis, source: DocumentSource) -> bool:
    """Store an analysis, whole or not at all; `False` where the document is there already."""
    entries, packed = terms.terms_of(analysis), pack_analysis(analysis)
    with transaction(connection):
        if _row_of(connection, identify_analysis(analysis)) is not None:
            return False
        _write_analysis(connection, analysis, source, (packed, entries))
    return True


def replace_analysis(connection: sqlite3.Connection, analysis: Analysis, source: DocumentSource) -> None:
    """Store an analysis in place of an earlier one of the same document; the original's bytes stay."""
    made = pack_analysis(analysis), terms.terms_of(analysis)
    with transaction(connection):
        document = _row_of(connection, identify_analysis(analysis))
        original = None
        if document is not None:
            original = connection.execute("SELECT bytes FROM originals WHERE document = ?", (document,)).fetchone()
            _erase_document(connection, document)
        document = _write_analysis(connection, analysis, source, made)
        if original and source.original is None:
            connection.execute("INSERT INTO originals VALUES (?, ?)", (document, original[0]))
        correction_store.renew_after_analysis(connection, identify_analysis(analysis))


def remove_document(connection: sqlite3.Connection, sha256: str) -> None:
    """Take a document out, with everything that was found in it."""
    with transaction(connection):
        document = _row_of(connection, sha256)
        if document is not None:
            _erase_document(connection, document)
            correction_store.forget_corrections(connection, sha256)


def load_analysis(connection: sqlite3.Connection, sha256: str) -> Analysis:
    """The analysis as it was stored."""
    row = connection.execute(
        "SELECT text, facts, said, layout FROM contents JOIN documents ON id = document WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return unpack_analysis(Packed(*row))


def load_original(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """The bytes of the file, where they were kept."""
    row = connection.execute(
        "SELECT bytes FROM originals JOIN documents ON id = document WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return zlib.decompress(row[0]) if row else None


def full_id(connection: sqlite3.Connection, prefix: str) -> str:
    """The SHA-256 that `prefix` is the beginning of."""
    wanted = prefix.strip().lower()
    if len(wanted) < SHORTEST_PREFIX or not all(character in "0123456789abcdef" for character in wanted):
        raise ArchiveError(f"{prefix!r} is no id: give at least {SHORTEST_PREFIX} characters of a document's SHA-256")
    found = connection.execute(
        "SELECT sha256 FROM documents WHERE sha256 >= ? AND sha256 < ? ORDER BY sha256 LIMIT 2", (wanted, f"{wanted}g")
    ).fetchall()
    if not found:
        raise ArchiveError(f"{prefix!r}: there is no such document in the archive: list them to see their ids")
    if len(found) > 1:
        raise ArchiveError(f"{prefix!r}: more than one document begins so: give more characters of the id")
    return str(found[0][0])


def _row_of(connection: sqlite3.Connection, sha256: str) -> int | None:
    row = connection.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def _write_analysis(
    connection: sqlite3.Connection, analysis: Analysis, source: DocumentSource, made: tuple[Packed, terms.Terms]
) -> int:
    packed, entries = made
    values = likeness.sketch_words([word.partition("+")[0] for word in entries.words])
    document = _write_document(connection, analysis, source, likeness.find_family(connection, values))
    blobs = (packed.text, packed.facts, packed.said, packed.layout, entries.packed())
    connection.execute("INSERT INTO contents VALUES (?, ?, ?, ?, ?, ?)", (document, *blobs))
    if source.original is not None:
        connection.execute("INSERT INTO originals VALUES (?, ?)", (document, zlib.compress(source.original, 6)))
    connection.executemany("INSERT OR IGNORE INTO sketches VALUES (?, ?)", [(value, document) for value in values])
    index_entries.enter_terms(connection, document, fact_rows.store_rows(connection, document, analysis), entries)
    return document


def _write_document(
    connection: sqlite3.Connection, analysis: Analysis, source: DocumentSource, family: int | None
) -> int:
    paper, head = analysis.document, analysis.document.head
    size, mtime = _file_looks(source.path)
    row = (
        *(identify_analysis(analysis), paper.name, None if source.path is None else str(source.path), size, mtime),
        *(head.title, None if head.issued is None else head.issued.isoformat(), head.kind, head.issuer, head.place),
        *(head.reference, head.land, paper.language, paper.media_type, paper.pages, len(paper.text)),
        *(json.dumps(paper.warnings, ensure_ascii=False), datetime.now(UTC).isoformat(timespec="seconds")),
        source.version,
    )
    cursor = connection.execute(
        f"INSERT INTO documents ({COLUMNS}) VALUES ({', '.join('?' * (len(row) + 1))})",
        (*map(fact_rows.make_writable, row), family or 0),
    )
    document = int(cursor.lastrowid or 0)
    if family is None:
        connection.execute("UPDATE documents SET family = id WHERE id = ?", (document,))
    return document


def _file_looks(path: Path | None) -> tuple[int | None, float | None]:
    """Size and time of a file, by which an unchanged one is known without reading it."""
    try:
        facts = None if path is None else path.stat()
    except OSError:
        facts = None
    return (None, None) if facts is None else (facts.st_size, facts.st_mtime)


def _erase_document(connection: sqlite3.Connection, document: int) -> None:
    """Everything of a document; the next of its family takes its place as the first."""
    packed = (connection.execute("SELECT terms FROM contents WHERE document = ?", (document,)).fetchone() or (b"",))[0]
    ids = [
        row[0] for row in connection.execute("SELECT id FROM statements WHERE document = ? ORDER BY id", (document,))
    ]
    with suppress(zlib.error):  # of a damaged document; what the index still has goes when it is written anew
        index_entries.withdraw_terms(connection, document, ids, terms.unpack_terms(packed))
    heir = connection.execute(
        "SELECT min(id) FROM documents WHERE family = ? AND id <> ?", (document, document)
    ).fetchone()[0]
    if heir is not None:
        connection.execute("UPDATE documents SET family = ? WHERE family = ?", (heir, document))
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))
