"""What a comparison of gold with findings comes to: outcomes one by one, figures over many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T_co = TypeVar("T_co", covariant=True)

Verdict = Literal["right", "wrong", "missed", "spurious"]


@dataclass(frozen=True, slots=True)
class Item(Generic[T_co]):
    """One thing to compare: its words, its value as shown, and its places in the gold text.

    `spans` is empty for something found in words that the gold text does not have; such an item matches nothing.
    """

    words: str
    value: str
    spans: tuple[tuple[int, int], ...]
    of: T_co

    @property
    def characters(self) -> frozenset[int]:
        """Every offset that the item covers."""
        return frozenset(offset for start, end in self.spans for offset in range(start, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreOutcome:
    """One gold item found or missed, or one finding too many.

    `wrong` is a gold item with a finding in its place that says something else: an error of both kinds. A `missed`
    or `spurious` outcome may name its counterpart for the reader; only the verdict counts. `weight` is 1 for a thing,
    the number of characters where characters are counted.
    """

    layer: str
    document: str
    verdict: Verdict
    gold: Item[object] | None = None
    found: Item[object] | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a layer with precision, recall and F1 (`None` where nothing was to be found and nothing was)."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float | None:
        """The share of the findings that are right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall: 2 tp / (2 tp + fp + fn)."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else None


def count_outcomes(outcomes: Iterable[ScoreOutcome]) -> Figures:
    """The counts of some outcomes of one layer."""
    sums = dict.fromkeys(("right", "wrong", "missed", "spurious"), 0)
    for outcome in outcomes:
        sums[outcome.verdict] += outcome.weight
    return Figures(sums["right"], sums["wrong"] + sums["spurious"], sums["wrong"] + sums["missed"])
