"""Days and scales as people type them, in a question or a correction."""

from __future__ import annotations

import calendar
import re
from datetime import date

DAY = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")  # 30.6.2018
ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")  # 2018   2018-06   2018-06-30
MONTH = re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})")  # 6/2018
QUARTER = re.compile(r"(?:(?P<a>\d{4})-?q(?P<b>[1-4])|q(?P<c>[1-4])/?(?P<d>\d{4}))", re.IGNORECASE)  # Q2/2018   2018-Q2

SCALES = {
    "": 1.0, "t": 1e3, "tsd": 1e3, "tausend": 1e3, "k": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6, "millionen": 1e6,
    "mrd": 1e9, "md": 1e9, "milliarde": 1e9, "milliarden": 1e9, "bn": 1e9,
}  # fmt: skip


def day_span(text: str) -> tuple[date, date] | None:
    """First and last day of what `text` names, `None` where it names none."""
    text = text.strip()
    if quarter := QUARTER.fullmatch(text):
        year, number = int(quarter["a"] or quarter["d"]), int(quarter["b"] or quarter["c"])
        return _span_months(year, 3 * number - 2, 3 * number)
    match = DAY.fullmatch(text) or ISO.fullmatch(text) or MONTH.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    year, month, day = int(found["year"]), found.get("month"), found.get("day")
    if day is None:
        return _span_months(year, int(month) if month else 1, int(month) if month else 12)
    try:
        one = date(year, int(month or 0), int(day))
    except ValueError:
        return None
    return one, one


def _span_months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not (1 <= first <= 12 and 1 <= year <= 9998):
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
