"""A made-up press release with its gold, and analyses of it to score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from policytext.analysis import Analysis
from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import Figures, ScoreOutcome, count_outcomes
from policytext.evaluate.score import compare_document
from policytext.model import (
    Actor,
    ActorMention,
    Amount,
    AreaScore,
    Document,
    Letterhead,
    Record,
    Span,
    Statement,
    Time,
    View,
)

TEXT = """Kreisverband Obertal e. V.
Az. 12.3 - 45/2026 · Mo
Mehr Geld für Brücken

Der Landkreis Obertal zahlt den Gemeinden bis Ende 2027 rund 4 Millionen Euro für neue Brücken. Davon ist 1 Million Euro
für Radwege bestimmt. „Das hilft uns wirklich sehr“, sagte Landrätin Ida Moll. Der Kreisverband teilte mit, die
Verwaltung koste 20.000 Euro."""


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where words stand for the first time; a line break counts as a blank."""
    found = re.search(re.escape(words).replace(r"\ ", r"\s"), text)
    assert found, words
    return found.span()


def span(words: str) -> Span:
    start, end = at(words)
    return Span(start=start, end=end, text=TEXT[start:end])


def place(words: str) -> dict[str, Any]:
    start, end = at(words)
    return {"start": start, "end": end, "text": TEXT[start:end]}


def amount(words: str, value: int, **fields: Any) -> Amount:
    number = Decimal(value)
    return Amount(**place(words), **({"kind": "money", "low": number, "high": number, "unit": "EUR"} | fields))


def time(words: str, value: str, **fields: Any) -> Time:
    return Time(**place(words), **({"type": "DATE", "value": value} | fields))


def actor(id_: str, name: str, kind: str, *mentions: tuple[str, str], role: str | None = None) -> Actor:
    """An actor; mentions are pairs of words and form."""
    said = tuple(ActorMention(**place(words), form=form) for words, form in mentions)
    return Actor(id=id_, name=name, kind=kind, role=role, mentions=said)


FOUR = amount("4 Millionen Euro", 4_000_000, bound="about", id="a1")
ONE = amount("1 Million Euro", 1_000_000, id="a2")
COST = amount("20.000 Euro", 20_000, id="a3")
UNTIL = time("Ende 2027", "2027", mod="END", latest=date(2027, 12, 31), role="end", id="t1")
DISTRICT = actor("p1", "Landkreis Obertal", "authority", ("Landkreis Obertal", "name"))
TOWNS = actor("p2", "Gemeinden", "group", ("Gemeinden", "nominal"))
MOLL = actor("p3", "Ida Moll", "person", ("Ida Moll", "name"), role="Landrätin")
UNION = actor(
    "p4", "Kreisverband Obertal e. V.", "organisation", ("Kreisverband Obertal e. V.", "name"), ("Kreisverband", "name")
)
QUOTE = Statement(**place("Das hilft uns wirklich sehr"), kind="quotation", speaker="p3", id="s1")
SAYING = Statement(**place("die Verwaltung koste 20.000 Euro"), kind="reported", speaker="p4", id="s2")
WHOLE = Record(
    id="r1", amount="a1", givers=("p1",), receivers=("p2",), purpose=span("neue Brücken"), latest=date(2027, 12, 31)
)
PART = Record(id="r2", amount="a2", purpose=span("Radwege"), part_of="r1")
HEAD = Letterhead(
    kind="press_release",
    title="Mehr Geld für Brücken",
    issuer="Kreisverband Obertal e. V.",
    issued=date(2026, 3, 1),
    reference="12.3 - 45/2026",
)

RIGHT = Analysis(
    document=Document(text=TEXT, view=View(TEXT), head=HEAD),
    amounts=(FOUR, ONE, COST),
    times=(UNTIL,),
    actors=(DISTRICT, TOWNS, MOLL, UNION),
    statements=(QUOTE, SAYING),
    records=(WHOLE, PART),
    areas=(AreaScore(area="verkehr", score=0.9),),
)


def entry() -> dict[str, Any]:
    """The gold of the press release as an annotator writes it."""
    return {
        "id": "obertal",
        "kind": "press_release",
        "document_date": "2026-03-01",
        "document_date_in_text": False,
        "reference": "Az. 12.3 - 45/2026 · Mo",
        "issuer": "Kreisverband Obertal e. V.",
        "issuer_in_text": True,
        "title": "Mehr Geld für Brücken",
        "title_in_text": True,
        "text": TEXT,
        "amounts": [
            _amount("4 Millionen Euro", 4_000_000, "about"),
            _amount("1 Million Euro", 1_000_000, "exact"),
            _amount("20.000 Euro", 20_000, "exact"),
        ],
        "times": [
            place("Ende 2027")
            | {"timex_type": "DATE", "value": "2027", "mod": "END", "earliest": None, "latest": "2027-12-31"}
            | {"role": "end", "anchor": None}
        ],
        "actors": [
            _actor("kreis", "Landkreis Obertal", "authority", "Landkreis Obertal"),
            _actor("gemeinden", "Gemeinden", "group", "Gemeinden"),
            _actor("moll", "Ida Moll", "person", "Ida Moll") | {"role": "Landrätin des Landkreises Obertal"},
            _actor(
                "verband", "Kreisverband Obertal e. V.", "organisation", "Kreisverband Obertal e. V.", "Kreisverband"
            ),
        ],
        "records": [
            _record("4 Millionen Euro", 4_000_000, "about", purpose="neue Brücken")
            | {"giver": "kreis", "receiver": ["gemeinden"], "period": list(at("Ende 2027"))}
            | {"period_latest": "2027-12-31"},
            _record("1 Million Euro", 1_000_000, "exact", purpose="Radwege") | {"part_of": 0},
        ],
        "non_funding_amounts": [{"span": list(at("20.000 Euro")), "why": "running costs"}],
        "statements": [
            {"span": list(at("Das hilft uns wirklich sehr")), "kind": "quotation", "speaker": "moll"},
            {"span": list(at("die Verwaltung koste 20.000 Euro")), "kind": "reported", "speaker": "verband"},
        ],
        "areas": ["verkehr"],
    }


def _amount(words: str, value: int, bound: str) -> dict[str, Any]:
    return place(words) | {"kind": "money", "low": value, "high": value, "unit": "EUR", "bound": bound, "per": []}


def _actor(id_: str, name: str, kind: str, *mentions: str) -> dict[str, Any]:
    return {"id": id_, "name": name, "kind": kind, "role": None, "mentions": [list(at(words)) for words in mentions]}


def _record(words: str, value: int, bound: str, *, purpose: str) -> dict[str, Any]:
    numbers = {"low": value, "high": value, "unit": "EUR", "bound": bound}
    slots = {"giver": None, "receiver": None, "purpose": list(at(purpose)), "status": "committed", "part_of": None}
    return {"amount_span": list(at(words)), "amount": words, **numbers, **slots}


def outcomes(gold: Gold, layer: str, **found: Any) -> list[ScoreOutcome]:
    """The outcomes of one layer when the right analysis is changed in some parts."""
    return [outcome for outcome in compare_document(gold, replace(RIGHT, **found)) if outcome.layer == layer]


def counts(gold: Gold, layer: str, **found: Any) -> tuple[int, int, int]:
    """Right, too many, missed."""
    return tally(outcomes(gold, layer, **found))


def tally(of_layer: Sequence[ScoreOutcome]) -> tuple[int, int, int]:
    sums: Figures = count_outcomes(of_layer)
    return sums.tp, sums.fp, sums.fn
