"""From labelled texts to a model: features, out-of-fold margins, calibration, final separators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.areas import text_brevity
from policytext.areas.area_features import Features, Recipe
from policytext.areas.model_file import Calibration, Model
from policytext.areas.taxonomy import Taxonomy
from policytext.training.areas import area_calibration, fit, matrix, selftaught
from policytext.training.areas.area_examples import AreaExample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 3
WEAK_EVERY = 3  # every third weak text is used in a fold, to keep training within minutes


@dataclass(frozen=True, slots=True)
class TextTable:
    """Texts as rows: weighted features, targets, and how short each text is."""

    rows: Any
    targets: fit.Targets
    brevity: NDArray[np.float32]


def train_shipped(
    own: Sequence[AreaExample],
    weak: Sequence[AreaExample],
    taxonomy: Taxonomy,
    *,
    seed: int,
    card: Mapping[str, Any],
) -> Model:
    """The model of a taxonomy from our own labelled texts and weakly labelled ones.

    Those in `weak` whose source is `selftaught.SOURCE` have no labels yet: they get them from a first round.
    """
    recipe, told = Recipe(style=True), [*own, *(one for one in weak if one.source != selftaught.SOURCE)]
    titles = [one.text for one in weak if one.source == selftaught.SOURCE]
    features = _build_features(recipe, told, taxonomy)
    texts = [*(example.text for example in told), *titles]
    buckets = matrix.buckets_of(features, texts)
    rare = matrix.compute_rarity(buckets, recipe)
    rows, brevity = matrix.build_rows(buckets, recipe, rare), _measure_brevities(texts)
    known = TextTable(rows[: len(told)], fit.build_targets(told, taxonomy.ids), brevity[: len(told)])
    tops = [column for column, area in enumerate(taxonomy.areas) if area.parent is None]
    how = _calibrate_margins(known, own, tops, seed=seed)
    weights, bias = fit.fit_separators(known.rows, known.targets, tops=tops, seed=seed)
    if titles:
        margins = rows[len(told) :] @ weights + bias
        chances = area_calibration.estimate_probabilities(how, margins, brevity[len(told) :], tops)
        taught = selftaught.choose_examples(titles, chances, taxonomy)
        chosen = [*range(len(told)), *(len(told) + place for place, _ in taught)]
        wanted = fit.build_targets([*told, *(example for _, example in taught)], taxonomy.ids)
        weights, bias = fit.fit_separators(rows[chosen], wanted, tops=tops, seed=seed)
        card = {**card, "titles": len(taught)}
    packed, scale = fit.pack_weights(weights, rare)
    return Model(
        name=taxonomy.name,
        titles={area.id: area.title for area in taxonomy.areas},
        parents=taxonomy.parents,
        seeds=taxonomy.seeds,
        vocabulary=tuple(sorted(features.compounds.vocabulary)),
        recipe=recipe,
        weights=packed,
        scale=scale,
        bias=bias,
        rarity=rare,
        calibration=how,
        card=card,
    )


def _build_features(recipe: Recipe, examples: Sequence[AreaExample], taxonomy: Taxonomy) -> Features:
    known = matrix.choose_vocabulary(
        (example.text for example in examples), (term for terms in taxonomy.seeds.values() for term in terms)
    )
    return Features(recipe, known, taxonomy.seeds)


def _measure_brevities(texts: Sequence[str]) -> NDArray[np.float32]:
    import numpy as np

    return np.array([text_brevity.measure_brevity(text) for text in texts], dtype=np.float32)


def _calibrate_margins(
    everything: TextTable, own: Sequence[AreaExample], tops: Sequence[int], *, seed: int
) -> Calibration:
    """The calibration from margins of our own texts, each by separators that saw no text of its kind of voice."""
    import numpy as np

    voiced = [example.voice.partition("-")[0] for example in own if example.source == "own"]  # "pm-kreis": its kind
    alone = np.arange(len(own) - len(voiced)) % FOLDS  # texts without a voice stand behind the others
    fold_of = np.concatenate([assign_folds(voiced, seed=seed), alone])
    margins = np.zeros((len(own), everything.targets.truth.shape[1] + 1), dtype=np.float32)
    weak = np.arange(len(own), everything.rows.shape[0])[::WEAK_EVERY]
    for fold in range(FOLDS):
        kept, left = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        chosen = np.concatenate([kept, weak])
        weights, bias = fit.fit_separators(
            everything.rows[chosen], everything.targets.rows(chosen), tops=tops, seed=seed
        )
        margins[left] = everything.rows[left] @ weights + bias
    return area_calibration.calibrate_margins(
        margins, everything.brevity[: len(own)], everything.targets.truth[: len(own)], tops
    )


def assign_folds(voices: Sequence[str], *, seed: int) -> NDArray[np.int64]:
    """A fold for every text: by kind of voice where there are enough, else at random."""
    import numpy as np

    distinct = sorted(set(voices))
    dice = np.random.default_rng(seed)
    if len(distinct) < FOLDS:
        return dice.permutation(np.arange(len(voices)) % FOLDS)
    order = dice.permutation(len(distinct))
    fold_of = {voice: int(place) % FOLDS for place, voice in zip(order, distinct, strict=True)}
    return np.array([fold_of[voice] for voice in voices])
