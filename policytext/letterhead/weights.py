"""Weights of named features in plain arrays, as the models of this room are stored; loading executes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FeatureWeights:
    """`table` is features by classes, `rows` each feature's row in it."""

    rows: dict[str, int]
    table: Floats

    def add_up(self, features: Iterable[str]) -> Floats:
        """What features say for each class; unknown ones say nothing."""
        found: Floats = self.table[[self.rows[name] for name in features if name in self.rows]].sum(axis=0)
        return found


def load_weights(path: Path, *, classes: str, further: str) -> tuple[tuple[str, ...], FeatureWeights, Floats]:
    """The names of the classes, the weights, and one array more from an npz file, the first and last by their names."""
    import numpy as np

    with np.load(path, allow_pickle=False) as arrays:
        rows = {name: row for row, name in enumerate(str(arrays["features"]).split("\n"))}
        weights = FeatureWeights(rows, arrays["weights"].astype(np.float32))
        return tuple(arrays[classes].tolist()), weights, arrays[further].astype(np.float32)
