"""Folds that keep together what belongs together: rows of a group, and near copies of a text.

Two texts are near copies when their sets of shingles (runs of words) overlap by half (Broder 1997). The folds get the
labels evenly, the rarest first (after Sechidis et al. 2011, with groups in place of single texts).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING

from policytext.areas.labels import Labelled
from policytext.german import word_forms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 3  # words; a shorter text is one shingle
ALIKE = 0.5  # share of common shingles (Jaccard) from which two texts are near copies
COMMON = 200  # texts with a shingle, from which on not all pairs of them are compared


def assign_groups(rows: Sequence[Labelled]) -> list[int]:
    """The number of every row's group: rows of one group, and near copies, have the same."""
    above = list(range(len(rows)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    for one, other in [*_pair_named(rows), *near_copies([row.text for row in rows])]:
        above[top(max(one, other))] = top(min(one, other))
    return [top(place) for place in range(len(rows))]


def _pair_named(rows: Sequence[Labelled]) -> Iterable[tuple[int, int]]:
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        if row.group:
            yield first.setdefault(row.group, place), place


def near_copies(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of texts (their places) that are near copies."""
    shingled = [_cut_shingles(text) for text in texts]
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, shingles in enumerate(shingled):
        for shingle in shingles:
            having[shingle].append(place)
    candidates = {pair for places in having.values() for pair in _pair_places(places)}
    return sorted(pair for pair in candidates if _measure_overlap(shingled[pair[0]], shingled[pair[1]]) >= ALIKE)


def _pair_places(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs of the texts with a shingle; of very many texts, each with the first and with the one before it."""
    if len(places) <= COMMON:
        return combinations(places, 2)
    return chain(((places[0], other) for other in places[1:]), pairwise(places))


def _measure_overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _cut_shingles(text: str) -> frozenset[tuple[str, ...]]:
    read = tuple(word for _, _, word in word_forms.tokenize_words(word_forms.strip_invisible(text)))
    return frozenset(read[i : i + SHINGLE] for i in range(max(1, len(read) - SHINGLE + 1)))


def assign_group_folds(
    labels: Sequence[frozenset[str]], of_group: Sequence[int], *, most: int, seed: int
) -> NDArray[np.int64]:
    """A fold for every row, from 0; fewer than `most` where there are fewer groups, never one group in two."""
    import numpy as np

    members: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(of_group):
        members[group].append(place)
    number = max(1, min(most, len(members)))
    often = Counter(label for named in labels for label in _list_kinds(named))
    dice = np.random.default_rng(seed)
    chance = dict(zip(members, dice.random(len(members)), strict=True))
    order = sorted(members, key=lambda group: (_count_rarest(members[group], labels, often), chance[group]))
    held = [Counter[str]() for _ in range(number)]
    fold = np.zeros(len(labels), dtype=np.int64)
    for group in order:
        carried = Counter(label for place in members[group] for label in _list_kinds(labels[place]))
        best = min(range(number), key=lambda one: (_measure_crowd(held[one], carried, often), held[one].total(), one))
        held[best].update(carried)
        fold[members[group]] = best
    return fold


def _list_kinds(labels: frozenset[str]) -> frozenset[str]:
    """The labels, or a mark of its own for a text without any."""
    return labels or frozenset({""})


def _count_rarest(places: Sequence[int], labels: Sequence[frozenset[str]], often: Mapping[str, int]) -> int:
    return min(often[label] for place in places for label in _list_kinds(labels[place]))


def _measure_crowd(held: Counter[str], carried: Counter[str], often: Mapping[str, int]) -> float:
    """How much a fold has already of what a group brings, rare labels counting more."""
    return sum(count * held[label] / often[label] for label, count in carried.items())
