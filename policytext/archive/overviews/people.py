"""Who is named and who speaks: actors over many documents."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from policytext.archive.search.plan import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCount:
    """An actor with the number of documents and statements that name it, of mentions, and of statements it makes."""

    name: str
    kind: str
    documents: int
    statements: int
    mentions: int
    speaks: int


def actors(connection: sqlite3.Connection, where: Condition) -> tuple[ActorCount, ...]:
    """The actors in the statements that a question is about, those in most documents first."""
    spoken = dict(
        connection.execute(
            "SELECT s.speaker, count(*) FROM statements s JOIN statements f ON f.id = s.id"
            f" WHERE s.speaker IS NOT NULL AND {where.sql} GROUP BY s.speaker",
            where.values,
        ).fetchall()
    )
    rows = connection.execute(
        "SELECT n.id, n.name, n.kind, count(DISTINCT f.document), count(DISTINCT f.statement), count(f.document)"
        " FROM mentions f JOIN names n ON n.id = f.name LEFT JOIN statements s ON s.id = f.statement"
        f" WHERE {where.sql} GROUP BY n.id",
        where.values,
    ).fetchall()
    known = {row[0] for row in rows}
    silent = [row for id_ in spoken if id_ not in known for row in _named(connection, id_)]
    found = [
        ActorCount(name=name, kind=kind, documents=papers, statements=said, mentions=count, speaks=spoken.get(id_, 0))
        for id_, name, kind, papers, said, count in [*rows, *silent]
    ]
    return tuple(sorted(found, key=lambda one: (-one.documents, -one.mentions, -one.speaks, one.name)))


def _named(connection: sqlite3.Connection, id_: int) -> list[tuple[int, str, str, int, int, int]]:
    """A speaker who is named outside of the statements asked for."""
    row = connection.execute("SELECT name, kind FROM names WHERE id = ?", (id_,)).fetchone()
    return [(id_, *row, 0, 0, 0)] if row else []
