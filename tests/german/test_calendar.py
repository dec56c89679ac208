"""The German calendar: values to intervals, feasts, school holidays, counting on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.german.calendar import (
    FEASTS,
    MONTHS,
    WEEKDAYS,
    add_duration,
    find_feast,
    is_working_day,
    read_interval,
    read_ordinal,
    school_holidays,
    weekday_after,
    weekday_before,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2017-04-06", date(2017, 4, 6), date(2017, 4, 6)),
        ("2017-04-06T14:00", date(2017, 4, 6), date(2017, 4, 6)),
        ("2017-02", date(2017, 2, 1), date(2017, 2, 28)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-Q3", date(2017, 7, 1), date(2017, 9, 30)),
        ("2022-H1", date(2022, 1, 1), date(2022, 6, 30)),
        ("2017-WI", date(2017, 12, 1), date(2018, 2, 28)),
        ("2017-W14-WE", date(2017, 4, 8), date(2017, 4, 9)),
        ("2017-W23", date(2017, 6, 5), date(2017, 6, 11)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
        ("2017-08/2018-07", date(2017, 8, 1), date(2018, 7, 31)),
        ("2021/2027", date(2021, 1, 1), date(2027, 12, 31)),
    ],
)
def test_interval(value: str, first: date, last: date) -> None:
    assert read_interval(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["XXXX", "XXXX-03-31", "P2Y", "PRESENT_REF", "2017-02-31", "2017-W60", "2018/2017", "", "0000"]
)
def test_no_interval(value: str) -> None:
    assert read_interval(value) == (None, None)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Ostern", 2017, date(2017, 4, 16)),
        ("Pfingsten", 2018, date(2018, 5, 20)),
        ("Rosenmontag", 2017, date(2017, 2, 27)),
        ("Christi Himmelfahrt", 2017, date(2017, 5, 25)),
        ("Fronleichnam", 2017, date(2017, 6, 15)),
        ("Buß- und Bettag", 2017, date(2017, 11, 22)),
        ("Totensonntag", 2017, date(2017, 11, 26)),
        ("Erster Advent", 2017, date(2017, 12, 3)),
        ("Tag der Deutschen Einheit", 2020, date(2020, 10, 3)),
    ],
)
def test_feast(name: str, year: int, day: date) -> None:
    assert find_feast(name, year) == day


def test_unknown_feasts_and_years() -> None:
    assert find_feast("Ostern", 1066) is None
    assert find_feast("Kirmes", 2017) is None


@given(year=st.integers(1900, 2100), name=st.sampled_from(sorted(FEASTS)))
def test_every_feast_lies_in_its_year(year: int, name: str) -> None:
    day = find_feast(name, year)
    assert day is not None
    assert day.year == year


@given(year=st.integers(1900, 2100))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = find_feast("Ostern", year)
    assert day is not None
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_school_holidays_differ_by_land() -> None:
    assert school_holidays("Sommerferien", 2017, "DE-BW") == (date(2017, 7, 27), date(2017, 9, 9))
    assert school_holidays("Sommerferien", 2017, "DE-SN") != school_holidays("Sommerferien", 2017, "DE-BW")
    assert school_holidays("Spargelferien", 2017, "DE-BW") is None


def test_working_days_differ_by_land() -> None:
    reformation_day = date(2018, 10, 31)
    assert is_working_day(reformation_day, land="DE-BW")
    assert not is_working_day(reformation_day, land="DE-SN")
    assert not is_working_day(date(2017, 4, 8), land="DE-BW")
    assert is_working_day(date(2017, 4, 8), land="DE-BW", saturday=True)


def test_step_cuts_to_the_month() -> None:
    assert add_duration(date(2017, 1, 31), "P1M") == date(2017, 2, 28)
    assert add_duration(date(2018, 3, 31), "P1Y6M", sign=-1) == date(2016, 9, 30)
    assert add_duration(date(2018, 3, 31), "P2W") == date(2018, 4, 14)
    assert add_duration(date(2018, 3, 31), "PXY") is None
    assert add_duration(date(9999, 12, 31), "P1D") is None


@given(day=DAYS, months=st.integers(0, 600))
def test_step_there_and_back(day: date, months: int) -> None:
    there = add_duration(day, f"P{months}M")
    assert there is not None
    back = add_duration(there, f"P{months}M", sign=-1)
    assert back is not None
    assert timedelta() <= day - back <= timedelta(days=3)


@given(day=DAYS, weekday=st.integers(0, 6))
def test_weekdays_around_a_day(day: date, weekday: int) -> None:
    before, after = weekday_before(day, weekday), weekday_after(day, weekday)
    assert before < day < after
    assert before.weekday() == after.weekday() == weekday
    assert (after - before).days in (7, 14)


def test_names() -> None:
    assert MONTHS["jänner"] == MONTHS["januar"] == 1
    assert WEEKDAYS["sonnabend"] == WEEKDAYS["samstag"] == 5
    assert [read_ordinal(word) for word in ("3.", "dritten", "III.", "Haus")] == [3, 3, 3, None]
