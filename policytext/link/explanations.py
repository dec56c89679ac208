"""Why a record says what it says: for each slot the evidence of the winner, and who lost."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.link.arithmetic import Arithmetic
from policytext.link.decisions import FAVOUR
from policytext.link.facts import Facts
from policytext.link.linear import Linear, normalise_scores
from policytext.link.party_candidates import PartyCandidate, find_candidates, name_words
from policytext.link.party_features import describe_nobody, describe_party
from policytext.link.party_frames import is_paid_beside
from policytext.link.party_profiles import PartyProfile, profile_parties
from policytext.link.passages import Paper, Site
from policytext.link.periods import describe_no_period, describe_period, find_periods
from policytext.link.purpose_candidates import find_purposes
from policytext.link.purpose_features import describe_no_purpose, describe_purpose
from policytext.link.rankers import Ranker, Rankers, load_shipped
from policytext.link.statement_places import StatementPlaces
from policytext.link.status_features import describe_status
from policytext.link.sumless import find_sumless
from policytext.link.use_features import describe_use
from policytext.link.whole_decisions import SURE_RULES, decide_wholes
from policytext.link.whole_rules import name_rules
from policytext.link.wholes import describe_no_whole, describe_whole, find_wholes
from policytext.model import Actor, Record

MOST_SHOWN = 5  # candidates of a slot
PRIORS = {"prior:paid.beside": FAVOUR}  # weights that nobody learned, by the name under which they are shown
Options = list[tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a slot could take: its words, its raw probability, and its heaviest features with their weights."""

    words: str
    share: float
    because: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A slot and what the record has there."""

    slot: str
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The options of one slot, the likeliest first, and what the record has (`given`, empty where it is open).

    `score` is the calibrated probability of the likeliest option; from `threshold` on it is given. A purpose is the
    phrase that the likeliest ones agree on, so that it need not be the first.
    """

    slot: str
    given: str
    options: tuple[Option, ...]
    score: float
    threshold: float


def explain_record(facts: Facts, record: Record, *, rankers: Rankers | None = None) -> list[Explanation]:
    """The explanations of a record's slots, from the facts of its analysis."""
    rankers = rankers or load_shipped()
    paper = Paper(facts.document, facts.amounts, facts.times)
    start = (record.evidence.get("amount") or record.evidence["funding"])[0][0]
    candidates = find_candidates(paper, _list_tagged_actors(facts))
    sites = (*paper.sites, *find_sumless(paper, candidates))
    site = next(one for one in sites if one.amount.start == start)
    given = _describe_given(facts, record)
    found = [
        _explain_slot(rankers[slot], paper, Given(slot, given[slot]), options)
        for slot, options in _list_options(paper, site, candidates, facts, record)
    ]
    return [*found, _explain_whole(rankers["whole"], paper, site)] if site.amount.id else found


def _list_tagged_actors(facts: Facts) -> list[Actor]:
    """The actors that the tagger found: those that linking opened are candidates again."""
    return [actor for actor in facts.actors if actor.by != "model" or any(m.form == "name" for m in actor.mentions)]


def _describe_given(facts: Facts, record: Record) -> dict[str, str]:
    """What a record has in each slot, in words."""
    names = {actor.id: actor.name for actor in facts.actors}
    return {
        "use": "funding",
        "giver": ", ".join(names[one] for one in record.givers),
        "receiver": ", ".join(names[one] for one in record.receivers),
        "purpose": record.purpose.text if record.purpose else "",
        "period": f"{record.earliest}..{record.latest}" if record.earliest or record.latest else "",
        "status": record.status or "",
    }


def _list_options(
    paper: Paper, site: Site, candidates: list[PartyCandidate], facts: Facts, record: Record
) -> Iterator[tuple[str, Options]]:
    if site.amount.id:  # a record without a sum is told by its verb
        yield "use", [("", frozenset(describe_use(paper, site)))]
    profiles = profile_parties(paper, candidates)
    nobody = ("–", frozenset(describe_nobody(paper, site, profiles)))
    parties = [(p.candidate.name, frozenset(describe_party(paper, site, p))) for p in profiles]
    yield "giver", [nobody, *parties]
    able = ((p, party) for p, party in zip(profiles, parties, strict=True) if not _is_giver(p, record))
    yield "receiver", [nobody, *(_describe_favour(site, p, party) for p, party in able)]
    named = name_words(candidates)
    purposes = find_purposes(paper, site)
    none = ("–", frozenset(describe_no_purpose(paper, site, len(purposes))))
    yield "purpose", [none, *((p.span().text, frozenset(describe_purpose(paper, site, p, named))) for p in purposes)]
    periods = find_periods(paper, site)
    none = ("–", frozenset(describe_no_period(paper, site, periods)))
    yield (
        "period",
        [none, *((f"{p.earliest}..{p.latest}", frozenset(describe_period(paper, site, p))) for p in periods)],
    )
    statement = StatementPlaces(facts.statements).at(site.amount.start)
    yield "status", [("", frozenset(describe_status(paper, site, statement)))]


