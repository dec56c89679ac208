"""Whether an archive is sound, how large it is, and making it small again."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from policytext.archive.index import impacts, index_entries, segments, terms
from policytext.archive.storage.codec import Packed, expand_text, unpack_analysis
from policytext.errors import ArchiveError

COUNTED = ("documents", "statements", "amounts", "times", "actors", "mentions", "records", "names", "originals")

PARTS = ("text", "facts", "said", "layout", "terms")  # of a document's contents


def find_problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the file, a line each; empty where all is well."""
    found = [f"SQLite: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"{table}: row {row} points to a missing row of {target}"
        for table, row, target, _ in connection.execute("PRAGMA foreign_key_check")
    ]
    found += _find_incomplete(connection)
    return found + _check_index(connection)


def _find_incomplete(connection: sqlite3.Connection) -> list[str]:
    """Documents whose contents cannot be read, facts of statements that are not there."""
    found = [
        f"document {one.sha256[:12]} ({one.name}): {one.what}:"
        f" policytext archive remove {one.sha256[:12]}, then vacuum, then add its file again"
        for one in find_damaged(connection)
    ]
    for table in ("amounts", "times", "mentions", "records"):
        lost = connection.execute(
            f"SELECT count(*) FROM {table} WHERE statement IS NOT NULL AND statement NOT IN (SELECT id FROM statements)"
        ).fetchone()[0]
        if lost:
            found.append(f"{table}: {lost} rows belong to statements that are not there")
    return found


@dataclass(frozen=True, slots=True)
class Damaged:
    """A document of which some stored parts cannot be read; none are named where all are missing."""

    id: int
    sha256: str
    name: str
    parts: tuple[str, ...]

    @property
    def what(self) -> str:
        """What is wrong with it."""
        return f"its {' and '.join(self.parts)} cannot be read" if self.parts else "its text and facts are missing"


def find_damaged(connection: sqlite3.Connection) -> tuple[Damaged, ...]:
    """The documents of which something cannot be read any more; every document is looked at."""
    rows = connection.execute(
        f"SELECT d.id, d.sha256, d.name, c.document, {', '.join(f'c.{part}' for part in PARTS)}"
        " FROM documents d LEFT JOIN contents c ON c.document = d.id ORDER BY d.id"
    )
    found = []
    for id_, sha256, name, stored, *blobs in rows:
        wrong = [part for part, blob in zip(PARTS, blobs, strict=True) if stored and not _is_readable(part, blob)]
        if wrong or stored is None:
            found.append(Damaged(id_, sha256, name, tuple(wrong)))
    return tuple(found)


def _is_readable(part: str, blob: bytes) -> bool:
    try:
        whole = expand_text(blob)
        if part not in ("text", "terms"):
            json.loads(whole)
    except (zlib.error, ValueError):
        return False
    return True


def back_up_archive(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the archive as it is now to a new file, while others read and write (SQLite's own backup).

    Raises `ArchiveError` where there is a file already, or where none can be written.
    """
    if target.exists():
        raise ArchiveError(f"{target}: there is a file already: name another one")
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as copy:
            connection.backup(copy)
        partial.rename(target)
    except (OSError, sqlite3.OperationalError) as error:
        partial.unlink(missing_ok=True)
        raise ArchiveError(f"{target}: cannot be written ({error}): name a file in a folder of your own") from error


def _check_index(connection: sqlite3.Connection) -> list[str]:
    """Whether the search index holds exactly the documents and statements that are stored."""
    stored = "SELECT id FROM statements UNION ALL SELECT -id FROM documents"
    checks = (
        (f"{stored} EXCEPT SELECT id FROM lines_docsize", "texts are not in the search index"),
        (f"SELECT id FROM lines_docsize EXCEPT SELECT id FROM ({stored})", "texts in the search index are not stored"),
    )
    counts = [(connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0], what) for sql, what in checks]
    counts.append((len(_find_missing(connection)), "documents are not in the search index"))
    return [f"{count} {what}: vacuum the archive to write the index anew" for count, what in counts if count]


def rebuild_index(connection: sqlite3.Connection) -> None:
    """Write the search index anew: FTS5 from the terms kept with the documents, the postings as one segment."""
    connection.execute("INSERT INTO lines (lines) VALUES ('delete-all')")
    for document, packed in connection.execute("SELECT document, terms FROM contents ORDER BY document").fetchall():
        index_entries.enter_full_text(
            connection, document, _list_rows(connection, document), terms.unpack_terms(packed)
        )
    for document in _find_missing(connection):
        row = connection.execute("SELECT text, facts, said, layout FROM contents WHERE document = ?", (document,))
        segments.withdraw_postings(connection, document)
        segments.enter_postings(
            connection, document, impacts.weigh_terms(terms.terms_of(unpack_analysis(Packed(*row.fetchone()))))
        )
    segments.compact_index(connection)
    connection.execute("INSERT INTO lines (lines) VALUES ('optimize')")
    connection.execute("DELETE FROM names WHERE id NOT IN (SELECT name FROM actors)")
    connection.execute("DELETE FROM area_sets WHERE id NOT IN (SELECT areas FROM statements WHERE areas IS NOT NULL)")


def _list_rows(connection: sqlite3.Connection, document: int) -> list[int]:
    """The rows of a document's statements."""
    rows = connection.execute("SELECT id FROM statements WHERE document = ? ORDER BY id", (document,))
    return [row[0] for row in rows]


def _find_missing(connection: sqlite3.Connection) -> list[int]:
    """Documents without postings."""
    held = "SELECT document FROM indexed JOIN segments s ON s.id = segment UNION ALL SELECT document FROM alone"
    sql = f"SELECT id FROM documents EXCEPT SELECT document FROM ({held})"
    return [row[0] for row in connection.execute(sql)]


def count_stored(connection: sqlite3.Connection, path: Path) -> dict[str, int]:
    """Numbers of rows, characters of text, and bytes of the file with its log."""
    counts = {name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in COUNTED}
    characters = int(connection.execute("SELECT coalesce(sum(characters), 0) FROM documents").fetchone()[0])
    files = (path, Path(f"{path}-wal"))
    return counts | {"characters": characters, "bytes": sum(file.stat().st_size for file in files if file.exists())}
