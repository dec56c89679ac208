"""Labels that look wrong, by confident learning over probabilities of classifiers that did not see the text.

An area's label is doubted where the probability against it is at least as high as it is, on average, for the texts
that truly are labelled so: one against the rest for each area, as in Northcutt, Jiang & Chuang (2021), "Confident
Learning: Estimating Uncertainty in Dataset Labels". A text's score is the probability of all its labels together. With
a tenth of the labels of our statements changed in three ways (exchanged, one left out, one added) it ranks the changed
ones with an average precision of 0.73; cleanlab 2.9 gets 0.67 with its own score, and needs pandas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.areas.labels import Labelled
from policytext.areas.taxonomy import Taxonomy
from policytext.training.areas import own

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Chances = NDArray[np.float32]
    Truth = NDArray[np.bool_]

BELOW = 0.05  # score under which a doubted text is listed; figures in docs/labelling.md
HALF = 0.5  # probability from which an area is suggested even where its texts have a higher mean


@dataclass(frozen=True, slots=True)
class Doubt:
    """A labelled text whose labels look wrong, with those that fit better; `score` is how well the given ones fit.

    `given` and `suggested` are ids of areas, empty where the text belongs nowhere; a sub-area includes its parent.
    """

    row: Labelled
    given: tuple[str, ...]
    suggested: tuple[str, ...]
    score: float


def review_labels(rows: Sequence[Labelled], taxonomy: Taxonomy, *, below: float = BELOW, seed: int = 1) -> list[Doubt]:
    """The labelled texts whose labels look wrong, the worst first. Trains a classifier for every fold."""
    judged = own.train_own(rows, taxonomy, seed=seed).judged
    return find_doubts(rows, judged.chances, judged.truth, taxonomy, below=below)


def find_doubts(
    rows: Sequence[Labelled], chances: Chances, truth: Truth, taxonomy: Taxonomy, *, below: float = BELOW
) -> list[Doubt]:
    """The doubts that out-of-sample probabilities (texts x areas) cast on labels of the same shape."""
    import numpy as np

    inside, outside = _measure_typical(chances, truth)
    missing = ~truth & (chances >= inside)
    wrong = truth & (1 - chances >= outside)
    scores = fit_of(chances, truth)
    listed = np.flatnonzero((missing | wrong).any(axis=1) & (scores < below))
    better = _choose_better(chances, inside, taxonomy)
    for place in listed:
        if (better[place] == truth[place]).all():
            better[place] = (truth[place] | missing[place]) & ~wrong[place]
    order = sorted(listed.tolist(), key=lambda place: (float(scores[place]), place))
    return [
        Doubt(rows[place], *_name_labels(truth[place], better[place], taxonomy), round(float(scores[place]), 6))
        for place in order
    ]


def fit_of(chances: Chances, truth: Truth) -> Chances:
    """How well the labels of every text fit: the probability that all of them are right, areas taken one by one."""
    import numpy as np

    fits: Chances = np.prod(np.where(truth, chances, 1 - chances), axis=1, dtype=np.float64).astype(np.float32)
    return fits


def _measure_typical(chances: Chances, truth: Truth) -> tuple[Chances, Chances]:
    """For every area the mean probability of its texts, and the mean probability against it of all others.

    An area without texts, or that all texts have, casts no doubt.
    """
    import numpy as np

    inside, outside = truth.sum(axis=0), (~truth).sum(axis=0)
    given = np.where(inside, (chances * truth).sum(axis=0) / np.maximum(inside, 1), np.inf)
    against = np.where(outside, ((1 - chances) * ~truth).sum(axis=0) / np.maximum(outside, 1), np.inf)
    return given.astype(np.float32), against.astype(np.float32)


def _choose_better(chances: Chances, inside: Chances, taxonomy: Taxonomy) -> Truth:
    """The labels that the probabilities speak for; a sub-area needs its parent."""
    import numpy as np

    found: Truth = chances >= np.minimum(inside, HALF)
    for child, parent in taxonomy.parents.items():
        found[:, taxonomy.ids.index(child)] &= found[:, taxonomy.ids.index(parent)]
    return found


def _name_labels(truth: Truth, better: Truth, taxonomy: Taxonomy) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels given and those suggested as ids, without parents that a sub-area implies."""
    return _list_ids(truth, taxonomy), _list_ids(better, taxonomy)


def _list_ids(labels: Truth, taxonomy: Taxonomy) -> tuple[str, ...]:
    found = [area for area, there in zip(taxonomy.ids, labels, strict=True) if there]
    implied = {taxonomy.parents[area] for area in found if area in taxonomy.parents}
    return tuple(area for area in found if area not in implied)
