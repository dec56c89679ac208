"""From readings to values: which year is meant, and which days the value covers.

The year stands in the words, or in those of a coordinated or ranged neighbour, or is told from the document's date and
the tense; in rules for every year (guidelines, agreements) and without a document date it stays XXXX.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policytext.german.calendar import read_interval, weekday_after, weekday_before
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.story_times import Told, count_from_story
from policytext.taggers.times.tense import CLAUSE_END, tense_around
from policytext.taggers.times.time_reading import NIGHT_BEFORE, Point, TimeFrame, TimeReading
from policytext.taggers.times.time_words import any_of

WORDS = PatternLists("times", "joining")


COORDINATED = re.compile(
    rf",?[ ]?(?:{WORDS.coordinators}|,|/|bis)?(?:[ ]{WORDS.before_second})*[ ]?"
)  # ⟦Mai⟧ und im ⟦Juni 2023⟧
RECURRING = re.compile(
    rf"\b{WORDS.every_year}\b(?:[^.;:\n]|\d\.){{0,50}}$", re.IGNORECASE
)  # jährlich bis zum ⟦31. März⟧
EACH = re.compile(
    rf"""\bjeweils[ ] (?: {WORDS.behind_each} [ ] ){{0,4}}                       # jeweils bis zum
         (?: \d{{1,2}}\.[ ]? [^\W\d_]+ \.? ,?[ ]? (?:{WORDS.day_joins}|,)? [ ]   # 1. März und
             (?: {WORDS.between_days} [ ] ){{0,2}} ){{0,4}} $                    # zum ⟦1. Oktober⟧""",
    re.IGNORECASE | re.VERBOSE,
)

NEAREST = 4  # times before that one may count from
YEAR_NAMED = re.compile(r"\b(?:19|20)\d\d\b")
LIMIT_NEAR = re.compile(rf"\b{WORDS.limits}\b[^.;,]{{0,15}}\Z", re.IGNORECASE)
BEFORE_CLOCK = re.compile(rf"[ ,(|–-]{{0,3}}(?:{WORDS.before_clock}|[ ])*[ ]?")
FAR = timedelta(
    days=240
)  # a date of the same year that is farther off belongs to the next or last: 28 December, written in January


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reading with its final type, value and days."""

    reading: TimeReading
    type: str
    value: str
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None
    anchor: str | None = None


def resolve_readings(readings: Sequence[TimeReading], text: str, frame: TimeFrame) -> list[Resolved]:
    """Every reading with its value."""
    resolved: list[Resolved] = []
    told: list[Told] = []
    for shared in _share_years(readings, text):
        reading = count_from_story(shared, told[-NEAREST:], text, frame)
        resolved.append(_build_resolved(reading, text, frame))
        told.append(Told(reading, resolved[-1].value))
    return _clocks_on_days(resolved, text)


def _share_years(readings: Sequence[TimeReading], text: str) -> list[TimeReading]:
    """ "15. April und 15. Oktober 2018": the year belongs to both."""
    shared = list(readings)
    for left in range(len(shared) - 2, -1, -1):
        if _lacks_year(shared[left], -1) and are_coordinated(shared[left], shared[left + 1], text):
            shared[left] = _with_year_of(shared[left], shared[left + 1])
    for right in range(1, len(shared)):
        if (
            _lacks_year(shared[right], 0)
            and are_coordinated(shared[right - 1], shared[right], text)
            and not shared[right - 1].points[-1].each
        ):
            shared[right] = _with_year_of(shared[right], shared[right - 1])
    return shared


def _lacks_year(reading: TimeReading, index: int) -> bool:
    return reading.type == "DATE" and bool(reading.points) and reading.points[index].lacks_year


def are_coordinated(left: TimeReading, right: TimeReading, text: str) -> bool:
    """Whether two dates of one kind are joined: "1. Februar ⟦und zum⟧ 1. Juli"."""
    same = bool(left.points and right.points) and left.points[-1].is_period == right.points[0].is_period
    between = text[left.end : right.start]
    return same and len(between) < 24 and bool(between.strip() and COORDINATED.fullmatch(between))


def _with_year_of(reading: TimeReading, other: TimeReading) -> TimeReading:
    source = next((point for point in other.points if "{0}" in point.shape and not point.lacks_year), None)
    if source is None:
        return reading
    points = tuple(
        replace(point, year=source.year, shift=source.shift, open=source.open, each=source.each)
        if point.lacks_year
        else point
        for point in reading.points
    )
    return replace(reading, points=points)


# ---------------------------------------------------------------------------------------------- one reading


def _build_resolved(reading: TimeReading, text: str, frame: TimeFrame) -> Resolved:
    if not reading.points:
        days = (frame.issued, frame.issued) if reading.value == "PRESENT_REF" else read_interval(reading.value)
        return Resolved(reading, reading.type, reading.value, reading.mod, *days)
    recurs = RECURRING.search(text[max(0, reading.start - 70) : reading.start])
    each = any(point.each for point in reading.points) or bool(
        EACH.search(text[max(0, reading.start - 40) : reading.start])
    )
    lacks = any(point.lacks_year for point in reading.points)
    every_year = recurs or (any(map(_is_relative, reading.points)) and _is_rule(reading, text))
    points = tuple(_open_year(point) for point in reading.points) if every_year else reading.points
    told_by_tense = any(point.lacks_year or point.shape.startswith(("weekday:", "weekend:")) for point in points)
    tense = tense_around(text, reading.start, reading.end) if told_by_tense else 0
    values = _point_values(points, tense, frame)
    value = "/".join(values)
    if reading.type == "TIME":
        return _resolve_clock(reading, value)
    if value == "PRESENT_REF":
        return Resolved(reading, "DATE", value, None, frame.issued, frame.issued)
    kind = "SET" if each and (lacks or any(point.each for point in reading.points)) else reading.type
    return Resolved(reading, kind, value, reading.mod, *_span_days(value, reading.mod))


def _open_year(point: Point) -> Point:
    """A point without a year of its own as one of every year."""
    return replace(point, open=True, shift=None) if _is_relative(point) else point


def _is_relative(point: Point) -> bool:
    """Whether the document's date would tell the year."""
    return point.year is None and "{0}" in point.shape and not point.open and not point.each


