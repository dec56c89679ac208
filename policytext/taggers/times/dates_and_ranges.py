"""Dates as readings: a point, a part of a period, a range, or the first of several that share their month or year."""

from __future__ import annotations

import re
from dataclasses import replace

from policytext.german.calendar import read_ordinal
from policytext.german.calendar.calendar_names import ORDINAL_WORD
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times import clock, named_days, points, relative, time_compounds, time_vetoes, years
from policytext.taggers.times.time_reading import Found, Point, PointReader, Rule, TimeFrame, TimeReading
from policytext.taggers.times.time_words import DASH, OLD_YEAR, S

WORDS = PatternLists("times", "joining")


DOTTED_POINTS = (*points.AFTER_DOTTED, *relative.AFTER_DIGITS, *named_days.AFTER_DIGITS)
YEAR_POINTS = (*points.AFTER_YEAR, *years.AFTER_DIGITS)
WORD_POINTS = (
    *points.AFTER_WORDS,
    *relative.AFTER_WORDS,
    *named_days.AFTER_WORDS,
    *years.AFTER_WORDS,
    time_compounds.read_compound,
)

TO = rf"(?:{S}bis{S}(?:{WORDS.towards}{S}){{0,2}}|[ ]?{DASH}[ ]?)"
JOIN = re.compile(TO)  # 1. Mai ⟦bis zum⟧ 15. Juni
JOIN_MONTHS = re.compile(r"[ ]?/[ ]?(?=[A-ZÄÖÜ])")  # März⟦/⟧April 2018
JOIN_BETWEEN = re.compile(rf"{S}und{S}(?:{WORDS.articles}{S})?")  # zwischen dem 1. März ⟦und dem⟧ 30. Juni
BETWEEN = re.compile(rf"\b[Zz]wischen(?:[ ]{WORDS.articles})?[ ]$")
YEAR_RANGE = re.compile(
    rf"""(?P<first> {OLD_YEAR} )
         (?: [ ]?{DASH}[ ]?                              # 2014–2020
           | {S}bis{S} (?: {WORDS.towards_year} {S} )?   # 2021 bis einschließlich 2027
           | [ ]?/[ ]? (?=(?P=first)) )
         (?P<last> {OLD_YEAR} | \d\d(?!\d) ) (?! [.,]\d | [ ]?[€%] | [-/]\d | \w )""",
    re.VERBOSE,
)

FIRST_DAY = re.compile(
    rf"""(?P<day> \d{{1,2}} ) (?: \. | (?={DASH}) )
         (?: (?P<to> {TO} | [ ]?/[ ]? )              # ⟦1.⟧ bis 15. Mai
           | (?: ,[ ]\d{{1,2}}\. ){{0,8}} ,?[ ]?     # ⟦1.⟧, 5. und 9. Mai
             (?: {WORDS.coordinators} | , | & ) [ ]
             (?: {WORDS.before_day} {S} ){{0,2}} )   # ⟦1.⟧ und am 9. Mai
         (?=\d)""",
    re.VERBOSE,
)
FIRST_PART = re.compile(
    rf"""(?P<number> [1-4]\. | {ORDINAL_WORD} )
         (?P<join> {S} {WORDS.of_parts} (?: {S} {WORDS.between_parts} )? {S}
                 | [ ]?[/–-][ ]? )""",
    re.IGNORECASE | re.VERBOSE,
)  # ⟦1.⟧ und 2. Quartal
FOLLOWING = re.compile(r"[ ]ff\.")  # 2018 ff.
MORE_DAYS = re.compile(
    rf"""(?: \d{{1,2}}\.,[ ] )*                           # 5.,
         (?: \d{{1,2}}\.[ ] {WORDS.coordinators} [ ] )?   # 9. und
         (?: {WORDS.before_last_day} [ ] )?               # am 12. Mai""",
    re.VERBOSE,
)


def read_point(text: str, position: int, frame: TimeFrame) -> Found | None:
    """The longest point that begins here."""
    readers = _choose_readers(text, position)
    found = [one for reader in readers if (one := reader(text, position, frame))]
    return max(found, key=lambda one: one[0]) if found else None


def _choose_readers(text: str, position: int) -> tuple[PointReader, ...]:
    """Who may read a point here: four digits, a number with a point, another number, a word."""
    if not text[position : position + 1].isdecimal():
        return WORD_POINTS
    if text[position : position + 4].isdecimal():
        return YEAR_POINTS
    dot = text.find(".", position + 1, position + 3)
    if dot < 0:
        return points.AFTER_NUMBER
    return points.AFTER_FIGURES if text[dot + 1 : dot + 2].isdecimal() else DOTTED_POINTS


