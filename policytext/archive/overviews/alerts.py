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
    """A kept search: its name, the line as typed, facts beside it, and when it was kept (UTC, ISO 8601)."""

    name: str
    line: str
    facts: Mapping[str, str]
    made: str


def keep(connection: sqlite3.Connection, name: str, line: str, facts: Mapping[str, str]) -> Search:
    """Keep a search under a name that is not taken."""
    if not NAME.fullmatch(name):
        raise BadInput(f"{name!r} is no name for a search: use letters, digits, blanks and - . / + (80 at most)")
    if not line.strip() and not facts:
        raise BadInput(f"the search {name!r} asks for nothing: give words or facts")
    if any(search.name == name for search in kept(connection)):
        raise BadInput(f"there is a search {name!r} already: remove it first, or choose another name")
    made = datetime.now(UTC).isoformat(timespec="seconds")
    row = (name, line, json.dumps(dict(facts), ensure_ascii=False), made)
    connection.execute("INSERT INTO searches VALUES (?, ?, ?, ?)", row)
    return Search(name=name, line=line, facts=dict(facts), made=made)


def kept(connection: sqlite3.Connection) -> tuple[Search, ...]:
    """All kept searches, by name."""
    rows = connection.execute("SELECT name, line, facts, made FROM searches ORDER BY name")
    return tuple(Search(name=row[0], line=row[1], facts=json.loads(row[2]), made=row[3]) for row in rows)


def drop(connection: sqlite3.Connection, name: str) -> None:
    """Keep a search no longer."""
    if not connection.execute("DELETE FROM searches WHERE name = ?", (name,)).rowcount:
        known = ", ".join(search.name for search in kept(connection)) or "none"
        raise BadInput(f"there is no search {name!r}: kept are {known}")


def unseen(connection: sqlite3.Connection, name: str, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits that the search has not shown before."""
    seen = {row[0] for row in connection.execute("SELECT mark FROM seen WHERE search = ?", (name,))}
    return tuple(hit for hit in hits if mark(hit) not in seen)


def note(connection: sqlite3.Connection, name: str, hits: Iterable[Hit]) -> None:
    """Remember hits as shown."""
    connection.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", [(name, mark(hit)) for hit in hits])


def mark(hit: Hit) -> int:
    """What a hit is known by: 63 bits of a hash of its document and its words."""
    words = hit.statement.text if hit.statement else ""
    digest = hashlib.sha256(f"{hit.document.sha256}\n{words}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1