def _is_rule(reading: TimeReading, text: str) -> bool:
    """Whether the sentence holds for every year: "grundsätzlich bis zum ⟦15. Dezember⟧ …"."""
    before = CLAUSE_END.split(text[max(0, reading.start - 100) : reading.start])[-1]
    sentence = before + text[reading.start : reading.end] + CLAUSE_END.split(text[reading.end : reading.end + 100])[0]
    if YEAR_NAMED.search(sentence):
        return False
    both = any_of("rule", "years_before").search(sentence) and any_of("rule", "years_after").search(sentence)
    return bool(both) or (bool(LIMIT_NEAR.search(before)) and any_of("rule", "words").search(before) is not None)


def _resolve_clock(reading: TimeReading, day: str) -> Resolved:
    if reading.value == "TNI" and "/" in day:  # the night between two days
        return Resolved(reading, "TIME", f"{day.partition('/')[0]}TNI", None, *read_interval(day))
    if reading.value == NIGHT_BEFORE:
        return _night_before(reading, day)
    first, slash, last = reading.value.partition("/")
    value = f"{day}{first}/{day}{last}" if slash else f"{day}{first}"
    return Resolved(reading, "TIME", value, None, *read_interval(day))


def _night_before(reading: TimeReading, day: str) -> Resolved:
    morning, _ = read_interval(day)
    if morning is None:
        return Resolved(reading, "TIME", "TNI")
    evening = morning - timedelta(days=1)
    return Resolved(reading, "TIME", f"{evening.isoformat()}TNI", None, evening, morning)


def _span_days(value: str, mod: str | None) -> tuple[date | None, date | None]:
    """The interval; "Ende 2018" has no earliest day, "Anfang 2018" no latest, "Mitte 2018" neither."""
    earliest, latest = read_interval(value)
    if mod == "MID":
        return None, None
    return (None if mod == "END" else earliest), (None if mod == "START" else latest)


# ---------------------------------------------------------------------------------------------- points


def _point_values(points: tuple[Point, ...], tense: int, frame: TimeFrame) -> list[str]:
    if len(points) == 1:
        return [_point_value(points[0], _point_year(points[0], tense, frame), tense, frame)]
    first, last = points
    first_year, last_year = _point_year(first, tense, frame, alone=False), _point_year(last, tense, frame, alone=False)
    if first_year is None and last_year is None and not first.open and not last.open:
        last_year = _point_year(last, tense, frame)
    if first_year is None and last_year is not None and first.lacks_year:
        first_year = last_year - (_first_day(first, last_year) > _first_day(last, last_year))
    elif last_year is None and first_year is not None and last.lacks_year:
        last_year = first_year + (_first_day(last, first_year) < _first_day(first, first_year))
    return [_point_value(first, first_year, tense, frame), _point_value(last, last_year, tense, frame)]


