"""Counts over all answers: area, year, issuer, speaker."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakKeyDictionary

from policytext.archive.search.rank import counted


class Row(Protocol):
    """What is counted: the document, speaker and set of areas of an answer."""

    @property
    def document(self) -> int: ...
    @property
    def speaker(self) -> int | None: ...
    @property
    def areas(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class About:
    """What counting and grouping need of a document."""

    issued: str | None
    issuer: str | None
    family: int


_known: WeakKeyDictionary[sqlite3.Connection, tuple[object, Mapping[int, About]]] = WeakKeyDictionary()


def documents(connection: sqlite3.Connection) -> Mapping[int, About]:
    """All documents, read again only when the file has changed."""
    version = (connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
    known = _known.get(connection)
    if known is None or known[0] != version:
        rows = connection.execute("SELECT id, issued, issuer, family FROM documents")
        known = version, {row[0]: About(*row[1:]) for row in rows}
        _known[connection] = known
    return known[1]


def of_lines(connection: sqlite3.Connection, found: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many of the statements found have each area, year, issuer and speaker."""
    papers = Counter(row.document for row in found)
    sets = Counter(row.areas for row in found if row.areas is not None)
    speakers = Counter(row.speaker for row in found if row.speaker is not None)
    return {"area": _areas(connection, sets), **_papers(connection, papers), "speaker": _names(connection, speakers)}


def of_papers(connection: sqlite3.Connection, found: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many of the documents found have each area, year, issuer and speaker."""
    ids = json.dumps([row.document for row in found])
    chosen = "s.document IN (SELECT value FROM json_each(?))"
    pairs = connection.execute(
        f"SELECT DISTINCT s.document, s.areas FROM statements s WHERE s.areas IS NOT NULL AND {chosen}", (ids,)
    ).fetchall()
    members = _members(connection)
    areas = Counter(area for _, area in {(paper, area) for paper, set_ in pairs for area in members[set_]})
    speakers = connection.execute(
        f"SELECT s.speaker, count(DISTINCT s.document) FROM statements s WHERE s.speaker IS NOT NULL AND {chosen}"
        " GROUP BY s.speaker",
        (ids,),
    )
    papers = Counter(row.document for row in found)
    return {
        "area": counted(areas),
        **_papers(connection, papers),
        "speaker": _names(connection, Counter(dict(speakers))),
    }


def _papers(connection: sqlite3.Connection, counts: Counter[int]) -> dict[str, dict[str, int]]:
    years, issuers = Counter[str](), Counter[str]()
    about = documents(connection)
    for document, count in counts.items():
        paper = about[document]
        if paper.issued:
            years[paper.issued[:4]] += count
        if paper.issuer:
            issuers[paper.issuer] += count
    return {"year": counted(years), "issuer": counted(issuers)}


def _members(connection: sqlite3.Connection) -> dict[int, list[str]]:
    return {id_: json.loads(areas) for id_, areas in connection.execute("SELECT id, areas FROM area_sets")}


def _areas(connection: sqlite3.Connection, sets: Counter[int]) -> dict[str, int]:
    counts, members = Counter[str](), _members(connection)
    for set_, count in sets.items():
        for area in members[set_]:
            counts[area] += count
    return counted(counts)


def _names(connection: sqlite3.Connection, counts: Counter[int]) -> dict[str, int]:
    """Names for ids; the same name of two kinds counts together."""
    found = Counter[str]()
    rows = connection.execute(
        "SELECT id, name FROM names WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(counts)),)
    )
    for id_, name in rows:
        found[name] += counts[id_]
    return counted(found)
