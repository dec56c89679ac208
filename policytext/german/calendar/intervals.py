"""From a TIMEX3 value to the days it covers.

    interval("2017")            2017-01-01 … 2017-12-31
    interval("2017-Q3")         2017-07-01 … 2017-09-30
    interval("2017-08/2018-07") 2017-08-01 … 2018-07-31

To add a kind of period, add its pattern to `_KINDS`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

Interval = tuple[date | None, date | None]
UNKNOWN: Interval = (None, None)

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _span_months(year: int, first: int, count: int) -> Interval:
    """`count` months from month `first` of `year` on."""
    last = first + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def _span_day(year: str, month: str, day: str) -> Interval:
    found = date(int(year), int(month), int(day))
    return found, found


def _span_month(year: str, month: str) -> Interval:
    return _span_months(int(year), int(month), 1)


def _span_part(year: str, kind: str, number: str) -> Interval:
    length = {"Q": 3, "H": 6}[kind]
    return _span_months(int(year), (int(number) - 1) * length + 1, length)


def _span_season(year: str, season: str) -> Interval:
    return _span_months(int(year), _SEASON_START[season], 3)


def _span_week(year: str, week: str, weekend: str | None) -> Interval:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return (monday + timedelta(days=5) if weekend else monday), monday + timedelta(days=6)


def _span_year(year: str) -> Interval:
    return _span_months(int(year), 1, 12)


def _span_decade(decade: str) -> Interval:
    return date(int(decade) * 10, 1, 1), date(int(decade) * 10 + 9, 12, 31)


def _span_century(century: str) -> Interval:
    return date(int(century) * 100, 1, 1), date(int(century) * 100 + 99, 12, 31)


_KINDS: tuple[tuple[re.Pattern[str], Callable[..., Interval]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\S*)?"), _span_day),  # 2017-04-06, 2017-04-06T14:00, 2017-04-06TEV
    (re.compile(r"(\d{4})-(\d\d)"), _span_month),  # 2017-04
    (re.compile(r"(\d{4})-([QH])(\d)"), _span_part),  # 2017-Q3, 2022-H1
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), _span_season),  # 2018-SU
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _span_week),  # 2017-W23, 2017-W23-WE
    (re.compile(r"(\d{4})"), _span_year),  # 2017
    (re.compile(r"(\d{3})"), _span_decade),  # 199 (the nineties)
    (re.compile(r"(\d{2})"), _span_century),  # 18 (the 19th century)
)


@lru_cache(maxsize=8192)
def read_interval(value: str) -> Interval:
    """First and last day of a TIMEX3 value, both inclusive; (`None`, `None`) where it names no known days."""
    first, slash, last = value.partition("/")
    if slash:
        start, end = read_interval(first)[0], read_interval(last)[1]
        return (start, end) if start and end and start <= end else UNKNOWN
    for pattern, read in _KINDS:
        if match := pattern.fullmatch(value):
            try:
                return read(*match.groups())
            except (ValueError, KeyError):
                return UNKNOWN
    return UNKNOWN
