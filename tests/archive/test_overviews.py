"""What runs out, how much it is, who is in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policytext.analysis import Analysis
from policytext.archive import Archive
from policytext.archive.frames import build_frame
from policytext.archive.overviews.due_days import Window
from policytext.errors import BadInput, BadQuery
from policytext.layout import Block, Sentence
from policytext.model import ActorMention
from tests.archive.made import funded, sums

START = date(2018, 1, 1)


BUDGET = sums(
    "Das Land gibt 10 Mio. Euro, davon 4 Mio. Euro für Wege, dazu bis zu 2 Mio. Euro, mindestens 1 Mio. Euro,"
    " Millionen Euro, 500 Euro je Platz, 30 Prozent, statt 9 Mio. Euro und 7 Stellen.",
    [
        {"words": "10 Mio. Euro", "low": 10_000_000, "high": 10_000_000},
        {"words": "4 Mio. Euro", "low": 4_000_000, "high": 4_000_000, "part_of": "r1"},
        {"words": "2 Mio. Euro", "low": None, "high": 2_000_000},
        {"words": "1 Mio. Euro", "low": 1_000_000, "high": None},
        {"words": "Millionen Euro", "low": None, "high": None},
        {"words": "500 Euro", "low": 500, "high": 500, "per": ("Platz",)},
        {"words": "30 Prozent", "low": 30, "high": 30, "kind": "share", "unit": "%"},
        {"words": "9 Mio. Euro", "low": 9_000_000, "high": 9_000_000, "change": "from"},
        {"words": "7 Stellen", "low": 7, "high": 7, "kind": "positions", "unit": "Stelle"},
    ],
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def test_parts_rates_and_open_ends_are_summed_honestly(archive: Archive) -> None:
    archive.add(BUDGET)
    euro, positions = archive.totals(by="unit")
    assert (euro.low, euro.high, euro.open) == (Decimal(11_000_000), Decimal(13_000_000), True)
    assert (euro.records, euro.vague, euro.rates) == (5, 1, 1)
    assert (positions.unit, positions.low, positions.records) == ("Stelle", Decimal(7), 1)


TOLD_AGAIN = sums(
    "6 Mio. Euro für Wege. Es gibt 6,0 Mio. Euro, davon 2 Mio. Euro für Brücken; verlangt waren 8 Mio. Euro, abgelehnt"
    " 3 Mio. Euro. Noch einmal: 6 000 000 Euro, davon 2,0 Mio. Euro. Vorgeschlagen ist 1 Mio. Euro.",
    [
        {"words": "6 Mio. Euro", "low": 6, "high": 6},
        {"words": "6,0 Mio. Euro", "low": 6, "high": 6, "same_as": "r1"},
        {"words": "2 Mio. Euro", "low": 2, "high": 2, "part_of": "r2"},
        {"words": "8 Mio. Euro", "low": 8, "high": 8, "status": "demanded"},
        {"words": "3 Mio. Euro", "low": 3, "high": 3, "status": "refused", "part_of": "r1"},
        {"words": "6 000 000 Euro", "low": 6, "high": 6, "same_as": "r1"},
        {"words": "2,0 Mio. Euro", "low": 2, "high": 2, "same_as": "r3"},
        {"words": "1 Mio. Euro", "low": 1, "high": 1, "status": "proposed"},
    ],
)


@pytest.mark.parametrize("by", ["status", "unit", "year", "giver"])
def test_each_event_counts_once_and_with_its_status_alone(archive: Archive, by: str) -> None:
    archive.add(TOLD_AGAIN)
    found = {one.status: (one.records, int(one.high), one.joined) for one in archive.totals(by=by)}
    assert found == {"committed": (1, 6, 2), "demanded": (1, 8, 0), "refused": (1, 3, 0), "proposed": (1, 1, 0)}


def test_near_identical_documents_count_once(archive: Archive) -> None:
    body = " ".join(f"Der Kreistag von Hallerfeld hat am {day}. Mai Punkt {day} beraten." for day in range(1, 14))
    for tail in ("", " Ende."):
        archive.add(sums(f"{body} Das Land gibt 3 Mio. Euro.{tail}", [{"words": "3 Mio. Euro", "low": 3, "high": 3}]))
    assert [(one.records, one.low) for one in archive.totals()] == [(1, Decimal(3))]


def test_a_part_counts_where_its_whole_is_not_asked_for(archive: Archive) -> None:
    rows = [
        {"words": "10 Millionen Euro", "low": 10, "high": 10},
        {"words": "4 Millionen Euro", "low": 4, "high": 4, "part_of": "r1"},
    ]
    made = sums("Es sind 10 Millionen Euro. Davon gehen 4 Millionen Euro an die Wege.", rows)
    made = replace(made, records=(made.records[0], replace(made.records[1], statement="s2")))
    archive.add(made)
    assert [one.low for one in archive.totals()] == [Decimal(10)]
    assert [one.low for one in archive.totals("Wege")] == [Decimal(4)]


def test_a_group_that_is_none_is_told(archive: Archive) -> None:
    with pytest.raises(BadQuery, match="use one of status, area"):
        archive.totals(by="farbe")


def falkner(words: str, day: date, **told: Any) -> Analysis:
    text = f"Jorinde Falkner muss für {words} bis {day:%d.%m.%Y} noch 5 Mio. Euro abrufen."
    return funded(text, amount=("5 Mio. Euro", 5_000_000), deadline=(f"{day:%d.%m.%Y}", day), **told)


def test_deadlines_come_by_date_with_their_money(archive: Archive) -> None:
    for words, day in (("Radwege", date(2018, 3, 31)), ("Kitas", date(2018, 2, 1)), ("Brücken", date(2017, 12, 31))):
        archive.add(falkner(words, day))
    found = archive.deadlines(start=START)
    assert [(one.date, one.days) for one in found] == [(date(2018, 2, 1), 31), (date(2018, 3, 31), 89)]
    assert "Kitas" in found[0].sentence and found[0].speaker == "Jorinde Falkner" and found[0].words == "01.02.2018"
    assert [one.date for one in archive.deadlines(start=START, days=60)] == [date(2018, 2, 1)]
    assert [one.days for one in archive.deadlines(start=START, past=True)] == [-1]
    assert [one.date.month for one in archive.deadlines("Radweg", start=START)] == [3]
    assert archive.deadlines(start=START, roles=["end"]) == ()


def test_the_end_of_a_record_is_a_term_and_is_told_once(archive: Archive) -> None:
    made = falkner("Radwege", date(2018, 3, 31))
    (record,) = made.records
    archive.add(replace(made, records=(replace(record, latest=date(2018, 3, 31)),)))
    text = "Jorinde Falkner bekommt im Schuljahr 5 Mio. Euro für Kitas."
    told = {"latest": date(2018, 9, 30), "status": "committed", "evidence": {"period": ((27, 36),)}}
    paid = funded(text, amount=("5 Mio. Euro", 5_000_000))
    archive.add(replace(paid, records=(replace(record, **told),)))
    first, second = archive.deadlines(start=START)
    assert (first.role, [fund.amount for fund in first.funds]) == ("deadline", ["5 Mio. Euro"])
    assert (second.role, second.date, second.id) == ("term", date(2018, 9, 30), "r1")
    assert second.funds[0].givers == ("Jorinde Falkner",)


def test_what_stands_outside_of_statements_counts_where_documents_are_asked_for(archive: Archive) -> None:
    made = falkner("Radwege", date(2018, 3, 31))
    archive.add(replace(made, statements=(), records=(replace(made.records[0], statement=None),)))
    assert len(archive.deadlines(start=START, since="2017", kind="press_release")) == 1
    assert len(archive.totals(until="2017")) == 1 and len(archive.actors(issuer="Ostrahn*")) == 1
    assert archive.deadlines("Radwege", start=START) == () and archive.deadlines(start=START, until="2016") == ()


def test_a_window_beyond_the_calendar_is_open() -> None:
    assert Window.of(START, 99_999_999, past=True).first is None
    with pytest.raises(BadQuery, match="deadline, end, term"):
        Window.of(START, 1, past=False, roles=["ende"])


def test_actors_are_counted_by_documents(archive: Archive) -> None:
    archive.add(falkner("Radwege", date(2018, 3, 31)))
    archive.add(falkner("Kitas", date(2018, 2, 1)))
    (one,) = archive.actors()
    assert (one.name, one.kind, one.documents, one.statements, one.speaks) == ("Jorinde Falkner", "person", 2, 2, 2)
    assert [one.documents for one in archive.actors("Kita")] == [1]


def test_people_who_are_only_named_to_be_asked_are_not_counted(archive: Archive) -> None:
    text = "Jorinde Falkner lobt den Steg. Ansprechpartnerin: Ina Lorch, Zimmer 12. Auskunft: Uwe Moll, Kreis Auental"
    made = funded(text)
    others = [
        (name, kind, text.index(name))
        for name, kind in (("Ina Lorch", "person"), ("Uwe Moll", "person"), ("Kreis Auental", "authority"))
    ]
    actors = [
        replace(
            made.actors[0],
            name=name,
            kind=kind,
            id=f"p{number}",
            mentions=(ActorMention(start=start, end=start + len(name), text=name, form="name"),),
        )
        for number, (name, kind, start) in enumerate(others, 2)
    ]
    ask, block = text.index("Ansprech"), text.index("Auskunft")
    document = replace(
        made.document,
        blocks=(Block("paragraph", 0, block - 1), Block("contact", block, len(text))),
        sentences=(Sentence(0, ask - 1, 0), Sentence(ask, block - 1, 0)),
    )
    id_ = archive.add(replace(made, document=document, actors=(*made.actors, *actors))).id
    assert [one.name for one in archive.actors()] == ["Jorinde Falkner", "Kreis Auental"]
    assert len(archive.get(id_).actors) == 4 and archive.check() == []


def test_answers_become_tables(archive: Archive) -> None:
    pytest.importorskip("pandas")
    archive.add(falkner("Radwege", date(2018, 3, 31)))
    hits = build_frame(archive.search("Radweg").hits)
    assert list(hits["text"]) == [archive.search("Radweg").hits[0].snippet] and hits["issued"].dt.year[0] == 2017
    assert list(build_frame(archive.deadlines(start=START))["days"]) == [89]
    assert float(build_frame(archive.totals())["high"][0]) == 5e6 and list(
        build_frame(archive.actors())["documents"]
    ) == [1]
    assert list(archive.search("Radweg").to_pandas()["act"]) == ["demand"]


def test_without_pandas_one_line_says_what_to_install(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(BadInput, match=r"pip install 'policytext\[pandas\]'"):
        archive.search("Radweg").to_pandas()
