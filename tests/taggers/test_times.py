"""The tagger of times: rows of cases, properties of the grammar, the real press release, linear time."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext import segment
from policytext.german.numbers import spell_number
from policytext.model import Block, Document, Letterhead, Time, View
from policytext.taggers.times import tag_times

ISSUED = date(2017, 4, 6)  # a Thursday
SHARED = Path(__file__).parents[2].parent / "shared"
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def times_of(text: str, *, kind: str = "press_release", issued: date | None = ISSUED) -> list[Time]:
    document = segment.from_text(text, head=Letterhead(kind=kind, issued=issued, land="DE-BW"))
    return list(tag_times(document))


def only(text: str, *, kind: str = "press_release") -> Time:
    found = times_of(text, kind=kind)
    assert len(found) == 1, [one.text for one in found]
    return found[0]


# ---------------------------------------------------------------------------------------------- rows


def written(found: Time) -> str:
    """A time as the rows write it."""
    value = f"{found.type} {found.value}" + (f" {found.mod}" if found.mod else "")
    days = f"{found.earliest or ''}..{found.latest or ''}"
    parts = [found.text, value, found.role] + ([days] if days != ".." else [])
    return " | ".join(parts) + (f" @{found.anchor}" if found.anchor else "")


def rows() -> Iterator[Any]:
    kinds = tomllib.loads(Path(__file__).with_name("times.toml").read_text(encoding="utf-8"))["kind"]
    for kind in kinds:
        for row in kind["rows"]:
            marks = [pytest.mark.xfail(reason=row["gap"], strict=True)] if row.get("gap") else []
            yield pytest.param(kind["name"], row["text"], row["times"], marks=marks, id=row["text"][:60])


@pytest.mark.parametrize(("kind", "text", "times"), list(rows()))
def test_row(kind: str, text: str, times: list[str]) -> None:
    assert [written(found) for found in times_of(text, kind=kind)] == times


def due_rows() -> Iterator[Any]:
    for row in tomllib.loads(Path(__file__).with_name("times_due.toml").read_text(encoding="utf-8"))["rows"]:
        yield pytest.param(row["text"], row["what"], id=row["text"][:60])


@pytest.mark.parametrize(("text", "what"), list(due_rows()))
def test_what_is_due(text: str, what: str) -> None:
    found = [one for one in times_of(text) if one.role == "deadline"]
    assert [one.what.text if one.what else "" for one in found] == ([what] if found else [])
    assert found or not what
    assert all(text[one.what.start : one.what.end] == one.what.text for one in found if one.what)


def test_a_third_of_the_rows_yields_nothing() -> None:
    expected = [param.values[2] for param in rows()]
    assert len(expected) >= 330
    assert sum(not times for times in expected) * 3 >= len(expected)


# ---------------------------------------------------------------------------------------------- properties


def spans_hold(document: Document, found: list[Time]) -> bool:
    apart = all(left.end <= right.start for left, right in pairwise(found))
    return apart and all(document.text[one.start : one.end] == one.text and one.text for one in found)


FORMS = (
    "{day}. {month} {year}",
    "{day}.{number}.{year}",
    "{day:02}.{number:02}.{year}",
    "{day}. {number}. {year}",
    "{year}-{number:02}-{day:02}",
)


@given(day=DAYS, form=st.sampled_from(FORMS), cue=st.sampled_from(["am ", "bis zum ", "ab dem ", "vom ", ""]))
def test_every_day_reads_back(day: date, form: str, cue: str) -> None:
    shown = form.format(day=day.day, number=day.month, month=MONTHS[day.month - 1], year=day.year)
    found = only(f"Der Rat tagt {cue}{shown}, so der Plan.")
    assert (found.text, found.type, found.value) == (shown, "DATE", day.isoformat())
    assert found.earliest == found.latest == day


@given(first=DAYS, length=st.integers(1, 4000))
def test_every_range_reads_back(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2099, 12, 31))
    if first >= last:
        return
    shown = " bis ".join(f"{day.day}. {MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    found = only(f"Die Schau ist vom {shown} zu sehen.")
    assert found.text == shown
    assert (found.earliest, found.latest) == (first, last)


@given(year=st.integers(1950, 2098), number=st.integers(1, 4))
def test_parts_of_years_read_back(year: int, number: int) -> None:
    assert only(f"im {number}. Quartal {year}").value == f"{year}-Q{number}"
    assert only(f"im Schuljahr {year}/{year + 1}").value == f"{year}-08/{year + 1}-07"
    assert only(f"Ende {year}").latest == date(year, 12, 31)
    assert only(f"im {MONTHS[number]} {year}").value == f"{year}-{number + 1:02}"


@given(
    count=st.integers(2, 99), unit=st.sampled_from([("Jahre", "Y"), ("Monate", "M"), ("Wochen", "W"), ("Tage", "D")])
)
def test_lengths_read_back(count: int, unit: tuple[str, str]) -> None:
    name, code = unit
    for shown in (str(count), spell_number(count)):
        found = only(f"Die Sperrung dauert {shown} {name}.")
        assert (found.type, found.value) == ("DURATION", f"P{count}{code}")


@given(off=st.integers(-3000, 3000))
def test_relative_days_follow_the_document(off: int) -> None:
    issued = ISSUED + timedelta(days=off)
    values = [times_of(f"Das geschah {word}.", issued=issued)[0].earliest for word in ("gestern", "heute")]
    assert values == [issued - timedelta(days=1), issued]
    monday = times_of("am kommenden Montag", issued=issued)[0].earliest
    assert monday is not None
    assert monday.weekday() == 0
    assert 0 < (monday - issued).days <= 7


@given(day=st.integers(29, 31), month=st.integers(1, 12), year=st.integers(1950, 2090))
def test_days_that_do_not_exist_are_no_dates(day: int, month: int, year: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        assert not any(found.type == "DATE" and "-" in found.value for found in times_of(f"am {day}.{month:02}.{year}"))


WORDS = (
    *(
        "bis",
        "zum",
        "vom",
        "ab",
        "seit",
        "spätestens",
        "innerhalb",
        "von",
        "nach",
        "vor",
        "und",
        "oder",
        "zwischen",
        "dem",
    ),
    *("zwei", "drei", "ein", "halbes", "erste", "1.", "3.", "15.", "31.12.", "2017", "2018/19", "1", "000", "14", "23"),
    *("Mai", "März", "Montag", "Freitag", "Ostern", "Ende", "Anfang", "Mitte", "Tag", "Uhr", "KW", "heute", "gestern"),
    *("Jahres", "Jahre", "Monate", "Quartal", "Schuljahr", "des", "der", "kommenden", "letzten", "jährlich", "jeweils"),
    *("Inkrafttreten", "Beginn", "–", "-", "/", ",", ".", "\n", "Herr", "§", "Nr.", "Euro"),
)


@settings(max_examples=150)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=40),
    kind=st.sampled_from(["news", "guideline", "other"]),
    dated=st.booleans(),
)
def test_no_sequence_of_words_raises(words: list[str], kind: str, dated: bool) -> None:
    text = " ".join(words)
    document = segment.from_text(text, head=Letterhead(kind=kind, issued=ISSUED if dated else None))
    assert spans_hold(document, list(tag_times(document)))


@settings(max_examples=150)
@given(text=st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    document = segment.from_text(text, head=Letterhead(issued=ISSUED))
    assert spans_hold(document, list(tag_times(document)))


# ---------------------------------------------------------------------------------------------- documents


def test_contact_blocks_are_skipped() -> None:
    text = "Sprechzeit am 1. Mai 2017"
    document = Document(text=text, view=View(text), blocks=(Block("contact", 0, len(text)),))
    assert list(tag_times(document)) == []


def test_line_ends_and_soft_hyphens_inside() -> None:
    text = "Die Frist endet am 31.\nDezem\u00adber\u00a02018."
    found = only(text)
    assert found.value == "2018-12-31"
    assert text[found.start : found.end] == found.text


def test_an_event_dated_twice_dates_nothing() -> None:
    text = (
        "Teil A tritt am 1. Mai 2017 in Kraft. Teil B tritt am 1. Juni 2017 in Kraft. Drei Monate nach Inkrafttreten."
    )
    assert times_of(text)[-1].latest is None


def test_coming_into_force_of_another_law_is_no_event_of_ours() -> None:
    text = (
        "Der Pakt tritt am 1. Mai 2017 in Kraft. Zwei Jahre nach Inkrafttreten des Mindestlohngesetzes war das anders."
    )
    assert times_of(text)[-1].latest is None


def test_without_a_document_date_nothing_relative_is_resolved() -> None:
    for text in ("im kommenden Jahr", "am Freitag", "bis zum 31. März", "Ende des Jahres", "im 3. Quartal"):
        found = times_of(text, issued=None)[0]
        assert found.earliest is found.latest is None


ADVERSARIES = (
    "1",
    "bis ",
    "1. ",
    "1.1.",
    "2017 ",
    "2017-",
    "12 ",
    "zwei bis ",
    "Ende ",
    "Mai ",
    "1 000 ",
    "am Tag nach ",
    " ",
)


@pytest.mark.parametrize("unit", ADVERSARIES)
def test_time_grows_with_the_length_only(unit: str) -> None:
    """Twice the text takes about twice the time: the best of some runs, so that a busy machine does not matter."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        document = Document(text=text, view=View(text))
        runs = []
        for _ in range(3):
            start = time.process_time()
            list(tag_times(document))
            runs.append(time.process_time() - start)
        return min(runs)

    assert seconds(40_000) <= 8 * seconds(10_000) + 0.1


# ---------------------------------------------------------------------------------------------- shared material


def test_real_press_release() -> None:
    path = SHARED / "real" / "2017-04-06-staedtetag-pakt-fuer-integration.md"
    if not path.exists():
        pytest.skip("../shared is not here: no real press release to read")
    found = times_of(path.read_text(encoding="utf-8"))
    assert [one.value for one in found if one.text == "zwei Jahre"] == ["P2Y", "P2Y"]
    assert {one.role for one in found if one.text in ("zwei Jahre", "2017", "2018")} == {"term"}
    end = next(one for one in found if one.text == "Ende 2018")
    assert (end.role, end.latest) == ("end", date(2018, 12, 31))
    assert {one.earliest for one in found if one.text == "heute"} == {ISSUED}
    assert {one.earliest for one in found if one.text == "morgen"} == {date(2017, 4, 7)}
    assert not any(re.search(r"Heute-|298/$", one.text) for one in found)
    assert [one.text for one in found].count("2017") == 1
