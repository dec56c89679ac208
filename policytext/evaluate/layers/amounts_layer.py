"""Amounts: exact span, span with value, and the bound of those whose span is exact; money also by itself."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings, gold_items, show_amount
from policytext.evaluate.span_matching import pair_exact
from policytext.model import Amount


def compare_amounts(gold: Gold, found: PlacedFindings) -> Iterator[ScoreOutcome]:
    """Outcomes of `amounts.*` and `money.*`."""
    if gold.amounts is None:
        return
    expected = gold_items(gold.amounts, show_amount)
    said = found.items(found.analysis.amounts, show_amount)
    for right, ours in pair_exact(expected, said):
        yield from _list_outcomes("amounts", gold.id, right, ours)
    for right, ours in pair_exact(
        [i for i in expected if i.of.kind == "money"], [i for i in said if i.of.kind == "money"]
    ):
        yield from _list_outcomes("money", gold.id, right, ours)


def same_value(gold: Amount, found: Amount) -> bool:
    """Equal numbers and unit."""
    return (gold.low, gold.high, gold.unit) == (found.low, found.high, found.unit)


def _list_outcomes(
    layer: str, document: str, gold: Item[Amount] | None, found: Item[Amount] | None
) -> Iterator[ScoreOutcome]:
    if gold and found:
        verdicts: dict[str, Verdict] = {
            "span": "right",
            "value": "right" if same_value(gold.of, found.of) else "wrong",
            "bound": "right" if gold.of.bound == found.of.bound else "wrong",
        }
    else:
        alone: Verdict = "missed" if gold else "spurious"
        verdicts = {"span": alone, "value": alone}
    for name, verdict in verdicts.items():
        yield ScoreOutcome(layer=f"{layer}.{name}", document=document, verdict=verdict, gold=gold, found=found)
