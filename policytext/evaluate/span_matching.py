"""Which finding stands for which gold item: by equal span, or by overlap, nearest first, each item once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from policytext.evaluate.outcome import Item

G = TypeVar("G")
F = TypeVar("F")
Pairs = Iterator[tuple[Item[G] | None, Item[F] | None]]


def pair_exact(gold: Sequence[Item[G]], found: Sequence[Item[F]]) -> Pairs[G, F]:
    """Pairs with equal spans, then gold items alone, then findings alone."""
    waiting: dict[tuple[tuple[int, int], ...], list[Item[F]]] = {}
    for item in found:
        waiting.setdefault(item.spans, []).append(item)
    for item_of_gold in gold:
        same = waiting.get(item_of_gold.spans, []) if item_of_gold.spans else []
        yield item_of_gold, same.pop(0) if same else None
    for rest in waiting.values():
        for item in rest:
            yield None, item


def measure_overlap(ours: frozenset[int], theirs: frozenset[int]) -> float:
    """Intersection over union of two sets of characters (0 to 1)."""
    common = len(ours & theirs)
    return common / (len(ours) + len(theirs) - common) if common else 0.0


def pair_overlapping(
    gold: Sequence[Item[G]],
    found: Sequence[Item[F]],
    *,
    least: float = 0.0,
    fits: Callable[[Item[G], Item[F]], bool] = lambda gold, found: True,
) -> Pairs[G, F]:
    """Pairs that share characters (intersection over union `least` or more) and fit, nearest first; then the rest."""
    ours, theirs = [item.characters for item in gold], [item.characters for item in found]
    near = [
        (-degree, i, j)
        for i, item_of_gold in enumerate(gold)
        for j, item in enumerate(found)
        if (degree := measure_overlap(ours[i], theirs[j])) > 0 and degree >= least and fits(item_of_gold, item)
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(near):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    for i, item_of_gold in enumerate(gold):
        yield item_of_gold, found[partner[i]] if i in partner else None
    for j, item in enumerate(found):
        if j not in taken:
            yield None, item
