"""An analysis as people have corrected it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_type_hints

from policytext.analysis import Analysis
from policytext.archive.corrections.record import Correction, Fact, place_of
from policytext.archive.storage.codec import revive
from policytext.model import Actor, Record, Statement

SURE = 1.0  # the score of what a person has looked at


def corrected(analysis: Analysis, corrections: Sequence[Correction]) -> tuple[Analysis, tuple[Correction, ...]]:
    """The analysis with all corrections, the later over the earlier, and those whose fact is not there any more."""
    latest: dict[tuple[str, str], tuple[Correction, dict[str, Any]]] = {}
    lost: list[Correction] = []
    for correction in corrections:
        ident = found_again(analysis, correction)
        if ident is None:
            lost.append(correction)
            continue
        key = (correction.layer, ident)
        slots = (latest[key][1] if key in latest else {}) | dict(correction.slots)
        latest[key] = (correction, slots)
    return _applied(analysis, latest), tuple(lost)


def found_again(analysis: Analysis, correction: Correction) -> str | None:
    """The id of the fact that stands where the corrected one stood, or nearest to it with the same words."""
    text = analysis.document.text
    best: tuple[int, int, str] | None = None
    for fact in getattr(analysis, correction.layer):
        start, end = place_of(analysis, fact)
        if text[start:end] == correction.words:
            rank = (abs(start - correction.start), fact.id != correction.ident, fact.id)
            best = min(best, rank) if best else rank
    return best[2] if best else None


def _applied(analysis: Analysis, latest: Mapping[tuple[str, str], tuple[Correction, dict[str, Any]]]) -> Analysis:
    text = analysis.document.text
    layers: dict[str, Any] = {}
    wrong: set[str] = set()
    for layer in ("amounts", "times", "actors", "statements", "records"):
        facts: list[Fact] = []
        for fact in getattr(analysis, layer):
            correction, slots = latest.get((layer, fact.id), (None, {}))
            if correction is None:
                facts.append(fact)
            elif correction.verdict == "wrong":
                wrong.add(fact.id)
            else:
                facts.append(_with(fact, slots, text))
        layers[layer] = tuple(facts)
    if wrong:
        layers = _without(layers, wrong)
    return replace(analysis, **layers)


def _with(fact: Fact, slots: Mapping[str, Any], text: str) -> Fact:
    hints = get_type_hints(type(fact))
    return replace(fact, score=SURE, **{slot: revive(hints[slot], value, text) for slot, value in slots.items()})


def _without(layers: Mapping[str, Any], wrong: set[str]) -> dict[str, Any]:
    """The layers without what pointed to a fact that is none: speakers, parties, wholes, records on an amount."""
    records = tuple(_freed(record, wrong) for record in layers["records"] if record.amount not in wrong)
    statements: Iterable[Statement] = layers["statements"]
    said = tuple(replace(one, speaker=None) if one.speaker in wrong else one for one in statements)
    kept = {record.id for record in records}
    whole = tuple(replace(one, part_of=None) if one.part_of and one.part_of not in kept else one for one in records)
    return {**layers, "records": whole, "statements": said}


def _freed(record: Record, wrong: set[str]) -> Record:
    return replace(
        record,
        givers=tuple(ident for ident in record.givers if ident not in wrong),
        receivers=tuple(ident for ident in record.receivers if ident not in wrong),
        statement=None if record.statement in wrong else record.statement,
    )


def without_actor(analysis: Analysis, actor: Actor) -> Analysis:
    """The analysis as if the actor were not in it."""
    layers = {name: getattr(analysis, name) for name in ("amounts", "times", "statements", "records")}
    actors = tuple(other for other in analysis.actors if other.id != actor.id)
    return replace(analysis, **_without({**layers, "actors": actors}, {actor.id}))
