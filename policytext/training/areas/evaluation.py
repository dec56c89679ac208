"""How well a classifier does on labelled texts that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.areas.classifier import Classifier
from policytext.areas.labels import Labelled
from policytext.training.areas import area_figures, grouping
from policytext.training.areas import recall as recalls
from policytext.training.areas.area_figures import AreaFigures, Judged
from policytext.training.areas.recall import Promise


def evaluate_classifier(
    classifier: Classifier, rows: Sequence[Labelled], *, recall: float | None = None
) -> tuple[AreaFigures, tuple[Promise, ...]]:
    """The figures of a classifier and, for `recall`, the thresholds that would find this share of every area."""
    judged = judge_rows(classifier, rows)
    promises = (
        ()
        if recall is None
        else recalls.make_promises((judged.chances, judged.truth), judged.areas, judged.parents, wanted=recall)
    )
    return area_figures.measure_figures(judged), promises


def judge_rows(classifier: Classifier, rows: Sequence[Labelled]) -> Judged:
    """What the classifier makes of every text; a text of a sub-area is one of its parent's too."""
    import numpy as np

    areas, parents = classifier.areas, classifier.model.parents
    named = [row.labels | {parents[label] for label in row.labels if label in parents} for row in rows]
    scores = np.full((len(rows), len(areas)), np.nan, dtype=np.float32)
    for place, found in enumerate(classifier.predict([row.text for row in rows])):
        for one in (one for one in found if not one.unsure):
            scores[place, areas.index(one.area)] = one.score
    return Judged(
        areas,
        parents,
        np.array([[area in labels for area in areas] for labels in named], dtype=bool),
        ~np.isnan(scores),
        np.stack([classifier.probabilities(row.text) for row in rows]),
        scores,
        grouping.assign_groups(rows),
    )
