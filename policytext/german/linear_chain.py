"""A linear-chain CRF (Lafferty et al. 2001) as plain arrays: read from a CRFsuite model, and the best labels by it.

CRFsuite looks up every feature of every token as a string. Here a caller asks once what the features of a word are
worth (`worth`), keeps that, and hands in sums (`best`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    AnyFloats = NDArray[np.floating]
    Ints = NDArray[np.intp]

HEADER = struct.Struct("<4sI4s3I I5I")  # of the file: magic, size, type, version and counts, then where chunks begin
FEATURES = struct.Struct("<4s2I")  # of the chunk of features: name, size, count
STRINGS = struct.Struct("<4s5I")  # of a table of strings (CQDB): name, size, flags, byte order, count, where places lie


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Weights of features and of label after label.

    `weights` has a row a feature, numbered by `rows`, and a last one of zeros; a column a label. `onward[j, i]` is the
    weight of label j behind label i.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Floats
    onward: Floats

    @classmethod
    def load(cls, path: Path) -> Chain:
        """From a file that CRFsuite wrote (format 100, little-endian).

        Raises `ValueError` where it is none.
        """
        import numpy as np

        data = path.read_bytes()
        magic, _, _, version, _, _, _, features, labels, attributes, _, _ = HEADER.unpack_from(data)
        if magic != b"lCRF" or version != 100:
            raise ValueError(f"{path} is no CRFsuite model of format 100")
        names, rows = _read_strings(data, labels), _read_strings(data, attributes)
        entry = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
        count = FEATURES.unpack_from(data, features)[2]
        entries = np.frombuffer(data, entry, count=count, offset=features + FEATURES.size)
        own, moves = entries[entries["kind"] == 0], entries[entries["kind"] == 1]
        weights, onward = np.zeros((len(rows) + 1, len(names))), np.zeros((len(names), len(names)))
        weights[own["source"], own["label"]] = own["weight"]
        onward[moves["label"], moves["source"]] = moves["weight"]
        return cls(tuple(names), {name: row for row, name in enumerate(rows)}, weights, onward)

    def worth(self, features: Iterable[Iterable[str]]) -> Floats:
        """What each of several lists of features adds up to: a row a list, a number a label.

        Features that the model does not know count nothing.
        """
        import numpy as np

        find, nothing = self.rows.get, len(self.rows)
        rows: list[int] = []
        starts: list[int] = []
        for listed in features:
            starts.append(len(rows))
            rows.append(nothing)
            rows += [row for feature in listed if (row := find(feature)) is not None]
        return np.add.reduceat(self.weights.take(rows, axis=0), starts, axis=0)

    def best(self, scores: Floats, starts: Ints, sizes: Ints) -> Ints:
        """The best labels' numbers of all tokens: see `best_labels`."""
        return best_labels(scores, self.onward, starts, sizes)


def best_labels(scores: AnyFloats, onward: AnyFloats, starts: Ints, sizes: Ints) -> Ints:
    """The best labels' numbers of all tokens, by Viterbi's search over all sentences side by side.

    `scores` has a row a token; a sentence is the `sizes[n]` rows from `starts[n]`. Rows of no sentence come back
    as 0. `onward[j, i]` is the weight of label j behind label i. Of equal paths the one with the lower numbers is
    taken, as CRFsuite does.
    """
    import numpy as np

    order = np.argsort(-sizes, kind="stable")
    starts, sizes = starts[order], sizes[order]
    longest = int(sizes[0]) if len(sizes) else 0
    running = np.searchsorted(-sizes, -np.arange(longest + 1), side="left")  # sentences longer than a place
    sums = scores[starts[: running[0]]]
    finals = np.zeros(len(scores), dtype=np.intp)
    before = np.zeros(scores.shape, dtype=np.intp)
    for place in range(1, longest + 1):
        going = int(running[place])
        if going < len(sums):
            finals[starts[going : len(sums)] + place - 1] = sums[going:].argmax(axis=1)
        paths = sums[:going, None, :] + onward
        rows = starts[:going] + place
        before[rows[:going]] = paths.argmax(axis=2)
        sums = paths.max(axis=2) + scores[rows] if going else sums[:0]
    for place in range(longest - 1, 0, -1):
        rows = starts[: running[place]] + place
        finals[rows - 1] = before[rows, finals[rows]]
    return finals


def _read_strings(data: bytes, begin: int) -> list[str]:
    """The strings of a CQDB table by their numbers."""
    import numpy as np

    _, _, _, _, count, places = STRINGS.unpack_from(data, begin)
    records = begin + np.frombuffer(data, "<u4", count=count, offset=begin + places).astype(np.intp)
    sizes = np.ndarray((len(data) - 3,), "<u4", data, strides=(1,))[records + 4]  # a string's number stands before it
    firsts = records + 8
    lasts = firsts + sizes - 1  # without the zero behind it
    return [str(data[first:last], "utf-8") for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)]
