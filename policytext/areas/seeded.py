"""A classifier made of the terms of a taxonomy alone: where research begins, before anything is labelled.

An area is found by its terms, in any inflection and as parts of compounds, and by nothing else. The share of a text's
hits that speak for an area is its margin; the sigmoid that makes a score of it was fitted once, on other areas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from policytext.areas import text_brevity
from policytext.areas.area_features import Recipe
from policytext.areas.model_file import Calibration, Model
from policytext.areas.taxonomy import Taxonomy
from policytext.german import word_forms
from policytext.german.compound_splitting import SHORTEST_PART

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RECIPE = Recipe(bits=18, shortest=1, longest=0, pairs=False)  # no n-grams, no pairs: stems, parts and terms
SLOPE, OFFSET = 4.6, -4.3  # Platt's sigmoid over the default areas' terms and all statements of corpus/areas
THRESHOLD = 0.4
POLISH = (0.65, 0.27, 0.65, 0.27)  # the same over the areas given: 78 % of them were right, calibration error 0.03
OPEN_GATE = (0.0, 0.0, 0.0, 10.0, 0.0)  # a term is reason enough: no text is turned away before
FULL = 127  # the root of weight 1 in a byte


def of_terms(taxonomy: Taxonomy, known: Iterable[str] = ()) -> Model:
    """The model of a taxonomy's terms; compounds are split at the terms and at the words in `known`."""
    import numpy as np

    carried = _index_features(taxonomy)
    weights = np.zeros((1 << RECIPE.bits, len(taxonomy.ids) + 1), dtype=np.int8)
    rarity = np.zeros(1 << RECIPE.bits, dtype=np.float32)
    for feature, areas in carried.items():
        rarity[RECIPE.bucket(feature)] = 1.0
        for area in areas:  # what several areas share speaks less for each
            weights[RECIPE.bucket(feature), taxonomy.ids.index(area)] = round(FULL / len(areas) ** 0.25)
    return Model(
        name=taxonomy.name,
        titles={area.id: area.title for area in taxonomy.areas},
        parents=taxonomy.parents,
        seeds=_with_children(taxonomy),
        vocabulary=tuple(sorted({*known, *_list_term_words(taxonomy)})),
        recipe=RECIPE,
        weights=weights,
        scale=np.full(len(taxonomy.ids) + 1, FULL**-2, dtype=np.float32),
        bias=np.zeros(len(taxonomy.ids) + 1, dtype=np.float32),
        rarity=rarity,
        calibration=_build_calibration(len(taxonomy.ids)),
        card={"terms": sum(len(area.seeds) for area in taxonomy.areas)},
    )


def _with_children(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """The terms of every area and of those below it."""
    below: dict[str, list[str]] = defaultdict(list)
    for area in taxonomy.areas:
        for one in taxonomy.with_parents(frozenset({area.id})):
            below[one] += area.seeds
    return {area: tuple(dict.fromkeys(below[area])) for area in taxonomy.ids}


def _index_features(taxonomy: Taxonomy) -> dict[str, list[str]]:
    """The areas that a feature speaks for: a hit of the area's terms, and the stem of a term of one word."""
    found: dict[str, list[str]] = defaultdict(list)
    for area, terms in _with_children(taxonomy).items():
        found[f"l {area}"].append(area)
        for term in terms:
            read = [word for _, _, word in word_forms.tokenize_words(term) if word not in text_brevity.SKIPPED]
            if len(read) == 1 and area not in found[f"w {word_forms.stem_form(read[0])}"]:
                found[f"w {word_forms.stem_form(read[0])}"].append(area)
    return found


def _list_term_words(taxonomy: Taxonomy) -> set[str]:
    """The words of terms, which compounds are split at."""
    every = (word for area in taxonomy.areas for term in area.seeds for _, _, word in word_forms.tokenize_words(term))
    return {word for word in every if len(word) >= SHORTEST_PART and word not in text_brevity.FUNCTION_WORDS}


def _build_calibration(areas: int) -> Calibration:
    import numpy as np

    def column(value: float) -> NDArray[np.float32]:
        return np.full(areas, value, dtype=np.float32)

    return Calibration(
        slope=column(SLOPE),
        offset=column(OFFSET),
        brevity=column(0.0),
        threshold=column(THRESHOLD),
        first=column(THRESHOLD),
        gate=np.array(OPEN_GATE, dtype=np.float32),
        polish=np.array(POLISH, dtype=np.float32),
    )
