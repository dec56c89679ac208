"""`python -m policytext.training.areas.compare --data DIR`: families of classifiers on the same texts and features.

Every family gives a score for each area of the first level; the first area counts, nothing is held back. A sample of
the training texts keeps the slow families bearable.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.areas import taxonomy
from policytext.areas.area_features import Features, Recipe
from policytext.training.areas import fit, material, matrix
from policytext.training.areas.area_examples import AreaExample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

SAMPLE = 24_000  # weakly labelled texts besides our own
LATER = 1_500  # later proceedings to test on
DIMENSIONS = 150  # of the reduced features (latent semantic analysis)
NEIGHBOURS = 15


@dataclass(frozen=True, slots=True)
class Bench:
    """Training rows and targets, and test rows with their truth by name."""

    rows: Any
    wanted: fit.Targets
    tests: dict[str, tuple[Any, NDArray[np.bool_]]]


def main(arguments: Sequence[str]) -> int:
    """Prints a Markdown table of families and their figures."""
    parser = argparse.ArgumentParser(prog="python -m policytext.training.areas.compare")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parents[3] / "corpus" / "areas")
    wishes = parser.parse_args(arguments)
    bench = _build_bench(wishes.data, wishes.corpus)
    print("| family |", " | ".join(bench.tests), "| seconds |\n|---|" + "---|" * (len(bench.tests) + 1))  # noqa: T201
    for name, family in FAMILIES.items():
        began = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            scores = family(bench)
        figures = [
            f"{_score_first(score, truth):.3f}" for score, (_, truth) in zip(scores, bench.tests.values(), strict=True)
        ]
        print(f"| {name} |", " | ".join(figures), f"| {time.process_time() - began:.0f} |", flush=True)  # noqa: T201
    return 0


def _build_bench(data: Path, corpus: Path) -> Bench:
    areas, recipe, dice = taxonomy.load_taxonomy(), Recipe(), random.Random(1)
    tops = [area for area in areas.ids if "/" not in area]
    read = material.gather_material(data, corpus, areas, seed=1)
    examples = [*read.own, *dice.sample(read.weak, SAMPLE)]
    known = matrix.choose_vocabulary(
        (one.text for one in examples), (term for terms in areas.seeds.values() for term in terms)
    )
    features = Features(recipe, known, areas.seeds)
    buckets = matrix.buckets_of(features, (one.text for one in examples))
    rare = matrix.compute_rarity(buckets, recipe)

    def table(texts: Sequence[AreaExample]) -> tuple[Any, NDArray[np.bool_]]:
        rows = matrix.build_rows(matrix.buckets_of(features, (one.text for one in texts)), recipe, rare)
        return rows, fit.build_targets(texts, tops).truth

    labelled = [one for one in read.own_test if one.labels]
    later = [AreaExample(f"{row.title}. {row.abstract}", row.labels) for row in dice.sample(read.later, LATER)]
    tests = {
        "grant purposes": [one for one in labelled if one.voice.startswith("gp")],
        "other own test voices": [one for one in labelled if not one.voice.startswith("gp")],
        "proceedings, 18th term": later,
    }
    return Bench(
        matrix.build_rows(buckets, recipe, rare),
        fit.build_targets(examples, tops),
        {name: table(texts) for name, texts in tests.items() if texts},
    )


def _score_first(scores: Scores, truth: NDArray[np.bool_]) -> float:
    import numpy as np

    return float(truth[np.arange(len(truth)), scores.argmax(axis=1)].mean())


def _each_area(bench: Bench, make: Callable[[], Any], rows: Any, tests: Sequence[Any]) -> list[Scores]:
    """The scores of one machine an area."""
    import numpy as np

    found: list[list[Any]] = [[] for _ in tests]
    for column in range(bench.wanted.truth.shape[1]):
        known = ~bench.wanted.unknown[:, column]
        machine = make()
        machine.fit(rows[known], bench.wanted.truth[known, column], sample_weight=bench.wanted.weights[known])
        for scores, test in zip(found, tests, strict=True):
            scores.append(
                machine.decision_function(test)
                if hasattr(machine, "decision_function")
                else machine.predict_log_proba(test)[:, 1]
            )
    return [np.stack(scores, axis=1) for scores in found]


def _list_tests(bench: Bench) -> list[Any]:
    return [rows for rows, _ in bench.tests.values()]


def linear_svc(bench: Bench) -> list[Scores]:
    """Squared hinge."""
    from sklearn.svm import LinearSVC

    return _each_area(
        bench,
        lambda: LinearSVC(C=fit.PENALTY, tol=fit.TOLERANCE, max_iter=fit.ROUNDS, random_state=1),
        bench.rows,
        _list_tests(bench),
    )


def run_blend(bench: Bench) -> list[Scores]:
    """What is shipped: the linear SVC leaning on complement naive Bayes."""
    weights, bias = fit.fit_separators(bench.rows, bench.wanted, tops=range(bench.wanted.truth.shape[1]), seed=1)
    return [(rows @ weights + bias)[:, :-1] for rows in _list_tests(bench)]


def run_logistic(bench: Bench) -> list[Scores]:
    """Logistic regression."""
    from sklearn.linear_model import LogisticRegression

    return _each_area(
        bench,
        lambda: LogisticRegression(C=10.0, solver="liblinear", tol=0.05, random_state=1),
        bench.rows,
        _list_tests(bench),
    )


def complement_bayes(bench: Bench) -> list[Scores]:
    """Complement naive Bayes (Rennie et al. 2003), one text counted for each of its areas."""
    import numpy as np
    from sklearn.naive_bayes import ComplementNB

    texts, columns = np.nonzero(bench.wanted.truth)
    machine = ComplementNB(alpha=0.3).fit(bench.rows[texts], columns, sample_weight=bench.wanted.weights[texts])
    return [machine.predict_joint_log_proba(rows) for rows in _list_tests(bench)]


def _reduce_features(bench: Bench) -> tuple[Any, list[Any]]:
    """Dense vectors of length 1 by latent semantic analysis: static vectors learnt from the training texts."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    machine = TruncatedSVD(DIMENSIONS, n_iter=3, random_state=1).fit(bench.rows)
    return normalize(machine.transform(bench.rows)), [normalize(machine.transform(rows)) for rows in _list_tests(bench)]


