"""Feasts, school holidays and working days; what differs by Land comes from the `holidays` library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from policytext.lexicon import load_lexicon

FIRST_YEAR, LAST_YEAR = 1583, 2999  # the Gregorian calendar, as far as anybody plans

_FEASTS = load_lexicon("calendar")["feasts"]
_FIXED: Mapping[str, tuple[int, int]] = {name: (month, day) for name, (month, day) in _FEASTS["fixed"].items()}
_FROM_EASTER: Mapping[str, int] = _FEASTS["from_easter"]
_BEFORE_CHRISTMAS_EVE: Mapping[str, int] = _FEASTS["before_christmas_eve"]
FEASTS = frozenset(_FIXED) | frozenset(_FROM_EASTER) | frozenset(_BEFORE_CHRISTMAS_EVE)
"""Every feast that `find_feast` knows, lower case."""


def find_feast(name: str, year: int) -> date | None:
    """The day of a feast ("Ostern" is Easter Sunday), `None` outside of 1583 to 2999 or for an unknown name."""
    name = name.lower()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return _find_easter(year) + timedelta(days=_FROM_EASTER[name])
    if name in _BEFORE_CHRISTMAS_EVE:
        christmas_eve = date(year, 12, 24)
        fourth_advent = christmas_eve - timedelta(days=(christmas_eve.weekday() + 1) % 7)
        return fourth_advent + timedelta(days=_BEFORE_CHRISTMAS_EVE[name])
    return None


def fixed_day(name: str) -> tuple[int, int] | None:
    """(month, day) of a feast that falls on the same day every year, else `None`."""
    return _FIXED.get(name.lower())


@lru_cache(maxsize=512)
def _find_easter(year: int) -> date:
    """Easter Sunday by Butcher's method (Meeus, Astronomical Algorithms, 1991); `holidays` begins in 1990 only."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def _list_public_holidays(year: int, land: str | None, category: str = "public") -> Mapping[date, str]:
    from holidays.countries.germany import Germany

    subdivision = land.removeprefix("DE-") if land else None
    if subdivision not in Germany.subdivisions:
        subdivision = None
    days = Germany(years=year, subdiv=subdivision, language="de", categories=(category,))
    return MappingProxyType(dict(days.items()))


def is_working_day(day: date, *, land: str | None, saturday: bool = False) -> bool:
    """Whether people work that day: no Sunday, no public holiday of the Land; `saturday` counts as one for Werktage."""
    if day.weekday() == 6 or (day.weekday() == 5 and not saturday):
        return False
    return day not in _list_public_holidays(day.year, land)


@lru_cache(maxsize=512)
def school_holidays(name: str, year: int, land: str) -> tuple[date, date] | None:
    """First and last day of "Sommerferien" and their like that begin in `year` in a Land; `None` where unknown.

    The names are matched by their first word ("Osterferien" are the library's "Oster-/Frühjahrsferien").
    """
    stem = name.lower().removesuffix("ferien").rstrip("-")
    days = sorted(
        day
        for asked in (year, year + 1)
        for day, label in _list_public_holidays(asked, land, "school").items()
        if stem in label.lower() and "ferien" in label.lower()
    )
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days <= 3:
            runs[-1].append(day)
        else:
            runs.append([day])
    fitting = [run for run in runs if run[0].year == year and len(run) > 4 and run[0] != date(year, 1, 1)]
    return (fitting[0][0], fitting[0][-1]) if fitting else None
