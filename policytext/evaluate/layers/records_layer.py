"""Records: found by overlap of their amounts and equal numbers; slots of those, only where the gold fills them.

A record on an amount that is no funding is an error like any other record too many, and is also listed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from policytext.evaluate.gold_files import Gold, GoldRecord
from policytext.evaluate.layers import slots_layer
from policytext.evaluate.layers.slots_layer import Pair
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings, gold_items, show_amount
from policytext.evaluate.span_matching import pair_overlapping
from policytext.model import Amount, Record

R = TypeVar("R", GoldRecord, Record)


def compare_records(gold: Gold, found: PlacedFindings) -> Iterator[ScoreOutcome]:
    """Outcomes of `records.*`."""
    if gold.records is None:
        return
    pairs = list(_pair_records(gold, found))
    for right, ours in pairs:
        verdict: Verdict = "right" if right and ours else "missed" if right else "spurious"
        yield ScoreOutcome(layer="records.found", document=gold.id, verdict=verdict, gold=right, found=ours)
        if ours and not right:
            yield from _no_funding(gold, ours)
    yield from slots_layer.compare_slots(gold, found, pairs)


def _pair_records(gold: Gold, found: PlacedFindings) -> Iterator[Pair]:
    """Records with a sum by their amounts; where the gold has some without, those by the words of their purpose."""
    expected = [
        _build_item(record, gold_items([record.amount], show_amount)) for record in gold.records or () if record.amount
    ]
    sums = [(record, found.analysis.amount(record.amount)) for record in found.analysis.records]
    said = [_build_item(record, found.items([amount], show_amount)) for record, amount in sums if amount]
    yield from pair_overlapping(
        expected,
        said,
        fits=lambda g, f: _list_numbers(g.of.amount) == _list_numbers(found.analysis.amount(f.of.amount)),
    )
    without = [record for record in gold.records or () if not record.amount]
    if without:
        yield from _by_purpose(without, [record for record, amount in sums if not amount])


def _build_item(record: R, amount: Sequence[Item[Amount]]) -> Item[R]:
    """A record in the place of its amount."""
    return Item(amount[0].words, amount[0].value, amount[0].spans, record)


def _list_numbers(amount: Amount | None) -> frozenset[object]:
    """The numbers that an amount names: one for both sides of an exact one and for either side of an open one."""
    return frozenset({amount.low, amount.high} - {None}) if amount else frozenset()


def _by_purpose(gold: Sequence[GoldRecord], found: Sequence[Record]) -> Iterator[Pair]:
    waiting = list(found)
    for record in gold:
        same = next(
            (
                other
                for other in waiting
                if slots_layer.half_of_words(record.purpose or "", slots_layer.purpose_words(other))
            ),
            None,
        )
        if same:
            waiting.remove(same)
        yield (
            Item(record.purpose or "", "", (), record),
            Item(slots_layer.purpose_words(same), "", (), same) if same else None,
        )
    for rest in waiting:
        yield None, Item(slots_layer.purpose_words(rest), "", (), rest)


def _no_funding(gold: Gold, ours: Item[Record]) -> Iterator[ScoreOutcome]:
    """An outcome that names why the amount is no funding."""
    for item in gold.no_funding:
        mark = Item(item.span.text, item.why, ((item.span.start, item.span.end),), item)
        if mark.characters & ours.characters:
            yield ScoreOutcome(layer="records.no_funding", document=gold.id, verdict="spurious", gold=mark, found=ours)
            return
