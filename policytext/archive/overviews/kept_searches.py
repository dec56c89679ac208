"""Searches that are kept, and what is new for each since it was last asked.

A hit is known by its document and its words, so that neither a new analysis nor a correction makes it new again.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from policytext.archive.results import Hit
from policytext.errors import BadInput

NAME = re.compile(r"[^\W_][\w .+/-]{0,79}")  # Radverkehr   Kita-Ausbau 2024   integration/schule


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A kept search: its name, the line as typed, facts beside it, when it was kept (UTC, ISO 8601), and whose it is.

    `reader` is empty for whoever says no name.
    """

    name: str
    line: str
    facts: Mapping[str, str]
    made: str
    reader: str = ""


def keep_search(
    connection: sqlite3.Connection, name: str, line: str, facts: Mapping[str, str], reader: str = ""
) -> Search:
    """Keep a search of a reader's under a name that is not taken."""
    if not NAME.fullmatch(name):
        raise BadInput(f"{name!r} is no name for a search: use letters, digits, blanks and - . / + (80 at most)")
    if reader and not NAME.fullmatch(reader):
        raise BadInput(f"{reader!r} is no name for a reader: use letters, digits, blanks and - . / + (80 at most)")
    if not line.strip() and not facts:
        raise BadInput(f"the search {name!r} asks for nothing: give words or facts")
    if any(search.name == name for search in list_searches(connection, reader)):
        raise BadInput(f"there is a search {name!r} already: remove it first, or choose another name")
    made = datetime.now(UTC).isoformat(timespec="seconds")
    row = (reader, name, line, json.dumps(dict(facts), ensure_ascii=False), made)
    connection.execute("INSERT INTO searches_of VALUES (?, ?, ?, ?, ?)", row)
    return Search(name=name, line=line, facts=dict(facts), made=made, reader=reader)


def list_searches(connection: sqlite3.Connection, reader: str = "") -> tuple[Search, ...]:
    """All kept searches of a reader, by name."""
    rows = connection.execute(
        "SELECT name, line, facts, made FROM searches_of WHERE reader = ? ORDER BY name", (reader,)
    )
    return tuple(Search(name=row[0], line=row[1], facts=json.loads(row[2]), made=row[3], reader=reader) for row in rows)


def list_readers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Who keeps searches, the one without a name first."""
    return tuple(row[0] for row in connection.execute("SELECT DISTINCT reader FROM searches_of ORDER BY reader"))


def drop_search(connection: sqlite3.Connection, name: str, reader: str = "") -> None:
    """Keep a search of a reader's no longer."""
    gone = connection.execute("DELETE FROM searches_of WHERE reader = ? AND name = ?", (reader, name))
    if not gone.rowcount:
        known = ", ".join(search.name for search in list_searches(connection, reader)) or "none"
        raise BadInput(f"there is no search {name!r}: kept are {known}")


def find_unseen(connection: sqlite3.Connection, search: Search, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits that the search has not shown to its reader before."""
    key = (search.reader, search.name)
    seen = {row[0] for row in connection.execute("SELECT mark FROM seen_by WHERE reader = ? AND search = ?", key)}
    return tuple(hit for hit in hits if hash_hit(hit) not in seen)


def note_shown(connection: sqlite3.Connection, search: Search, hits: Iterable[Hit]) -> None:
    """Remember hits as shown to the search's reader."""
    rows = [(search.reader, search.name, hash_hit(hit)) for hit in hits]
    connection.executemany("INSERT OR IGNORE INTO seen_by VALUES (?, ?, ?)", rows)


def hash_hit(hit: Hit) -> int:
    """What a hit is known by: 63 bits of a hash of its document and its words."""
    return mark_of(hit.document.sha256, hit.statement.text if hit.statement else "")


def mark_of(sha256: str, words: str) -> int:
    """The mark of a document's words."""
    digest = hashlib.sha256(f"{sha256}\n{words}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1
