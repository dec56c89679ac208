"""A classifier for texts that have exactly one code each: the likeliest code is always given, none is left silent.

One separator a code against all others (LIBLINEAR), without gate and thresholds: the largest margin decides. Scores are
calibrated on margins of separators that had not seen the text (Platt 1999).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from policytext.areas.labels import Labelled
from policytext.areas.model_file import Calibration
from policytext.areas.taxonomy import Taxonomy
from policytext.errors import BadInput
from policytext.training.areas import area_calibration, fit, grouping, matrix, own
from policytext.training.areas.area_figures import Judged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

PENALTY = 2.0  # LinearSVC's C; 0.5 and 1.0 were up to 0.02 worse on four splits
TERM_SHARE = 0.3  # of a labelled text's weight, for a term of the taxonomy
FOLDS = 3
NEVER = -10.0  # the bias of an area that no text has


class SingleCourse:
    """The texts and the taxonomy's terms as counts of features, read once, and separators from any part of them."""

    def __init__(self, rows: Sequence[Labelled], taxonomy: Taxonomy, known: Sequence[str], *, seed: int) -> None:
        base = own.Course(rows, taxonomy, known, seed=seed, nowhere=False)
        self.base, self.labelled, self.seed, self.ids = base, len(rows), seed, taxonomy.ids
        named = [row.labels for row in rows] + [own.keep_innermost(one, taxonomy) for one in base.examples[len(rows) :]]
        usable = [place for place, labels in enumerate(named) if len(labels) == 1]
        self.codes = [taxonomy.ids.index(next(iter(named[place]))) for place in usable]
        self.counts = matrix.build_counts([base.buckets[place] for place in usable], own.RECIPE)

    def separators(self, kept: NDArray[np.int64]) -> own.Separators:
        """The separators learnt from some labelled texts and all terms."""
        import numpy as np

        chosen = np.concatenate([kept, np.arange(self.labelled, len(self.codes))])
        counts, codes = self.counts[chosen], np.array(self.codes)[chosen]
        rare = matrix.rarity_of(counts)
        used = np.flatnonzero(rare)  # some thousand buckets of a quarter of a million
        shares = np.where(chosen < self.labelled, 1.0, TERM_SHARE)
        weights = np.zeros((len(rare), len(self.ids) + 1), dtype=np.float32)
        bias = np.full(len(self.ids) + 1, NEVER, dtype=np.float32)
        present = np.unique(codes)
        found, offsets = _fit_codes(matrix.scale_counts(counts[:, used], rare[used]), codes, shares, self.seed)
        weights[np.ix_(used, present)], bias[present] = found, offsets
        return own.Separators(weights, bias, rare)

    def margins(self, learnt: own.Separators, places: NDArray[np.int64]) -> Numbers:
        """The margins of some labelled texts (texts x areas and "nowhere")."""
        found: Numbers = matrix.scale_counts(self.counts[places], learnt.rarity) @ learnt.weights + learnt.bias
        return found


def train_single(
    rows: Sequence[Labelled], taxonomy: Taxonomy, known: Sequence[str] = (), *, seed: int = 1
) -> own.TrainingOutcome:
    """The model of texts with one code each, and what grouped cross-validation says of it.

    `known` are words that compounds are split at. `BadInput` names the first text that has no code or several.

    >>> train_single(rows, taxonomy).model.card["single"]
    True
    """
    import numpy as np

    _check_single(rows)
    course = SingleCourse(rows, taxonomy, known, seed=seed)
    together = grouping.assign_groups(rows)
    own.check_groups(rows, together)
    fold = grouping.assign_group_folds([row.labels for row in rows], together, most=FOLDS, seed=seed)
    everything = np.arange(len(rows))
    margins = np.zeros((len(rows), len(taxonomy.ids) + 1), dtype=np.float32)
    for one in range(int(fold.max()) + 1):
        learnt = course.separators(everything[fold != one])
        margins[fold == one] = course.margins(learnt, everything[fold == one])
    exact = np.array([[area in row.labels for area in taxonomy.ids] for row in rows])
    how = calibrate_codes(margins, exact)
    card = {"seed": seed, "texts": len(rows), "recall": None, "single": True}
    model = course.base.model(course.separators(everything), how, card)
    return own.TrainingOutcome(model, _judge_course(course, margins, how, together), (), int(fold.max()) + 1)


def calibrate_codes(margins: Numbers, exact: NDArray[np.bool_]) -> Calibration:
    """One sigmoid for all codes, and one for the code given, from margins (texts x areas and "nowhere") and codes."""
    import numpy as np

    slope, offset = area_calibration.fit_sigmoid_line(margins[:, :-1].ravel(), exact.ravel())
    chances = _estimate_chances(margins, slope, offset)
    texts, first = np.arange(len(chances)), chances.argmax(axis=1)
    polish = area_calibration.fit_sigmoid_line(
        area_calibration.compute_logits(chances[texts, first]), exact[texts, first]
    )
    plain = np.zeros(exact.shape[1], dtype=np.float32)
    gate = np.array(area_calibration.OPEN, dtype=np.float32)
    scores = np.array([*polish, *polish], dtype=np.float32)
    return Calibration(plain + np.float32(slope), plain + np.float32(offset), plain, plain, plain, gate, scores)


def _check_single(rows: Sequence[Labelled]) -> None:
    for row in rows:
        if len(row.labels) != 1:
            had = f"{len(row.labels)} codes" if row.labels else "no code"
            raise BadInput(f"line {row.line} has {had}: --single needs exactly one a text; leave the option out")


def _fit_codes(table: Any, codes: NDArray[np.int64], shares: NDArray[np.float64], seed: int) -> tuple[Numbers, Numbers]:
    """Weights (buckets x codes present) and biases."""
    import numpy as np
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=PENALTY, tol=fit.TOLERANCE, max_iter=fit.ROUNDS, random_state=seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Liblinear failed to converge")  # the rounds are the stopping rule
        machine.fit(table, codes, sample_weight=shares)
    coefficients, bias = machine.coef_, machine.intercept_
    if len(coefficients) == 1:  # of two codes, only the second one's separator
        coefficients, bias = np.concatenate([-coefficients, coefficients]), np.concatenate([-bias, bias])
    return coefficients.T.astype(np.float32), bias.astype(np.float32)


def _estimate_chances(margins: Numbers, slope: float, offset: float) -> Numbers:
    import numpy as np

    found: Numbers = 1.0 / (1.0 + np.exp(-np.clip(slope * margins[:, :-1] + offset, -30, 30)))
    return found.astype(np.float32)


def _judge_course(course: SingleCourse, margins: Numbers, how: Calibration, together: Sequence[int]) -> Judged:
    """What separators that did not see a text made of it: one code, with its parent."""
    import numpy as np

    areas, parents = course.base.taxonomy.ids, course.base.taxonomy.parents
    chances = _estimate_chances(margins, float(how.slope[0]), float(how.offset[0]))
    scores = np.full(chances.shape, np.nan, dtype=np.float32)
    for place, code in enumerate(chances.argmax(axis=1)):
        line = how.polish[0] * area_calibration.compute_logits(chances[place, code]) + how.polish[1]
        given = {areas[code], parents.get(areas[code], areas[code])}
        scores[place, [areas.index(area) for area in given]] = 1.0 / (1.0 + np.exp(-line))
    return Judged(areas, parents, course.base.truth, ~np.isnan(scores), chances, scores, together)
