"""Postings on the disk: a document's own at first, joined with others' to segments, small ones joined to larger ones.

A log-structured merge (O'Neil et al. 1996): every document is written once a level, never into the middle of what
is there, so that adding costs the same however large the archive is. What was taken out is left behind in its segment
until that is joined with others or the index is written anew.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.archive.index import batch
from policytext.archive.index.batch import FIELDS, Batch, PostingField

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRESH = 64  # documents that stand alone: a question reads their postings whole (0.1 ms each)
SIBLINGS = 6  # segments of one level before they are joined
COLUMNS = ("documents", "counts", "rows", "speakers", "areas")


@dataclass(frozen=True)
class Columns:
    """What is counted: ids of documents with the number of their statements; rows, speakers and areas of these."""

    documents: NDArray[np.int32]
    counts: NDArray[np.int32]
    rows: NDArray[np.int32]
    speakers: NDArray[np.int32]
    areas: NDArray[np.int32]


@dataclass(frozen=True)
class IndexSegment:
    """Documents with their postings and columns; `live` are those that still stand here."""

    batch: Batch
    columns: Columns
    live: frozenset[int]


def enter_postings(connection: sqlite3.Connection, document: int, found: Batch) -> None:
    """Write the postings of a document; from time to time those of many are joined."""
    connection.execute("INSERT INTO indexed VALUES (?, NULL)", (document,))
    connection.execute("INSERT INTO alone VALUES (?, ?, ?)", (document, *batch.freeze_batch(found)))
    if len(fresh := _list_fresh(connection)) >= FRESH:
        parts = [_load_alone(connection, one) for one in fresh]
        connection.execute("DELETE FROM alone")  # first: what is written then takes its pages
        _join_segments(connection, parts, 0)
        _join_levels(connection)


def withdraw_postings(connection: sqlite3.Connection, document: int) -> None:
    """Take a document out."""
    for table in ("indexed", "alone"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def _list_fresh(connection: sqlite3.Connection) -> list[int]:
    rows = connection.execute("SELECT document FROM alone ORDER BY document")
    return [row[0] for row in rows]


def _join_levels(connection: sqlite3.Connection) -> None:
    """Join segments of the same level where there are enough of them."""
    level = 0
    while len(ids := _of_level(connection, level)) >= SIBLINGS:
        parts = [_load_segment(connection, one) for one in ids]
        _drop_segments(connection, ids)
        _join_segments(connection, parts, level + 1)
        level += 1


def _of_level(connection: sqlite3.Connection, level: int) -> list[int]:
    return [row[0] for row in connection.execute("SELECT id FROM segments WHERE level = ? ORDER BY id", (level,))]


def _drop_segments(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    for id_ in ids:
        connection.execute(
            "DELETE FROM postings WHERE id IN (SELECT posting FROM vocabulary WHERE segment = ?)", (id_,)
        )
        connection.execute("DELETE FROM vocabulary WHERE segment = ?", (id_,))
        connection.execute("DELETE FROM segments WHERE id = ?", (id_,))


def compact_index(connection: sqlite3.Connection) -> None:
    """Join everything to one segment; what was taken out is gone from the file's tables."""
    ids = [row[0] for row in connection.execute("SELECT id FROM segments ORDER BY id")]
    parts = [_load_segment(connection, one) for one in ids] + [
        _load_alone(connection, one) for one in _list_fresh(connection)
    ]
    if parts:
        level = int(connection.execute("SELECT coalesce(max(level), 0) FROM segments").fetchone()[0])
        _drop_segments(connection, ids)
        connection.execute("DELETE FROM alone")
        _join_segments(connection, parts, level)


# ------------------------------------------------------------------------------------------------------- reading


def _load_alone(connection: sqlite3.Connection, document: int) -> IndexSegment:
    return IndexSegment(fresh_batch(connection, document), fresh_columns(connection, document), frozenset([document]))


def fresh_batch(connection: sqlite3.Connection, document: int) -> Batch:
    """The postings of a document that is in no segment."""
    terms, packed = connection.execute("SELECT terms, postings FROM alone WHERE document = ?", (document,)).fetchone()
    return batch.thaw_batch(terms, packed)


