"""Times of day: "14 Uhr", "15.30 Uhr", "zwischen ⟦9 und 12 Uhr⟧", "Freitagabend", "gestern Abend"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from policytext.german.calendar import DAY_PARTS, WEEKDAYS
from policytext.lexicon.pattern_lists import PatternLists
from policytext.lexicon.word_patterns import join_words
from policytext.taggers.times.relative import DAYS_OFF
from policytext.taggers.times.time_reading import NIGHT_BEFORE, Found, Point, TimeFrame, TimeReading
from policytext.taggers.times.time_words import DASH, WEEKDAY, S

WORDS = PatternLists("times", "day_time")

HOUR = r"(?:2[0-4]|1\d|0?\d)(?!\d)"
MINUTE = r"[0-5]\d(?!\d)"
CLOCK = re.compile(
    rf"""(?P<hour>{HOUR}) (?: [.:] (?P<minute>{MINUTE}) )? (?: [ ]?Uhr [ ]?(?P<late>{MINUTE})? )?   # 15.30 Uhr
         (?P<to> {S}bis{S}(?:{WORDS.towards}{S})? | [ ]?{DASH}[ ]? | {S}und{S} )?                   # 9 bis 12 Uhr
         (?(to) (?P<hour2>{HOUR}) (?: [.:] (?P<minute2>{MINUTE}) )? )
         {S}?Uhr (?!\w|-\w) (?: [ ] (?P<late2>{MINUTE}) (?![.,]?\d|[ ]?\w) )?                       # 14 Uhr 30""",
    re.VERBOSE,
)
COLON = re.compile(
    rf"(?P<hour>{HOUR}):(?P<minute>{MINUTE})(?!\d|:|\s?Min)(?:[ ]?{DASH}[ ]?(?P<hour2>{HOUR}):(?P<minute2>{MINUTE}))?",
    re.VERBOSE,
)  # um 14:30
PART_BEHIND = re.compile(rf"[ ](?P<part>{'|'.join(DAY_PARTS)})s?(?!\w)")  # 8 Uhr abends
HOURS_LATE = ("abend", "nachmittag")
COLON_CUE = re.compile(rf"(?:\b{WORDS.before_colon}|,|\d{{4}})[ ]$")  # um ⟦14:30⟧
ON_DAY = re.compile(r"[ ]\d\d\.\d\d\.\d\d")  # ⟦14:30⟧ 06.04.17
BETWEEN = re.compile(rf"\b{WORDS.between}[ ]$")  # zwischen ⟦9 und 12 Uhr⟧
JOINED = re.compile(rf"[ ]?,[ ](?:{WORDS.behind_day}[ ])?|[ ](?=\d)")  # 6. April 2017⟦, um ⟧14 Uhr
STAMP = re.compile(r"T(?P<clock>[0-2]\d:[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)")
PART = join_words(map(str.capitalize, DAY_PARTS))
ADVERB = join_words(word if word == "morgen" else f"^{word}" for word in DAYS_OFF)
PART_OF_DAY = re.compile(
    rf"""(?: (?P<weekday>{WEEKDAY}) (?: (?P<joined>{join_words(DAY_PARTS)})s? | {S}(?P<spaced>{PART}|früh) )
           | (?P<adverb>{ADVERB}) {S} (?P<part>{PART}|früh)
         ) (?!\w|-\w)""",
    re.VERBOSE,
)  # Freitagabend, Freitag Abend, gestern Abend
LATE_PART = join_words(name.capitalize() for name in DAY_PARTS if name != "früh")
BARE_PART = re.compile(rf"(?:{WORDS.how_late}{S})?(?P<part>{LATE_PART})(?!\w|-\w)")  # frühen Morgen
AT_PART = re.compile(rf"\b{WORDS.before_part}[ ]$")  # am ⟦Abend⟧


def _format_clock(hour: str, minute: str | None) -> str:
    return f"T{int(hour):02}:{minute or '00'}"