def _is_giver(profile: PartyProfile, record: Record) -> bool:
    """Whether a candidate is the giver, who cannot receive."""
    return profile.candidate.actor is not None and profile.candidate.actor.id in record.givers


def _describe_favour(
    site: Site, profile: PartyProfile, option: tuple[str, frozenset[str]]
) -> tuple[str, frozenset[str]]:
    """A candidate with the name of its fixed weight, where it has one."""
    words, features = option
    return words, features | {"prior:paid.beside"} if is_paid_beside(site, profile.candidate) else features


def _explain_slot(ranker: Ranker, paper: Paper, given: Given, options: Options) -> Explanation:
    slot = given.slot
    model = ranker.model(paper)
    if slot in ("use", "status"):
        shares = sorted(model.classify(options[0][1]).items(), key=lambda row: -row[1])
        found = [Option(name, share, _list_heaviest(model, options[0][1], name)) for name, share in shares]
    else:
        ranked = normalise_scores(
            [model.score(features)[0] + sum(map(_look_up_prior, features)) for _, features in options]
        )
        rows = zip(options, ranked, strict=True)
        found = [Option(words, share, _list_heaviest(model, features, "")) for (words, features), share in rows]
        found.sort(key=lambda option: -option.share)
    return Explanation(
        slot, given.words, tuple(found[:MOST_SHOWN]), round(ranker.calibrate(found[0].share), 3), ranker.threshold
    )


def _explain_whole(ranker: Ranker, paper: Paper, site: Site) -> Explanation:
    """Which sum a sum is a part of: a rule that decides is shown as an endless weight, before what the ranker says."""
    sites = [one for one in paper.sites if one.amount.use == "funding" or one is site]
    arithmetic, part, model = Arithmetic(paper, sites), sites.index(site), ranker.model(paper)
    decided = decide_wholes(ranker, paper, sites)
    last, (whole, score) = decided[part - 1][0] if part else None, decided[part]
    wholes = find_wholes(arithmetic, part)
    features = [frozenset(describe_no_whole(paper, arithmetic, part))]
    features += [frozenset(describe_whole(paper, arithmetic, part, one, last=last)) for one in wholes]
    rows = zip(("–", *(sites[one].amount.text for one in wholes)), model.rank(features), features, strict=True)
    found = [Option(words, share, _list_heaviest(model, names, "")) for words, share, names in rows]
    for place, one in enumerate(wholes, 1):
        if one == whole and (rules := SURE_RULES & set(name_rules(paper, arithmetic, part, one))):
            told = tuple((f"rule:{name}", math.inf) for name in sorted(rules))
            found[place] = Option(found[place].words, 1.0, told + found[place].because)
    found.sort(key=lambda option: -option.share)
    given = sites[whole].amount.text if whole is not None else ""
    return Explanation("part_of", given, tuple(found[:MOST_SHOWN]), score, ranker.threshold)


def _list_heaviest(model: Linear, features: frozenset[str], name: str) -> tuple[tuple[str, float], ...]:
    """The features that weigh most for or against a class or candidate, and what the others add up to."""
    place: int = model.classes.index(name)
    weights = [(feature, model.weights[feature][place]) for feature in sorted(features) if feature in model.weights]
    weights += [(feature, PRIORS[feature]) for feature in sorted(features) if feature in PRIORS]
    weights.sort(key=lambda row: -abs(row[1]))
    rest = weights[MOST_SHOWN:]
    return (*weights[:MOST_SHOWN], (f"{len(rest)} more", sum(weight for _, weight in rest))) if rest else tuple(weights)


def _look_up_prior(feature: str) -> float:
    return PRIORS.get(feature, 0.0)


def format_explanations(explanations: Sequence[Explanation]) -> Iterator[str]:
    """The explanations as lines of plain text."""
    for one in explanations:
        words = " ".join(one.given.split()) or "–"
        yield f"{one.slot}: {words}  (likeliest {one.score:.2f}, given from {one.threshold:.2f})"
        for option in one.options:
            because = ", ".join(f"{name} {weight:+.2f}" for name, weight in option.because)
            yield f"  {option.share:5.2f}  {' '.join(option.words.split())}  [{because}]"
