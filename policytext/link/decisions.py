"""The decisions on one sum: each slot's best candidate, how sure it is, and what it won over.

Candidates and features come from the modules of each slot; a slot below its threshold stays empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from policytext.link.linear import Linear, normalise_scores
from policytext.link.party_candidates import PartyCandidate
from policytext.link.party_features import (
    describe_nobody,
    describe_others,
    describe_role,
    describe_standing,
    describe_way,
    find_standing,
)
from policytext.link.party_frames import is_paid_beside
from policytext.link.party_profiles import PartyProfile, shortlist_parties
from policytext.link.passages import Paper, Site
from policytext.link.periods import PeriodCandidate, describe_no_period, describe_period, find_periods
from policytext.link.purpose_candidates import PurposeCandidate, find_purposes
from policytext.link.purpose_features import describe_no_purpose, describe_phrase, find_way
from policytext.link.purpose_features import describe_way as describe_way_of_purpose
from policytext.link.rankers import Ranker
from policytext.link.row_cells import find_cell, fits_row, is_named_in, is_purpose_in
from policytext.link.status_features import describe_status
from policytext.link.tagging import stem_word
from policytext.link.use_features import describe_use
from policytext.model import Statement

Item = TypeVar("Item")
TRIED = 12  # likeliest purposes among which those that say the same support each other
REACH = 2  # sums on each side that a sum is drawn towards
PULL = 0.5
LEAST = 1e-4  # probability below which odds are cut
FAVOUR = 6.0  # log odds of a group in a frame of being paid beside the sum, of who stands in the receivers' column
ALIKE = 0.5  # Dice coefficient of stems from which on two phrases say the same


@dataclass(frozen=True, slots=True)
class Decision(Generic[Item]):
    """A slot's value, `None` where it stays empty; `score` is the calibrated probability that the best one is right.

    `ranking` has the likeliest candidates with their raw probabilities, for explanations.
    """

    value: Item | None
    score: float
    ranking: tuple[tuple[Item | None, float], ...] = ()


def fund_shares(ranker: Ranker, paper: Paper) -> list[float]:
    """For each sum of a paper the calibrated probability that it is funding."""
    raw = [ranker.model(paper).classify(_features_of_use(paper, site))["funding"] for site in paper.sites]
    return [ranker.calibrate(share) for share in smooth_shares(raw, [site.amount.kind for site in paper.sites])]


def smooth_shares(shares: Sequence[float], kinds: Sequence[str]) -> list[float]:
    """Probabilities drawn towards those of the neighbours of the same kind: lists hold one sort of money.

    On the real papers, cross-validated, F1 rises from .815 to .83.
    """
    odds = [math.log(max(share, LEAST) / max(1 - share, LEAST)) for share in shares]
    found = []
    for n, own in enumerate(odds):
        near = range(max(0, n - REACH), min(len(odds), n + REACH + 1))
        others = [odds[k] for k in near if k != n and kinds[k] == kinds[n]]
        drawn = own + (PULL * sum(others) / len(others) if others else 0.0)
        found.append(1 / (1 + math.exp(-drawn)))
    return found


def _features_of_use(paper: Paper, site: Site) -> frozenset[str]:
    return paper.remember(("use", site.amount.start), lambda: frozenset(describe_use(paper, site)))


def name_other_use(ranker: Ranker, paper: Paper, site: Site) -> str | None:
    """What a sum is that is no funding, `None` where the text does not tell."""
    shares = ranker.model(paper).classify(_features_of_use(paper, site))
    best = max(sorted(shares), key=shares.__getitem__)
    return best if ranker.calibrate(shares[best]) >= ranker.threshold else None


def decide_party(
    ranker: Ranker,
    site: Site,
    profiles: Sequence[PartyProfile],
    *,
    barred: Iterable[PartyCandidate] = (),
    favoured: bool = False,
) -> Decision[PartyCandidate]:
    """Who gives or receives; `barred` cannot be it, a group that is paid in the sum's own sentence is `favoured`."""
    paper = site.passage.paper
    out = {id(candidate) for candidate in barred}
    able = [one for one in shortlist_parties(paper, site, profiles) if id(one.candidate) not in out]
    cell = find_cell(site, "receivers") if favoured else None
    model = ranker.model(paper)
    scores = [model.weigh(describe_nobody(paper, site, able))]
    for one in able:  # what holds for the whole paper is weighed once
        scores.append(paper.remember((id(model), id(one)), partial(model.weigh, one.features)))
        scores[-1] += _weigh_beside(model, paper, site, one)
        if favoured and (is_paid_beside(site, one.candidate) or is_named_in(site, one.candidate, cell)):
            scores[-1] += FAVOUR
        if not fits_row(site, one.candidate, receives=favoured):
            scores[-1] = -math.inf
    return _decide_slot(ranker, [None, *(one.candidate for one in able)], normalise_scores(scores))