def read_part_or_point(text: str, position: int, frame: TimeFrame) -> Found | None:
    """A point or a part of a period ("Ende 2018")."""
    if text[position : position + 1].isdecimal():
        return read_point(text, position, frame)
    return time_compounds.part_of_period(text, position, frame, read_point=read_point) or read_point(
        text, position, frame
    )


def read_date(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """The date or range of dates that begins here."""
    for read in _range_readers(text, position):
        if reading := read(text, position, frame):
            return reading
    if not (found := read_part_or_point(text, position, frame)):
        return None
    return _read_range(text, position, found, frame)


def night_between(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """Nacht vom 28. zum 29. April"""
    return clock.night_between(text, position, frame, read_point=read_point)


def _range_readers(text: str, position: int) -> tuple[Rule, ...]:
    if text[position : position + 4].isdecimal():
        return (year_range,)
    return (several_days, several_parts) if text[position].isdecimal() else (several_parts,)


def _read_range(text: str, position: int, found: Found, frame: TimeFrame) -> TimeReading:
    """The point alone, or with the point that it reaches to."""
    end, first = found
    if reached := _read_range_end(text, position, end, frame):
        last_end, last = reached
        if _can_be_range(first, last):
            return TimeReading(position, last_end, "DATE", points=(first, last))
    onward = FOLLOWING.match(text, end)
    return TimeReading(
        position,
        end,
        "DATE",
        points=(first,),
        mod=first.mod,
        role="start" if onward else None,
        cue="ff." if onward else None,
    )


def _read_range_end(text: str, position: int, end: int, frame: TimeFrame) -> Found | None:
    join = JOIN.match(text, end) or JOIN_MONTHS.match(text, end)
    if not join and BETWEEN.search(text[max(0, position - 16) : position]):
        join = JOIN_BETWEEN.match(text, end)
    return read_part_or_point(text, join.end(), frame) if join else None


def _can_be_range(first: Point, last: Point) -> bool:
    """Whether two points can be the ends of one range: neither is "heute" nor a bare weekday."""
    riddles = ("PRESENT_REF", "weekday:", "weekend:", "told:")
    return not first.shape.startswith(riddles) and not last.shape.startswith(riddles) and first.shape != "XXXX"


def year_range(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """2021 bis 2027 · 2014–2020 · 2014-20"""
    match = YEAR_RANGE.match(text, position)
    if not match or time_vetoes.is_no_number(text, position) or time_vetoes.counts_something(text, match.end()):
        return None
    if time_vetoes.FILE_NUMBER.search(text[max(0, position - 8) : position].rstrip("EFRJTS")):
        return None
    first, last = int(match["first"]), match["last"]
    if first < 1800 and not years.LONG_AGO.search(text[max(0, position - 10) : position]):
        return None
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first <= second <= first + 200 or (len(last) == 2 and not 0 < second - first <= 20):
        return None
    return TimeReading(position, match.end(), "DATE", points=(Point("{0}", year=first), Point("{0}", year=second)))


def several_days(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """⟦1. bis 15. Mai 2017⟧ (one range) · ⟦30./31. Oktober⟧ · ⟦1.⟧ und 15. Mai (the first of two)"""
    match = FIRST_DAY.match(text, position)
    if not match:
        return None
    start = match.end() if match["to"] else MORE_DAYS.match(text, match.end()).end()  # type: ignore[union-attr]
    found = points.spoken_day(text, start, frame) or points.numeric_day(text, start, frame)
    if not found:
        return None
    end, last = found
    first = replace(last, shape=f"{last.shape[:-2]}{int(match['day']):02}")
    if not points.day_exists(first.year, int(first.shape[4:6]), int(match["day"])):
        return None
    if not match["to"]:
        return TimeReading(position, match.start() + len(match["day"]) + 1, "DATE", points=(first,))
    return TimeReading(position, end, "DATE", points=(first, last)) if first.shape < last.shape else None


def several_parts(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """⟦1.⟧ und 2. Quartal 2018 · ⟦erstes bis drittes Quartal⟧"""
    if not (match := FIRST_PART.match(text, position)) or not (found := points.part_of_year(text, match.end(), frame)):
        return None
    number, (end, last) = read_ordinal(match["number"]), found
    if number is None or not (shape := re.fullmatch(r"(\{0\}-[QH])(\d)", last.shape)) or number >= int(shape[2]):
        return None
    first = replace(last, shape=f"{shape[1]}{number}")
    if match["join"].strip() in ("bis", "-", "–", "/"):
        return TimeReading(position, end, "DATE", points=(first, last))
    return TimeReading(position, position + len(match["number"]), "DATE", points=(first,))
