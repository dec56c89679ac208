"""Opening an archive: whether the file is one of ours, and bringing an older one up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from policytext.archive import schema
from policytext.archive.storage.connection import REMEDIES, explain_errors, open_file, prepare_connection
from policytext.archive.upkeep.index_renewal import RENEWALS
from policytext.errors import ArchiveError

MAGIC = b"SQLite format 3\0"


def connect_archive(path: Path, *, create: bool, readonly: bool) -> sqlite3.Connection:
    """An open connection to an archive of the newest version; a file that is none of ours stays untouched."""
    if not path.exists() and (readonly or not create):
        raise ArchiveError(f"{path}: there is no archive: check the path, or add documents to make one")
    if path.is_dir():
        raise ArchiveError(f"{path}: this is a directory: name a file")
    if not _may_be_sqlite(path):
        raise ArchiveError(f"{path}: {REMEDIES[sqlite3.SQLITE_NOTADB]}")
    with explain_errors(path):
        connection = open_file(path, readonly=readonly)
        try:
            _check_file(connection, path, readonly=readonly)
            prepare_connection(connection, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return connection


def _may_be_sqlite(path: Path) -> bool:
    """Whether a file is empty, missing or begins as SQLite's do (SQLite itself takes a file of few bytes for empty)."""
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError:
        return True
    return start in (b"", MAGIC)


def _check_file(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
    """Whether the file is ours and of a version that this program knows; brings older ones up to date."""
    application, version = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")
    )
    empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not empty and application != schema.APPLICATION:
        raise ArchiveError(f"{path}: it is an SQLite file of another program: name another file")
    if version > schema.newest_version():
        raise ArchiveError(
            f"{path}: it was written by a newer policytext"
            f" (version {version}, known are up to {schema.newest_version()}):"
            " update policytext"
        )
    if version < schema.newest_version():
        if readonly:
            raise ArchiveError(f"{path}: it is of an older version: open it once for writing to bring it up to date")
        connection.execute("PRAGMA page_size = 2048")  # of a new file; compressed texts waste less than with 4096
        connection.execute("PRAGMA journal_mode = WAL")
        schema.migrate_archive(connection, renewals=RENEWALS)