def _weigh_beside(model: Linear, paper: Paper, site: Site, party: PartyProfile) -> float:
    """The weight of what holds for one sum; where the sum stands elsewhere, it is that of others that stand alike."""
    standing = find_standing(paper, site, party.candidate)
    alike = (id(model), id(party), id(standing.mention), *standing[1:], site.passage.kind, site.amount.kind)
    weight = paper.remember(alike, lambda: model.weigh(describe_standing(paper, site, party, standing)))
    if standing.mention.passage is not site.passage:
        others = (id(model), "others", site.amount.start)
        return weight + paper.remember(others, lambda: model.weigh(describe_others(paper, site)))
    return weight + model.weigh((*describe_role(paper, site, party), *describe_way(site, standing)))


def decide_period(ranker: Ranker, paper: Paper, site: Site) -> Decision[PeriodCandidate]:
    """When the money flows."""
    found = find_periods(paper, site)
    features = [describe_no_period(paper, site, found), *(describe_period(paper, site, one) for one in found)]
    return _decide_slot(ranker, [None, *found], ranker.model(paper).rank(features))


def decide_purpose(
    ranker: Ranker, paper: Paper, site: Site, named: frozenset[tuple[int, int]]
) -> Decision[PurposeCandidate]:
    """What the money is for: of the likeliest phrases the one that most of the others say too (minimum Bayes risk)."""
    found = find_purposes(paper, site)
    cell = find_cell(site, "purposes")
    if cell is not None and (own := [one for one in found if is_purpose_in(one, cell)]):
        found = own
    model = ranker.model(paper)
    scores = [model.weigh(describe_no_purpose(paper, site, len(found)))]
    scores += [_weigh_purpose(model, site, candidate, named) for candidate in found]
    shares = normalise_scores(scores)
    order = sorted(range(len(found)), key=lambda n: -shares[n + 1])[:TRIED]
    stems = {n: _stem_candidate(found[n]) for n in order}
    support = {n: sum(shares[k + 1] for k in order if k == n or _say_the_same(stems[n], stems[k])) for n in order}
    ranked = sorted(order, key=lambda n: -support[n])
    values: list[PurposeCandidate | None] = [None, *(found[n] for n in ranked)]
    return _decide_slot(ranker, values, [shares[0], *(support[n] for n in ranked)])


def _weigh_purpose(model: Linear, site: Site, candidate: PurposeCandidate, named: frozenset[tuple[int, int]]) -> float:
    """The weight of a phrase: of its words, told once for sums of a kind, and of its way to the sum."""
    remember = site.passage.paper.remember
    alike = (id(model), candidate, site.passage.kind, site.amount.kind)
    weight = remember(alike, lambda: model.weigh(describe_phrase(site, candidate, named)))
    way = find_way(site, candidate)
    return weight + remember((id(model), way), lambda: model.weigh(describe_way_of_purpose(way))) if way else weight


def _stem_candidate(candidate: PurposeCandidate) -> frozenset[str]:
    words = candidate.passage.words[candidate.first : candidate.last]
    return frozenset(stem_word(word.text) for word in words if word.tag in "NAM" or len(word.text) > 8)


def _say_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and 2 * len(one & other) >= ALIKE * (len(one) + len(other))


def decide_status(ranker: Ranker, paper: Paper, site: Site, statement: Statement | None) -> Decision[str]:
    """How firm the money is."""
    shares = ranker.model(paper).classify(frozenset(describe_status(paper, site, statement)))
    ranked = sorted(shares.items(), key=lambda row: (-row[1], row[0]))
    score = ranker.calibrate(ranked[0][1])
    return Decision(ranked[0][0] if score >= ranker.threshold else None, score, tuple(ranked))


def _decide_slot(ranker: Ranker, values: Sequence[Item | None], shares: Sequence[float]) -> Decision[Item]:
    """The likeliest value, unless "none of them" is likelier or it lies below the threshold."""
    ranked = sorted(zip(values, shares, strict=True), key=lambda row: -row[1])
    best, share = next(((value, share) for value, share in ranked if value is not None), (None, 0.0))
    score = ranker.calibrate(share)
    given = best is not None and share > shares[0] and score >= ranker.threshold
    return Decision(best if given else None, score if best is not None else 0.0, tuple(ranked[:5]))
