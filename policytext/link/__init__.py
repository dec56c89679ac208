"""Funding records: amounts joined with who gives, who receives, what for, when, and how firm.

Slots are filled from the amount's sentence, then from its neighbour in the paragraph, then from what the whole paper
says (a guideline's recipients and purpose). What stays open stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.link.funding import is_funding, is_own_share
from policytext.link.parties import Parties, Party, mentions, of_cells, parties, usual_parties
from policytext.link.purpose import purpose, usual_purpose
from policytext.link.scene import Placed, Scene, cues, scenes
from policytext.link.status import condition, status
from policytext.link.tables import Tables
from policytext.link.term import term
from policytext.link.whole import added_up, whole_of
from policytext.model import Actor, Amount, Document, Record, Span, Statement, Time

WORD = re.compile(r"\b[A-ZÄÖÜ]?[a-zäöüß]{3,}")
NEAR = 8  # funded amounts before one among which its whole is looked for


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole paper offers to every record."""

    times: Placed[Time]
    mentions: Placed[Party]
    statements: Placed[Statement]
    parties: Parties
    purpose: Span | None
    tables: Tables


def records(
    document: Document,
    *,
    amounts: Sequence[Amount],
    times: Sequence[Time],
    actors: Sequence[Actor],
    statements: Sequence[Statement],
) -> tuple[Record, ...]:
    """The funding records of a document, in the order of their amounts, ids given."""
    known = _Known(
        Placed(document, ((time, time) for time in times)),
        mentions(document, actors),
        Placed(document, ((part, said) for said in statements for part in said.parts or (said,))),
        usual_parties(document, actors),
        usual_purpose(document),
        Tables(document),
    )
    funded = [scene for scene in scenes(document, amounts) if is_funding(scene) and _is_told(scene, known)]
    wholes: dict[str, Scene] = {}
    found: dict[str, Record] = {}
    last: tuple[Scene, Record] | None = None
    for number, scene in enumerate(funded):
        whole = whole_of(scene, funded[max(0, number - NEAR) : number], wholes)
        if whole:
            wholes[scene.amount.id] = whole
        before = last[1] if last and last[0].sentence.block == scene.sentence.block else None
        record = _record(scene, known, before=before, whole=found[whole.amount.id] if whole else None)
        found[scene.amount.id] = replace(record, id=f"r{number + 1}")
        last = scene, record
        if document.head.kind == "agreement" and not known.parties.complete and not is_own_share(scene):
            known = replace(known, parties=_filled(known.parties, parties(scene.sentence, known.mentions)))
    added = added_up(funded) | known.tables.wholes(funded)
    return tuple(_as_part(record, found, added) for record in found.values())


def _as_part(record: Record, found: Mapping[str, Record], wholes: Mapping[str, str]) -> Record:
    """The record with its whole, where parts or a table's cells add up to that."""
    whole = found.get(wholes.get(record.amount or "", ""))
    return replace(record, part_of=whole.id) if whole and not record.part_of else record


def _is_told(scene: Scene, known: _Known) -> bool:
    """Whether more than a bare sum is there: an actor or another word; a table's cell has its heads elsewhere."""
    if scene.document.blocks[scene.sentence.block].kind == "row" or known.mentions.inside(scene.sentence):
        return True
    return len(WORD.findall(scene.sentence.text)) > len(WORD.findall(scene.amount.text))


def _record(scene: Scene, known: _Known, *, before: Record | None, whole: Record | None) -> Record:
    """The record of one amount; `before` is the last one in the paragraph, `whole` the one that it is a part of."""
    statement = known.statements.at(scene.sentence.start + scene.left)
    cells = known.tables.cells(scene)
    own = of_cells(cells, known.mentions) if cells else parties(scene.sentence, known.mentions)
    own_share = is_own_share(scene)
    if own_share and not own.givers:
        own = Parties(known.parties.receivers)  # it is the receiver who pays it
    sides = _completed(own, scene, known)
    if own.givers and not whole:
        before = None  # somebody else gives: what was said before does not hold for it
    taken = (*sides.givers, *sides.receivers)
    blocked = [(start, end) for start, end, party in known.mentions.inside(scene.sentence) if party in taken]
    goal = _purpose(scene, known, blocked, before)
    earliest, latest, dates = term(scene, known.times, known.tables)
    if whole and not dates:
        earliest, latest = whole.earliest, whole.latest
    hanging = condition(scene)
    receivers = tuple(party.actor.id for party in sides.receivers)
    return Record(
        amount=scene.amount.id,
        givers=tuple(party.actor.id for party in sides.givers),
        receivers=() if own_share else receivers or (before.receivers if before else ()),
        purpose=goal,
        earliest=earliest,
        latest=latest,
        status=status(scene, statement=statement, times=known.times),
        condition=hanging,
        part_of=whole.id if whole else None,
        area=statement.areas[0].area if statement and statement.areas else None,
        statement=statement.id if statement else None,
        evidence=_evidence(scene, sides, goal, dates, hanging),
    )


def _purpose(scene: Scene, known: _Known, blocked: list[tuple[int, int]], before: Record | None) -> Span | None:
    if known.tables.seat(scene):
        return known.tables.purpose(scene) or known.purpose
    return purpose(scene, blocked=blocked, usual=known.purpose, before=before.purpose if before else None)


def _completed(own: Parties, scene: Scene, known: _Known) -> Parties:
    """Givers and receivers of the sentence, else of the one before, else the paper's usual ones."""
    asked = cues("status", "demanded").search(scene.sentence.text)  # who asked before is not who pays
    told = own.givers or own.receivers
    around = [parties(scene.before, known.mentions)] if scene.before and not asked and not told else []
    givers, receivers = own.givers, own.receivers
    for other in (*around, known.parties):
        givers = givers or _without(other.givers, receivers)
        receivers = receivers or _without(other.receivers, givers)
    return Parties(givers, receivers)


def _filled(known: Parties, told: Parties) -> Parties:
    """What an agreement says of its parties, filled up with what a sentence tells."""
    givers = known.givers or _without(told.givers, known.receivers)
    return Parties(givers, known.receivers or _without(told.receivers, givers))


def _without(found: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    taken = {party.actor.id for party in others}
    return tuple(party for party in found if party.actor.id not in taken)


def _evidence(
    scene: Scene, sides: Parties, goal: Span | None, dates: Sequence[Span], hanging: Span | None
) -> dict[str, tuple[tuple[int, int], ...]]:
    spans: dict[str, list[Span]] = {
        "amount": [scene.amount],
        "givers": [party.mention for party in sides.givers],
        "receivers": [party.mention for party in sides.receivers],
        "purpose": [goal] if goal else [],
        "period": list(dates),
        "condition": [hanging] if hanging else [],
    }
    return {slot: tuple((span.start, span.end) for span in found) for slot, found in spans.items() if found}
