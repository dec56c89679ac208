"""What a classifier is worth on labelled texts: scores an area with their uncertainty, confusions, reliability.

Intervals hold with 95 % confidence: Wilson's (1927) for precision and recall, a bootstrap over groups of texts for F1
(Efron 1979; whole groups, since texts of one document resemble each other).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Z = 1.959964  # standard deviations either side of 95 % of a normal distribution
RESAMPLES = 1000
BINS = 10
PAIRS = 10  # confusions shown
NO_AREA = "none"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a classifier made of labelled texts (texts x areas), and which texts belong together.

    `scores` are the scores of the areas given, `chances` the probabilities of all areas.
    """

    areas: tuple[str, ...]
    parents: Mapping[str, str]
    truth: NDArray[np.bool_]
    given: NDArray[np.bool_]
    chances: NDArray[np.float32]
    scores: NDArray[np.float32]
    group: Sequence[int]


@dataclass(frozen=True, slots=True)
class IntervalShare:
    """A share with its 95 % interval; all `None` where there is nothing to count."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class OfArea:
    """How well one area is found: texts that have it, texts that were given it, and how many of those rightly."""

    area: str
    texts: int
    given: int
    right: int
    precision: IntervalShare
    recall: IntervalShare
    f1: IntervalShare


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of text and area whose probability lies in one tenth: how many, mean probability, share that is right."""

    low: float
    high: float
    pairs: int
    chance: float
    right: float


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """The figures of a classifier; `confusions` are (the true area, the one given in its place, how often).

    `error` is the expected calibration error over all pairs of text and area, `error_given` over the areas given.
    """

    texts: int
    areas: tuple[OfArea, ...]
    macro_f1: IntervalShare
    nowhere: int
    nowhere_given: int
    confusions: tuple[tuple[str, str, int], ...]
    error: float
    error_given: float
    bins: tuple[Bin, ...]

    def to_dict(self) -> dict[str, Any]:
        """The figures as JSON takes them."""
        return asdict(self)


def measure_figures(judged: Judged, *, seed: int = 1) -> AreaFigures:
    """The figures of what was judged; `seed` draws the bootstrap's samples."""
    f1, macro = _bootstrap_shares(judged, seed)
    right = (judged.given & judged.truth).sum(axis=0)
    areas = tuple(
        OfArea(
            area,
            texts := int(judged.truth[:, column].sum()),
            given := int(judged.given[:, column].sum()),
            int(right[column]),
            estimate_wilson(int(right[column]), given),
            estimate_wilson(int(right[column]), texts),
            f1[column],
        )
        for column, area in enumerate(judged.areas)
    )
    nowhere = ~judged.truth.any(axis=1)
    shown = judged.given
    return AreaFigures(
        len(judged.truth),
        areas,
        macro,
        int(nowhere.sum()),
        int(judged.given[nowhere].any(axis=1).sum()),
        tuple(_list_confusions(judged)),
        calibration_error(judged.chances.ravel(), judged.truth.ravel()),
        calibration_error(judged.scores[shown], judged.truth[shown]),
        tuple(fill_bins(judged.chances.ravel(), judged.truth.ravel())),
    )


def estimate_wilson(hits: int, of: int) -> IntervalShare:
    """A share of counts with Wilson's score interval."""
    if of == 0:
        return IntervalShare(None)
    share = hits / of
    centre = (share + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z * sqrt(share * (1 - share) / of + Z**2 / (4 * of**2)) / (1 + Z**2 / of)
    return IntervalShare(round(share, 4), round(max(0.0, centre - half), 4), round(min(1.0, centre + half), 4))


def _bootstrap_shares(judged: Judged, seed: int) -> tuple[list[IntervalShare], IntervalShare]:
    """F1 of every area and their mean, with the middle 95 % of their values over resampled groups."""
    import numpy as np

    names = np.unique(np.asarray(judged.group), return_inverse=True)[1]
    number = int(names.max()) + 1
    both, sums = (np.zeros((number, len(judged.areas))) for _ in range(2))
    np.add.at(both, names, judged.given & judged.truth)
    np.add.at(sums, names, judged.given.astype(int) + judged.truth)
    drawn = np.random.default_rng(seed).multinomial(number, np.full(number, 1 / number), size=RESAMPLES)
    occurs = judged.truth.any(axis=0)
    value, spread = _compute_f1(both.sum(axis=0), sums.sum(axis=0)), _compute_f1(drawn @ both, drawn @ sums)
    found = [_middle_interval(value[column], spread[:, column]) for column in range(len(judged.areas))]
    if not occurs.any():
        return found, IntervalShare(None)
    return found, _middle_interval(value[occurs].mean(), spread[:, occurs].mean(axis=1))


def _compute_f1(both: NDArray[Any], sums: NDArray[Any]) -> NDArray[np.float64]:
    import numpy as np

    shares: NDArray[np.float64] = np.where(sums > 0, 2 * both / np.maximum(sums, 1), np.nan)
    return shares


def _middle_interval(value: float, spread: NDArray[np.float64]) -> IntervalShare:
    import numpy as np

    if np.isnan(value):
        return IntervalShare(None)
    low, high = np.quantile(np.nan_to_num(spread), (0.025, 0.975))
    return IntervalShare(round(float(value), 4), round(float(low), 4), round(float(high), 4))


def _list_confusions(judged: Judged) -> Iterator[tuple[str, str, int]]:
    """The areas most often missed where another, or none, was given, and the ones given where none was right."""
    kin = {frozenset(pair) for pair in judged.parents.items()}
    counts: Counter[tuple[str, str]] = Counter()
    for truth, given in zip(judged.truth, judged.given, strict=True):
        missed = [judged.areas[column] for column in (truth & ~given).nonzero()[0]]
        wrong = [judged.areas[column] for column in (given & ~truth).nonzero()[0]]
        pairs = [(one, other) for one in missed for other in wrong if frozenset((one, other)) not in kin]
        if not given.any():
            pairs = [(one, NO_AREA) for one in missed]
        elif not truth.any():
            pairs = [(NO_AREA, other) for other in wrong]
        counts.update(pairs)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    yield from ((one, other, count) for (one, other), count in order[:PAIRS])


def fill_bins(chances: NDArray[np.float32], right: NDArray[np.bool_]) -> Iterator[Bin]:
    """The tenths of the scale that hold anything."""
    import numpy as np

    place = np.minimum((chances * BINS).astype(int), BINS - 1)
    for number in np.unique(place).tolist():
        inside = place == number
        yield Bin(
            number / BINS,
            (number + 1) / BINS,
            int(inside.sum()),
            round(float(chances[inside].mean()), 4),
            round(float(right[inside].mean()), 4),
        )


def calibration_error(chances: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """The expected calibration error (Naeini et al. 2015): how far probability and share right lie apart, in tenths."""
    found = list(fill_bins(chances, right))
    total = sum(one.pairs for one in found)
    return round(sum(one.pairs * abs(one.chance - one.right) for one in found) / max(1, total), 4)
