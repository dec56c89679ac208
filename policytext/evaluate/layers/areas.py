"""Funding areas of the document: the first one, and all as a set."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.evaluate.gold import Gold
from policytext.evaluate.outcome import Item, Outcome, Verdict
from policytext.evaluate.placed import Placed


def compare(gold: Gold, found: Placed) -> Iterator[Outcome]:
    """Outcomes of `areas.first` and `areas.set`."""
    if gold.areas is None:
        return
    ranked = sorted(found.analysis.areas, key=lambda area: -area.score)
    said = list(dict.fromkeys(_as_deep(area.area, gold.areas) for area in ranked))
    if gold.areas or said:
        yield _outcome("areas.first", gold.id, next(iter(gold.areas), None), next(iter(said), None))
    for area in gold.areas:
        yield _outcome("areas.set", gold.id, area, area if area in said else None)
    for area in said:
        if area not in gold.areas:
            yield _outcome("areas.set", gold.id, None, area)


def _as_deep(area: str, gold: tuple[str, ...]) -> str:
    """A sub-area counts as its area where the gold of the document names no sub-areas of it."""
    whole, _, sub = area.partition("/")
    return area if sub and any(other.startswith(f"{whole}/") for other in gold) else whole


def _outcome(layer: str, document: str, gold: str | None, found: str | None) -> Outcome:
    both: Verdict = "right" if gold == found else "wrong"
    verdict: Verdict = both if gold and found else "missed" if gold else "spurious"
    return Outcome(layer=layer, document=document, verdict=verdict, gold=_item(gold), found=_item(found))


def _item(area: str | None) -> Item[object] | None:
    return Item(area, area, (), area) if area else None
