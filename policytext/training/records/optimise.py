"""Fitting linear models: conditional logit for slots, softmax regression for classes, both by L-BFGS.

No random numbers: the same examples give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.link.linear import Linear
from policytext.training.records.decision_examples import DecisionExample

FEWEST = 2  # examples in which a feature must occur
REAL, PLAIN = "@", "~"  # before the copy of a feature that only real papers, only our own short ones have
ITERATIONS = 120
PLAIN_SHARE = 0.7  # of the weight of papers' copies: what our own texts teach shall mostly serve papers too
LEAST = 1e-12  # probability below which a logarithm is cut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model for papers, and one for plain texts without a head."""

    paper: Linear
    plain: Linear


def fit_ranker(examples: Sequence[DecisionExample], *, penalty: float, real: float = 1.0) -> Fitted:
    """The weights that make the right candidates likeliest.

    `penalty` is L2's strength, `real` the weight of the copies of features that real papers have for themselves.

    Examples without a right candidate rest.
    """
    import numpy as np

    used = [example for example in examples if example.right]
    rows = [_double_features(features, example.own) for example in used for features in example.candidates]
    index = _index_features(rows)
    matrix = _build_matrix(rows, index, real)
    starts = np.cumsum([0] + [len(example.candidates) for example in used])
    owner = np.repeat(np.arange(len(used)), np.diff(starts))
    right = np.array([n in example.right for example in used for n in range(len(example.candidates))], dtype=float)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts[:-1])[owner])
        shares = powers / np.add.reduceat(powers, starts[:-1])[owner]
        hit = np.maximum(np.add.reduceat(shares * right, starts[:-1]), LEAST)
        gradient = matrix.T @ (shares - shares * right / hit[owner]) + penalty * weights
        return float(-np.log(hit).sum() + 0.5 * penalty * weights @ weights), gradient

    found = _minimise_loss(loss, len(index))
    return Fitted(*(Linear(("",), _merge_weights(index, found[:, None], real, copy)) for copy in (REAL, PLAIN)))


def fit_classifier(examples: Sequence[DecisionExample], *, penalty: float, real: float = 1.0) -> Fitted:
    """The weights of softmax regression over the examples' labels."""
    import numpy as np

    classes = tuple(sorted({example.label for example in examples}))
    rows = [_double_features(example.candidates[0], example.own) for example in examples]
    index = _index_features(rows)
    matrix = _build_matrix(rows, index, real)
    truth = np.zeros((len(rows), len(classes)))
    truth[np.arange(len(rows)), [classes.index(example.label) for example in examples]] = 1.0

    def loss(flat: Vector) -> tuple[float, Vector]:
        weights = flat.reshape(len(index), len(classes))
        scores = matrix @ weights
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        gradient = matrix.T @ (shares - truth) + penalty * weights
        hit = np.maximum((shares * truth).sum(axis=1), LEAST)
        return float(-np.log(hit).sum() + 0.5 * penalty * flat @ flat), gradient.ravel()

    found = _minimise_loss(loss, len(index) * len(classes)).reshape(len(index), len(classes))
    return Fitted(*(Linear(classes, _merge_weights(index, found, real, copy)) for copy in (REAL, PLAIN)))


def _double_features(features: frozenset[str], own: bool) -> frozenset[str]:
    """The features beside a copy for papers or for plain texts: what both share is learned once, the rest apart.

    Daumé (2007), "Frustratingly easy domain adaptation".
    """
    copy = PLAIN if own else REAL
    return features | {copy + name for name in features}


def _merge_weights(index: dict[str, int], weights: Any, real: float, copy: str) -> dict[str, tuple[float, ...]]:
    """The weights that hold for one sort of text: the shared ones and those of its copies added up."""
    found: dict[str, tuple[float, ...]] = {}
    for name in sorted({name for name in index if name[0] not in (REAL, PLAIN)}):
        keys = ((name, 1.0), (copy + name, _scale_copy(copy, real)))
        rows = [weights[index[key]] * scale for key, scale in keys if key in index]
        found[name] = tuple(float(value) for value in sum(rows))
    return found


def _minimise_loss(loss: Any, size: int) -> Vector:
    import numpy as np
    from scipy import optimize

    found: Vector = optimize.minimize(
        loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}
    ).x
    return found


def _index_features(rows: Sequence[frozenset[str]]) -> dict[str, int]:
    counts = Counter(name for row in rows for name in row)
    return {name: place for place, name in enumerate(sorted(n for n, count in counts.items() if count >= FEWEST))}


def _scale_copy(copy: str, real: float) -> float:
    """The weight of a copy: what is told apart less is learned together more."""
    return real if copy == REAL else PLAIN_SHARE * real


def _build_matrix(rows: Sequence[frozenset[str]], index: dict[str, int], real: float) -> Any:
    import numpy as np
    from scipy import sparse

    columns = [sorted(index[name] for name in row if name in index) for row in rows]
    starts = np.cumsum([0] + [len(row) for row in columns])
    places = np.array([place for row in columns for place in row], dtype=np.int64)
    scale = np.ones(len(index))
    for name, place in index.items():
        if name[0] in (REAL, PLAIN):
            scale[place] = _scale_copy(name[0], real)
    return sparse.csr_matrix((scale[places], places, starts), shape=(len(rows), len(index)))
