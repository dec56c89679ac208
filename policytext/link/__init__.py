"""Funding records: sums joined with who gives, who receives, what for, when, and how firm.

The way of a sum: candidates from the paper's structure → features → one linear ranker a slot, which may abstain →
arithmetic over all sums (`whole`, `same_as`). A sum is a record where a calibrated classifier takes it for funding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policytext.link.conditions import find_condition
from policytext.link.decisions import (
    Decision,
    decide_party,
    decide_period,
    decide_purpose,
    decide_status,
    fund_shares,
    name_other_use,
)
from policytext.link.facts import Facts
from policytext.link.joining import join_parties, name_open_actor
from policytext.link.party_candidates import PartyCandidate, find_candidates, name_words
from policytext.link.party_features import find_takers, nearest_mention
from policytext.link.party_profiles import profile_parties
from policytext.link.passages import Paper, Site
from policytext.link.periods import PeriodCandidate
from policytext.link.purpose_candidates import PurposeCandidate
from policytext.link.rankers import Rankers, load_shipped
from policytext.link.repetitions import link_repetitions
from policytext.link.statement_places import StatementPlaces
from policytext.link.sumless import find_sumless, find_triggers
from policytext.link.whole_decisions import decide_wholes
from policytext.model import Actor, Amount, Record, Span, Statement

SUMLESS = 0.85  # share of records without a sum that were right, by hand (docs/models.md)


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gives: records with ids, the amounts with their use, and actors that only a frame shows."""

    records: tuple[Record, ...]
    amounts: tuple[Amount, ...]
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions on one funded sum."""

    site: Site
    funding: float
    giver: Decision[PartyCandidate]
    receiver: Decision[PartyCandidate]
    purpose: Decision[PurposeCandidate]
    period: Decision[PeriodCandidate]
    status: Decision[str]
    statement: Statement | None


def link_records(facts: Facts, *, rankers: Rankers | None = None) -> Linked:
    """The funding records of a document, in the order of their sums.

    `rankers` are the shipped ones unless told. Sums that are no funding keep their `use`; actors that only a frame
    shows ("an die Landestheater") come back beside the records that name them.
    """
    rankers = rankers or load_shipped()
    paper = Paper(facts.document, facts.amounts, facts.times)
    shares = fund_shares(rankers["use"], paper)
    told = zip(paper.sites, shares, strict=True)
    least = rankers["use"].threshold
    funded = [(site, share) for site, share in told if share >= least and paper.is_told(site)]
    uses: dict[str, str | None] = {site.amount.id: "funding" for site, _ in funded}
    others = (site for site in paper.sites if site.amount.id not in uses)
    uses |= {site.amount.id: name_other_use(rankers["money"], paper, site) for site in others}
    amounts = tuple(replace(amount, use=uses.get(amount.id)) for amount in facts.amounts)
    candidates = find_candidates(paper, facts.actors) if funded or find_triggers(paper) else []
    funded += [(site, SUMLESS) for site in find_sumless(paper, candidates)]
    funded.sort(key=lambda row: row[0].amount.start)
    decided = list(_decide_all(rankers, paper, funded, candidates, facts.statements)) if funded else []
    opened = _open_actors(paper, decided, len(facts.actors))
    records = [
        _number_record(_build_record(paper, one, opened), n, whole, score)
        for n, (one, (whole, score)) in enumerate(zip(decided, _choose_wholes(rankers, paper, decided), strict=True), 1)
    ]
    return Linked(tuple(link_repetitions(records, amounts)), amounts, tuple(opened.values()))


def _number_record(record: Record, number: int, whole: int | None, score: float) -> Record:
    """The record with its id, and the whole that it is a part of."""
    if whole is None:
        return replace(record, id=f"r{number}")
    return replace(record, id=f"r{number}", part_of=f"r{whole + 1}", scores={**record.scores, "part_of": score})


def _choose_wholes(rankers: Rankers, paper: Paper, decided: Sequence[Decided]) -> list[tuple[int | None, float]]:
    """For each record the place of its whole; one without a sum has none and is none."""
    places = [n for n, one in enumerate(decided) if one.site.amount.id]
    found = decide_wholes(rankers["whole"], paper, [decided[n].site for n in places])
    wholes: list[tuple[int | None, float]] = [(None, 0.0)] * len(decided)
    for n, (whole, score) in zip(places, found, strict=True):
        wholes[n] = (places[whole] if whole is not None else None, score)
    return wholes


def _decide_all(
    rankers: Rankers,
    paper: Paper,
    funded: Sequence[tuple[Site, float]],
    candidates: Sequence[PartyCandidate],
    statements: Sequence[Statement],
) -> Iterator[Decided]:
    profiles = profile_parties(paper, candidates)
    named = name_words(candidates)
    said = StatementPlaces(statements)
    for site, funding in funded:
        giver = decide_party(rankers["giver"], site, profiles, barred=find_takers(site))
        barred = [giver.value] if giver.value else []
        statement = said.at(site.amount.start)
        yield Decided(
            site,
            funding,
            giver,
            decide_party(rankers["receiver"], site, profiles, barred=barred, favoured=True),
            decide_purpose(rankers["purpose"], paper, site, named),
            decide_period(rankers["period"], paper, site),
            decide_status(rankers["status"], paper, site, statement),
            statement,
        )


def _open_actors(paper: Paper, decided: Sequence[Decided], known: int) -> dict[int, Actor]:
    """New actors, by the candidate's identity: those that a slot took and no tagger found."""
    found: dict[int, Actor] = {}
    for one in decided:
        for decision in (one.giver, one.receiver):
            for candidate in join_parties(paper, one.site, decision.value):
                if candidate.actor is None and id(candidate) not in found:
                    found[id(candidate)] = name_open_actor(paper, candidate, f"p{known + len(found) + 1}")
    return found


