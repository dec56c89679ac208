"""Times: exact span, span with value, each role; and deadlines by overlap where the gold marks only those."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings, gold_items, show_time
from policytext.evaluate.span_matching import pair_exact, pair_overlapping
from policytext.model import Time

ROLES = ("deadline", "start", "end", "term")


def compare_times(gold: Gold, found: PlacedFindings) -> Iterator[ScoreOutcome]:
    """Outcomes of `times.*` and `deadlines.*`."""
    said = found.items(found.analysis.times, show_time)
    if gold.times is not None:
        for right, ours in pair_exact(gold_items(gold.times, show_time), said):
            yield from _list_outcomes(gold.id, right, ours)
    if gold.deadlines is not None:
        yield from _compare_deadlines(gold, said)


def same_value(gold: Time, found: Time) -> bool:
    """An equal known interval, or equal type and value."""
    interval = (gold.earliest, gold.latest)
    known = interval != (None, None) and interval == (found.earliest, found.latest)
    return known or (gold.type, gold.value) == (found.type, found.value)


def _list_outcomes(document: str, gold: Item[Time] | None, found: Item[Time] | None) -> Iterator[ScoreOutcome]:
    span = value = _judge_alone(gold)
    if gold and found:
        span, value = "right", "right" if same_value(gold.of, found.of) else "wrong"
    yield ScoreOutcome(layer="times.span", document=document, verdict=span, gold=gold, found=found)
    yield ScoreOutcome(layer="times.value", document=document, verdict=value, gold=gold, found=found)
    yield from _compare_roles(document, gold, found)


def _compare_roles(document: str, gold: Item[Time] | None, found: Item[Time] | None) -> Iterator[ScoreOutcome]:
    """A time in its role is right where span and role are; a wrong role is missed in one layer, spurious in another."""
    for role in ROLES:
        due, given = bool(gold and gold.of.role == role), bool(found and found.of.role == role)
        if due or given:
            verdict: Verdict = "right" if due and given else "missed" if due else "spurious"
            yield ScoreOutcome(layer=f"times.{role}", document=document, verdict=verdict, gold=gold, found=found)


def _compare_deadlines(gold: Gold, said: list[Item[Time]]) -> Iterator[ScoreOutcome]:
    """Times that bind, by overlap; then their role, and their last day where the gold knows it."""
    binding = [item for item in said if item.of.role in ROLES]
    for right, ours in pair_overlapping(gold_items(gold.deadlines or (), show_time), binding):
        found = both = bool(right and ours)
        yield _build_outcome("found", gold.id, right, ours, right_=found)
        if right and ours:
            both = right.of.role == ours.of.role
        yield _build_outcome("role", gold.id, right, ours, right_=both)
        if right and right.of.latest:
            yield _build_outcome(
                "latest", gold.id, right, ours, right_=bool(ours and ours.of.latest == right.of.latest)
            )


def _build_outcome(
    name: str, document: str, gold: Item[Time] | None, found: Item[Time] | None, *, right_: bool
) -> ScoreOutcome:
    verdict: Verdict = "right" if right_ else "wrong" if gold and found else _judge_alone(gold)
    return ScoreOutcome(layer=f"deadlines.{name}", document=document, verdict=verdict, gold=gold, found=found)


def _judge_alone(gold: Item[Time] | None) -> Verdict:
    return "missed" if gold else "spurious"
