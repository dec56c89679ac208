"""One SQLite connection: how it is opened, what SQL may call in it, SQLite's errors in one line with a remedy."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from policytext.archive.storage.fact_rows import name_key
from policytext.errors import ArchiveError, DamagedDocument

WORDS = re.compile(r"\w+\*?")  # of a folded name: "bund", "spd", and "ostrahn*" of one that is looked for
PATIENCE = 5.0  # seconds to wait for another program's lock
REMEDIES = {
    sqlite3.SQLITE_BUSY: "another program is writing to it: try again when it is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to it: try again when it is done",
    sqlite3.SQLITE_FULL: "the disk is full: make room; what was stored before is safe",
    sqlite3.SQLITE_READONLY: "it is read-only: change its permissions or open it for reading",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check that the folder exists and that you may write there",
    sqlite3.SQLITE_PERM: "access is denied: check its permissions",
    sqlite3.SQLITE_IOERR: "reading or writing failed: check the disk and its space; what was stored before is safe",
    sqlite3.SQLITE_CORRUPT: "it is damaged: restore a copy, or add the documents to a new archive",
    sqlite3.SQLITE_NOTADB: "it is no archive (not an SQLite file): name another file",
    sqlite3.SQLITE_TOOBIG: "a document is larger than SQLite can keep: split it",
    sqlite3.SQLITE_NOMEM: "memory ran out",
}


class Connection(sqlite3.Connection):
    """SQLite's own, to which a cache can be tied (the built-in class takes no weak references)."""


@contextmanager
def explain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one line: which file, what is wrong, what to do."""
    try:
        yield
    except zlib.error as error:
        raise DamagedDocument(f"{path}: a document in it is damaged: policytext archive check names it") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        raise ArchiveError(f"{path}: {REMEDIES.get(code, f'the archive failed ({error})')}") from error


def open_file(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """A connection to the file, whatever it holds."""
    uri = f"{path.resolve().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    try:
        return _first_touch(uri)
    except sqlite3.OperationalError:
        if not readonly or Path(f"{path}-wal").exists():
            raise
        return _first_touch(f"{uri}&immutable=1")  # a folder in which SQLite may not make its lock files


def _first_touch(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False, factory=Connection
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def prepare_connection(connection: sqlite3.Connection, *, readonly: bool) -> None:
    """WAL for readers beside a writer; FULL, since NORMAL may lose the last commits when the power fails."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("folded", 1, _fold_text, deterministic=True)
    connection.create_function("has_name", 2, has_name, deterministic=True)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -64000")  # KiB: the index of 200,000 statements stays in memory
    if not readonly:
        connection.execute("PRAGMA synchronous = FULL")


def _fold_text(text: str | None) -> str | None:
    return None if text is None else name_key(text)


def has_name(folded: str | None, wanted: str) -> bool:
    """Whether all words of a folded name that is looked for are words of another, `*` standing for a word's rest.

    "bund" is a word of "bund und lander" and of "bund-lander-kommission", and none of "stadtebund".
    """
    words, sought = WORDS.findall(folded or ""), WORDS.findall(wanted)
    return bool(sought) and all(any(map(_word_matcher(one), words)) for one in sought)


def _word_matcher(wanted: str) -> Callable[[str], bool]:
    return lambda word: word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