def _build_record(paper: Paper, one: Decided, opened: Mapping[int, Actor]) -> Record:
    """The record of one sum, its slots as decided."""
    givers, receivers = (join_parties(paper, one.site, side.value) for side in (one.giver, one.receiver))
    receivers = [candidate for candidate in receivers if candidate not in givers]
    purpose = one.purpose.value.span() if one.purpose.value else None
    period = one.period.value
    condition = find_condition(one.site)
    spans: dict[str, Sequence[Span]] = {
        "amount" if one.site.amount.id else "funding": [one.site.amount],
        "givers": [_find_place(paper, one.site, candidate) for candidate in givers],
        "receivers": [_find_place(paper, one.site, candidate) for candidate in receivers],
        "purpose": [purpose] if purpose else [],
        "period": period.words if period else [],
        "condition": [condition] if condition else [],
    }
    decisions: dict[str, Decision[Any]] = {
        "givers": one.giver,
        "receivers": one.receiver,
        "purpose": one.purpose,
        "period": one.period,
        "status": one.status,
    }
    statement = one.statement
    return Record(
        amount=one.site.amount.id or None,
        givers=tuple(_candidate_id(candidate, opened) for candidate in givers),
        receivers=tuple(_candidate_id(candidate, opened) for candidate in receivers),
        purpose=purpose,
        earliest=period.earliest if period else None,
        latest=period.latest if period else None,
        status=one.status.value,
        condition=condition,
        area=statement.areas[0].area if statement and statement.areas else None,
        statement=statement.id if statement else None,
        evidence={name: tuple((span.start, span.end) for span in found) for name, found in spans.items() if found},
        score=round(one.funding, 2) if one.site.amount.id else None,
        scores={name: round(found.score, 2) for name, found in decisions.items() if found.value is not None},
        by="model",
    )


def _candidate_id(candidate: PartyCandidate, opened: Mapping[int, Actor]) -> str:
    return candidate.actor.id if candidate.actor else opened[id(candidate)].id


def _find_place(paper: Paper, site: Site, candidate: PartyCandidate) -> Span:
    """The words that put a candidate in its slot."""
    mention, _ = nearest_mention(paper, site, candidate)
    return paper.span(mention.start, mention.end)
