"""From margins to probabilities and thresholds, fitted on texts that the separators have not seen.

Platt's sigmoid (1999) for all areas together: one slope, one term for short texts, one offset an area, held near each
other by a ridge, since some areas have few texts. A gate before it tells texts about something fundable from the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policytext.areas.model_file import Calibration

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RIDGE = 1.0  # LogisticRegression's C on the area offsets
STEPS = 91  # thresholds tried between 0.05 and 0.95
OPEN = (0.0, 0.0, 0.0, 10.0, 0.0)  # a gate that every text passes
UNPOLISHED = (1.0, 0.0, 1.0, 0.0)
FIRST = 0.1  # the likeliest area of a text about something fundable is given from here on
PASSING = 0.5  # least probability of being about something fundable; see docs/models.md
LEAST_NOWHERE = 20  # texts that belong nowhere, for the gate to be learnt


def calibrate_margins(
    margins: NDArray[np.float32],
    brevity: NDArray[np.float32],
    truth: NDArray[np.bool_],
    tops: Sequence[int],
    *,
    gated: bool = True,
) -> Calibration:
    """The calibration from margins (texts x areas and "nowhere"), brevity (texts) and truth (texts x areas).

    Not `gated`, it lets every text pass to the areas' own thresholds.
    """
    import numpy as np

    somewhere: NDArray[np.bool_] = np.asarray(truth.any(axis=1))
    gate = _fit_gate(margins, brevity, somewhere, tops) if gated else np.array(OPEN, dtype=np.float32)
    passing = estimate_fundable(gate, margins, brevity, tops) >= PASSING
    slope, short, offset = _fit_sigmoid(margins[passing, :-1], brevity[passing], truth[passing])
    plain = np.zeros(truth.shape[1], dtype=np.float32)
    found = Calibration(
        plain + slope, offset, plain + short, plain, plain, gate, np.array(UNPOLISHED, dtype=np.float32)
    )
    chances = estimate_probabilities(found, margins, brevity, tops)
    chances[~passing] = 0
    further = _choose_thresholds(chances, truth)
    polish = _polish_chances(chances, further, truth, tops)
    return replace(found, threshold=further, first=np.minimum(further, np.float32(FIRST)), polish=polish)


def _polish_chances(
    chances: NDArray[np.float32], further: NDArray[np.float32], truth: NDArray[np.bool_], tops: Sequence[int]
) -> NDArray[np.float32]:
    """Platt's sigmoid once more, over the areas given only: for the likeliest area of a text and for further ones.

    That an area is the likeliest one of a text about something fundable says more than its own probability.
    """
    import numpy as np

    texts = np.arange(len(chances))
    likeliest = np.asarray(tops)[chances[:, tops].argmax(axis=1)]
    others = chances >= further
    others[texts, likeliest] = False
    leading = chances[texts, likeliest]
    given = leading >= FIRST
    pairs = (leading[given], truth[texts, likeliest][given]), (chances[others], truth[others])
    return np.concatenate([_fit_logit_line(chance, right) for chance, right in pairs]).astype(np.float32)


def _fit_logit_line(chance: NDArray[np.float32], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that turn given probabilities into right ones, on the logistic scale."""
    return fit_sigmoid_line(compute_logits(chance), right)


def compute_logits(chance: NDArray[np.float32]) -> NDArray[np.float64]:
    """Probabilities on the logistic scale."""
    import numpy as np

    clipped = np.clip(np.asarray(chance, dtype=np.float64), 1e-6, 1 - 1e-6)
    found: NDArray[np.float64] = np.log(clipped / (1 - clipped))
    return found


