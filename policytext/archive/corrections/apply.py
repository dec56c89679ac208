"""An analysis as people have corrected it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_type_hints

from policytext.analysis import Analysis
from policytext.archive.corrections import proofs
from policytext.archive.corrections.correction_words import fold_word
from policytext.archive.corrections.missing import ALONE, with_missing
from policytext.archive.corrections.record import DOCUMENT, LAYERS, Correction, Fact, place_of
from policytext.archive.corrections.references import name_actors, settle_slots
from policytext.archive.storage.codec import revive_value
from policytext.model import Actor, Letterhead, Record, Statement

CALLER = "caller"  # who told what stands in the head, as `Letterhead.sources` has it


@dataclass(frozen=True, slots=True)
class PlacedCorrections:
    """The machine's analysis with what people have added, and the id that each correction has in it.

    An id is `None` where the words of a correction are not there any more.
    """

    analysis: Analysis
    idents: tuple[str | None, ...]


def place_corrections(analysis: Analysis, corrections: Sequence[Correction]) -> PlacedCorrections:
    """Find the facts that corrections mean, in an analysis without any."""
    idents: list[str | None] = [None] * len(corrections)
    for number, one in enumerate(corrections):
        if one.verdict == "added":
            analysis, idents[number] = with_missing(analysis, one)
    for number, one in enumerate(corrections):
        if one.verdict != "added":
            idents[number] = DOCUMENT if one.layer == DOCUMENT else found_again(analysis, one)
    return PlacedCorrections(analysis, tuple(idents))


def found_again(analysis: Analysis, correction: Correction) -> str | None:
    """The id of the fact that stands where the corrected one stood, or nearest to it with the same words."""
    text, words = analysis.document.text, fold_word(correction.words)
    best: tuple[int, int, str] | None = None
    for fact in getattr(analysis, correction.layer):
        for start, end in _fact_spans(analysis, fact):
            if fold_word(text[start:end]) == words:
                rank = (abs(start - correction.start), fact.id != correction.ident, fact.id)
                best = min(best, rank) if best else rank
    return best[2] if best else None


def _fact_spans(analysis: Analysis, fact: Fact) -> list[tuple[int, int]]:
    """The places by which a fact is known: an actor's mentions, a record's purpose beside its sum."""
    if isinstance(fact, Actor):
        return [(one.start, one.end) for one in fact.mentions] or [(0, 0)]
    place = place_of(analysis, fact)
    purpose = fact.purpose if isinstance(fact, Record) else None
    return [place] if purpose is None else [place, (purpose.start, purpose.end)]


@dataclass(slots=True)
class LastCorrection:
    """What has been said of one fact: the last correction of it, and the slots of all."""

    last: Correction
    slots: dict[str, Any]


def apply_corrections(analysis: Analysis, corrections: Sequence[Correction]) -> tuple[Analysis, tuple[Correction, ...]]:
    """The analysis with all corrections, the later over the earlier, and those that wait.

    A correction waits where its words, or the words and actors that it names, are not in the analysis.
    """
    placed = place_corrections(analysis, corrections)
    told: dict[tuple[str, str], LastCorrection] = {}
    lost: list[Correction] = []
    names = name_actors(placed.analysis, _rename_actors(placed, corrections))
    for one, ident in zip(corrections, placed.idents, strict=True):
        slots, whole = ({}, False) if ident is None else settle_slots(one.slots, placed.analysis, names)
        if not whole:
            lost.append(one)
        if ident is not None:
            before = told.get((one.layer, ident))
            told[one.layer, ident] = LastCorrection(one, (before.slots if before else {}) | slots)
    return _apply_latest(placed.analysis, told), tuple(lost)


def _rename_actors(placed: PlacedCorrections, corrections: Sequence[Correction]) -> Analysis:
    """The actors under the names that people gave them."""
    names = {
        ident: one.slots["name"]
        for one, ident in zip(corrections, placed.idents, strict=True)
        if one.layer == "actors" and ident and "name" in one.slots
    }
    actors = (replace(one, name=names.get(one.id, one.name)) for one in placed.analysis.actors)
    return replace(placed.analysis, actors=tuple(actors))


def _apply_latest(analysis: Analysis, told: Mapping[tuple[str, str], LastCorrection]) -> Analysis:
    layers: dict[str, Any] = {}
    wrong: set[str] = set()
    for layer in LAYERS.values():
        facts: list[Fact] = []
        for fact in getattr(analysis, layer):
            said = told.get((layer, fact.id))
            if said is None:
                facts.append(fact)
            elif said.last.verdict == "wrong":
                wrong.add(fact.id)
            else:
                facts.append(_set_slots(fact, said, analysis))
        layers[layer] = tuple(facts)
    if wrong:
        layers = _drop_wrong(layers, wrong)
    if head := told.get((DOCUMENT, DOCUMENT)):
        layers["document"] = replace(analysis.document, head=_correct_head(analysis, head.slots))
    return replace(analysis, **layers)


def _set_slots(fact: Fact, said: LastCorrection, analysis: Analysis) -> Fact:
    """The fact as a person has judged it: no score of the machine's, and proofs of its own for new values."""
    hints = get_type_hints(type(fact))
    given = {slot: value for slot, value in said.slots.items() if slot != ALONE}
    values = {slot: revive_value(hints[slot], value, analysis.document.text) for slot, value in given.items()}
    judged = replace(fact, score=None, checked=said.last.checked, **values)
    if not isinstance(judged, Record):
        return judged
    new = proofs.change_record(judged, given, analysis)
    return replace(new, scores={}) if said.last.verdict != "edited" else new


def _correct_head(analysis: Analysis, slots: Mapping[str, Any]) -> Letterhead:
    """The head with what a person knows better, with `caller` for its source."""
    head, text = analysis.document.head, analysis.document.text
    hints = get_type_hints(Letterhead)
    values = {slot: revive_value(hints[slot], value, text) for slot, value in slots.items()}
    named = [slot for slot in ("title", "issuer") if slot in slots]
    spans: dict[str, Any] = {f"{slot}_span": proofs.find_words(text, slots[slot]) for slot in named}
    return replace(
        head,
        **values,
        **spans,
        sources={**head.sources, **{slot: CALLER for slot in slots if slot != "kind"}},
        scores={slot: score for slot, score in head.scores.items() if slot not in slots},
    )


def _drop_wrong(layers: Mapping[str, Any], wrong: set[str]) -> dict[str, Any]:
    """The layers without what pointed to a fact that is none: speakers, parties, wholes, records on an amount."""
    records = tuple(_free_record(record, wrong) for record in layers["records"] if record.amount not in wrong)
    statements: Iterable[Statement] = layers["statements"]
    said = tuple(replace(one, speaker=None) if one.speaker in wrong else one for one in statements)
    kept = {record.id for record in records}
    whole = tuple(replace(one, part_of=None) if one.part_of and one.part_of not in kept else one for one in records)
    return {**layers, "records": whole, "statements": said}


def _free_record(record: Record, wrong: set[str]) -> Record:
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
    return replace(analysis, **_drop_wrong({**layers, "actors": actors}, {actor.id}))
