"""Counts over all answers: area, year, issuer, speaker. They are exact: the columns of the index are counted."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from policytext.archive.index.live import Live

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class About:
    """What counting and grouping need of all documents, in the order of the index: numbers of values, 0 for none."""

    issued: NDArray[np.int32]  # days since year 1
    years: NDArray[np.int32]
    issuers: NDArray[np.int32]
    families: NDArray[np.int32]
    names: tuple[str, ...]  # of the issuers, from 1


_known: WeakKeyDictionary[Live, About] = WeakKeyDictionary()


def load_about(connection: sqlite3.Connection, index: Live) -> About:
    """The documents of an index, read once."""
    if index not in _known:
        _known[index] = _read_about(connection, index)
    return _known[index]


def _read_about(connection: sqlite3.Connection, index: Live) -> About:
    import numpy as np

    days = "CAST(julianday(issued) - 1721425.5 AS INTEGER) + 1"
    sql = f"SELECT id, coalesce({days}, 0), coalesce(substr(issued, 1, 4), 0), family FROM documents"
    rows = np.array([tuple(map(int, row)) for row in connection.execute(sql)], dtype=np.int32).reshape(-1, 4)
    names = ("", *(row[0] for row in connection.execute("SELECT DISTINCT issuer FROM documents WHERE issuer > ''")))
    numbers = {name: number for number, name in enumerate(names)}
    told = connection.execute("SELECT id, issuer FROM documents WHERE issuer > ''")
    issuers = np.array([(id_, numbers[name]) for id_, name in told], dtype=np.int32).reshape(-1, 2)
    columns = np.zeros((4, len(index.papers)), dtype=np.int32)
    places = index.paper_of[rows[:, 0]]
    columns[:3, places] = rows[:, 1:].T
    columns[3, index.paper_of[issuers[:, 0]]] = issuers[:, 1]
    return About(columns[0], columns[1], columns[3], columns[2], names)


def of_lines(connection: sqlite3.Connection, index: Live, found: NDArray[np.int64]) -> dict[str, dict[str, int]]:
    """How many of the statements found (by their places) have each area, year, issuer and speaker."""
    import numpy as np

    owners = np.bincount(index.owners[found], minlength=len(index.papers))
    return {
        "area": _count_areas(connection, _count_values(index.areas[found])),
        **_count_papers(load_about(connection, index), owners),
        "speaker": _name_counts(connection, _count_values(index.speakers[found])),
    }


def of_papers(connection: sqlite3.Connection, index: Live, found: NDArray[np.int64]) -> dict[str, dict[str, int]]:
    """How many of the documents found (by their places) have each area, year, issuer and speaker."""
    import numpy as np

    chosen = np.zeros(len(index.papers), dtype=np.bool_)
    chosen[found] = True
    (papers, sets), (speaking, speakers) = index.paper_areas, index.paper_speakers
    return {
        "area": _areas_of_papers(connection, papers[chosen[papers]], sets[chosen[papers]]),
        **_count_papers(load_about(connection, index), chosen),
        "speaker": _name_counts(connection, _count_values(speakers[chosen[speaking]])),
    }


def _areas_of_papers(
    connection: sqlite3.Connection, papers: NDArray[np.int32], sets: NDArray[np.int32]
) -> dict[str, int]:
    """How many documents have each area; one that has it in several sets counts once."""
    import numpy as np

    containing: dict[str, list[int]] = {}
    for set_, areas in _load_members(connection).items():
        for area in areas:
            containing.setdefault(area, []).append(set_)
    order = np.argsort(sets, kind="stable")
    bounds = np.searchsorted(sets[order], np.arange(int(sets.max(initial=0)) + 2))
    counts = Counter[str]()
    for area, members in containing.items():
        held = [papers[order[bounds[one] : bounds[one + 1]]] for one in members if one + 1 < len(bounds)]
        counts[area] = len(held[0]) if len(held) == 1 else len(np.unique(np.concatenate(held))) if held else 0
    return _sort_counts({area: count for area, count in counts.items() if count})


def _count_papers(papers: About, counts: NDArray[np.int64] | Mask) -> dict[str, dict[str, int]]:
    import numpy as np

    years = np.bincount(papers.years, weights=counts)
    issuers = np.bincount(papers.issuers, weights=counts, minlength=len(papers.names))
    return {
        "year": _sort_counts({f"{year:04}": int(years[year]) for year in np.flatnonzero(years) if year}),
        "issuer": _sort_counts({papers.names[one]: int(issuers[one]) for one in np.flatnonzero(issuers) if one}),
    }


def _count_values(values: NDArray[np.int32]) -> dict[int, int]:
    """How often each value is there, 0 (none) left out."""
    import numpy as np

    counts = np.bincount(values)
    return {int(value): int(counts[value]) for value in np.flatnonzero(counts) if value}


def _load_members(connection: sqlite3.Connection) -> dict[int, list[str]]:
    return {id_: json.loads(areas) for id_, areas in connection.execute("SELECT id, areas FROM area_sets")}


def _count_areas(connection: sqlite3.Connection, sets: Mapping[int, int]) -> dict[str, int]:
    counts, members = Counter[str](), _load_members(connection) if sets else {}
    for set_, count in sets.items():
        for area in members[set_]:
            counts[area] += count
    return _sort_counts(counts)


def _name_counts(connection: sqlite3.Connection, counts: Mapping[int, int]) -> dict[str, int]:
    """Names for ids; the same name of two kinds counts together."""
    found = Counter[str]()
    rows = connection.execute(
        "SELECT id, name FROM names WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(counts)),)
    )
    for id_, name in rows:
        found[name] += counts[id_]
    return _sort_counts(found)


def _sort_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Most first, then by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
