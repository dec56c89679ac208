"""Who is named and who speaks: actors over many documents.

A name in other capitals is the same name, the bare "Land" is the Land that the paper belongs to. People of one name are
one where their offices agree, else listed apart.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.archive.events.namesakes import best_spelling, known_as
from policytext.archive.search.plan import Condition
from policytext.archive.storage.fact_rows import name_key
from policytext.german import search_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCount:
    """An actor with the number of documents and statements that name it, of mentions, and of statements it makes.

    `role` is a person's office in most of the documents that tell one.
    """

    name: str
    kind: str
    documents: int
    statements: int
    mentions: int
    speaks: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class _Appearance:
    """An actor in one document."""

    name: str
    kind: str
    document: int
    role: str | None
    statements: int
    mentions: int
    speaks: int


def count_actors(connection: sqlite3.Connection, where: Condition) -> tuple[ActorCount, ...]:
    """The actors in the statements that a question is about, those in most documents first."""
    named: dict[tuple[str, str], list[_Appearance]] = defaultdict(list)
    for one in _list_appearances(connection, where):
        named[(name_key(one.name), one.kind)].append(one)
    found = [_count_group(group) for same in named.values() for group in _by_office(same)]
    return tuple(sorted(found, key=lambda one: (-one.documents, -one.mentions, -one.speaks, one.name, one.role or "")))


def _list_appearances(connection: sqlite3.Connection, where: Condition) -> Iterator[_Appearance]:
    """Every actor in every document: named in it, or only speaking there."""
    spoken = _count_spoken(connection, where)
    rows = connection.execute(
        "SELECT f.name, f.document, count(DISTINCT f.statement), count(*)"
        " FROM mentions f LEFT JOIN statements s ON s.id = f.statement"
        f" WHERE {where.sql} GROUP BY f.name, f.document",
        where.values,
    ).fetchall()
    seen = {(name, document) for name, document, _, _ in rows}
    silent = [(name, document, 0, 0) for name, document in spoken if (name, document) not in seen]
    names = {row[0]: row[1:] for row in connection.execute("SELECT id, name, kind FROM names")}
    lands = dict(connection.execute("SELECT id, land FROM documents").fetchall())
    roles = {row[:2]: row[2] for row in connection.execute("SELECT name, document, role FROM actors WHERE role <> ''")}
    for id_, document, statements, mentions in [*rows, *silent]:
        name, kind = names[id_]
        counts = (statements, mentions, spoken.get((id_, document), 0))
        yield _Appearance(known_as(name, lands[document]), kind, document, roles.get((id_, document)), *counts)


def _count_spoken(connection: sqlite3.Connection, where: Condition) -> Mapping[tuple[int, int], int]:
    """How many statements each actor makes in each document; what nobody else says in it its issuer says."""
    sql = (
        "SELECT coalesce(s.speaker, (SELECT min(n.id) FROM names n WHERE n.name = d.issuer)) AS who,"
        " s.document, count(*)"
        " FROM statements s JOIN statements f ON f.id = s.id JOIN documents d ON d.id = s.document"
        " WHERE (s.speaker IS NOT NULL OR s.kind = 'assertion')"
        f" AND {where.sql} GROUP BY who, s.document HAVING who IS NOT NULL"
    )
    return {(who, document): count for who, document, count in connection.execute(sql, where.values)}


def _by_office(same: Sequence[_Appearance]) -> Iterator[Sequence[_Appearance]]:
    """People of one name by their offices; who has none told is the only one of the name, or nobody knows which."""
    if same[0].kind != "person":
        yield same
        return
    groups: list[tuple[set[str], list[_Appearance]]] = []
    silent = []
    for one in same:
        office = _office_terms(one.role)
        group = next((group for group in groups if group[0] & office), None)
        if not office:
            silent.append(one)
        elif group:
            group[0].update(office)
            group[1].append(one)
        else:
            groups.append((set(office), [one]))
    if len(groups) == 1:
        yield [*groups[0][1], *silent]
        return
    yield from (members for _, members in groups)
    if silent:
        yield silent


def _office_terms(role: str | None) -> set[str]:
    """The words of an office as terms, with the parts of compounds."""
    forms = [form.word for form in search_terms.list_forms(role or "")]
    return {
        term
        for form in forms
        if form not in search_terms.stop_words()
        for term in (search_terms.search_term(form), *search_terms.list_parts(form))
    }


def _count_group(group: Sequence[_Appearance]) -> ActorCount:
    roles = Counter(one.role for one in group if one.role)
    return ActorCount(
        name=best_spelling(one.name for one in group),
        kind=group[0].kind,
        documents=len({one.document for one in group if one.mentions}),
        statements=sum(one.statements for one in group),
        mentions=sum(one.mentions for one in group),
        speaks=sum(one.speaks for one in group),
        role=min(roles, key=lambda role: (-roles[role], role), default=None),
    )
