"""Counting on the calendar: days, weeks, months and years on or back."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_PARTS = re.compile(r"(\d+(?:\.\d+)?)([YMWD])")
_DURATION = re.compile(r"P(?:\d+(?:\.\d+)?[YMWD])+")


def add_duration(start: date, duration: str, *, sign: int = 1) -> date | None:
    """`start` plus (or with `sign=-1` minus) a TIMEX3 duration such as "P3M", "P1Y6M", "P2W".

    The day is cut to the length of the month (31 January + P1M = 28 February). `None` for durations without a
    number, for hours and minutes, and where the calendar ends.
    """
    if not _DURATION.fullmatch(duration):
        return None
    months, days = 0, 0.0
    for number, unit in _PARTS.findall(duration):
        if unit in "YM":
            if "." in number:
                return None
            months += int(number) * (12 if unit == "Y" else 1)
        else:
            days += float(number) * (7 if unit == "W" else 1)
    try:
        return _months_on(start, sign * months) + timedelta(days=sign * round(days))
    except (OverflowError, ValueError):
        return None


def _months_on(start: date, months: int) -> date:
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise OverflowError(years)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))


def weekday_after(day: date, weekday: int) -> date:
    """The first `weekday` (0 = Monday) after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def weekday_before(day: date, weekday: int) -> date:
    """The last `weekday` (0 = Monday) before `day`."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def weekday_in_month(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth `weekday` (0 = Monday) of a month; -1 is the last, -2 the one before; `None` where there is none.

    weekday_in_month(2020, 3, 1, 1) is the first Tuesday in March 2020, the 3rd.
    """
    length = monthrange(year, month)[1]
    first = date(year, month, 1)
    days = range(1 + (weekday - first.weekday()) % 7, length + 1, 7)
    at = nth - 1 if nth > 0 else nth
    return date(year, month, days[at]) if -len(days) <= at < len(days) else None
