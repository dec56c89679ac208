"""Amounts: exact span, span with value, and the bound of those whose span is exact; money also by itself."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.evaluate.gold import Gold
from policytext.evaluate.match import exact
from policytext.evaluate.outcome import Item, Outcome, Verdict
from policytext.evaluate.placed import Placed, gold_items, show_amount
from policytext.model import Amount


def compare(gold: Gold, found: Placed) -> Iterator[Outcome]:
    """Outcomes of `amounts.*` and `money.*`."""
    if gold.amounts is None:
        return
    expected = gold_items(gold.amounts, show_amount)
    said = found.items(found.analysis.amounts, show_amount)
    for right, ours in exact(expected, said):
        yield from _outcomes("amounts", gold.id, right, ours)
    for right, ours in exact([i for i in expected if i.of.kind == "money"], [i for i in said if i.of.kind == "money"]):
        yield from _outcomes("money", gold.id, right, ours)


def same_value(gold: Amount, found: Amount) -> bool:
    """Equal numbers and unit."""
    return (gold.low, gold.high, gold.unit) == (found.low, found.high, found.unit)


def _outcomes(layer: str, document: str, gold: Item[Amount] | None, found: Item[Amount] | None) -> Iterator[Outcome]:
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
        yield Outcome(layer=f"{layer}.{name}", document=document, verdict=verdict, gold=gold, found=found)
