"""Postings of some documents in memory: for every term and field where it stands, and how much it weighs there.

A batch is four arrays a field, so that documents are joined and written without looking at single postings. On the disk
a posting list is its first place, the gaps between places in as few bytes as the widest needs, and a byte of weight
each.
"""

from __future__ import annotations

import json
import struct
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIELDS = ("lines", "papers", "titles")  # statements; documents by their text; documents by their title
WIDTHS = {1: "<u1", 2: "<u2", 4: "<u4"}
Posted = tuple["NDArray[np.int32]", "NDArray[np.uint8]"]  # places in order, and their weights


@dataclass(frozen=True)
class PostingField:
    """The postings of one field: those of term `n` are `places[starts[n]:starts[n + 1]]`, in order."""

    starts: NDArray[np.int32]
    places: NDArray[np.int32]
    weights: NDArray[np.uint8]

    def of(self, term: int) -> Posted:
        """The postings of a term."""
        stretch = slice(int(self.starts[term]), int(self.starts[term + 1]))
        return self.places[stretch], self.weights[stretch]


@dataclass(frozen=True)
class Batch:
    """Documents with their statements, both counted from 0: the terms in order, and the postings of every field."""

    terms: tuple[str, ...]
    fields: Mapping[str, PostingField]

    def at(self, term: str) -> int | None:
        """The number of a term, `None` where it does not stand here."""
        at = bisect_left(self.terms, term)
        return at if at < len(self.terms) and self.terms[at] == term else None


def build_batch(weights: Mapping[str, Sequence[Mapping[str, int]]]) -> Batch:
    """A batch of weights from 1 to 255: field → for every place the weight of each of its terms."""
    import numpy as np

    terms = sorted({term for field in weights.values() for place in field for term in place})
    numbers = {term: number for number, term in enumerate(terms)}
    fields = {}
    for name in FIELDS:
        found = [
            (numbers[term], at, weight) for at, place in enumerate(weights[name]) for term, weight in place.items()
        ]
        fields[name] = _build_field(np.array(found, dtype=np.int32).reshape(-1, 3), len(terms))
    return Batch(tuple(terms), fields)


def _build_field(rows: NDArray[np.int32], count: int) -> PostingField:
    """A field out of rows of term, place, weight, in any order."""
    import numpy as np

    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    starts = np.searchsorted(rows[:, 0], np.arange(count + 1)).astype(np.int32)
    return PostingField(starts, rows[:, 1].copy(), rows[:, 2].astype(np.uint8))


def join_batches(batches: Sequence[Batch], moves: Sequence[Mapping[str, NDArray[np.int32]]]) -> Batch:
    """Several batches as one; `moves` give the new place of every old one, -1 for those that are to be left out."""
    import numpy as np

    terms = sorted({term for batch in batches for term in batch.terms})
    numbers = {term: number for number, term in enumerate(terms)}
    fields = {}
    for name in FIELDS:
        rows = [np.empty((0, 3), dtype=np.int32)]
        for batch, move in zip(batches, moves, strict=True):
            field = batch.fields[name]
            own = np.array([numbers[term] for term in batch.terms], dtype=np.int32)
            told = np.repeat(own, np.diff(field.starts))
            row = np.stack([told, move[name][field.places], field.weights.astype(np.int32)], axis=1)
            rows.append(row[row[:, 1] >= 0])
        fields[name] = _build_field(np.concatenate(rows), len(terms))
    return _drop_unused(Batch(tuple(terms), fields))


def _drop_unused(batch: Batch) -> Batch:
    """A batch without terms that stand nowhere: of what was taken out nothing stays."""
    import numpy as np

    kept = np.flatnonzero(sum(np.diff(field.starts) for field in batch.fields.values()))
    fields = {
        name: PostingField(np.append(field.starts[kept], field.starts[-1:]), field.places, field.weights)
        for name, field in batch.fields.items()
    }
    return Batch(tuple(batch.terms[number] for number in kept), fields)


# ------------------------------------------------------------------------------------------------------- as bytes


def pack_postings(posted: Posted) -> bytes | None:
    """A posting list as bytes; none where there are no postings."""
    import numpy as np

    places, weights = posted
    if not len(places):
        return None
    gaps = np.diff(places)
    widest = int(gaps.max()) if len(gaps) else 0
    width = 1 if widest < 1 << 8 else 2 if widest < 1 << 16 else 4
    return struct.pack("<BI", width, places[0]) + weights.tobytes() + gaps.astype(WIDTHS[width]).tobytes()


def unpack_postings(packed: bytes | None) -> Posted:
    """The posting list that `pack_postings` took."""
    import numpy as np

    if packed is None:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint8)
    width, first = struct.unpack_from("<BI", packed)
    count = (len(packed) - 5 + width) // (1 + width)
    places = np.empty(count, dtype=np.int32)
    places[0] = first
    places[1:] = np.frombuffer(packed, WIDTHS[width], offset=5 + count)
    return np.cumsum(places, out=places), np.frombuffer(packed, np.uint8, count, 5)


def freeze_batch(batch: Batch) -> tuple[str, bytes]:
    """A small batch whole: its terms as JSON, and its arrays as bytes."""
    arrays = [array for name in FIELDS for array in _pack_arrays(batch.fields[name])]
    sizes = struct.pack(f"<{len(arrays)}I", *(len(array) for array in arrays))
    bare = sizes + b"".join(array.tobytes() for array in arrays)
    return json.dumps(batch.terms, ensure_ascii=False, separators=(",", ":")), zlib.compress(bare)


def _pack_arrays(field: PostingField) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
    """The arrays of a field as steps: small numbers pack better."""
    import numpy as np

    steps = [np.diff(array, prepend=np.int32(0)).astype(np.int32) for array in (field.starts, field.places)]
    return steps[0], steps[1], field.weights


def thaw_batch(terms: str, packed: bytes) -> Batch:
    """The batch that `freeze_batch` took."""
    import numpy as np

    packed = zlib.decompress(packed)
    sizes = struct.unpack_from(f"<{3 * len(FIELDS)}I", packed)
    at, arrays = 4 * len(sizes), list[Any]()
    for number, size in enumerate(sizes):
        kind = np.dtype(np.uint8 if number % 3 == 2 else np.int32)
        array = np.frombuffer(packed, kind, size, at)
        arrays.append(array if number % 3 == 2 else np.cumsum(array, dtype=np.int32))
        at += size * kind.itemsize
    fields = {name: PostingField(*arrays[3 * number : 3 * number + 3]) for number, name in enumerate(FIELDS)}
    return Batch(tuple(json.loads(terms)), fields)