def fresh_columns(connection: sqlite3.Connection, document: int) -> Columns:
    """The columns of a document that is in no segment, out of its rows."""
    import numpy as np

    rows = connection.execute(
        "SELECT id, coalesce(speaker, 0), coalesce(areas, 0) FROM statements WHERE document = ? ORDER BY id",
        (document,),
    )
    table = np.array(rows.fetchall(), dtype=np.int32).reshape(-1, 3)
    counted = np.array([document], dtype=np.int32), np.array([len(table)], dtype=np.int32)
    return Columns(*counted, *(np.ascontiguousarray(table[:, column]) for column in range(3)))


def load_columns(connection: sqlite3.Connection, id_: int) -> Columns:
    """The columns of a segment."""
    import numpy as np

    row = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM segments WHERE id = ?", (id_,)).fetchone()
    return Columns(*(np.frombuffer(zlib.decompress(packed), np.int32) for packed in row))


def _load_segment(connection: sqlite3.Connection, id_: int) -> IndexSegment:
    """A whole segment."""
    rows = connection.execute(
        f"SELECT term, {', '.join(FIELDS)} FROM vocabulary JOIN postings ON id = posting"
        " WHERE segment = ? ORDER BY term",
        (id_,),
    ).fetchall()
    fields = {name: _read_field(number, rows) for number, name in enumerate(FIELDS, 1)}
    live = connection.execute("SELECT document FROM indexed WHERE segment = ?", (id_,))
    found = Batch(tuple(row[0] for row in rows), fields)
    return IndexSegment(found, load_columns(connection, id_), frozenset(row[0] for row in live))


def _read_field(number: int, rows: Sequence[tuple[bytes | None, ...]]) -> PostingField:
    import numpy as np

    found = [batch.unpack_postings(row[number]) for row in rows]
    starts = np.cumsum([0, *(len(places) for places, _ in found)], dtype=np.int32)
    places = np.concatenate([np.empty(0, np.int32), *(places for places, _ in found)])
    return PostingField(starts, places, np.concatenate([np.empty(0, np.uint8), *(weights for _, weights in found)]))


# ------------------------------------------------------------------------------------------------------- writing


def _join_segments(connection: sqlite3.Connection, parts: Sequence[IndexSegment], level: int) -> None:
    """Write one segment out of several, without what is no longer in them."""
    moves, joined = _plan_moves(parts)
    together = batch.join_batches([part.batch for part in parts], moves)
    values = [zlib.compress(getattr(joined, name).tobytes()) for name in COLUMNS]
    cursor = connection.execute(
        f"INSERT INTO segments (level, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)", (level, *values)
    )
    _write_segment(connection, int(cursor.lastrowid or 0), together)
    connection.executemany(
        "UPDATE indexed SET segment = ? WHERE document = ?",
        ((cursor.lastrowid, int(document)) for document in joined.documents),
    )


def _write_segment(connection: sqlite3.Connection, segment: int, found: Batch) -> None:
    """The postings of a segment, and under which number those of each term are."""
    first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM postings").fetchone()[0]
    connection.executemany(
        f"INSERT INTO postings (id, {', '.join(FIELDS)}) VALUES (?, ?, ?, ?)",
        (
            (first + number, *(batch.pack_postings(found.fields[name].of(number)) for name in FIELDS))
            for number in range(len(found.terms))
        ),
    )
    connection.executemany(
        "INSERT INTO vocabulary VALUES (?, ?, ?)",
        ((segment, term, first + number) for number, term in enumerate(found.terms)),
    )


def _plan_moves(parts: Sequence[IndexSegment]) -> tuple[list[Mapping[str, NDArray[np.int32]]], Columns]:
    """For every part where its documents and statements go, and the columns of all that stay."""
    import numpy as np

    moves = list[Mapping[str, "NDArray[np.int32]"]]()
    kept: dict[str, list[NDArray[np.int32]]] = {name: [] for name in COLUMNS}
    papers = lines = 0
    for part in parts:
        stays = np.isin(part.columns.documents, np.fromiter(part.live, np.int32))
        said = np.repeat(stays, part.columns.counts)
        paper, line = _renumber_kept(stays, papers), _renumber_kept(said, lines)
        moves.append({"lines": line, "papers": paper, "titles": paper})
        for name in COLUMNS:
            kept[name].append(getattr(part.columns, name)[stays if name in ("documents", "counts") else said])
        papers, lines = papers + int(stays.sum()), lines + int(said.sum())
    return moves, Columns(*(np.concatenate(kept[name]) for name in COLUMNS))


def _renumber_kept(stays: NDArray[np.bool_], first: int) -> NDArray[np.int32]:
    import numpy as np

    return np.where(stays, np.cumsum(stays) - 1 + first, -1).astype(np.int32)
