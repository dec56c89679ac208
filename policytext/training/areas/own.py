"""A classifier for a researcher's own taxonomy: few labelled texts, the terms of the areas, scores by grouped folds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from policytext.areas import text_brevity
from policytext.areas.area_features import Features, Recipe
from policytext.areas.classifier import Classifier
from policytext.areas.labels import Labelled
from policytext.areas.model_file import Calibration, Model
from policytext.areas.taxonomy import Taxonomy
from policytext.errors import BadInput
from policytext.training.areas import area_calibration, fit, grouping, matrix, weak
from policytext.training.areas import recall as recalls
from policytext.training.areas.area_examples import AreaExample
from policytext.training.areas.area_figures import Judged
from policytext.training.areas.recall import Promise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS, LEAST_GROUPS = 5, 2
LABEL_WEIGHT = 6.0  # of a labelled text
TERM_WEIGHT = 3.0  # of a term of the taxonomy, and of a sentence of the lexicon that belongs nowhere
RECIPE = Recipe(style=True)


@dataclass(frozen=True, slots=True)
class TrainingOutcome:
    """A model, what classifiers that did not see a text made of it, what is promised, and the number of folds."""

    model: Model
    judged: Judged
    promises: tuple[Promise, ...]
    folds: int


class Course:
    """One training course: the texts as features, read once, and classifiers from any part of them."""

    def __init__(
        self, rows: Sequence[Labelled], taxonomy: Taxonomy, known: Sequence[str], *, seed: int, nowhere: bool = True
    ) -> None:
        self.taxonomy, self.seed = taxonomy, seed
        self.labelled = [
            AreaExample(row.text, taxonomy.with_parents(row.labels), weight=LABEL_WEIGHT, voice=row.group)
            for row in rows
        ]
        self.examples = [*self.labelled, *_list_term_examples(taxonomy), *(weak.load_nowhere() if nowhere else ())]
        texts = [example.text for example in self.examples]
        found = matrix.choose_vocabulary(texts, (term for terms in taxonomy.seeds.values() for term in terms))
        self.features = Features(RECIPE, sorted({*known, *found}), taxonomy.seeds)
        self.buckets = matrix.buckets_of(self.features, texts)
        self.targets = fit.build_targets(self.examples, taxonomy.ids)
        self.tops = [column for column, area in enumerate(taxonomy.areas) if area.parent is None]

    @property
    def truth(self) -> NDArray[np.bool_]:
        """The labels (labelled texts x areas)."""
        return self.targets.truth[: len(self.labelled)]

    def brevity(self) -> NDArray[np.float32]:
        """How short every labelled text is."""
        import numpy as np

        return np.array([text_brevity.measure_brevity(example.text) for example in self.labelled], dtype=np.float32)

    def separators(self, kept: NDArray[np.int64]) -> Separators:
        """The separators learnt from some labelled texts and all terms."""
        import numpy as np
        from joblib import parallel_config  # type: ignore[import-untyped]

        chosen = np.concatenate([kept, np.arange(len(self.labelled), len(self.examples))])
        buckets = [self.buckets[place] for place in chosen]
        rare = matrix.compute_rarity(buckets, RECIPE)
        used = np.flatnonzero(rare)  # some thousand buckets of a quarter of a million
        weights = np.zeros((len(rare), len(self.taxonomy.ids) + 1), dtype=np.float32)
        table, targets = matrix.build_rows(buckets, RECIPE, rare)[:, used], self.targets.rows(chosen)
        with parallel_config(backend="sequential"):  # starting workers costs more than so few texts
            weights[used], bias = fit.fit_separators(table, targets, tops=self.tops, seed=self.seed)
        return Separators(weights, bias, rare)

    def margins(self, learnt: Separators, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The margins of some labelled texts (texts x areas and "nowhere")."""
        rows = matrix.build_rows([self.buckets[place] for place in places], RECIPE, learnt.rarity)
        product: NDArray[np.float32] = rows @ learnt.weights + learnt.bias
        return product

    def reader(self, learnt: Separators, how: Calibration) -> Classifier:
        """The classifier of separators and a calibration, with the features that this course has read already."""
        classifier = Classifier(self.model(learnt, how, {}))
        classifier.features = self.features
        return classifier

    def model(self, learnt: Separators, how: Calibration, card: Mapping[str, Any]) -> Model:
        """The model of separators and a calibration."""
        packed, scale = fit.pack_weights(learnt.weights, learnt.rarity)
        return Model(
            name=self.taxonomy.name,
            titles={area.id: area.title for area in self.taxonomy.areas},
            parents=self.taxonomy.parents,
            seeds=self.taxonomy.seeds,
            vocabulary=tuple(sorted(self.features.compounds.vocabulary)),
            recipe=RECIPE,
            weights=packed,
            scale=scale,
            bias=learnt.bias,
            rarity=learnt.rarity,
            calibration=how,
            card=card,
        )