def fit_sigmoid_line(values: NDArray[Any], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of Platt's sigmoid: from values to the probability of being right."""
    from sklearn.linear_model import LogisticRegression

    if len(set(right.tolist())) < 2:
        return UNPOLISHED[0], UNPOLISHED[1]
    machine = LogisticRegression(C=100.0).fit(values[:, None], right)
    return float(machine.coef_[0][0]), float(machine.intercept_[0])


def _fit_sigmoid(
    margins: NDArray[np.float32], brevity: NDArray[np.float32], truth: NDArray[np.bool_]
) -> tuple[float, float, Any]:
    """Slope, weight of brevity and the areas' offsets."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    texts, areas = margins.shape
    which = csr_matrix((np.ones(texts * areas), (np.arange(texts * areas), np.tile(np.arange(areas), texts))))
    columns = np.stack([margins.ravel() * 10, np.repeat(brevity, areas) * 10], axis=1)  # nearly free of the ridge
    machine = LogisticRegression(C=RIDGE, max_iter=2000)
    machine.fit(hstack([csr_matrix(columns), which]).tocsr(), truth.ravel())
    weights = machine.coef_[0]
    return float(weights[0] * 10), float(weights[1] * 10), (weights[2:] + machine.intercept_[0]).astype(np.float32)


def _fit_gate(
    margins: NDArray[np.float32], brevity: NDArray[np.float32], somewhere: NDArray[np.bool_], tops: Sequence[int]
) -> NDArray[np.float32]:
    """What tells texts about something fundable from the others."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    if somewhere.all() or (~somewhere).sum() < LEAST_NOWHERE:
        return np.array(OPEN, dtype=np.float32)  # nothing to learn from
    columns = np.stack([margins[:, tops].max(axis=1), margins[:, -1], brevity], axis=1)
    machine = LogisticRegression(C=100.0, max_iter=2000).fit(columns, somewhere)
    gate = np.array([*machine.coef_[0], machine.intercept_[0], 0], dtype=np.float32)
    gate[4] = PASSING
    return gate


def estimate_fundable(
    gate: NDArray[np.float32], margins: NDArray[np.float32], brevity: NDArray[np.float32], tops: Sequence[int]
) -> NDArray[np.float32]:
    """The probability of texts being about anything fundable."""
    import numpy as np

    line = gate[0] * margins[:, tops].max(axis=1) + gate[1] * margins[:, -1] + gate[2] * brevity + gate[3]
    chance: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-np.clip(line, -30, 30)))).astype(np.float32)
    return chance


def estimate_probabilities(
    how: Calibration, margins: NDArray[np.float32], brevity: NDArray[np.float32], tops: Sequence[int]
) -> NDArray[np.float32]:
    """The calibrated probabilities of margins."""
    import numpy as np

    line = how.slope * margins[:, :-1] + how.offset + how.brevity * brevity[:, None]
    chances = 1.0 / (1.0 + np.exp(-np.clip(line, -30, 30)))
    fund = estimate_fundable(how.gate, margins, brevity, tops)
    product: NDArray[np.float32] = (chances * np.where(fund >= how.gate[4], 1, fund)[:, None]).astype(np.float32)
    return product


def _choose_thresholds(chances: NDArray[np.float32], truth: NDArray[np.bool_]) -> NDArray[np.float32]:
    """An area's threshold: halfway between the best for all and the best for it alone, which few texts decide."""
    import numpy as np

    common = _best_threshold(chances, truth)
    alone = [
        _best_threshold(chances[:, [column]], truth[:, [column]]) if truth[:, column].any() else common
        for column in range(truth.shape[1])
    ]
    return ((common + np.array(alone)) / 2).astype(np.float32)


def _best_threshold(chances: NDArray[np.float32], truth: NDArray[np.bool_]) -> float:
    """The threshold with the best mean F1 over the areas that occur."""
    import numpy as np

    tried = np.linspace(0.05, 0.95, STEPS)
    return float(max(tried, key=lambda threshold: macro_f1(chances >= threshold, truth)))


def macro_f1(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """The mean over areas of the harmonic mean of precision and recall; areas that never occur do not count."""
    import numpy as np

    right, both = (said & truth).sum(axis=0), said.sum(axis=0) + truth.sum(axis=0)
    return float(np.mean((2 * right / np.maximum(both, 1))[truth.any(axis=0)]))