def read_clock(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """14 Uhr · 15.30 Uhr · ⟦9 bis 12 Uhr⟧ · zwischen ⟦15.30 Uhr und 17.00 Uhr⟧"""
    match = CLOCK.match(text, position)
    if not match:
        return _read_colon(text, position)
    first = _format_clock(match["hour"], match["minute"] or match["late"])
    if not match["to"] and (part := PART_BEHIND.match(text, match.end())):
        later = 12 if part["part"] in HOURS_LATE and int(match["hour"]) < 12 else 0
        minute = match["minute"] or match["late"]
        return TimeReading(position, part.end(), "TIME", _format_clock(str(int(match["hour"]) + later), minute))
    if not match["to"]:
        late = match["late2"] if not match["minute"] and not match["late"] else None
        end = match.end() if late else (match.end() - 3 if match["late2"] else match.end())
        return TimeReading(
            position, end, "TIME", _format_clock(match["hour"], match["minute"] or match["late"] or late)
        )
    if match["to"].strip() == "und" and not BETWEEN.search(text[max(0, position - 12) : position]):
        return None
    end = match.end() - 3 if match["late2"] else match.end()
    return TimeReading(position, end, "TIME", f"{first}/{_format_clock(match['hour2'], match['minute2'])}")


def _read_colon(text: str, position: int) -> TimeReading | None:
    """(um) 14:30 · 9:00–12:00 behind a cue"""
    match = COLON.match(text, position)
    if not match or not (COLON_CUE.search(text[max(0, position - 12) : position]) or ON_DAY.match(text, match.end())):
        return None
    first = _format_clock(match["hour"], match["minute"])
    return TimeReading(
        position,
        match.end(),
        "TIME",
        f"{first}/{_format_clock(match['hour2'], match['minute2'])}" if match["hour2"] else first,
    )


def with_clock(text: str, date: TimeReading, frame: TimeFrame) -> TimeReading:
    """A day with the time right behind it, as one: 6. April 2017, 14 Uhr · 06.04.2017 14:30 · 2017-04-06T14:30:00Z"""
    is_day = date.type == "DATE" and len(date.points) == 1 and not date.points[0].is_period
    if is_day and (stamp := STAMP.match(text, date.end)):
        return TimeReading(date.start, stamp.end(), "TIME", f"T{stamp['clock']}", points=date.points)
    joined = JOINED.match(text, date.end) if is_day else None
    time = read_clock(text, joined.end(), frame) if joined else None
    return TimeReading(date.start, time.end, "TIME", time.value, points=date.points) if time else date


def part_of_day(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """Freitagabend · gestern Abend · heute Morgen"""
    if not (match := PART_OF_DAY.match(text, position)):
        return None
    part = DAY_PARTS[(match["joined"] or match["spaced"] or match["part"]).lower()]
    if match["weekday"]:
        return TimeReading(
            position,
            match.end(),
            "TIME",
            part,
            points=(Point(f"weekday:{WEEKDAYS[match['weekday'].lower()]}", is_period=False),),
        )
    day = _shift_day(frame.today, DAYS_OFF[match["adverb"].lower()])
    return TimeReading(position, match.end(), "TIME", part, points=(Point(day, is_period=False),))


# Nacht vom 28. zum 29. April, Nacht von Freitag auf Samstag
NIGHT = re.compile(
    rf"Nacht(?={S}{WORDS.night_joins}{S})(?:{S}{WORDS.from_night}{S}(?:(?P<day>\d{{1,2}})\.(?=[ ](?:zum|auf)))?)?"
)
ON_TO = re.compile(rf"{S}(?:auf{S}den|{WORDS.on_to}){S}")


def night_between(
    text: str, position: int, frame: TimeFrame, *, read_point: Callable[[str, int, TimeFrame], Found | None]
) -> TimeReading | None:
    """Nacht vom 28. zum 29. April · Nacht von Freitag auf Samstag · Nacht zum Sonntag"""
    if not (match := NIGHT.match(text, position)):
        return None
    opened = match.end() > position + len("Nacht")
    first = read_point(text, match.end(), frame) if opened and not match["day"] else None
    on_to = ON_TO.match(text, first[0] if first else match.end())
    last = read_point(text, on_to.end(), frame) if on_to else None
    if last is None or last[1].is_period or (first and first[1].is_period):
        return None
    evening = first[1] if first else _evening_before(last[1], match["day"]) if opened else None
    if opened and evening is None:
        return None
    points = (evening, last[1]) if evening else (last[1],)
    return TimeReading(position, last[0], "TIME", "TNI" if evening else NIGHT_BEFORE, points=points)


def _evening_before(morning: Point, day: str | None) -> Point | None:
    """The first day of "vom 28. zum 29. April", where it is the day before."""
    last = morning.shape[-2:]
    if not (day and last.isdecimal() and int(day) + 1 == int(last)):
        return None
    return replace(morning, shape=f"{morning.shape[:-2]}{int(day):02}")


def bare_part_of_day(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """am ⟦Abend⟧ · am ⟦frühen Morgen⟧ · in der ⟦Nacht⟧: not in rules, where they are no certain day's"""
    match = BARE_PART.match(text, position)
    if not match or frame.today is None or not AT_PART.search(text[max(0, position - 8) : position]):
        return None
    return TimeReading(position, match.end(), "TIME", DAY_PARTS[match["part"].lower()])


def _shift_day(today: date | None, off: int) -> str:
    return (today + timedelta(days=off)).isoformat() if today else "XXXX-XX-XX"
