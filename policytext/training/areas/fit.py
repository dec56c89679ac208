"""One linear separator an area: a squared hinge (LIBLINEAR) leaning on complement naive Bayes, in small integers.

Both are linear in the same features, so their sum is one separator: Rennie et al. 2003 (complement naive Bayes), Wang
and Manning 2012 (why the two together do better on short texts).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.training.areas.area_examples import AreaExample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PENALTY = 0.3  # LinearSVC's C; 0.1 was worse on held-out texts, 1.0 no better
TOLERANCE, ROUNDS = 0.02, 60  # where LIBLINEAR stops
JOBS = 2
PENALTY_NOWHERE = 0.1  # its C; a little better than 0.3 and 1.0 on kinds of voices left out
PROCEEDINGS = "dip21"  # texts without an area there are about other politics and do not tell "nowhere"
PROCEEDINGS_SHARE = 0.3  # of their weight where "nowhere" is told: none at all costs proceedings, more costs our voices
BAYES_SHARE, BAYES_SMOOTHING = 0.3, 0.1  # the best of 0.1 to 1.0 and of 0.1, 0.3, 1.0; figures in docs/models.md


@dataclass(frozen=True, slots=True)
class Targets:
    """Truth (texts x areas), what is unknown, and the weight of every text: for areas, and for "nowhere"."""

    truth: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
    weights: NDArray[np.float64]
    nowhere: NDArray[np.float64]

    def rows(self, chosen: NDArray[Any]) -> Targets:
        """The targets of some texts."""
        return Targets(self.truth[chosen], self.unknown[chosen], self.weights[chosen], self.nowhere[chosen])


def build_targets(examples: Sequence[AreaExample], areas: Sequence[str]) -> Targets:
    """The labels of examples as arrays."""
    import numpy as np

    truth = np.array([[area in example.labels for area in areas] for example in examples], dtype=bool)
    unknown = np.array([[area in example.unknown for area in areas] for example in examples], dtype=bool)
    weights = np.array([example.weight for example in examples], dtype=np.float64)
    shares = [
        (PROCEEDINGS_SHARE if example.labels else 0.0) if example.source == PROCEEDINGS else 1.0 for example in examples
    ]
    return Targets(truth, unknown & ~truth, weights, weights * np.array(shares))


def fit_separators(
    matrix: Any, wanted: Targets, *, tops: Sequence[int], seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (buckets x columns) and biases; the last column is that of "nowhere".

    `tops` are the columns of the first level, which naive Bayes tells apart; a sub-area is left to its own separator.
    An area without examples gets a bias that never fires.
    """
    import numpy as np
    from sklearn.utils.parallel import Parallel, delayed

    columns = range(wanted.truth.shape[1])
    jobs = [delayed(_fit_separator)(matrix, wanted, column, seed) for column in columns]
    found = Parallel(n_jobs=JOBS)([*jobs, delayed(_fit_nowhere)(matrix, wanted, seed)])
    weights = np.stack([column for column, _ in found], axis=1)
    weights[:, tops] += BAYES_SHARE * _fit_bayes(matrix, wanted, tops)
    return weights, np.array([bias for _, bias in found], dtype=np.float32)


def _fit_bayes(matrix: Any, wanted: Targets, tops: Sequence[int]) -> NDArray[np.float32]:
    """How much rarer (log) a feature is outside an area than outside the mean one; a text counts for all its areas."""
    import numpy as np

    shares = wanted.truth[:, tops] * wanted.weights[:, None]
    inside = np.asarray(matrix.T @ shares)
    outside = inside.sum(axis=1, keepdims=True) - inside + BAYES_SMOOTHING
    rare = -np.log(outside / outside.sum(axis=0))
    centred: NDArray[np.float32] = (rare - rare.mean(axis=1, keepdims=True)).astype(np.float32)
    return centred


def _fit_separator(matrix: Any, wanted: Targets, column: int, seed: int) -> tuple[NDArray[np.float32], float]:
    import numpy as np
    from sklearn.svm import LinearSVC

    known, truth = ~wanted.unknown[:, column], wanted.truth[:, column]
    if not truth.any() or truth[known].all():
        return np.zeros(matrix.shape[1], dtype=np.float32), -10.0
    machine = LinearSVC(C=PENALTY, tol=TOLERANCE, max_iter=ROUNDS, random_state=seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Liblinear failed to converge")  # the rounds are the stopping rule
        machine.fit(matrix[known], truth[known], sample_weight=wanted.weights[known])
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])


def _fit_nowhere(matrix: Any, wanted: Targets, seed: int) -> tuple[NDArray[np.float32], float]:
    """The separator of texts without any area; both sides weigh the same together."""
    import numpy as np
    from sklearn.svm import LinearSVC

    truth: NDArray[np.bool_] = np.asarray(~wanted.truth.any(axis=1))
    told = wanted.nowhere > 0
    if not truth[told].any():
        return np.zeros(matrix.shape[1], dtype=np.float32), -10.0
    machine = LinearSVC(C=PENALTY_NOWHERE, tol=TOLERANCE, max_iter=ROUNDS, class_weight="balanced", random_state=seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Liblinear failed to converge")  # the rounds are the stopping rule
        machine.fit(matrix[told], truth[told], sample_weight=wanted.nowhere[told])
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])


def pack_weights(
    weights: NDArray[np.float32], rare: NDArray[np.float32]
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights as integers of one byte, the roots of what they stand for (most are small), with one scale a column.

    Buckets that no text used are empty.
    """
    import numpy as np

    used = np.where((rare > 0)[:, None], weights, 0)
    largest = np.maximum(np.abs(used).max(axis=0), 1e-6)
    packed = np.round(np.sign(used) * np.sqrt(np.abs(used) / largest) * 127).astype(np.int8)
    return packed, (largest / 127**2).astype(np.float32)
