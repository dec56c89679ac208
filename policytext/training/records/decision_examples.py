"""From annotated papers to examples: candidates as sets of features, and which of them are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from policytext.link.arithmetic import Arithmetic
from policytext.link.party_candidates import name_words
from policytext.link.party_features import describe_nobody, describe_party
from policytext.link.party_profiles import profile_parties
from policytext.link.periods import describe_no_period, describe_period, find_periods
from policytext.link.purpose_candidates import find_purposes
from policytext.link.purpose_features import describe_no_purpose, describe_purpose
from policytext.link.statement_places import StatementPlaces
from policytext.link.status_features import describe_status
from policytext.link.use_features import describe_use
from policytext.link.wholes import describe_no_whole, describe_whole, find_wholes
from policytext.training.records.annotated import SAME_PURPOSE, Annotated, measure_dice, same_party, stem_content

MONEY = frozenset(("cost", "price", "revenue", "debt", "tax", "threshold", "statistic", "other"))


@dataclass(frozen=True, slots=True)
class DecisionExample:
    """One decision: the candidates' features ("none of them" first, for slots), the right ones' places, the paper.

    `asked` is what scoring asks: `True` a value, `False` none, `None` nothing. For classes `label` is the right one.
    `texts` has the candidates' words (purposes) or the sum's kind (uses).
    """

    paper: int
    own: bool
    candidates: list[frozenset[str]]
    right: frozenset[int] = frozenset()
    asked: bool | None = True
    label: str = ""
    texts: tuple[str, ...] = field(default=())


def make_examples(slot: str, number: int, annotated: Annotated) -> Iterator[DecisionExample]:
    """The examples of a paper for one slot."""
    yield from MAKERS[slot](number, annotated)


def _make_use_examples(number: int, a: Annotated) -> Iterator[DecisionExample]:
    for place, site in enumerate(a.paper.sites):
        if place in a.records or place in a.reasons:
            label = "funding" if place in a.records else "other"
            features = [frozenset(describe_use(a.paper, site))]
            asked = place in a.records
            yield DecisionExample(number, a.own, features, asked=asked, label=label, texts=(site.amount.kind,))


def _make_money_examples(number: int, a: Annotated) -> Iterator[DecisionExample]:
    """What sums are that are no funding, where the reader says so."""
    for place, reason in a.reasons.items():
        if reason in MONEY:
            yield DecisionExample(number, a.own, [frozenset(describe_use(a.paper, a.paper.sites[place]))], label=reason)


def _party_maker(slot: str) -> Callable[[int, Annotated], Iterator[DecisionExample]]:
    def make(number: int, a: Annotated) -> Iterator[DecisionExample]:
        profiles = profile_parties(a.paper, a.candidates)
        for place, record in a.records.items():
            site = a.paper.sites[place]
            features = [frozenset(describe_nobody(a.paper, site, profiles))]
            features += [frozenset(describe_party(a.paper, site, profile)) for profile in profiles]
            named = [x for x in record[slot] if next(y for y in a.gold["actors"] if y["id"] == x)["mentions"]]
            right = frozenset(
                n for n, candidate in enumerate(a.candidates, 1) if any(same_party(a, x, candidate) for x in named)
            )
            if named:
                yield DecisionExample(number, a.own, features, right, True)
            elif not record[slot]:
                yield DecisionExample(number, a.own, features, frozenset({0}), False)

    return make


def _make_purpose_examples(number: int, a: Annotated) -> Iterator[DecisionExample]:
    named = name_words(a.candidates)
    for place, record in a.records.items():
        site = a.paper.sites[place]
        found = find_purposes(a.paper, site)
        features = [frozenset(describe_no_purpose(a.paper, site, len(found)))]
        features += [frozenset(describe_purpose(a.paper, site, candidate, named)) for candidate in found]
        texts = tuple(candidate.passage.span(candidate.first, candidate.last).text for candidate in found)
        if not record["purpose"]:
            yield DecisionExample(number, a.own, features, frozenset({0}), False, texts=texts)
            continue
        gold = [stem_content(a.words(span)) for span in (record["purpose"], *record.get("purpose_too", []))]
        right = frozenset(
            n
            for n, text in enumerate(texts, 1)
            if any(measure_dice(stem_content(text), words) >= SAME_PURPOSE for words in gold)
        )
        yield DecisionExample(number, a.own, features, right, True, texts=texts)


def _make_period_examples(number: int, a: Annotated) -> Iterator[DecisionExample]:
    for place, record in a.records.items():
        site = a.paper.sites[place]
        found = find_periods(a.paper, site)
        features = [frozenset(describe_no_period(a.paper, site, found))]
        features += [frozenset(describe_period(a.paper, site, candidate)) for candidate in found]
        gold = record["period_earliest"], record["period_latest"]
        days = [tuple(day.isoformat() if day else None for day in candidate.interval) for candidate in found]
        right = frozenset(n for n, interval in enumerate(days, 1) if interval == gold) if any(gold) else frozenset({0})
        yield DecisionExample(number, a.own, features, right, any(gold))


def _make_status_examples(number: int, a: Annotated) -> Iterator[DecisionExample]:
    said = StatementPlaces(a.analysis.statements)
    for place, record in a.records.items():
        if not record["status"]:
            continue
        site = a.paper.sites[place]
        statement = said.at(site.amount.start)
        yield DecisionExample(
            number, a.own, [frozenset(describe_status(a.paper, site, statement))], label=record["status"]
        )


def _make_whole_examples(number: int, a: Annotated) -> Iterator[DecisionExample]:
    places = list(a.records)
    sites = [a.paper.sites[place] for place in places]
    arithmetic = Arithmetic(a.paper, sites)
    gold = a.gold["records"]
    for n, place in enumerate(places):
        record = a.records[place]
        found = find_wholes(arithmetic, n)
        features = [frozenset(describe_no_whole(a.paper, arithmetic, n))]
        last = _last_whole(a, places, n)
        features += [frozenset(describe_whole(a.paper, arithmetic, n, whole, last=last)) for whole in found]
        if record["part_of"] is None:
            yield DecisionExample(number, a.own, features, frozenset({0}), False)
        else:
            whole = gold[record["part_of"]]
            right = frozenset(k for k, w in enumerate(found, 1) if a.records[places[w]] is whole)
            yield DecisionExample(number, a.own, features, right, True)


def _last_whole(a: Annotated, places: list[int], n: int) -> int | None:
    """The place of the whole that the sum before is a part of."""
    part_of = a.records[places[n - 1]]["part_of"] if n else None
    gold = a.gold["records"]
    found = (k for k, place in enumerate(places) if part_of is not None and a.records[place] is gold[part_of])
    return next(found, None)


MAKERS: dict[str, Callable[[int, Annotated], Iterator[DecisionExample]]] = {
    "use": _make_use_examples,
    "money": _make_money_examples,
    "giver": _party_maker("giver"),
    "receiver": _party_maker("receiver"),
    "purpose": _make_purpose_examples,
    "period": _make_period_examples,
    "status": _make_status_examples,
    "whole": _make_whole_examples,
}
