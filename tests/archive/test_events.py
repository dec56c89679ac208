"""Money that several papers tell: one event or two, and what that does to sums."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from policytext.archive import Archive
from policytext.archive.events import Event, Telling, join_events
from policytext.archive.events.namesakes import best_spelling, known_as, read_party
from policytext.archive.events.rarity import read_topic
from policytext.archive.events.sums import count_significant, is_rounding, list_roundings
from policytext.archive.results import Entry
from tests.archive.made import sums

TABLE = tomllib.loads(Path(__file__).with_name("events.toml").read_text(encoding="utf-8"))["pairs"]
PLACE = {"sum", "giver", "receiver", "for", "title", "issued", "status", "bound", "low", "high", "per", "years", "unit"}


def told(row: dict[str, Any], sha256: str, record: str = "r1") -> Telling:
    """A telling of a row of the table."""
    assert set(row) <= PLACE, set(row) - PLACE
    low, high = (row.get(end, row.get("sum")) for end in ("low", "high"))
    title = row.get("title")
    givers, receivers = (tuple([row[slot]] if slot in row else ()) for slot in ("giver", "receiver"))
    return Telling(
        document=Entry(
            sha256=sha256, name=sha256, title=title, issued=row.get("issued"), kind="press_release", issuer=None
        ),
        family=hash(sha256),
        record=record,
        event=record,
        amount=f"a{record}",
        words=f"{high or low} Euro",
        low=None if low is None else Decimal(str(low)),
        high=None if high is None else Decimal(str(high)),
        unit=row.get("unit", "EUR"),
        bound=row.get("bound", "exact"),
        per=tuple(row.get("per", ())),
        change=None,
        status=row.get("status", "committed"),
        area=None,
        givers=givers,
        receivers=receivers,
        payers=tuple(map(read_party, givers)),
        paid=tuple(map(read_party, receivers)),
        wanted_for=row.get("for", ""),
        purpose=read_topic(row.get("for", "")),
        topic=read_topic(title or ""),
        years=tuple(row.get("years", (None, None))),
        within=False,
    )


@pytest.mark.parametrize("case", TABLE, ids=[case["why"] for case in TABLE])
def test_two_tellings(case: dict[str, Any]) -> None:
    one, other = told(case["one"], "aa"), told(case["other"], "bb")
    assert (len(join_events([one, other])) == 1) == case["same"]
    assert len(join_events([one, other])) == len(join_events([other, one]))


PROGRAMME = {"giver": "Land", "receiver": "Kommunen", "for": "Sprachkurse für Zugewanderte", "issued": date(2031, 4, 6)}


def shown(found: tuple[Event, ...]) -> list[list[str]]:
    return [sorted(f"{one.document.sha256}:{one.record}" for one in event.tellings) for event in found]


def test_three_releases_tell_one_event() -> None:
    releases = [
        told(PROGRAMME | {"sum": value}, sha256) for sha256, value in (("aa", 58e6), ("bb", 58.3e6), ("cc", 58e6))
    ]
    assert all(shown(join_events(order)) == [["aa:r1", "bb:r1", "cc:r1"]] for order in permutations(releases))


def test_two_sums_of_one_paper_stay_two_whatever_others_tell() -> None:
    bridges = [told(PROGRAMME | {"sum": 2_345_000, "for": "Brücken"}, "aa", record) for record in ("r1", "r2")]
    other = told(PROGRAMME | {"sum": 2_345_000, "for": "Brücken"}, "bb")
    assert shown(join_events([*bridges, other])) == [["aa:r1", "bb:r1"], ["aa:r2"]]


def test_what_a_paper_calls_the_same_is_one_event_even_without_a_purpose() -> None:
    first = told(PROGRAMME | {"sum": 5_000_000}, "aa")
    again = replace(told({"sum": 5_000_000}, "aa", "r2"), event="r1")
    refused = replace(told({"sum": 5_000_000, "status": "refused"}, "aa", "r3"), event="r1")
    assert shown(join_events([first, again, refused])) == [["aa:r1", "aa:r2"], ["aa:r3"]]


def test_a_veto_against_one_telling_holds_for_all_of_its_event() -> None:
    years = [told(PROGRAMME | {"sum": 7_250_000, "years": [year, year]}, f"a{year}") for year in (2031, 2032)]
    open_ = told(PROGRAMME | {"sum": 7_250_000}, "bb")
    assert sorted(map(len, shown(join_events([*years, open_])))) == [1, 2]


def test_the_first_status_that_is_told_holds() -> None:
    silent = replace(told(PROGRAMME | {"sum": 7_250_000}, "aa"), status=None)
    clear = told(PROGRAMME | {"sum": 7_250_000, "issued": date(2031, 4, 9)}, "bb")
    (event,) = join_events([silent, clear])
    assert (event.first.document.sha256, event.status) == ("aa", "committed")
    assert [telling["sha256"] for telling in event.to_dict()["tellings"]] == ["aa", "bb"]


def test_many_equal_sums_are_compared_in_time_that_grows_with_them() -> None:
    purposes = [f"Zuschuss {number} für das Haus {'abcdefghij'[number % 10]}" for number in range(400)]
    row = {"sum": 50_000, "giver": "Land", "issued": date(2031, 4, 6)}
    papers = [(purpose, f"{half}{number:04}") for half in "ab" for number, purpose in enumerate(purposes)]
    found = join_events(told(row | {"for": purpose}, sha256) for purpose, sha256 in papers)
    assert len(found) == 400 and all(len({one.wanted_for for one in event.tellings}) == 1 for event in found)


@pytest.mark.parametrize(
    ("coarse", "fine", "about", "expected"),
    [
        (58_000_000, 58_340_000, False, True),
        (58_300_000, 58_340_000, False, True),
        (59_000_000, 58_340_000, False, False),
        (59_000_000, 58_340_000, True, True),
        (60_000_000, 58_340_000, False, False),
        (60_000_000, 58_340_000, True, True),
        (70_000_000, 58_340_000, True, False),
        (58_340_000, 58_340_000, True, False),
        (58_340_000, 58_000_000, True, False),
    ],
)
def test_roundings(coarse: int, fine: int, about: bool, expected: bool) -> None:
    assert is_rounding(Decimal(coarse), Decimal(fine), about=about) is expected


def test_figures_of_a_number() -> None:
    assert [count_significant(Decimal(value)) for value in ("58000000", "1234000", "12.50", "0", "0.5")] == [
        2,
        4,
        3,
        1,
        1,
    ]
    assert Decimal(58_000_000) in list_roundings(Decimal(58_340_000))


@pytest.mark.parametrize(
    ("name", "land", "expected"),
    [
        ("Land", "DE-BW", "Land Baden-Württemberg"),
        ("LAND", "DE-SN", "Freistaat Sachsen"),
        ("Land", None, "Land"),
        ("Landkreis", "DE-BW", "Landkreis"),
        ("Bund", "DE-BW", "Bund"),
    ],
)
def test_the_bare_land_is_that_of_the_paper(name: str, land: str | None, expected: str) -> None:
    assert known_as(name, land) == expected


def test_the_spelling_that_reads_as_a_name() -> None:
    assert best_spelling(["STADT OSTHEIM", "STADT OSTHEIM", "Stadt Ostheim"]) == "Stadt Ostheim"
    assert best_spelling(["ROTE", "ROTE", "Rote"]) == "ROTE"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def test_sums_over_papers_count_an_event_once_and_list_its_tellings(archive: Archive) -> None:
    row = {"words": "58 Mio. Euro", "low": 58_000_000, "high": 58_000_000, "purpose": "Sprachkurse"}
    for start in ("Heute", "Gestern", "Vor einer Woche"):
        archive.add(sums(f"{start} sagte das Land 58 Mio. Euro für Sprachkurse zu.", [row]))
    archive.add(sums("Verlangt werden 58 Mio. Euro für Sprachkurse.", [row | {"status": "demanded"}]))
    found = {one.status: (one.records, one.high, one.joined) for one in archive.totals()}
    assert found == {"committed": (1, Decimal(58_000_000), 2), "demanded": (1, Decimal(58_000_000), 0)}
    assert sorted(len(event.tellings) for event in archive.events()) == [1, 3]


def test_a_part_in_one_paper_is_a_part_in_all(archive: Archive) -> None:
    whole = {"words": "10,5 Mio. Euro", "low": 10_500_000, "high": 10_500_000, "purpose": "Radwege"}
    part = {"words": "4,25 Mio. Euro", "low": 4_250_000, "high": 4_250_000, "purpose": "Brücken"}
    text = "Es sind 10,5 Mio. Euro für Radwege, davon 4,25 Mio. Euro für Brücken."
    archive.add(sums(text, [whole, part | {"part_of": "r1"}]))
    archive.add(sums("Allein 4,25 Mio. Euro sind für Brücken da.", [part]))
    assert [(one.records, one.high, one.joined) for one in archive.totals()] == [(1, Decimal(10_500_000), 0)]


def test_names_in_other_capitals_are_one_group(archive: Archive) -> None:
    for giver, value in (("STADT OSTHEIM", 3), ("Stadt Ostheim", 4), ("Stadt Ostheim", 5)):
        text = f"{giver} gibt {value} Mio. Euro."
        archive.add(sums(text, [{"words": f"{value} Mio. Euro", "low": value, "high": value, "giver": giver}]))
    assert [(one.group, one.high) for one in archive.totals(by="giver")] == [("Stadt Ostheim", Decimal(12))]
