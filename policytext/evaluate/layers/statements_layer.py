"""Statements: quotations that share at least half of their characters, with their speaker; reported speech by overlap.

`statements.characters` counts characters of both together, so that neither splitting nor joining changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytext.evaluate import name_words
from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings, gold_items
from policytext.evaluate.span_matching import pair_overlapping
from policytext.model import Actor, Statement

HALF = 0.5


def compare_statements(gold: Gold, found: PlacedFindings) -> Iterator[ScoreOutcome]:
    """Outcomes of `statements.*`."""
    if gold.statements is None:
        return
    expected = gold_items(gold.statements, lambda statement: statement.speaker or "")
    said = found.items(
        found.analysis.statements, lambda statement: _actor_name(found.analysis.actor(statement.speaker))
    )
    for right, ours in pair_overlapping(_of_kind(expected, "quotation"), _of_kind(said, "quotation"), least=HALF):
        yield _build_outcome("statements.quotations", gold.id, right, ours, agree=True)
        yield _build_outcome("statements.speakers", gold.id, right, ours, agree=_same_speaker(gold, found, right, ours))
    for right, ours in pair_overlapping(_of_kind(expected, "reported"), _of_kind(said, "reported")):
        yield _build_outcome("statements.reported", gold.id, right, ours, agree=True)
    yield from _compare_characters(gold.id, expected, [item for item in said if item.of.kind != "assertion"])


def identifying_words(actor: Actor | None) -> frozenset[str]:
    """The words of an actor's name, office and mentions."""
    if actor is None:
        return frozenset()
    return name_words.select_telling_words(
        " ".join((actor.name, actor.role or "", *(mention.text for mention in actor.mentions)))
    )


def _same_speaker(
    gold: Gold, found: PlacedFindings, right: Item[Statement] | None, ours: Item[Statement] | None
) -> bool:
    if not right or not ours:
        return False
    if right.of.speaker is None:
        return ours.of.speaker is None
    speaker = next((actor for actor in gold.actors or () if actor.id == right.of.speaker), None)
    return bool(identifying_words(speaker) & identifying_words(found.analysis.actor(ours.of.speaker)))


def _of_kind(items: Iterable[Item[Statement]], kind: str) -> list[Item[Statement]]:
    return [item for item in items if item.of.kind == kind]


def _actor_name(actor: Actor | None) -> str:
    return actor.name if actor else ""


def _build_outcome(
    layer: str, document: str, gold: Item[Statement] | None, found: Item[Statement] | None, *, agree: bool
) -> ScoreOutcome:
    together: Verdict = "right" if agree else "wrong"
    verdict: Verdict = together if gold and found else "missed" if gold else "spurious"
    return ScoreOutcome(layer=layer, document=document, verdict=verdict, gold=gold, found=found)


def _compare_characters(
    document: str, expected: list[Item[Statement]], said: list[Item[Statement]]
) -> Iterator[ScoreOutcome]:
    """Characters of quotations and reported speech; what was found outside the gold text counts by its length."""
    due = frozenset[int]().union(*(item.characters for item in expected))
    given = frozenset[int]().union(*(item.characters for item in said))
    outside = sum(len(item.words) for item in said if not item.spans)
    counts: tuple[tuple[Verdict, int], ...] = (
        ("right", len(due & given)),
        ("missed", len(due - given)),
        ("spurious", len(given - due) + outside),
    )
    for verdict, count in counts:
        if count:
            yield ScoreOutcome(layer="statements.characters", document=document, verdict=verdict, weight=count)
