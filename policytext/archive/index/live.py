"""What stands in the index now, as a question sees it: all documents and statements counted from 0, with their columns.

Read once and again only when the file has changed. Places of documents and statements that were taken out but still
stand in a segment are there too; `papers_live` and `lines_live` tell.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from policytext.archive.index import batch, segments
from policytext.archive.index.batch import Batch, Posted
from policytext.archive.index.segments import Columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 3000  # posting lists in memory
ASKED = 30  # facts with their rows in memory

_known: WeakKeyDictionary[sqlite3.Connection, tuple[object, Live]] = WeakKeyDictionary()


def open_live_index(connection: sqlite3.Connection) -> Live:
    """The index as it is now."""
    version = (connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
    known = _known.get(connection)
    if known is None or known[0] != version:
        known = version, Live(connection)
        _known[connection] = known
    return known[1]


class Live:
    """The columns of all documents and statements; postings are read when they are asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        import numpy as np

        placed = connection.execute("SELECT document, segment FROM indexed ORDER BY document").fetchall()
        self.segments = [row[0] for row in connection.execute("SELECT id FROM segments ORDER BY id")]
        fresh = [document for document, segment in placed if segment is None]
        self.batches: list[Batch] = [segments.fresh_batch(connection, document) for document in fresh]
        parts = [segments.load_columns(connection, id_) for id_ in self.segments]
        parts += [segments.fresh_columns(connection, document) for document in fresh]
        self.papers: NDArray[np.int32] = _concatenate_parts(parts, "documents")
        self.rows: NDArray[np.int32] = _concatenate_parts(parts, "rows")
        self.speakers: NDArray[np.int32] = _concatenate_parts(parts, "speakers")
        self.areas: NDArray[np.int32] = _concatenate_parts(parts, "areas")
        counts = _concatenate_parts(parts, "counts")
        self.firsts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(counts)])  # first statement of each document
        self.owners: NDArray[np.int32] = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        where = np.repeat([*self.segments, *([-1] * len(fresh))], [len(part.documents) for part in parts])
        self.papers_live: NDArray[np.bool_] = _place_documents(placed, self.papers) == where
        self.lines_live: NDArray[np.bool_] = self.papers_live[self.owners]
        self.starts = {
            "papers": np.cumsum([0, *(len(part.documents) for part in parts)]),
            "lines": np.cumsum([0, *(len(part.rows) for part in parts)]),
        }
        self.postings: dict[tuple[str, str], Posted] = {}
        self.found: dict[tuple[object, ...], NDArray[np.int64]] = {}

    def posted(self, connection: sqlite3.Connection, term: str, field: str) -> Posted:
        """Where a term stands, in order, and how much it weighs there (1 to 255)."""
        if (term, field) not in self.postings:
            if len(self.postings) > KEPT:
                self.postings.clear()
            self._read(connection, term)
        return self.postings[term, field]

    def places(self, connection: sqlite3.Connection, term: str, field: str) -> NDArray[np.int32]:
        """Where a term stands, in order; for `papers` in their titles too."""
        import numpy as np

        places = self.posted(connection, term, field)[0]
        titles = self.posted(connection, term, "titles")[0] if field == "papers" else places[:0]
        return np.union1d(places, titles).astype(np.int32) if len(titles) else places

    def _read(self, connection: sqlite3.Connection, term: str) -> None:
        import numpy as np

        sql = f"SELECT {', '.join(batch.FIELDS)} FROM vocabulary JOIN postings ON id = posting"
        sql += " WHERE segment = ? AND term = ?"
        rows = [(n, connection.execute(sql, (id_, term)).fetchone()) for n, id_ in enumerate(self.segments)]
        alone = [(n, one.at(term), one) for n, one in enumerate(self.batches, len(self.segments))]
        for number, field in enumerate(batch.FIELDS):
            starts = self.starts["lines" if field == "lines" else "papers"]
            found = [(starts[n], batch.unpack_postings(row[number])) for n, row in rows if row and row[number]]
            found += [(starts[n], one.fields[field].of(at)) for n, at, one in alone if at is not None]
            places = np.concatenate([np.empty(0, np.int32), *(first + places for first, (places, _) in found)])
            weights = np.concatenate([np.empty(0, np.uint8), *(weights for _, (_, weights) in found)])
            self.postings[term, field] = self._standing(places.astype(np.int32), weights, field)

    def _standing(self, places: NDArray[np.int32], weights: NDArray[np.uint8], field: str) -> Posted:
        """Postings without those of documents that were taken out."""
        stands = self.lines_live if field == "lines" else self.papers_live
        if stands.all():
            return places, weights
        kept = stands[places]
        return places[kept], weights[kept]

    def ids(self, connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> NDArray[np.int64]:
        """The numbers that a SELECT of one column gives; as one text they come five times as fast as row by row."""
        import numpy as np

        if (sql, *values) not in self.found:
            column = sql.removeprefix("SELECT ").split()[0]
            text = connection.execute(sql.replace(column, f"group_concat({column})", 1), values).fetchone()[0]
            if len(self.found) > ASKED:
                self.found.clear()
            self.found[sql, *values] = np.fromstring(text or "", dtype=np.int64, sep=",")
        return self.found[sql, *values]

    def begun(self, connection: sqlite3.Connection, start: str) -> list[str]:
        """The terms that begin so."""
        rows = connection.execute(
            "SELECT DISTINCT term FROM words WHERE term >= ? AND term < ?", (start, f"{start}\U0010ffff")
        )
        return [row[0] for row in rows]

    @cached_property
    def line_of(self) -> NDArray[np.int32]:
        """For the row of a statement its place."""
        return _find_places(self.rows, self.lines_live)

    @cached_property
    def paper_of(self) -> NDArray[np.int32]:
        """For the id of a document its place."""
        return _find_places(self.papers, self.papers_live)

    @cached_property
    def paper_areas(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Pairs of a document and a set of areas that one of its statements has, each once."""
        return _split_pairs(self.owners, self.areas)

    @cached_property
    def paper_speakers(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Pairs of a document and one of its speakers, each once."""
        return _split_pairs(self.owners, self.speakers)


def _concatenate_parts(parts: Sequence[Columns], name: str) -> NDArray[np.int32]:
    import numpy as np

    return np.concatenate([np.empty(0, np.int32), *(getattr(part, name) for part in parts)])


def _place_documents(placed: Sequence[tuple[int, int | None]], papers: NDArray[np.int32]) -> NDArray[np.int64]:
    """For every document the segment in which it stands: -1 alone, -2 nowhere."""
    import numpy as np

    found = np.full(max([0, int(papers.max(initial=0)), *(row[0] for row in placed)]) + 1, -2)
    for document, segment in placed:
        found[document] = -1 if segment is None else segment
    return found[papers]


def _find_places(ids: NDArray[np.int32], stands: NDArray[np.bool_]) -> NDArray[np.int32]:
    import numpy as np

    found = np.full(int(ids.max(initial=0)) + 1, -1, dtype=np.int32)
    found[ids[stands]] = np.flatnonzero(stands)
    return found


def _split_pairs(owners: NDArray[np.int32], values: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    import numpy as np

    told = values > 0
    pairs = np.unique(owners[told].astype(np.int64) << 32 | values[told])
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