def _first_day(point: Point, year: int) -> date:
    return read_interval(_fill_shape(point, year))[0] or date(year, 1, 1)


def _fill_shape(point: Point, year: int | None) -> str:
    if point.day_in and year and (day := point.day_in(year)):
        return day.isoformat()
    if "{" not in point.shape:
        return point.shape
    if year is None or not 1 <= year <= 9998:
        return point.unknown or point.shape.format("XXXX", "XXXX")
    return point.shape.format(f"{year:04}", f"{year + 1:04}")


def _point_value(point: Point, year: int | None, tense: int, frame: TimeFrame) -> str:
    if point.shape.startswith("weekday:"):
        return _resolve_weekday(int(point.shape.partition(":")[2]), tense, frame)
    if point.shape.startswith("weekend:"):
        return _resolve_weekend(tense, frame)
    return _fill_shape(point, year)


def _point_year(point: Point, tense: int, frame: TimeFrame, *, alone: bool = True) -> int | None:
    """The year of a point, `None` where it is open; `alone` says that no neighbour can lend one."""
    if point.year is not None or point.open or point.each or "{0}" not in point.shape:
        return point.year
    today = frame.today
    if today is None:
        return None
    if point.shift is not None:
        if point.cycle > 1 and "{1}" not in point.shape:
            return None  # the December of a school year: of which of its two years?
        return today.year - (today.month < point.cycle) + point.shift
    return _nearest_year(point, tense, today) if alone else None


def _nearest_year(point: Point, tense: int, today: date) -> int:
    """The document's year, or its neighbour where the tense or the distance says so."""
    start, end = read_interval(_fill_shape(point, today.year))
    if start is None or end is None:
        return today.year
    if tense < 0 and start - today > timedelta(days=31):
        return today.year - 1
    if tense > 0 and end < today and today - end > timedelta(days=31):
        return today.year + 1
    if start - today > FAR:
        return today.year - (tense <= 0)
    return today.year + (today - end > FAR and tense >= 0)


def _resolve_weekday(weekday: int, tense: int, frame: TimeFrame) -> str:
    today = frame.today
    if today is None:
        return f"XXXX-WXX-{weekday + 1}"
    if today.weekday() == weekday:
        return today.isoformat()
    before, after = weekday_before(today, weekday), weekday_after(today, weekday)
    if tense:
        return (after if tense > 0 else before).isoformat()
    return min(before, after, key=lambda day: abs((day - today).days)).isoformat()


def _resolve_weekend(tense: int, frame: TimeFrame) -> str:
    """This week's; the last one where the past is spoken of, and on a Monday, when the news look back."""
    today = frame.today
    if today is None:
        return "XXXX-WXX-WE"
    back = today.weekday() < 5 and (tense < 0 or (tense == 0 and today.weekday() == 0))
    year, week, _ = (today - timedelta(days=7 if back else 0)).isocalendar()
    return f"{year}-W{week:02}-WE"


def _clocks_on_days(resolved: list[Resolved], text: str) -> list[Resolved]:
    """ "am Freitag um 14 Uhr": the time of day belongs to the day named right before it (or behind)."""
    for index, one in enumerate(resolved):
        if one.type != "TIME" or not one.value.startswith("T"):
            continue
        for neighbour in (index - 1, index + 1):
            if 0 <= neighbour < len(resolved) and (day := _day_beside(one, resolved[neighbour], text)):
                parts = [f"{day}{part}" for part in one.value.split("/")]
                resolved[index] = replace(
                    one, value="/".join(parts), earliest=date.fromisoformat(day), latest=date.fromisoformat(day)
                )
                break
    return resolved


def _day_beside(time: Resolved, other: Resolved, text: str) -> str | None:
    left, right = sorted((time.reading, other.reading), key=lambda reading: reading.start)
    between = text[left.end : right.start]
    if other.type != "DATE" or other.earliest is None or other.earliest != other.latest or other.value == "PRESENT_REF":
        return None
    return other.earliest.isoformat() if BEFORE_CLOCK.fullmatch(between) else None
