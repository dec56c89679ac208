"""Every layer: what is right, wrong, missed, too many when the right analysis is changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policytext.analysis import Analysis
from policytext.evaluate import gold_files as gold_
from policytext.evaluate import score
from policytext.evaluate.gold_files import Gold
from policytext.model import AreaScore, Document, Record, View

from .made import (
    COST,
    DISTRICT,
    FOUR,
    HEAD,
    MOLL,
    ONE,
    PART,
    QUOTE,
    RIGHT,
    SAYING,
    TEXT,
    TOWNS,
    UNION,
    UNTIL,
    WHOLE,
    actor,
    amount,
    at,
    counts,
    entry,
    outcomes,
    span,
    tally,
    time,
)


def test_the_right_analysis_has_no_error(gold: Gold) -> None:
    verdicts = {outcome.layer: outcome.verdict for outcome in score.compare_document(gold, RIGHT)}
    assert set(verdicts.values()) == {"right"}
    expected = {"document.title", "money.value", "times.end", "records.part_of", "statements.speakers", "areas.set"}
    assert expected <= verdicts.keys() <= set(score.LAYERS)


def test_an_empty_analysis_misses_everything(gold: Gold) -> None:
    empty = Analysis(Document(text=TEXT, view=View(TEXT), head=replace(HEAD, kind="press_release", title=None)))
    sums = {
        row.layer: (row.tp, row.fp, row.fn)
        for row in score.build_rows("dev", list(score.compare_document(gold, empty)))
    }
    assert sums["amounts.span"] == (0, 0, 3)
    assert sums["document.title"] == (0, 0, 1)
    assert sums["records.found"] == (0, 0, 2)
    assert sums["records.purpose"] == (0, 0, 2)
    assert "amounts.bound" not in sums  # bounds are judged where the span is exact


def test_found_places_are_mapped_to_the_gold_text(gold: Gold) -> None:
    """A running head in front of the text moves every offset and changes no figure."""
    head = "Seite 1\n\n"
    ahead = len(head)

    def moved(fact: Any) -> Any:
        return replace(fact, start=fact.start + ahead, end=fact.end + ahead)

    shifted = replace(
        RIGHT,
        document=replace(RIGHT.document, text=head + TEXT, view=View(head + TEXT)),
        amounts=tuple(moved(fact) for fact in RIGHT.amounts),
        times=tuple(moved(fact) for fact in RIGHT.times),
        statements=tuple(moved(fact) for fact in RIGHT.statements),
        actors=tuple(replace(a, mentions=tuple(moved(m) for m in a.mentions)) for a in RIGHT.actors),
    )
    assert {outcome.verdict for outcome in score.compare_document(gold, shifted)} == {"right"}


# ------------------------------------------------------------------------------------------------- letterhead


@pytest.mark.parametrize(
    ("layer", "head", "expected"),
    [
        ("document.title", {"title": "MEHR GELD FÜR BRÜCKEN!"}, (1, 0, 0)),
        ("document.title", {"title": "Mehr Geld"}, (0, 1, 1)),
        ("document.title", {"title": None}, (0, 0, 1)),
        ("document.issuer", {"issuer": "Kreisverbands Obertal e.V."}, (1, 0, 0)),
        ("document.reference", {"reference": "12.3-45/2026"}, (1, 0, 0)),
        ("document.reference", {"reference": "12.3 - 45"}, (0, 1, 1)),
        ("document.reference", {"reference": "Mo"}, (0, 1, 1)),
        ("document.kind", {"kind": "news"}, (0, 1, 1)),
    ],
)
def test_letterhead(gold: Gold, layer: str, head: dict[str, Any], expected: tuple[int, int, int]) -> None:
    document = replace(RIGHT.document, head=replace(HEAD, **head))
    assert counts(gold, layer, document=document) == expected


def test_a_reference_where_there_is_none_is_too_many(gold: Gold) -> None:
    bare = replace(gold, head={"reference": None})
    assert counts(bare, "document.reference") == (0, 1, 0)


# ------------------------------------------------------------------------------------------------- amounts


@pytest.mark.parametrize(
    ("amounts", "span", "value", "bound"),
    [
        pytest.param((FOUR, ONE, COST), (3, 0, 0), (3, 0, 0), (3, 0, 0), id="all right"),
        pytest.param((FOUR, ONE), (2, 0, 1), (2, 0, 1), (2, 0, 0), id="one missed"),
        pytest.param((FOUR, ONE, replace(COST, low=None)), (3, 0, 0), (2, 1, 1), (3, 0, 0), id="one side open"),
        pytest.param((FOUR, ONE, replace(COST, unit="CHF")), (3, 0, 0), (2, 1, 1), (3, 0, 0), id="wrong currency"),
        pytest.param((replace(FOUR, bound="exact"), ONE, COST), (3, 0, 0), (3, 0, 0), (2, 1, 1), id="wrong bound"),
        pytest.param(
            (amount("rund 4 Millionen Euro", 4_000_000, bound="about"), ONE, COST),
            *((2, 1, 1), (2, 1, 1), (2, 0, 0)),
            id="qualifier in the span",
        ),
        pytest.param(
            (FOUR, ONE, COST, amount("45", 45)), (3, 1, 0), (3, 1, 0), (3, 0, 0), id="a number of the file reference"
        ),
    ],
)
def test_amounts(gold: Gold, amounts: Any, span: Any, value: Any, bound: Any) -> None:
    for kind in ("amounts", "money"):
        assert counts(gold, f"{kind}.span", amounts=amounts, records=()) == span
        assert counts(gold, f"{kind}.value", amounts=amounts, records=()) == value
        assert counts(gold, f"{kind}.bound", amounts=amounts, records=()) == bound


def test_money_leaves_other_kinds_aside(gold: Gold) -> None:
    positions = replace(amount("45", 45), kind="positions", unit="Stelle")
    found = (*RIGHT.amounts, positions)
    assert counts(gold, "amounts.span", amounts=found) == (3, 1, 0)
    assert counts(gold, "money.span", amounts=found) == (3, 0, 0)


def test_equal_numbers_are_equal_however_written(gold: Gold) -> None:
    found = (replace(FOUR, low=Decimal("4E6"), high=Decimal("4000000.00")), ONE, COST)
    assert counts(gold, "amounts.value", amounts=found) == (3, 0, 0)


# ------------------------------------------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("times", "value", "end", "deadline"),
    [
        pytest.param((UNTIL,), (1, 0, 0), (1, 0, 0), (0, 0, 0), id="right"),
        pytest.param((replace(UNTIL, value="2027-12"),), (1, 0, 0), (1, 0, 0), (0, 0, 0), id="equal interval"),
        pytest.param((replace(UNTIL, latest=None),), (1, 0, 0), (1, 0, 0), (0, 0, 0), id="equal type and value"),
        pytest.param(
            (replace(UNTIL, value="2028", latest=date(2028, 12, 31)),), (0, 1, 1), (1, 0, 0), (0, 0, 0), id="wrong year"
        ),
        pytest.param((replace(UNTIL, role="deadline"),), (1, 0, 0), (0, 0, 1), (0, 1, 0), id="wrong role"),
        pytest.param((replace(UNTIL, role="mention"),), (1, 0, 0), (0, 0, 1), (0, 0, 0), id="no role"),
        pytest.param(
            (time("2027", "2027", latest=date(2027, 12, 31), role="end"),),
            *((0, 1, 1), (0, 1, 1), (0, 0, 0)),
            id="wrong span",
        ),
        pytest.param((), (0, 0, 1), (0, 0, 1), (0, 0, 0), id="missed"),
    ],
)
def test_times(gold: Gold, times: Any, value: Any, end: Any, deadline: Any) -> None:
    assert counts(gold, "times.value", times=times) == value
    assert counts(gold, "times.end", times=times) == end
    assert counts(gold, "times.deadline", times=times) == deadline


def test_two_unknown_intervals_are_not_equal(gold: Gold) -> None:
    assert gold.times is not None
    unknown = replace(gold, times=(replace(gold.times[0], latest=None),))
    assert counts(unknown, "times.value", times=(replace(UNTIL, value="2028", latest=None),)) == (0, 1, 1)


@pytest.mark.parametrize(
    ("times", "found", "role", "latest"),
    [
        pytest.param((UNTIL,), (1, 0, 0), (1, 0, 0), (1, 0, 0), id="right"),
        pytest.param((time("bis Ende 2027", "2027", role="end"),), (1, 0, 0), (1, 0, 0), (0, 1, 1), id="overlap"),
        pytest.param((replace(UNTIL, role="deadline"),), (1, 0, 0), (0, 1, 1), (1, 0, 0), id="another role"),
        pytest.param((replace(UNTIL, role="mention"),), (0, 0, 1), (0, 0, 1), (0, 0, 1), id="a mere mention"),
        pytest.param((UNTIL, time("2026", "2026", role="term")), (1, 1, 0), (1, 1, 0), (1, 0, 0), id="a role too many"),
    ],
)
def test_deadlines(tmp_path: Path, times: Any, found: Any, role: Any, latest: Any) -> None:
    deadline = {"span": list(at("Ende 2027")), "latest": "2027-12-31", "role": "end", "what": list(at("zahlt"))}
    gold = _gold(tmp_path, deadlines=[deadline])
    assert counts(gold, "deadlines.found", times=times) == found
    assert counts(gold, "deadlines.role", times=times) == role
    assert counts(gold, "deadlines.latest", times=times) == latest


# ------------------------------------------------------------------------------------------------- actors


def test_a_full_name_must_be_found_and_a_short_one_may(gold: Gold) -> None:
    """Without forms in the gold: three full names; "Kreisverband" and "Gemeinden" decide nothing."""
    assert counts(gold, "actors.names") == (3, 0, 0)
    nominal = actor("p4", UNION.name, "organisation", (UNION.name, "name"), ("Kreisverband", "nominal"))
    assert counts(gold, "actors.names", actors=(DISTRICT, TOWNS, MOLL, nominal)) == (3, 0, 0)
    described = actor("p1", "Landkreis Obertal", "authority", ("Landkreis Obertal", "nominal"))
    assert counts(gold, "actors.names", actors=(described, TOWNS, MOLL, UNION)) == (2, 0, 1)


@pytest.mark.parametrize(
    ("moll", "names", "mentions"),
    [
        pytest.param(("Landrätin Ida Moll", "name"), (2, 1, 1), (5, 0, 0), id="title in the span"),
        pytest.param(("Moll", "name"), (2, 1, 1), (5, 0, 0), id="half the name"),
        pytest.param(("Radwege", "name"), (2, 1, 1), (4, 1, 1), id="no name at all"),
        pytest.param(("Ida Moll", "nominal"), (2, 0, 1), (5, 0, 0), id="not known to be a name"),
    ],
)
def test_names_by_exact_span_and_mentions_by_overlap(gold: Gold, moll: Any, names: Any, mentions: Any) -> None:
    found = (DISTRICT, TOWNS, actor("p3", "Ida Moll", "person", moll), UNION)
    assert counts(gold, "actors.names", actors=found) == names
    assert counts(gold, "actors.mentions", actors=found) == mentions


def test_forms_that_the_gold_tells_decide(tmp_path: Path) -> None:
    start, end = at("Gemeinden")
    told = [{"id": "g", "name": "Gemeinden", "kind": "authority", "mentions": [[start, end]]}]
    name = actor("p2", "Gemeinden", "authority", ("Gemeinden", "name"))
    for form, expected in (("name", (1, 0, 0)), ("nominal", (0, 1, 0))):
        told[0]["mentions"] = [{"start": start, "end": end, "form": form}]
        gold = _gold(tmp_path, actors=told, records=[], statements=[])
        assert counts(gold, "actors.names", actors=(name,)) == expected


# ------------------------------------------------------------------------------------------------- statements


def _piece(words: str, **fields: Any) -> Any:
    place = span(words)
    return replace(QUOTE, start=place.start, end=place.end, text=place.text, **fields)


@pytest.mark.parametrize(
    ("quote", "found", "speaker"),
    [
        pytest.param(QUOTE, (1, 0, 0), (1, 0, 0), id="right"),
        pytest.param(_piece("hilft uns wirklich sehr"), (1, 0, 0), (1, 0, 0), id="most of it: 23 of 27 characters"),
        pytest.param(_piece("Das hilft uns"), (0, 1, 1), (0, 1, 1), id="less than half: 13 of 27 characters"),
        pytest.param(replace(QUOTE, speaker="p1"), (1, 0, 0), (1, 0, 0), id="her district: a word of her office"),
        pytest.param(replace(QUOTE, speaker="p2"), (1, 0, 0), (0, 1, 1), id="another speaker"),
        pytest.param(replace(QUOTE, speaker=None), (1, 0, 0), (0, 1, 1), id="no speaker"),
        pytest.param(replace(QUOTE, kind="assertion"), (0, 0, 1), (0, 0, 1), id="taken for an assertion"),
    ],
)
def test_quotations_and_speakers(gold: Gold, quote: Any, found: Any, speaker: Any) -> None:
    assert counts(gold, "statements.quotations", statements=(quote, SAYING)) == found
    assert counts(gold, "statements.speakers", statements=(quote, SAYING)) == speaker


def test_split_quotations_count_with_all_their_parts(tmp_path: Path) -> None:
    parts = [list(at("Das hilft")), list(at("wirklich sehr"))]
    gold = _gold(tmp_path, statements=[{"span": parts[0], "parts": parts, "kind": "quotation", "speaker": "moll"}])
    both = _piece("Das hilft", parts=(span("Das hilft"), span("wirklich sehr")))
    assert counts(gold, "statements.quotations", statements=(both,)) == (1, 0, 0)
    assert counts(gold, "statements.characters", statements=(both,)) == (22, 0, 0)
    assert counts(gold, "statements.quotations", statements=(_piece("Das hilft"),)) == (0, 1, 1)  # 9 of 22 characters
    assert counts(gold, "statements.characters", statements=(_piece("Das hilft"),)) == (9, 0, 13)


def test_reported_speech_by_overlap_and_by_characters(gold: Gold) -> None:
    place = span("teilte mit, die Verwaltung")
    saying = replace(SAYING, start=place.start, end=place.end, text=place.text)
    assert counts(gold, "statements.reported", statements=(QUOTE, saying)) == (1, 0, 0)
    # gold: 27 + 32 characters; found: 27 + 26, of which "die Verwaltung" (14) is in the gold and 12 are not
    assert counts(gold, "statements.characters", statements=(QUOTE, saying)) == (41, 12, 18)


# ------------------------------------------------------------------------------------------------- records

SLOTS = ("giver", "receiver", "purpose", "period", "status", "part_of")


def _slots(gold: Gold, *records: Record, **found: Any) -> dict[str, tuple[int, int, int]]:
    return {slot: counts(gold, f"records.{slot}", records=records, **found) for slot in SLOTS}


def test_slots_are_scored_where_the_gold_fills_them(gold: Gold) -> None:
    right = _slots(gold, WHOLE, PART)
    assert {slot: sums[0] for slot, sums in right.items()} == {
        **{"giver": 1, "receiver": 1, "purpose": 2, "period": 1, "status": 2, "part_of": 1}
    }
    spurious = replace(PART, givers=("p1",), receivers=("p2",), earliest=date(2027, 1, 1))
    assert _slots(gold, WHOLE, spurious) == right


@pytest.mark.parametrize(
    ("slot", "change", "expected"),
    [
        ("giver", {"givers": ("p4",)}, (0, 1, 1)),
        ("giver", {"givers": ()}, (0, 0, 1)),
        ("giver", {"givers": ("p4", "p1")}, (1, 0, 0)),
        ("receiver", {"receivers": ("p1",)}, (0, 1, 1)),
        ("purpose", {"purpose": span("Geld für Brücken")}, (2, 0, 0)),  # one of two words
        ("purpose", {"purpose": span("Radwege")}, (1, 1, 1)),
        ("purpose", {"purpose": None}, (1, 0, 1)),
        ("period", {"latest": date(2028, 12, 31)}, (0, 1, 1)),
        ("period", {"earliest": date(2026, 1, 1)}, (0, 1, 1)),
        ("period", {"latest": None}, (0, 0, 1)),
        ("status", {"status": "demanded"}, (1, 1, 1)),
    ],
)
def test_slots(gold: Gold, slot: str, change: dict[str, Any], expected: tuple[int, int, int]) -> None:
    assert _slots(gold, replace(WHOLE, **change), PART)[slot] == expected


def test_a_part_points_to_the_record_that_stands_for_its_whole(gold: Gold) -> None:
    assert _slots(gold, WHOLE, PART)["part_of"] == (1, 0, 0)
    assert _slots(gold, WHOLE, replace(PART, part_of="r9"))["part_of"] == (0, 1, 1)
    assert _slots(gold, WHOLE, replace(PART, part_of=None))["part_of"] == (0, 0, 1)
    assert _slots(gold, PART)["part_of"] == (0, 1, 1)  # its whole was not found


def test_slots_of_a_missed_record_are_missed(gold: Gold) -> None:
    assert counts(gold, "records.found", records=(PART,)) == (1, 0, 1)
    assert _slots(gold, PART)["giver"] == (0, 0, 1)


def test_a_record_needs_equal_numbers(gold: Gold) -> None:
    wrong = replace(FOUR, low=Decimal(4), high=Decimal(4))
    assert counts(gold, "records.found", amounts=(wrong, ONE, COST)) == (1, 1, 1)
    open_side = replace(FOUR, low=None, bound="at_most")
    assert counts(gold, "records.found", amounts=(open_side, ONE, COST)) == (2, 0, 0)
    wider = replace(FOUR, start=FOUR.start - 5)
    assert counts(gold, "records.found", amounts=(wider, ONE, COST)) == (2, 0, 0)


def test_a_record_on_an_amount_that_is_no_funding(gold: Gold) -> None:
    found = (WHOLE, PART, Record(id="r3", amount="a3"))
    assert counts(gold, "records.found", records=found) == (2, 1, 0)
    (error,) = outcomes(gold, "records.no_funding", records=found)
    assert error.gold is not None
    assert (error.verdict, error.gold.value) == ("spurious", "running costs")


def test_records_without_a_sum_count_where_the_gold_has_such(gold: Gold) -> None:
    sumless = Record(id="r3", amount=None, purpose=span("Radwege"))
    assert counts(gold, "records.found", records=(WHOLE, PART, sumless)) == (2, 0, 0)
    assert gold.records is not None
    whole, part = gold.records
    without = replace(gold, records=(whole, replace(part, amount=None)))
    assert counts(without, "records.found", records=(WHOLE, sumless)) == (2, 0, 0)
    other = replace(sumless, purpose=span("neue Brücken"))
    assert counts(without, "records.found", records=(WHOLE, other)) == (1, 1, 1)


# ------------------------------------------------------------------------------------------------- areas


@pytest.mark.parametrize(
    ("due", "found", "first", "all_"),
    [
        (["verkehr"], {"verkehr": 0.9}, (1, 0, 0), (1, 0, 0)),
        (["verkehr"], {"verkehr": 0.6, "umwelt-natur": 0.8}, (0, 1, 1), (1, 1, 0)),
        (["verkehr", "finanzen"], {"verkehr": 0.9}, (1, 0, 0), (1, 0, 1)),
        (["verkehr"], {}, (0, 0, 1), (0, 0, 1)),
        ([], {"verkehr": 0.9}, (0, 1, 0), (0, 1, 0)),
        ([], {}, (0, 0, 0), (0, 0, 0)),
        (["integration"], {"integration/ehrenamt": 0.9, "integration": 0.8}, (1, 0, 0), (1, 0, 0)),
        (["integration/ehrenamt"], {"integration/spracherwerb": 0.9}, (0, 1, 1), (0, 1, 1)),
    ],
)
def test_areas(tmp_path: Path, due: list[str], found: dict[str, float], first: Any, all_: Any) -> None:
    gold = _gold(tmp_path, areas=due)
    areas = tuple(AreaScore(area=area, score=degree) for area, degree in found.items())
    assert counts(gold, "areas.first", areas=areas) == first
    assert counts(gold, "areas.set", areas=areas) == all_


def test_no_layer_of_the_gold_means_no_outcome() -> None:
    bare = Gold(id="x", text=TEXT)
    assert tally(list(score.compare_document(bare, RIGHT))) == (0, 0, 0)


def _gold(folder: Path, **changed: Any) -> Gold:
    path = folder / "changed.json"
    path.write_text(json.dumps(entry() | changed, ensure_ascii=False), encoding="utf-8")
    return gold_.read_gold(path)[0]
