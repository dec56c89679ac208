"""Times: exact span, span with value, each role; and deadlines by overlap where the gold marks only those."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.evaluate.gold import Gold
from policytext.evaluate.match import exact, overlapping
from policytext.evaluate.outcome import Item, Outcome, Verdict
from policytext.evaluate.placed import Placed, gold_items, show_time
from policytext.model import Time

ROLES = ("deadline", "start", "end", "term")


def compare(gold: Gold, found: Placed) -> Iterator[Outcome]:
    """Outcomes of `times.*` and `deadlines.*`."""
    said = found.items(found.analysis.times, show_time)
    if gold.times is not None:
        for right, ours in exact(gold_items(gold.times, show_time), said):
            yield from _outcomes(gold.id, right, ours)
    if gold.deadlines is not None:
        yield from _deadlines(gold, said)


def same_value(gold: Time, found: Time) -> bool:
    """An equal known interval, or equal type and value."""
    interval = (gold.earliest, gold.latest)
    known = interval != (None, None) and interval == (found.earliest, found.latest)
    return known or (gold.type, gold.value) == (found.type, found.value)


def _outcomes(document: str, gold: Item[Time] | None, found: Item[Time] | None) -> Iterator[Outcome]:
    span = value = _alone(gold)
    if gold and found:
        span, value = "right", "right" if same_value(gold.of, found.of) else "wrong"
    yield Outcome(layer="times.span", document=document, verdict=span, gold=gold, found=found)
    yield Outcome(layer="times.value", document=document, verdict=value, gold=gold, found=found)
    yield from _roles(document, gold, found)


def _roles(document: str, gold: Item[Time] | None, found: Item[Time] | None) -> Iterator[Outcome]:
    """A time in its role is right where span and role are; a wrong role is missed in one layer, spurious in another."""
    for role in ROLES:
        due, given = bool(gold and gold.of.role == role), bool(found and found.of.role == role)
        if due or given:
            verdict: Verdict = "right" if due and given else "missed" if due else "spurious"
            yield Outcome(layer=f"times.{role}", document=document, verdict=verdict, gold=gold, found=found)


def _deadlines(gold: Gold, said: list[Item[Time]]) -> Iterator[Outcome]:
    """Times that bind, by overlap; then their role, and their last day where the gold knows it."""
    binding = [item for item in said if item.of.role in ROLES]
    for right, ours in overlapping(gold_items(gold.deadlines or (), show_time), binding):
        found = both = bool(right and ours)
        yield _outcome("found", gold.id, right, ours, right_=found)
        if right and ours:
            both = right.of.role == ours.of.role
        yield _outcome("role", gold.id, right, ours, right_=both)
        if right and right.of.latest:
            yield _outcome("latest", gold.id, right, ours, right_=bool(ours and ours.of.latest == right.of.latest))


def _outcome(name: str, document: str, gold: Item[Time] | None, found: Item[Time] | None, *, right_: bool) -> Outcome:
    verdict: Verdict = "right" if right_ else "wrong" if gold and found else _alone(gold)
    return Outcome(layer=f"deadlines.{name}", document=document, verdict=verdict, gold=gold, found=found)


def _alone(gold: Item[Time] | None) -> Verdict:
    return "missed" if gold else "spurious"
