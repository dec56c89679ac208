"""Thresholds that keep a promise: at least so much of an area is found, with how much confidence, at what price.

If a threshold is the k-th lowest score among n texts of an area that the classifier did not see, the share of all such
texts above it is at least R with the probability that a binomial count of n trials at 1 - R reaches k (tolerance
limits, Wilks 1941; the same bound as Clopper and Pearson 1934). The largest k that reaches the confidence is taken.
With too few texts for that, the lowest score is taken, and the confidence that this gives is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised of one area: `threshold` finds at least `wanted` of it with `confidence`.

    `texts` is the number of texts that the promise rests on, `count_needed` how many it would take to be confident,
    `reading` the share of all texts that reach the threshold, `found` the share of the area's texts that did. Without
    texts of the area there is nothing to promise: `threshold` is `None`.
    """

    area: str
    wanted: float
    texts: int
    needed: int
    threshold: float | None
    confidence: float
    reading: float
    found: float | None

    @property
    def kept(self) -> bool:
        """Whether there were enough texts to be confident."""
        return self.confidence >= CONFIDENCE


def make_promises(
    judged: tuple[NDArray[np.float32], NDArray[np.bool_]],
    areas: Sequence[str],
    parents: Mapping[str, str],
    *,
    wanted: float,
    usual: Sequence[float] | None = None,
) -> tuple[Promise, ...]:
    """The promise for every area, from probabilities and truth (texts x areas) of unseen texts.

    A parent's threshold is never above those of its sub-areas, which would be lost with it; that of an area with
    too few texts to be confident is never above the `usual` one.
    """
    import numpy as np

    chances, truth = judged
    lowest: dict[str, float] = {}
    sure: dict[str, float] = {}
    for column, area in enumerate(areas):
        positive = np.sort(chances[truth[:, column], column])
        if len(positive):
            place, sure[area] = find_rank(len(positive), wanted)
            lowest[area] = float(positive[place - 1])
            if usual is not None and sure[area] < CONFIDENCE:
                lowest[area] = min(lowest[area], float(usual[column]))
    for area, parent in parents.items():
        if area in lowest:
            lowest[parent] = min(lowest[area], lowest.get(parent, 1.0))
    return tuple(
        _make_promise(area, (chances[:, column], truth[:, column]), lowest.get(area), sure.get(area, 0.0), wanted)
        for column, area in enumerate(areas)
    )


def _make_promise(
    area: str,
    judged: tuple[NDArray[np.float32], NDArray[np.bool_]],
    threshold: float | None,
    confidence: float,
    wanted: float,
) -> Promise:
    chances, truth = judged
    if threshold is None:
        return Promise(area, wanted, 0, count_needed(wanted), None, 0.0, 0.0, None)
    reached = chances >= threshold
    return Promise(
        area,
        wanted,
        int(truth.sum()),
        count_needed(wanted),
        threshold,
        round(confidence, 4),
        round(float(reached.mean()), 4),
        round(float(reached[truth].mean()), 4),
    )


def find_rank(number: int, wanted: float) -> tuple[int, float]:
    """Which of `number` scores, from the lowest, is the threshold, and the confidence that it gives."""
    from scipy.special import bdtrc  # bdtrc(k - 1, n, p): the probability of k or more hits in n trials

    missed = 1 - wanted
    places = [place for place in range(1, number + 1) if bdtrc(place - 1, number, missed) >= CONFIDENCE]
    place = max(places, default=1)
    return place, float(bdtrc(place - 1, number, missed))


def count_needed(wanted: float) -> int:
    """How many texts of an area it takes before the lowest score among them gives the confidence."""
    return ceil(log(1 - CONFIDENCE) / log(wanted))
