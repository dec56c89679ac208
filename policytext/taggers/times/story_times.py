"""What counts from a time told before, not from the document's date: "2021 … im Vorjahr", "tags darauf"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policytext.german.calendar import read_interval
from policytext.taggers.times.tense import CLAUSE_END, tense_around
from policytext.taggers.times.time_reading import Point, TimeFrame, TimeReading

SENTENCE = 200  # characters: as far as a time of the same sentence counts
STORY = 240  # characters: as far as a story goes on
OF_A_PAPER = re.compile(r"\b[Vv]om[ ]\Z")  # das Gesetz vom ⟦3. Mai 2010⟧
PART = re.compile(r"(?P<year>\d{4})-(?P<part>[QH]\d|\d\d)\Z")
MONTH = re.compile(r"\{0\}-(?P<month>\d\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A reading that came before, with the value it was given."""

    reading: TimeReading
    value: str


def count_from_story(reading: TimeReading, before: Sequence[Told], text: str, frame: TimeFrame) -> TimeReading:
    """The reading with what times before it say of its year or day; as it was where they say nothing."""
    if not reading.points:
        return reading
    points = tuple(_count_point(point, reading, before, text, frame) for point in reading.points)
    return replace(reading, points=points) if points != reading.points else reading


def _count_point(point: Point, reading: TimeReading, before: Sequence[Told], text: str, frame: TimeFrame) -> Point:
    if point.shape.startswith("told:"):
        return _day_on(point, reading, before)
    if point.shape.startswith("same:"):
        return _same_part(point, reading, before, text)
    if point.told and point.shift is not None:
        year = next(iter(_list_years_before(reading, before, text)), None)
        return replace(point, year=year + point.shift) if year else point
    return _of_story(point, reading, before, text, frame) if point.lacks_year else point


def _list_years_before(reading: TimeReading, before: Sequence[Told], text: str) -> list[int]:
    """The years that stand in the same sentence before, the nearest first; not those of papers."""
    near = [one.reading for one in reversed(before) if _is_in_sentence(one.reading, reading, text)]
    return [one.points[-1].year for one in near if one.points and one.points[-1].year and not _is_of_paper(one, text)]


def _is_in_sentence(left: TimeReading, right: TimeReading, text: str) -> bool:
    return right.start - left.end < SENTENCE and not CLAUSE_END.search(text, left.end, right.start + 1)


def _is_of_paper(one: TimeReading, text: str) -> bool:
    return OF_A_PAPER.search(text[max(0, one.start - 5) : one.start]) is not None


def _same_part(point: Point, reading: TimeReading, before: Sequence[Told], text: str) -> Point:
    """gleichen Quartal des Vorjahres: the quarter told before in this sentence, a year earlier"""
    wanted = point.shape.partition(":")[2]
    for one in reversed(before):
        match = PART.match(one.value) if _is_in_sentence(one.reading, reading, text) else None
        if match and (match["part"][0] == wanted or (wanted == "M" and match["part"].isdecimal())):
            return Point(f"{{0}}-{match['part']}", year=int(match["year"]) + (point.shift or 0))
    return Point(point.unknown or "XXXX", open=True)


def _day_on(point: Point, reading: TimeReading, before: Sequence[Told]) -> Point:
    """tags darauf: the day after the one told before"""
    near = before[-1] if before and reading.start - before[-1].reading.end < SENTENCE else None
    first, last = read_interval(near.value) if near else (None, None)
    if first is None or first != last:
        return Point("XXXX-XX-XX", open=True, is_period=False)
    day = first + timedelta(days=int(point.shape.partition(":")[2]))
    return Point(day.isoformat(), is_period=False)


def _of_story(point: Point, reading: TimeReading, before: Sequence[Told], text: str, frame: TimeFrame) -> Point:
    """Das Programm startete im März 2022. Im ⟦April⟧ kamen zwei Länder hinzu: April 2022."""
    month, today = (MONTH.match(point.shape) if point.is_period else None), frame.issued
    near = before[-1] if before and reading.start - before[-1].reading.end < STORY else None
    if not month or today is None or near is None or not _is_narrated(near.reading, text):
        return point
    year = near.reading.points[-1].year
    first, _ = read_interval(near.value.rpartition("/")[2])
    if year is None or first is None or year >= today.year or tense_around(text, reading.start, reading.end) >= 0:
        return point
    later = len(near.value) > 4 and int(month["month"]) < first.month
    known = date(year + later, int(month["month"]), 1)
    return replace(point, year=known.year) if known < today else point


def _is_narrated(one: TimeReading, text: str) -> bool:
    """Whether a time is part of a story: nothing but the past is spoken of around it, and it dates no paper."""
    return bool(one.points) and not _is_of_paper(one, text) and tense_around(text, one.start, one.end) < 0
