"""The facts of an analysis as rows: the columns that questions need; everything else stays in the packed facts."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from policytext.analysis import Analysis
from policytext.german.boilerplate import is_contact
from policytext.german.word_forms import fold_umlauts
from policytext.layout import count_touched, merge_spans
from policytext.model import Actor, Document, Span, Statement


def name_key(text: str) -> str:
    """A name as it is looked for: small letters, no umlauts, single blanks."""
    return fold_umlauts(" ".join(text.lower().split()))


def make_writable(value: object) -> object:
    """The value as SQLite takes it: strings without the lone surrogates of broken file names."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


class Where:
    """The statement in which a span stands."""

    def __init__(self, statements: Sequence[Statement], ids: Sequence[int]) -> None:
        stretches = sorted(
            (part.start, part.end, id_)
            for statement, id_ in zip(statements, ids, strict=True)
            for part in statement.parts or (statement,)
        )
        self.starts = [start for start, _, _ in stretches]
        self.stretches = stretches

    def of(self, span: Span) -> int | None:
        """Its row, `None` for a span outside all statements."""
        place = bisect_right(self.starts, span.start) - 1
        return self.stretches[place][2] if place >= 0 and span.start < self.stretches[place][1] else None


def store_rows(connection: sqlite3.Connection, document: int, analysis: Analysis) -> list[int]:
    """Write all rows of a document; gives the ids of its statements, in order."""
    names = _store_names(connection, analysis.actors)
    ids = _store_statements(connection, document, analysis, names)
    where = Where(analysis.statements, ids)
    _store_numbers(connection, document, analysis, where)
    _store_people(connection, document, analysis, names, where)
    _store_records(
        connection, document, analysis, names, dict(zip(_list_idents(analysis.statements), ids, strict=True))
    )
    return ids


def _list_idents(statements: Iterable[Statement]) -> list[str]:
    return [statement.id for statement in statements]


def _store_names(connection: sqlite3.Connection, actors: Iterable[Actor]) -> dict[str, int]:
    """The row of every actor's canonical name, by the actor's id."""
    found = {}
    for actor in actors:
        name = make_writable(actor.name)
        connection.execute(
            "INSERT OR IGNORE INTO names (name, kind, key) VALUES (?, ?, ?)", (name, actor.kind, name_key(str(name)))
        )
        row = connection.execute("SELECT id FROM names WHERE name = ? AND kind = ?", (name, actor.kind))
        found[actor.id] = int(row.fetchone()[0])
    return found


def area_set(connection: sqlite3.Connection, statement: Statement) -> int | None:
    """The row of a statement's areas."""
    if not statement.areas:
        return None
    areas = json.dumps(sorted({area.area for area in statement.areas}), ensure_ascii=False)
    connection.execute("INSERT OR IGNORE INTO area_sets (areas) VALUES (?)", (areas,))
    return int(connection.execute("SELECT id FROM area_sets WHERE areas = ?", (areas,)).fetchone()[0])


def _store_statements(
    connection: sqlite3.Connection, document: int, analysis: Analysis, names: Mapping[str, int]
) -> list[int]:
    ids = []
    for said in analysis.statements:
        speaker = names.get(said.speaker) if said.speaker else None
        row = (document, said.id, said.start, said.end, said.page, said.kind, said.act, speaker)
        cursor = connection.execute(
            "INSERT INTO statements (document, ident, start, stop, page, kind, act, speaker, areas)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, area_set(connection, said)),
        )
        ids.append(int(cursor.lastrowid or 0))
    return ids


def _store_numbers(connection: sqlite3.Connection, document: int, analysis: Analysis, where: Where) -> None:
    connection.executemany(
        "INSERT INTO amounts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                document,
                one.id,
                where.of(one),
                one.start,
                one.end,
                one.kind,
                _as_real(one.low),
                _as_real(one.high),
                one.unit,
            )
            for one in analysis.amounts
        ],
    )
    connection.executemany(
        "INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                document,
                one.id,
                where.of(one),
                one.start,
                one.end,
                one.type,
                one.role,
                _as_day(one.earliest),
                _as_day(one.latest),
            )
            for one in analysis.times
        ],
    )


def _as_real(value: object) -> float | None:
    return None if value is None else float(str(value))


def _as_day(value: object) -> str | None:
    return None if value is None else str(value)


def _store_people(
    connection: sqlite3.Connection, document: int, analysis: Analysis, names: Mapping[str, int], where: Where
) -> None:
    """Actors, and their mentions but for those where people are only named to be asked."""
    actors, hidden = analysis.actors, contacts_of(analysis.document)
    connection.executemany(
        "INSERT INTO actors VALUES (?, ?, ?, ?)",
        [(document, actor.id, names[actor.id], actor.role) for actor in actors],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?, ?)",
        [
            (document, names[actor.id], where.of(mention), mention.start, mention.end, mention.form)
            for actor in actors
            for mention in actor.mentions
            if actor.kind != "person" or not count_touched(hidden, mention.start, mention.end)
        ],
    )


def contacts_of(document: Document) -> tuple[tuple[int, int], ...]:
    """Contact blocks, addresses and numbers, and sentences that only say whom to ask."""
    text = document.text
    asked = ((one.start, one.end) for one in document.sentences if is_contact(text[one.start : one.end]))
    return merge_spans((*document.contact_spans(), *asked))


def _store_records(
    connection: sqlite3.Connection,
    document: int,
    analysis: Analysis,
    names: Mapping[str, int],
    statements: Mapping[str, int],
) -> None:
    for one in analysis.records:
        said = statements.get(one.statement) if one.statement else None
        term = (_as_day(one.earliest), _as_day(one.latest))
        connection.execute(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (document, one.id, said, one.amount, one.status or "", *term, one.area, one.part_of),
        )
        slots = [("giver", actor) for actor in one.givers] + [("receiver", actor) for actor in one.receivers]
        connection.executemany(
            "INSERT OR IGNORE INTO parties VALUES (?, ?, ?, ?)",
            [(document, one.id, slot, names[actor]) for slot, actor in slots if actor in names],
        )
