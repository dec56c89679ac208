"""Texts that teach a classifier most: those that it is unsure of and that are unlike each other.

Uncertainty is the binary entropy of the calibrated probabilities, added up over all areas (entropy sampling, Settles
2009, for each label of a multi-label text). Diversity is maximal marginal relevance (Carbonell & Goldstein 1998): one
text after the other, each with the largest product of uncertainty and distance from all that are chosen or labelled
already. Every tenth text is drawn at random, because a classifier does not know what it is wrong about and sure of.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.areas.area_features import weigh_buckets
from policytext.areas.classifier import Classifier
from policytext.german import word_forms
from policytext.model import AreaScore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

POOL = 40  # candidates a suggestion, the most uncertain ones, that are compared with each other
ALIKE = 0.8  # cosine of two texts' features from which one of them teaches nothing new
RANDOM_EVERY = 10
LEAST_WORDS = 2  # a single word or number is seldom worth a label
LONGEST = 2000  # characters; nobody labels a longer text by one glance


@dataclass(frozen=True, slots=True)
class LabelCandidate:
    """A text that may be labelled; `group` is the document that it comes from."""

    text: str
    id: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text worth labelling: the areas that it would get now, and how unsure that is (0 to 1).

    `reason` is `uncertain` or `random`.
    """

    candidate: LabelCandidate
    areas: tuple[AreaScore, ...]
    uncertainty: float
    reason: str


def suggest_texts(
    candidates: Iterable[LabelCandidate],
    classifier: Classifier,
    *,
    count: int,
    labelled: Sequence[str] = (),
    seed: int = 1,
) -> list[Suggestion]:
    """At most `count` texts, the most instructive first, none of them labelled or nearly the same as another."""
    import numpy as np

    fresh = list(_drop_labelled(candidates, labelled))
    if not fresh:
        return []
    dice = random.Random(seed)
    unsure = measure_uncertainty(np.stack([classifier.probabilities(one.text) for one in fresh]))
    drawn = dice.sample(range(len(fresh)), min(len(fresh), POOL * count // RANDOM_EVERY + 1))
    order = np.argsort(-unsure, kind="stable")[: POOL * count].tolist()
    pool = list(dict.fromkeys((*order, *drawn)))
    known = _weigh_texts(classifier, labelled) if labelled else None
    places = _Places(_weigh_texts(classifier, (fresh[place].text for place in pool)), known)
    chosen = _choose_rows(places, unsure[pool], [pool.index(place) for place in drawn], count)
    areas = classifier.predict([fresh[pool[row]].text for row, _ in chosen])
    return [
        Suggestion(fresh[pool[row]], found, round(float(unsure[pool[row]]), 4), reason)
        for (row, reason), found in zip(chosen, areas, strict=True)
    ]


def measure_uncertainty(chances: Numbers) -> Numbers:
    """The binary entropies (bits) of probabilities (texts x areas), added up, as a share of the largest sum here."""
    import numpy as np

    clipped = np.clip(chances, 1e-6, 1 - 1e-6)
    bits: Numbers = -(clipped * np.log2(clipped) + (1 - clipped) * np.log2(1 - clipped)).sum(axis=1)
    return bits / max(float(bits.max()), 1e-6)


class _Places:
    """Texts as rows of length 1, and how near each is to the nearest that is chosen or labelled."""

    def __init__(self, rows: Any, known: Any | None) -> None:
        import numpy as np

        self._rows = rows
        self.nearest: Numbers = np.zeros(rows.shape[0], dtype=np.float32)
        if known is not None:
            for start in range(0, known.shape[0], 500):  # 500 labelled texts at a time, so that the product stays small
                likeness = (rows @ known[start : start + 500].T).max(axis=1)
                self.nearest = np.maximum(self.nearest, np.asarray(likeness.todense()).ravel())

    def choose(self, row: int) -> None:
        """Notes a row as chosen."""
        import numpy as np

        likeness = (self._rows @ self._rows[row].T).toarray().ravel()
        self.nearest = np.maximum(self.nearest, likeness)
        self.nearest[row] = 1.0  # also a text without known words, which is like nothing, itself included


def _choose_rows(places: _Places, unsure: Numbers, drawn: Sequence[int], count: int) -> list[tuple[int, str]]:
    """The rows to label, each with the reason."""
    import numpy as np

    found: list[tuple[int, str]] = []
    lots = iter(drawn)
    while len(found) < count and (open_ := places.nearest < ALIKE).any():
        row, reason = int(np.argmax(np.where(open_, unsure * (1 - places.nearest), -1.0))), "uncertain"
        if len(found) % RANDOM_EVERY == RANDOM_EVERY - 1:
            lot = next((lot for lot in lots if open_[lot]), None)
            row, reason = (row, reason) if lot is None else (lot, "random")
        found.append((row, reason))
        places.choose(row)
    return found


def _drop_labelled(candidates: Iterable[LabelCandidate], labelled: Iterable[str]) -> Iterator[LabelCandidate]:
    """The candidates that are worth a look, each text once, those labelled left out."""
    seen = {_comparison_key(text) for text in labelled}
    for candidate in candidates:
        key = _comparison_key(candidate.text)
        if key not in seen and len(key.split()) >= LEAST_WORDS and len(candidate.text) <= LONGEST:
            seen.add(key)
            yield candidate


def _comparison_key(text: str) -> str:
    """What two texts have in common that differ in numbers, case, blanks and marks only."""
    return " ".join(word for _, _, word in word_forms.tokenize_words(word_forms.strip_invisible(text)))


def _weigh_texts(classifier: Classifier, texts: Iterable[str]) -> Any:
    """The texts (rows) as the classifier weighs their features."""
    import numpy as np
    from scipy.sparse import csr_matrix

    recipe, rarity = classifier.model.recipe, classifier.model.rarity
    weighed = [weigh_buckets(classifier.features.of_text(text), recipe, rarity) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
    places = np.concatenate([places for places, _ in weighed])
    values = np.concatenate([values for _, values in weighed])
    matrix = csr_matrix((values, places, ends), shape=(len(weighed), 1 << recipe.bits))
    matrix.sum_duplicates()
    return matrix