def run_boosting(bench: Bench) -> list[Scores]:
    """Gradient boosting over the reduced features."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows, tests = _reduce_features(bench)
    return _each_area(
        bench, lambda: HistGradientBoostingClassifier(max_iter=60, learning_rate=0.2, random_state=1), rows, tests
    )


def run_centroid(bench: Bench) -> list[Scores]:
    """The nearest mean of an area in the reduced features."""
    import numpy as np

    rows, tests = _reduce_features(bench)
    shares = bench.wanted.truth * bench.wanted.weights[:, None]
    means = (shares / np.maximum(shares.sum(axis=0), 1)).T @ rows
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return [test @ means.T for test in tests]


def run_neighbours(bench: Bench) -> list[Scores]:
    """The votes of the nearest texts in the reduced features."""
    import numpy as np

    rows, tests = _reduce_features(bench)
    found: list[Scores] = []
    for test in tests:
        near = np.argsort(-(test @ rows.T), axis=1)[:, :NEIGHBOURS]
        found.append(bench.wanted.truth[near].mean(axis=1))
    return found


FAMILIES: dict[str, Callable[[Bench], list[Scores]]] = {
    "linear SVC leaning on naive Bayes (shipped)": run_blend,
    "linear SVC": linear_svc,
    "logistic regression": run_logistic,
    "complement naive Bayes": complement_bayes,
    "gradient boosting on 150 LSA dimensions": run_boosting,
    "nearest centroid on 150 LSA dimensions": run_centroid,
    "15 nearest neighbours on 150 LSA dimensions": run_neighbours,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
