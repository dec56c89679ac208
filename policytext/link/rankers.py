"""The shipped models of this room: one linear model a slot, its calibration and its threshold, in one npz file.

Plain arrays and JSON; loading executes nothing.
"""

from __future__ import annotations

import io
import json
import zipfile
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from policytext.errors import PolicytextError
from policytext.link.linear import Linear
from policytext.link.passages import Paper

FORMAT = "policytext-records/1"
SORTS = ("paper", "plain")
SLOTS = ("use", "money", "giver", "receiver", "purpose", "period", "status", "whole")
LARGEST = 50_000_000  # bytes unpacked; the shipped models have some 3 million


@dataclass(frozen=True, slots=True)
class Ranker:
    """A slot's models, what raw probabilities mean (`knots`: raw, calibrated; rising) and from where it answers.

    `paper` is for papers, `plain` for texts whose form says nothing of what they are (kind `other`): single sentences.
    """

    paper: Linear
    plain: Linear
    knots: Sequence[tuple[float, float]] = ()
    threshold: float = 0.0

    def model(self, paper: Paper) -> Linear:
        """The model for a paper."""
        return self.plain if paper.document.head.kind == "other" else self.paper

    def calibrate(self, raw: float) -> float:
        """The share of right answers among those given with a raw probability (isotonic, linear between knots)."""
        if not self.knots:
            return raw
        place = bisect_right(self.knots, raw, key=lambda knot: knot[0])
        if place == 0 or place == len(self.knots):
            return self.knots[max(0, place - 1)][1]
        (x0, y0), (x1, y1) = self.knots[place - 1 : place + 1]
        return y0 + (y1 - y0) * (raw - x0) / (x1 - x0)


@dataclass(frozen=True, slots=True)
class Rankers:
    """The rankers of all slots by name, with their card's figures."""

    slots: Mapping[str, Ranker]
    card: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, slot: str) -> Ranker:
        return self.slots[slot]


@cache
def load_shipped() -> Rankers:
    """The rankers that the package ships."""
    return read_rankers(files("policytext").joinpath("models/records/model.npz").read_bytes())


def read_rankers(data: bytes) -> Rankers:
    """Rankers from the bytes of a model file."""
    import numpy as np

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(item.file_size for item in archive.infolist()) > LARGEST:
            raise PolicytextError("records model: larger unpacked than any model of this kind: is it the right file?")
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        head = json.loads(arrays["head"].tobytes())
        if head.get("format") != FORMAT:
            raise PolicytextError(f"records model: format {head.get('format')!r}, {FORMAT!r} is read")
        slots = {}
        for name, row in head["slots"].items():
            models: list[Linear] = []
            for sort in SORTS:
                names = arrays[f"{name}.{sort}.features"].tobytes().decode("utf-8").split("\n")
                weights = arrays[f"{name}.{sort}.weights"].astype(np.float64).tolist()
                models.append(Linear(tuple(row["classes"]), dict(zip(names, map(tuple, weights), strict=True))))
            slots[name] = Ranker(models[0], models[1], tuple(map(tuple, row["knots"])), row["threshold"])
    return Rankers(slots, head["card"])


def write_rankers(rankers: Rankers, path: Path) -> None:
    """Writes a model file; the same rankers give the same bytes."""
    import numpy as np

    arrays: dict[str, Any] = {}
    head: dict[str, Any] = {"format": FORMAT, "card": dict(rankers.card), "slots": {}}
    for name, ranker in rankers.slots.items():
        for sort, model in zip(SORTS, (ranker.paper, ranker.plain), strict=True):
            rows = sorted(model.weights.items())
            arrays[f"{name}.{sort}.features"] = np.frombuffer(
                "\n".join(key for key, _ in rows).encode(), dtype=np.uint8
            )
            arrays[f"{name}.{sort}.weights"] = np.array([weights for _, weights in rows], dtype=np.float16)
        head["slots"][name] = {
            "classes": list(ranker.paper.classes),
            "knots": [list(knot) for knot in ranker.knots],
            "threshold": ranker.threshold,
        }
    arrays["head"] = np.frombuffer(json.dumps(head, sort_keys=True).encode(), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(arrays.items()):
            buffer = io.BytesIO()
            np.save(buffer, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED)
