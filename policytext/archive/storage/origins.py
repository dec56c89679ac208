"""Which file gave which document, so that unchanged files are passed over and changed ones take the old one's place."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from policytext.archive.storage.fact_rows import make_writable


@dataclass(frozen=True, slots=True)
class Look:
    """What shows of a file without reading it: its size in bytes, and when it was last written, in nanoseconds."""

    size: int
    mtime: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document stands: a file, and the document's name in it."""

    path: Path
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """As the table has it."""
        return _path_key(self.path), str(make_writable(self.name))


def look_at_file(path: Path) -> Look | None:
    """How a file looks now, `None` where there is none."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    return Look(facts.st_size, facts.st_mtime_ns)


def count_unchanged(connection: sqlite3.Connection, path: Path, now: Look) -> int | None:
    """How many documents are stored of a file that looks as it did then; `None` where it must be read."""
    row = connection.execute("SELECT size, mtime FROM files WHERE path = ?", (_path_key(path),)).fetchone()
    if row != (now.size, now.mtime):
        return None
    stored, all_of_them = connection.execute(
        "SELECT count(d.id), count(*) FROM origins o LEFT JOIN documents d USING (sha256) WHERE o.path = ?",
        (_path_key(path),),
    ).fetchone()
    return int(stored) if stored == all_of_them else None


def note_finished(connection: sqlite3.Connection, path: Path, then: Look) -> None:
    """All documents of a file are stored, which looked so before it was read."""
    connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (_path_key(path), then.size, then.mtime))


def find_earlier(connection: sqlite3.Connection, origin: Origin) -> str | None:
    """The document that stood there before, if it is stored and stands nowhere else."""
    row = connection.execute(
        "SELECT sha256 FROM origins JOIN documents USING (sha256) WHERE origins.path = ? AND origins.name = ?"
        " UNION ALL SELECT sha256 FROM documents WHERE path = ? AND name = ?",
        (*origin.key, *origin.key),
    ).fetchone()
    if row is None:
        return None
    elsewhere = connection.execute(
        "SELECT 1 FROM origins WHERE sha256 = ? AND (path, name) <> (?, ?) LIMIT 1", (row[0], *origin.key)
    ).fetchone()
    return None if elsewhere else str(row[0])


def is_stored(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether a document is stored."""
    return connection.execute("SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)).fetchone() is not None


def list_names(connection: sqlite3.Connection, path: Path) -> list[str]:
    """The names of the documents that a file gave."""
    return [row[0] for row in connection.execute("SELECT name FROM origins WHERE path = ?", (_path_key(path),))]


def list_copies(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The places of every document that stands in several: paths, with the names of members behind them."""
    found: dict[str, list[str]] = {}
    for sha256, path, name in connection.execute(
        "SELECT sha256, path, name FROM origins WHERE sha256 IN (SELECT sha256 FROM documents)"
        " AND sha256 IN (SELECT sha256 FROM origins GROUP BY sha256 HAVING count(*) > 1) ORDER BY path, name"
    ):
        found.setdefault(sha256, []).append(path if name == Path(path).name else f"{path}/{name}")
    return {sha256: tuple(places) for sha256, places in found.items()}


def note_place(connection: sqlite3.Connection, origin: Origin, sha256: str) -> None:
    """A stored document stands there; its listed path changes only where that file is gone."""
    connection.execute("INSERT OR REPLACE INTO origins VALUES (?, ?, ?)", (*origin.key, sha256))
    row = connection.execute("SELECT path FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    if row and row[0] != origin.key[0] and (row[0] is None or look_at_file(Path(row[0])) is None):
        now = look_at_file(origin.path)
        told = (None, None) if now is None else (now.size, now.mtime / 1e9)
        connection.execute(
            "UPDATE documents SET path = ?, size = ?, mtime = ? WHERE sha256 = ?", (origin.key[0], *told, sha256)
        )


def forget_places(connection: sqlite3.Connection, sha256: str) -> None:
    """Forget where a document stood; its files will be read again when they are added again."""
    connection.execute("DELETE FROM files WHERE path IN (SELECT path FROM origins WHERE sha256 = ?)", (sha256,))
    connection.execute("DELETE FROM origins WHERE sha256 = ?", (sha256,))


def _path_key(path: Path) -> str:
    return str(make_writable(os.path.abspath(path)))  # noqa: PTH100 (links stay as they were named)
