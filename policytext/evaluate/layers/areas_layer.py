"""Funding areas of the document: the first one, and all as a set."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings


def compare_areas(gold: Gold, found: PlacedFindings) -> Iterator[ScoreOutcome]:
    """Outcomes of `areas.first` and `areas.set`."""
    if gold.areas is None:
        return
    ranked = sorted(found.analysis.areas, key=lambda area: -area.score)
    said = list(dict.fromkeys(_as_deep(area.area, gold.areas) for area in ranked))
    if gold.areas or said:
        yield _build_outcome("areas.first", gold.id, next(iter(gold.areas), None), next(iter(said), None))
    for area in gold.areas:
        yield _build_outcome("areas.set", gold.id, area, area if area in said else None)
    for area in said:
        if area not in gold.areas:
            yield _build_outcome("areas.set", gold.id, None, area)


def _as_deep(area: str, gold: tuple[str, ...]) -> str:
    """A sub-area counts as its area where the gold of the document names no sub-areas of it."""
    whole, _, sub = area.partition("/")
    return area if sub and any(other.startswith(f"{whole}/") for other in gold) else whole


def _build_outcome(layer: str, document: str, gold: str | None, found: str | None) -> ScoreOutcome:
    both: Verdict = "right" if gold == found else "wrong"
    verdict: Verdict = both if gold and found else "missed" if gold else "spurious"
    return ScoreOutcome(
        layer=layer, document=document, verdict=verdict, gold=_build_item(gold), found=_build_item(found)
    )


def _build_item(area: str | None) -> Item[object] | None:
    return Item(area, area, (), area) if area else None
