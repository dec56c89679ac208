"""From a TIMEX3 value to its calendar interval, both ends inclusive, as the annotation guide asks."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from marks import BadMark

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological: the first of three months
VALUE = re.compile(
    r"""(?P<year> \d{4} )
        (?: - (?: (?P<month> \d\d ) (?: - (?P<day> \d\d ) (?: T .* )? )?     # 2026-03, 2026-03-31, 2026-03-31T18:00
                | Q (?P<quarter> \d ) | H (?P<half> \d ) | W (?P<week> \d\d ) | (?P<season> SP|SU|FA|WI ) ) )?""",
    re.VERBOSE,
)


def _months(year: int, first: int, length: int) -> tuple[date, date]:
    last_year, last = (year, first + length - 1) if first + length <= 13 else (year + 1, first + length - 13)
    return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def _ends(value: str) -> tuple[date, date]:
    match = VALUE.fullmatch(value)
    if not match:
        raise BadMark(f"no calendar value: {value!r}")
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["week"]:
        return date.fromisocalendar(year, int(match["week"]), 1), date.fromisocalendar(year, int(match["week"]), 7)
    first, length = 1, 12
    if match["month"]:
        first, length = int(match["month"]), 1
    elif match["quarter"] or match["half"]:
        length = 3 if match["quarter"] else 6
        first = (int(match["quarter"] or match["half"]) - 1) * length + 1
    elif match["season"]:
        first, length = SEASONS[match["season"]], 3
    return _months(year, first, length)


def interval(value: str, mod: str | None, issued: str | None) -> tuple[str | None, str | None]:
    """`earliest` and `latest` of a DATE or TIME; both `None` where the value does not tell."""
    if value == "PRESENT_REF":
        return issued, issued
    if "X" in value or value.startswith(("P", "T")) or mod == "MID":
        return None, None
    first, _, last = value.partition("/")
    earliest, latest = _ends(first)[0].isoformat(), _ends(last or first)[1].isoformat()
    return None if mod == "END" else earliest, None if mod == "START" else latest
