"""Records: found by overlap of their amounts and equal numbers; slots of those, only where the gold fills them.

A record on an amount that is no funding is an error like any other record too many, and is also listed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from policytext.evaluate.gold import Gold, GoldRecord
from policytext.evaluate.layers import slots
from policytext.evaluate.layers.slots import Pair
from policytext.evaluate.match import overlapping
from policytext.evaluate.outcome import Item, Outcome, Verdict
from policytext.evaluate.placed import Placed, gold_items, show_amount
from policytext.model import Amount, Record

R = TypeVar("R", GoldRecord, Record)


def compare(gold: Gold, found: Placed) -> Iterator[Outcome]:
    """Outcomes of `records.*`."""
    if gold.records is None:
        return
    pairs = list(_pairs(gold, found))
    for right, ours in pairs:
        verdict: Verdict = "right" if right and ours else "missed" if right else "spurious"
        yield Outcome(layer="records.found", document=gold.id, verdict=verdict, gold=right, found=ours)
        if ours and not right:
            yield from _no_funding(gold, ours)
    yield from slots.compare(gold, found, pairs)


def _pairs(gold: Gold, found: Placed) -> Iterator[Pair]:
    """Records with a sum by their amounts; where the gold has some without, those by the words of their purpose."""
    expected = [
        _item(record, gold_items([record.amount], show_amount)) for record in gold.records or () if record.amount
    ]
    sums = [(record, found.analysis.amount(record.amount)) for record in found.analysis.records]
    said = [_item(record, found.items([amount], show_amount)) for record, amount in sums if amount]
    yield from overlapping(
        expected, said, fits=lambda g, f: _numbers(g.of.amount) == _numbers(found.analysis.amount(f.of.amount))
    )
    without = [record for record in gold.records or () if not record.amount]
    if without:
        yield from _by_purpose(without, [record for record, amount in sums if not amount])


def _item(record: R, amount: Sequence[Item[Amount]]) -> Item[R]:
    """A record in the place of its amount."""
    return Item(amount[0].words, amount[0].value, amount[0].spans, record)


def _numbers(amount: Amount | None) -> frozenset[object]:
    """The numbers that an amount names: one for both sides of an exact one and for either side of an open one."""
    return frozenset({amount.low, amount.high} - {None}) if amount else frozenset()


def _by_purpose(gold: Sequence[GoldRecord], found: Sequence[Record]) -> Iterator[Pair]:
    waiting = list(found)
    for record in gold:
        same = next(
            (other for other in waiting if slots.half_of_words(record.purpose or "", slots.purpose(other))), None
        )
        if same:
            waiting.remove(same)
        yield Item(record.purpose or "", "", (), record), Item(slots.purpose(same), "", (), same) if same else None
    for rest in waiting:
        yield None, Item(slots.purpose(rest), "", (), rest)


def _no_funding(gold: Gold, ours: Item[Record]) -> Iterator[Outcome]:
    """An outcome that names why the amount is no funding."""
    for item in gold.no_funding:
        mark = Item(item.span.text, item.why, ((item.span.start, item.span.end),), item)
        if mark.characters & ours.characters:
            yield Outcome(layer="records.no_funding", document=gold.id, verdict="spurious", gold=mark, found=ours)
            return
