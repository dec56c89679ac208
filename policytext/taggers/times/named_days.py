"""Days by a rule of the calendar: feasts, "erster Dienstag im März", "Freitag kommender Woche", "2. Advent"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from policytext.german.calendar import FEASTS, MONTHS, WEEKDAYS, find_feast, read_ordinal, weekday_in_month
from policytext.german.calendar.calendar_names import ORDINAL_WORD
from policytext.german.calendar.feasts import fixed_day
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.tails import read_tail
from policytext.taggers.times.time_reading import Found, Point, PointReader, TimeFrame
from policytext.taggers.times.time_words import LONG_MONTH, WEEKDAY, YEAR, S, shift_of

WORDS = PatternLists("times", "named_day")

FEAST = re.compile(
    rf"""(?P<name> {"|".join(sorted((re.escape(name) for name in FEASTS), key=len, reverse=True))} )
         (?: s | en )? (?! \w | -\w )
         (?: {S} (?P<year> {YEAR} ) )?""".replace("\\ ", "[ ]"),
    re.VERBOSE | re.IGNORECASE,
)  # Ostern 2018, Tag der Deutschen Einheit
ADVENT = re.compile(rf"(?P<nth>{ORDINAL_WORD}|[1-4]\.){S}Advent(?:ssonntag)?s?(?!\w|-\w)")  # 2. Advent
ADVENTS = ("erster advent", "zweiter advent", "dritter advent", "vierter advent")
NTH_WEEKDAY = re.compile(
    rf"""(?P<nth> {ORDINAL_WORD} | {WORDS.last} | [1-5]\. ) {S} (?P<day> {WEEKDAY} )s? {S}
         {WORDS.before_month} {S} (?: Monats? {S} )? (?P<month> {LONG_MONTH} )s? (?! \w | -\w )""",
    re.VERBOSE,
)  # ersten Dienstag im März 2020
WEEKDAY_OF_WEEK = re.compile(
    rf"(?P<day>{WEEKDAY})s?{S}(?:(?:in{S})?der{S})?(?P<adjective>[^\W\d_]+){S}Woche(?!\w|-\w)"
)  # Freitag kommender Woche
TURN_OF_YEAR = re.compile(rf"Jahreswechsels?(?!\w|-\w)(?:{S}(?P<first>{YEAR})[ ]?[/–-][ ]?(?P<second>\d\d(?:\d\d)?))?")
BEFORE_TURN = re.compile(rf"\b{WORDS.before_turn}\b[^.;,]{{0,20}}\Z")  # bis zum ⟦Jahreswechsel⟧
AFTER_TURN = re.compile(rf"\b{WORDS.after_turn}(?:[ ]{WORDS.turn_links})?[ ]\Z")  # zum kommenden ⟦Jahreswechsel⟧


def _day_of_year(shape: str, text: str, end: int, day_in: Callable[[int], date | None] | None) -> Found:
    """A named day with the year behind it."""
    point = Point(shape, day_in=day_in, is_period=False)
    if not (tail := read_tail(text, end)):
        return end, point
    dated = replace(point, year=tail.year, shift=tail.shift, open=tail.open, each=tail.each, told=tail.neighbour)
    return tail.end, dated


def feast_day(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Ostern 2018 · Pfingstmontag · Tag der Arbeit im Jahr 2021 · Weihnachten"""
    if not (match := FEAST.match(text, position)) or not match.group()[0].isupper():
        return None
    name = match["name"].lower()
    fixed = fixed_day(name)
    shape = f"{{0}}-{fixed[0]:02}-{fixed[1]:02}" if fixed else "{0}-XX-XX"
    day_in = None if fixed else partial(find_feast, name)
    if match["year"]:
        return match.end(), Point(shape, year=int(match["year"]), day_in=day_in, is_period=False)
    return _day_of_year(shape, text, match.end(), day_in)


def advent_sunday(text: str, position: int, frame: TimeFrame) -> Found | None:
    """2. Advent · ersten Advent 2024"""
    match = ADVENT.match(text, position)
    nth = read_ordinal(match["nth"]) if match else None
    if match is None or nth is None or nth > len(ADVENTS):
        return None
    return _day_of_year("{0}-XX-XX", text, match.end(), partial(find_feast, ADVENTS[nth - 1]))


def weekday_of_month(text: str, position: int, frame: TimeFrame) -> Found | None:
    """ersten Dienstag im März 2020 · letzten Sonntag im Oktober"""
    if not (match := NTH_WEEKDAY.match(text, position)):
        return None
    word = match["nth"]
    nth = -2 if word.startswith("vorletzt") else -1 if word.startswith("letzt") else read_ordinal(word)
    if nth is None or nth > 5:
        return None
    month = MONTHS[match["month"].lower()]
    day_in = partial(weekday_in_month, month=month, weekday=WEEKDAYS[match["day"].lower()], nth=nth)
    return _day_of_year(f"{{0}}-{month:02}-XX", text, match.end(), day_in)


def weekday_of_week(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Freitag kommender Woche · Montag der nächsten Woche"""
    match = WEEKDAY_OF_WEEK.match(text, position)
    known, shift = shift_of(match["adjective"]) if match else (False, None)
    if match is None or not known:
        return None
    if frame.today is None or shift is None:
        return match.end(), Point("XXXX-XX-XX", open=True, is_period=False)
    monday = frame.today - timedelta(days=frame.today.weekday()) + timedelta(weeks=shift)
    day = monday + timedelta(days=WEEKDAYS[match["day"].lower()])
    return match.end(), Point(day.isoformat(), is_period=False)


def turn_of_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """bis zum ⟦Jahreswechsel⟧: 31 December · nach dem ⟦Jahreswechsel⟧: 1 January · um den ⟦Jahreswechsel⟧: both"""
    if not (match := TURN_OF_YEAR.match(text, position)):
        return None
    year, before = int(match["first"]) if match["first"] else None, text[max(0, position - 30) : position]
    if BEFORE_TURN.search(before):
        return match.end(), Point("{0}-12-31", year=year, mod="END", is_period=False)
    if AFTER_TURN.search(before):
        return match.end(), Point("{0}-01-01", year=year + 1 if year else None, is_period=False)
    return match.end(), Point("{0}-12-31/{1}-01-01", year=year)


AFTER_DIGITS: tuple[PointReader, ...] = (advent_sunday, weekday_of_month)
AFTER_WORDS: tuple[PointReader, ...] = (feast_day, advent_sunday, weekday_of_month, weekday_of_week, turn_of_year)