@dataclass(frozen=True, slots=True)
class Separators:
    """Weights (buckets x columns), biases, and the rarity of the buckets among the texts learnt from."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    rarity: NDArray[np.float32]


def _list_term_examples(taxonomy: Taxonomy) -> Iterator[AreaExample]:
    """Every term as a text; one that stands under several areas belongs to all of them."""
    areas: dict[str, set[str]] = defaultdict(set)
    for area, terms in taxonomy.seeds.items():
        for term in terms:
            areas[term].add(area)
    for term, found in areas.items():
        yield AreaExample(
            term, taxonomy.with_parents(frozenset(found)), weight=TERM_WEIGHT, voice="seeds", source="seeds"
        )


def train_own(
    rows: Sequence[Labelled],
    taxonomy: Taxonomy,
    known: Sequence[str] = (),
    *,
    seed: int = 1,
    recall: float | None = None,
) -> TrainingOutcome:
    """The model of labelled texts, and what grouped cross-validation says of it.

    `known` are words that compounds are split at. With `recall`, every area's threshold is the one that finds at least
    this share of its texts (`policytext.training.areas.recall`).
    """
    import numpy as np

    course = Course(rows, taxonomy, known, seed=seed)
    together = grouping.assign_groups(rows)
    check_groups(rows, together)
    fold = grouping.assign_group_folds([example.labels for example in course.labelled], together, most=FOLDS, seed=seed)
    everything = np.arange(len(rows))
    learnt = {one: course.separators(everything[fold != one]) for one in range(int(fold.max()) + 1)}
    margins = np.zeros((len(rows), len(taxonomy.ids) + 1), dtype=np.float32)
    for one, separators in learnt.items():
        margins[fold == one] = course.margins(separators, everything[fold == one])
    how = {one: calibrate_course(course, margins, fold != one, gated=recall is None) for one in learnt}
    readers = {one: course.reader(separators, how[one]) for one, separators in learnt.items()}
    chances = np.zeros(course.truth.shape, dtype=np.float32)
    for place, one in enumerate(fold):
        chances[place] = readers[one].probabilities(rows[place].text)
    if recall is not None:
        for one, separators in learnt.items():
            screening = list_promises(course, chances, fold != one, (recall, how[one]))
            readers[one] = course.reader(separators, apply_promises(how[one], screening))
    scores = _score_unseen(course, readers, fold)
    found = calibrate_course(course, margins, fold >= 0, gated=recall is None)
    screening = () if recall is None else list_promises(course, chances, fold >= 0, (recall, found))
    card = {"seed": seed, "texts": len(rows), "recall": recall}
    model = course.model(course.separators(everything), apply_promises(found, screening), card)
    judged = Judged(taxonomy.ids, taxonomy.parents, course.truth, ~np.isnan(scores), chances, scores, together)
    return TrainingOutcome(model, judged, screening, len(learnt))


def keep_innermost(example: AreaExample, taxonomy: Taxonomy) -> frozenset[str]:
    """The areas of an example without the parents that come with its sub-areas."""
    return example.labels - {taxonomy.parents[label] for label in example.labels if label in taxonomy.parents}


def check_groups(rows: Sequence[Labelled], together: Sequence[int]) -> None:
    """`BadInput` where all texts hang together, so that none is left to test on; it says by what, and what to do."""
    if len(set(together)) >= LEAST_GROUPS:
        return
    names = {row.group for row in rows}
    if len(names) == 1 and "" not in names:
        named = names.pop()
        raise BadInput(
            f"all labelled texts are of one group, {named!r}, and nothing is left to test on: label texts of a second"
            " document too, or leave the column group out where the texts do not depend on each other"
        )
    raise BadInput("all labelled texts are near copies of each other: nothing is left to test on; add other texts")


def calibrate_course(
    course: Course, margins: NDArray[np.float32], kept: NDArray[np.bool_], *, gated: bool
) -> Calibration:
    """The calibration from some of the texts; an area is given from its own threshold on, also the likeliest one.

    Texts about nothing fundable, too few to tell apart, are not turned away at a gate.
    """
    chosen = margins[kept], course.brevity()[kept], course.truth[kept], course.tops
    found = area_calibration.calibrate_margins(*chosen, gated=gated)
    return replace(found, first=found.threshold)


def list_promises(
    course: Course, chances: NDArray[np.float32], kept: NDArray[np.bool_], wish: tuple[float, Calibration]
) -> tuple[Promise, ...]:
    """The promises that some of the texts give, for the recall and the calibration in `wish`."""
    judged, (wanted, how) = (chances[kept], course.truth[kept]), wish
    return recalls.make_promises(
        judged, course.taxonomy.ids, course.taxonomy.parents, wanted=wanted, usual=how.threshold.tolist()
    )


def apply_promises(how: Calibration, screening: Sequence[Promise]) -> Calibration:
    """The calibration with the thresholds that were promised; without promises, as it is."""
    import numpy as np

    if not screening:
        return how
    threshold = [
        old if one.threshold is None else one.threshold for one, old in zip(screening, how.threshold, strict=True)
    ]
    lower = np.array(threshold, dtype=np.float32)
    return replace(how, threshold=lower, first=lower, polish=np.array(area_calibration.UNPOLISHED, dtype=np.float32))


def _score_unseen(course: Course, readers: Mapping[int, Classifier], fold: NDArray[np.int64]) -> NDArray[np.float32]:
    """The scores of the areas given to every text by the classifier that did not see it, NaN for all others."""
    import numpy as np

    scores = np.full(course.truth.shape, np.nan, dtype=np.float32)
    for place, one in enumerate(fold):
        for found in readers[one].predict([course.labelled[place].text])[0]:
            if not found.unsure:
                scores[place, readers[one].areas.index(found.area)] = found.score
    return scores
