"""What a model is worth: first area right, F1, calibration error, abstention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from policytext.areas.classifier import Classifier
from policytext.training.areas.area_calibration import macro_f1
from policytext.training.areas.area_examples import AreaExample
from policytext.training.areas.proceedings import Proceeding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BINS = 10


def first_right(classifier: Classifier, texts: Sequence[str], labels: Sequence[frozenset[str]]) -> float:
    """The share of texts whose first area is one of their labels; no area counts as a miss."""
    found = classifier.predict(texts)
    tops = [next((said.area for said in areas if "/" not in said.area), None) for areas in found]
    return sum(top in right for top, right in zip(tops, labels, strict=True)) / max(1, len(texts))


def any_area(classifier: Classifier, texts: Sequence[str]) -> float:
    """The share of texts that get an area; all of them are read as running text."""
    return sum(bool(areas) for areas in classifier.predict(texts, running=True)) / max(1, len(texts))


def estimate_chances(classifier: Classifier, examples: Sequence[AreaExample]) -> NDArray[np.float32]:
    """The probabilities (texts x areas) of labelled texts."""
    import numpy as np

    return np.stack([classifier.probabilities(example.text) for example in examples])


def collect_truth(classifier: Classifier, examples: Sequence[AreaExample]) -> NDArray[np.bool_]:
    """The labels (texts x areas) of labelled texts."""
    import numpy as np

    return np.array([[area in example.labels for area in classifier.areas] for example in examples])


def collect_given(classifier: Classifier, examples: Sequence[AreaExample]) -> NDArray[np.bool_]:
    """The areas given (texts x areas)."""
    import numpy as np

    found = classifier.predict([example.text for example in examples])
    given = [{one.area for one in areas if not one.unsure} for areas in found]
    return np.array([[area in one for area in classifier.areas] for one in given])


def calibration_error(chance: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """The expected calibration error (Naeini et al. 2015) over all pairs of text and area, ten bins of equal width."""
    import numpy as np

    flat, hit = chance.ravel(), right.ravel()
    bins = np.minimum((flat * BINS).astype(int), BINS - 1)
    gaps = [abs(float(flat[bins == b].sum() - hit[bins == b].sum())) for b in range(BINS)]
    return sum(gaps) / max(1, len(flat))


def given_error(classifier: Classifier, examples: Sequence[AreaExample]) -> float:
    """The calibration error of the scores that users see: those of the areas given."""
    import numpy as np

    found = classifier.predict([example.text for example in examples])
    pairs = [
        (one.score, one.area in example.labels) for example, areas in zip(examples, found, strict=True) for one in areas
    ]
    return calibration_error(np.array([score for score, _ in pairs]), np.array([right for _, right in pairs]))


def report_figures(
    classifier: Classifier, own: Sequence[AreaExample], later: Sequence[Proceeding], news: Sequence[AreaExample]
) -> dict[str, float]:
    """The figures of the card."""
    labelled = [example for example in own if example.labels]
    nowhere = [example.text for example in own if not example.labels]
    phrases = [example for example in labelled if example.voice.startswith("gp")]
    figures: Mapping[str, float] = {
        "proceedings_first": first_right(
            classifier, [f"{row.title}. {row.abstract}" for row in later], [row.labels for row in later]
        ),
        "own_first": first_right(
            classifier, [example.text for example in labelled], [example.labels for example in labelled]
        ),
        "own_macro_f1": macro_f1(collect_given(classifier, own), collect_truth(classifier, own)),
        "own_calibration_error": calibration_error(estimate_chances(classifier, own), collect_truth(classifier, own)),
        "own_calibration_error_given": given_error(classifier, own),
        "phrases_first": first_right(
            classifier, [example.text for example in phrases], [example.labels for example in phrases]
        ),
        "none_with_area": any_area(classifier, nowhere),
        "news_with_area": any_area(classifier, [example.text for example in news]),
    }
    return {name: round(float(value), 4) for name, value in figures.items()}


def by_area(classifier: Classifier, own: Sequence[AreaExample]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of texts of every area."""
    given, right = collect_given(classifier, own), collect_truth(classifier, own)
    found: dict[str, tuple[float, float, float, int]] = {}
    for column, area in enumerate(classifier.areas):
        both, one, other = (
            int((given & right)[:, column].sum()),
            int(given[:, column].sum()),
            int(right[:, column].sum()),
        )
        found[area] = (
            round(both / max(1, one), 3),
            round(both / max(1, other), 3),
            round(2 * both / max(1, one + other), 3),
            other,
        )
    return found
