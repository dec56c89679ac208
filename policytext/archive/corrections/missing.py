"""Facts that the machine did not find: where a person says that they stand, and how they are put among the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections.record import LAYERS, SUMLESS, Correction, Fact
from policytext.archive.corrections.whereabouts import find_nearest, find_places
from policytext.model import Actor, ActorMention, Amount, Record, Span, Statement, Time

ALONE = "alone"  # slot of an added actor: its words mean it in one place only
LETTERS = {layer: letter for letter, layer in LAYERS.items()}


def with_missing(analysis: Analysis, correction: Correction) -> tuple[Analysis, str | None]:
    """The analysis with an added fact, and the fact's id; the id is `None` where its words are not in the text.

    Where the machine has found the same words since, its fact is the one.
    """
    place = find_nearest(analysis.document, correction.words, correction.start)
    if place is None:
        return analysis, None
    layer = correction.layer
    if found := find_same(analysis, layer, place):
        return analysis, str(found.id)
    fact = _build_bare_fact(analysis, correction, place)
    facts = (*getattr(analysis, layer), fact)
    if layer != "actors":
        facts = tuple(sorted(facts, key=lambda one: _fact_start(analysis, one)))
    layers: dict[str, Any] = {layer: facts}
    changed = replace(analysis, **layers)
    return (_drop_inner_assertions(changed, fact) if layer == "statements" else changed), fact.id


def find_same(analysis: Analysis, layer: str, place: tuple[int, int]) -> Fact | None:
    """The fact of a layer that has just these words; an assertion is none, since every sentence is one."""
    for fact in getattr(analysis, layer):
        spans = fact.mentions if isinstance(fact, Actor) else _fact_spans(analysis, fact)
        if any((span.start, span.end) == place for span in spans):
            return fact
    return None


def find_overlapping(analysis: Analysis, layer: str, place: tuple[int, int]) -> Fact | None:
    """The fact of a layer that has some of these words."""
    for fact in getattr(analysis, layer):
        spans = fact.mentions if isinstance(fact, Actor) else _fact_spans(analysis, fact)
        if any(span.start < place[1] and place[0] < span.end for span in spans):
            return fact
    return None


def free_id(analysis: Analysis, layer: str, wanted: str = "") -> str:
    """`wanted` where no fact has it, else the id behind the last one's."""
    taken = {fact.id for fact in getattr(analysis, layer)}
    if wanted and wanted not in taken:
        return wanted
    last = max((int(ident[1:]) for ident in taken if ident[1:].isdecimal()), default=0)
    return f"{LETTERS[layer]}{last + 1}"


def _fact_spans(analysis: Analysis, fact: Fact) -> tuple[Span, ...]:
    if isinstance(fact, Statement):
        return () if fact.kind == "assertion" else fact.parts or (fact,)
    if isinstance(fact, Record):
        amount = analysis.amount(fact.amount)
        text = analysis.document.text
        told = (Span(start=s, end=e, text=text[s:e]) for s, e in fact.evidence.get(SUMLESS, ()))
        return (amount,) if amount else tuple(told)
    return (fact,)


def _fact_start(analysis: Analysis, fact: Fact) -> int:
    """Where a fact stands for the order of its layer; a record's amount, else the end of the text."""
    spans = (fact,) if isinstance(fact, Span) else _fact_spans(analysis, fact)
    return spans[0].start if spans else len(analysis.document.text)


def _build_bare_fact(analysis: Analysis, correction: Correction, place: tuple[int, int]) -> Fact:
    """The fact before its slots are filled."""
    document = analysis.document
    start, end = place
    told: dict[str, Any] = {"start": start, "end": end, "text": document.text[start:end], "page": document.page(start)}
    ident = free_id(analysis, correction.layer, correction.ident)
    match correction.layer:
        case "amounts":
            return Amount(**told, kind="money", low=None, high=None, unit="EUR", bound="vague", id=ident)
        case "times":
            return Time(**told, type="DATE", value="", id=ident)
        case "statements":
            return Statement(**told, kind="quotation", id=ident)
        case "actors":
            return Actor(
                name=told["text"], kind="person", mentions=_list_mentions(analysis, correction, place), id=ident
            )
    return _build_record(analysis, place, ident)


def _list_mentions(analysis: Analysis, correction: Correction, first: tuple[int, int]) -> tuple[ActorMention, ...]:
    """All places of an actor's words that no other actor has; where words and place were told, that place alone."""
    document = analysis.document
    found = [first] if correction.slots.get(ALONE) else list(find_places(document, correction.words))
    free = [place for place in found if not find_overlapping(analysis, "actors", place)]
    return tuple(
        ActorMention(start=s, end=e, text=document.text[s:e], page=document.page(s), form="name") for s, e in free
    )


def _build_record(analysis: Analysis, place: tuple[int, int], ident: str) -> Record:
    amount = find_overlapping(analysis, "amounts", place)
    said = next((one for one in analysis.statements if _holds_place(one, place)), None)
    proof = ("amount", (amount.start, amount.end)) if amount else (SUMLESS, place)
    return Record(
        amount=amount.id if amount else None,
        statement=said.id if said else None,
        status=None,
        evidence={proof[0]: (proof[1],)},
        id=ident,
    )


def _holds_place(statement: Statement, place: tuple[int, int]) -> bool:
    return any(part.start <= place[0] and place[1] <= part.end for part in statement.parts or (statement,))


def _drop_inner_assertions(analysis: Analysis, added: Statement) -> Analysis:
    """Without the assertions that lie within an added statement; records on them are on it."""
    covered = {
        one.id
        for one in analysis.statements
        if one.kind == "assertion"
        and one.id != added.id
        and all(added.start <= part.start and part.end <= added.end for part in one.parts or (one,))
    }
    return replace(
        analysis,
        statements=tuple(one for one in analysis.statements if one.id not in covered),
        records=tuple(
            replace(one, statement=added.id) if one.statement in covered else one for one in analysis.records
        ),
    )
