"""Linear models in plain arrays: one weight a feature and class, nothing that could run.

A classifier gives a probability to each class (Cox 1958, softmax regression). A ranker gives one to each candidate of a
slot and one to "none of them" (conditional logit, McFadden 1974), so that it may abstain.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linear:
    """Feature → weights, one for each of `classes` (a ranker has one, without a name)."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def score(self, features: Iterable[str]) -> list[float]:
        """The sum of the features' weights for each class; unknown features count nothing."""
        rows = [self.weights[feature] for feature in features if feature in self.weights]
        return [sum(weights) for weights in zip(*rows, strict=True)] if rows else [0.0] * len(self.classes)

    def weigh(self, features: Iterable[str]) -> float:
        """The sum of a ranker's weights, each feature counted once.

        Shipped weights have 16 bits, so that their sums are exact: those of parts add up to that of the whole.

        >>> Linear(("",), {"x": (0.5,), "y": (2.0,)}).weigh(["x", "y", "x", "z"])
        2.5
        """
        weights = self.weights
        return sum([weights[feature][0] for feature in set(features) if feature in weights], 0.0)

    def classify(self, features: Iterable[str]) -> dict[str, float]:
        """Class → probability.

        >>> Linear(("a", "b"), {"x": (0.0, 0.0)}).classify(["x"])
        {'a': 0.5, 'b': 0.5}
        """
        return dict(zip(self.classes, normalise_scores(self.score(features)), strict=True))

    def rank(self, candidates: Sequence[Iterable[str]]) -> list[float]:
        """The probability of each candidate, "none of them" being one of these."""
        return normalise_scores([self.weigh(features) for features in candidates])


def normalise_scores(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that add up to one (softmax)."""
    highest = max(scores, default=0.0)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
