"""What a raw probability is worth: the share of right answers among those given with it, on papers left out."""

from __future__ import annotations

from collections.abc import Sequence

MOST_KNOTS = 12
SMOOTHING = 2.0  # answers added to each side of a bin, so that few ones do not promise certainty


def fit_knots(raw: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """Knots of a rising function from raw to calibrated probability (isotonic over bins of equal size)."""
    import numpy as np

    if not raw:
        return []
    order = np.argsort(np.array(raw), kind="stable")
    bins = [part for part in np.array_split(order, min(MOST_KNOTS, max(1, len(raw) // 15))) if len(part)]
    share = sum(right) / len(right)
    xs = [float(np.mean([raw[n] for n in part])) for part in bins]
    ys = [(sum(right[n] for n in part) + SMOOTHING * share) / (len(part) + SMOOTHING) for part in bins]
    weights = [float(len(part)) for part in bins]
    return [
        (round(x, 4), round(y, 4))
        for x, y in _drop_equal_knots(list(zip(xs, _pool_violators(ys, weights), strict=True)))
    ]


def _pool_violators(values: list[float], weights: list[float]) -> list[float]:
    """The nearest rising values (pool adjacent violators, Ayer et al. 1955)."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, wa, na), (b, wb, nb) = blocks[-2:]
            blocks[-2:] = [((a * wa + b * wb) / (wa + wb), wa + wb, na + nb)]
    return [value for value, _, count in blocks for _ in range(count)]


def _drop_equal_knots(knots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [knot for n, knot in enumerate(knots) if n == 0 or knot[0] - knots[n - 1][0] > 1e-6]
