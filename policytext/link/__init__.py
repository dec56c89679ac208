"""Funding records: amounts joined with who gives, who receives, what for, when, and how firm.

Slots are filled from the amount's sentence, then from its neighbour in the paragraph, then from what the whole paper
says (a guideline's recipients and purpose). What stays open stays empty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from policytext.link.funding import is_funding, is_own_share
from policytext.link.parties import Parties, Party, mentions, of_cells, parties, usual_parties
from policytext.link.purpose import purpose, usual_purpose
from policytext.link.scene import Placed, Scene, cues, scenes
from policytext.link.sharing import shared_out
from policytext.link.status import condition, status
from policytext.link.tables import Tables, names_receivers
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
    amounts: Mapping[int, Sequence[Amount]] = field(default_factory=dict)  # funded ones by their sentence's start


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
        Parties(),
        usual_purpose(document),
        Tables(document),
    )
    funded = [scene for scene in scenes(document, amounts) if is_funding(scene) and _is_told(scene, known)]
    known = replace(known, amounts=_by_sentence(funded))
    own = {scene.amount.id: _own_parties(scene, known) for scene in funded}
    known = replace(known, parties=usual_parties(document, actors, told=list(own.values())))
    wholes: dict[str, Scene] = {}
    found: dict[str, Record] = {}
    sides: dict[str, Parties] = {}
    last: tuple[Scene, Record] | None = None
    for number, scene in enumerate(funded):
        whole = whole_of(scene, funded[max(0, number - NEAR) : number], wholes)
        if whole:
            wholes[scene.amount.id] = whole
        before = last[1] if last and last[0].sentence.block == scene.sentence.block else None
        told = own[scene.amount.id]
        sides[scene.amount.id] = _sides(scene, known, told, sides[whole.amount.id] if whole else Parties())
        if told.givers and not whole:
            before = None  # somebody else gives: what was said before does not hold for it
        record = _record(scene, known, sides[scene.amount.id], (before, found[whole.amount.id] if whole else None))
        found[scene.amount.id] = replace(record, id=f"r{number + 1}")
        last = scene, record
        if document.head.kind == "agreement" and not known.parties.complete and not is_own_share(scene):
            known = replace(known, parties=_filled(known.parties, told))
    added = added_up(funded) | known.tables.wholes(funded)
    return tuple(_as_part(record, found, added) for record in found.values())


def _by_sentence(funded: Sequence[Scene]) -> Mapping[int, Sequence[Amount]]:
    found: defaultdict[int, list[Amount]] = defaultdict(list)
    for scene in funded:
        found[scene.sentence.start].append(scene.amount)
    return found


def _as_part(record: Record, found: Mapping[str, Record], wholes: Mapping[str, str]) -> Record:
    """The record with its whole, where parts or a table's cells add up to that."""
    whole = found.get(wholes.get(record.amount or "", ""))
    return replace(record, part_of=whole.id) if whole and not record.part_of else record


def _is_told(scene: Scene, known: _Known) -> bool:
    """Whether more than a bare sum is there: an actor or another word; a table's cell has its heads elsewhere."""
    if scene.document.blocks[scene.sentence.block].kind == "row" or known.mentions.inside(scene.sentence):
        return True
    return len(WORD.findall(scene.sentence.text)) > len(WORD.findall(scene.amount.text))


def _own_parties(scene: Scene, known: _Known) -> Parties:
    """Who gives and receives by the words around an amount: in its cells' heads, or in its sentence."""
    if seat := known.tables.seat(scene):
        return of_cells(known.tables.cells(scene), known.mentions, receives=names_receivers(seat))
    amounts = known.amounts[scene.sentence.start]
    told = parties(scene.sentence, known.mentions)
    givers, receivers = (
        tuple(shared_out(side, scene.amount, amounts, lambda party: party.mention))
        for side in (told.givers, told.receivers)
    )
    return Parties(givers, receivers)


def _sides(scene: Scene, known: _Known, own: Parties, whole: Parties) -> Parties:
    """Who gives and receives in the end; a part has the giver of its whole, an own share is the receiver's."""
    if is_own_share(scene):
        return Parties(own.givers or known.parties.receivers or _completed(own, scene, known).givers)
    if not own.givers and whole.givers:
        own = Parties(_without(whole.givers, own.receivers), own.receivers or whole.receivers)
    return _completed(own, scene, known)


def _record(scene: Scene, known: _Known, sides: Parties, earlier: tuple[Record | None, Record | None]) -> Record:
    """The record of one amount; `earlier` are the last one of the paragraph and the one that it is a part of."""
    before, whole = earlier
    statement = known.statements.at(scene.sentence.start + scene.left)
    taken = (*sides.givers, *sides.receivers)
    blocked = [(start, end) for start, end, party in known.mentions.inside(scene.sentence) if party in taken]
    goal = _purpose(scene, known, blocked, before)
    earliest, latest, dates = term(scene, known.times, known.tables, known.amounts[scene.sentence.start])
    if whole and not dates:
        earliest, latest = whole.earliest, whole.latest
    hanging = condition(scene)
    receivers = tuple(party.actor.id for party in sides.receivers)
    return Record(
        amount=scene.amount.id,
        givers=tuple(party.actor.id for party in sides.givers),
        receivers=() if is_own_share(scene) else receivers or (before.receivers if before else ()),
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
