"""Days, months and parts of years: what stands on the calendar by its own name.

One reader a form; each takes (text, position, frame) and gives where the point ends and the point, or `None`.
To add a form ("zum Quartalsende" lives in `time_compounds.py`), write its pattern with an example, its reader, and
put the reader into one of the tuples at the end, by what it begins with.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace

from policytext.german.calendar import MONTHS, SEASONS, read_ordinal
from policytext.german.calendar.calendar_names import ORDINAL_WORD
from policytext.lexicon.pattern_lists import PatternLists
from policytext.lexicon.word_patterns import join_words
from policytext.taggers.times.tails import complete_year, holds_unread_year, read_tail
from policytext.taggers.times.time_reading import Found, Point, PointReader, TimeFrame
from policytext.taggers.times.time_vetoes import counts_something
from policytext.taggers.times.time_words import (
    DAY,
    LONG_MONTH,
    MONTH,
    MONTH_NUMBER,
    OLD_YEAR,
    SEASON,
    SHORT_WEEKDAY,
    WEEKDAY,
    YEAR,
    S,
)

WORDS = PatternLists("times", "point")

MONTH_END = r"(?:(?<=\.)(?=\d)|(?!\w))(?!-\w)"  # Okt.2017
SPOKEN_DAY = re.compile(rf"(?P<day>{DAY})\.[ ]{{0,3}}(?P<month>{MONTH}){MONTH_END}", re.VERBOSE)  # 1. Mai, 31.August
ORDINAL_DAY = re.compile(rf"(?P<day>{ORDINAL_WORD}){S}(?P<month>{LONG_MONTH})(?!\w|-\w)")  # ersten Januar
ENGLISH_DAY = re.compile(rf"(?P<day>{DAY}){S}(?P<month>{LONG_MONTH}){S}(?P<year>{YEAR})", re.VERBOSE)  # 25 Mai 2018
NUMERIC_DAY = re.compile(
    rf"""(?P<day>{DAY})\. (?P<gap>[ ])? (?P<month>{MONTH_NUMBER})\.            # 31.12.
         (?: [ ]? (?P<year> {OLD_YEAR} ) | ['’]? (?P<short> \d\d (?!\d) ) )?   # 31.12.2018, 31. 12. 2018, 6.4.17
         (?! \d | [.,]\d | -(?!\d\d?\.[ ]?\d\d?\.)\d )""",
    re.VERBOSE,
)
ISO_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)")  # 2017-04-06
MONTH_OF_YEAR = re.compile(rf"(?P<month>{MONTH}){MONTH_END}", re.VERBOSE)  # Mai, Dez.
NO_SUCH_DAY = re.compile(r"\b(?:29|3\d)\.[ ]{0,2}\Z")
NUMERIC_MONTH = re.compile(r"(?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?!\d|/)", re.VERBOSE)  # 05/2018
DOTTED_MONTH = re.compile(r"(?P<month>0[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\d./]|,\d|[ ]?[€%])")  # 05.2019
FILE_MARK = re.compile(r"(?:\d/|\b[A-ZÄÖÜ]{1,4}[ ]|-)\Z")  # P ⟦12/2025⟧, PI 37/⟦03/2025⟧
PART_OF_YEAR = re.compile(
    rf"""(?: (?P<number> [1-4]\. | \b(?:IV|I{{1,3}})\. | {ORDINAL_WORD} ) {S} {WORDS.prefixes}?
             (?: (?P<quarter> {WORDS.quarters} )                                        # 3. Quartal
               | (?P<half> {WORDS.halves} | HJ\b\.? ) )                                 # zweite Jahreshälfte, 1. HJ
           | Quartal {S} (?P<late> [1-4] | IV | I{{1,3}} ) (?= [ ]?[/-]?[ ]?\d{{4}} )   # Quartal III/2025
           | Q[ ]?(?P<short>[1-4]) )                                                    # Q3
         (?! \w | -[^\W\d] )""",
    re.VERBOSE | re.IGNORECASE,
)
SHORT_SLASH = re.compile(r"[ ]?/[ ]?['’]?(?P<year>\d\d)(?![\d/.])")  # Q1⟦/26⟧
WEEK_OF_YEAR = re.compile(
    rf"""(?: {WORDS.weeks} {S}? (?P<after> \d\d? )         # KW 23
           | (?P<before> \d\d? ) \. {S}? {WORDS.weeks} )   # 23. Kalenderwoche
         (?! \w | \.\d )""",
    re.VERBOSE,
)
SEASON_OF_YEAR = re.compile(
    rf"(?P<season>{SEASON})s?(?!\w|-\w)(?:{S}(?P<first>{YEAR})[/–-](?P<second>\d\d(?:\d\d)?)(?!\d))?", re.VERBOSE
)  # Sommer, Winter 2017/18
DATED_WEEKDAY = re.compile(
    rf"""(?: {WEEKDAY}n? | {SHORT_WEEKDAY} \b \.? ) [ ]?,? {S}   # Montag, den 10. April; Fr., 5.5.2017
         (?: {WORDS.articles} {S} )?
         (?= {DAY} \. )""",
    re.VERBOSE,
)
DECADE_WORDS = {
    "zwanziger": 2,
    "dreißiger": 3,
    "vierziger": 4,
    "fünfziger": 5,
    "sechziger": 6,
    "siebziger": 7,
    "achtziger": 8,
    "neunziger": 9,
}
DECADE = re.compile(
    rf"""(?: (?P<century>1[89]|20)? (?P<tens>[0-9]0) er (?: [ -] [Jj]ahren? )?               # 1990er-Jahre
           | (?P<word> {join_words(f"^{word}" for word in DECADE_WORDS)} ) [ ]? [Jj]ahren?   # siebziger Jahre
         ) (?! \w | -\w )""",
    re.VERBOSE,
)
CENTURY = re.compile(rf"(?P<number>\d\d?)\.{S}Jahrhunderts?(?!\w|-\w)", re.VERBOSE)  # 19. Jahrhundert


def day_exists(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day; without a year, whether some year has it."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def with_tail(text: str, end: int, point: Point) -> Found:
    """The point with the year that stands behind it, if one does."""
    if not (tail := read_tail(text, end)):
        return end, replace(point, open=True) if holds_unread_year(text, end) else point
    if tail.pair and tail.cycle == 1:
        return end, replace(point, open=True)  # which of the two years?
    year = tail.year + _is_in_second_year(point, tail.cycle) if tail.year and tail.cycle > 1 else tail.year
    dated = replace(point, year=year, shift=tail.shift, open=tail.open, each=tail.each, cycle=tail.cycle)
    return tail.end, replace(dated, told=tail.neighbour)


def _is_in_second_year(point: Point, cycle: int) -> bool:
    """Whether a day or month lies in the second of a school year's two years."""
    month = re.match(r"\{0\}-(\d\d)", point.shape)
    return bool(month and int(month[1]) < cycle)


def ordinal_day(text: str, position: int, frame: TimeFrame) -> Found | None:
    """ersten Januar 2020 · fünfzehnten März"""
    match = ORDINAL_DAY.match(text, position)
    day = read_ordinal(match["day"]) if match else None
    if match is None or day is None:
        return None
    month = MONTHS[match["month"].lower()]
    end, point = with_tail(text, match.end(), Point(f"{{0}}-{month:02}-{day:02}", is_period=False))
    return (end, point) if day_exists(point.year, month, day) else None


def spoken_day(text: str, position: int, frame: TimeFrame) -> Found | None:
    """1. März 2018 · 31. Dezember des Folgejahres · 1. Mai"""
    if match := ENGLISH_DAY.match(text, position):
        return _build_day(match.end(), int(match["year"]), match["month"], match["day"])
    if not (match := SPOKEN_DAY.match(text, position)):
        return None
    month, day = MONTHS[match["month"].lower().rstrip(".")], int(match["day"])
    end, point = with_tail(text, match.end(), Point(f"{{0}}-{month:02}-{day:02}", is_period=False))
    return (end, point) if day_exists(point.year, month, day) else None


def _build_day(end: int, year: int | None, month: str, day: str) -> Found | None:
    number = int(month) if month.isdecimal() else MONTHS[month.lower().rstrip(".")]
    if not day_exists(year, number, int(day)):
        return None
    return end, Point(f"{{0}}-{number:02}-{int(day):02}", year=year, is_period=False)


def numeric_day(text: str, position: int, frame: TimeFrame) -> Found | None:
    """06.04.2017 · 6.4.17 · 31. 12. 2018 · 31.12. des Folgejahres"""
    if not (match := NUMERIC_DAY.match(text, position)):
        return None
    if match["gap"] and not match["year"]:
        return None  # "1. 2." are two items of a list
    year = int(match["year"]) if match["year"] else complete_year(match["short"]) if match["short"] else None
    found = _build_day(match.end(), year, match["month"], match["day"])
    return with_tail(text, *found) if found and year is None else found


def iso_day(text: str, position: int, frame: TimeFrame) -> Found | None:
    """2017-04-06"""
    match = ISO_DAY.match(text, position)
    return _build_day(match.end(), int(match["year"]), match["month"], match["day"]) if match else None


def dated_weekday(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Montag, 10. April 2017 · Mo., 10.04.2017"""
    match = DATED_WEEKDAY.match(text, position)
    return (spoken_day(text, match.end(), frame) or numeric_day(text, match.end(), frame)) if match else None


def month_of_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Mai 2018 · Dezember des Vorjahres · Jänner"""
    if not (match := MONTH_OF_YEAR.match(text, position)):
        return None
    if NO_SUCH_DAY.search(text[max(0, position - 5) : position]):
        return None  # "31. Juni" is no June
    name = match["month"].lower()
    end, point = with_tail(text, match.end(), Point(f"{{0}}-{MONTHS[name.rstrip('.')]:02}"))
    if point.lacks_year and len(name.rstrip(".")) < 5 and name not in ("mai", "juni", "juli", "märz"):
        return None  # a bare "Jan" is a person, "Dez" a department
    return end, point


def numeric_month(text: str, position: int, frame: TimeFrame) -> Found | None:
    """05/2018"""
    match = NUMERIC_MONTH.match(text, position)
    if not match or FILE_MARK.search(text[max(0, position - 8) : position]):
        return None
    return match.end(), Point(f"{{0}}-{int(match['month']):02}", year=int(match["year"]))


def dotted_month(text: str, position: int, frame: TimeFrame) -> Found | None:
    """05.2019 · 12.2024"""
    match = DOTTED_MONTH.match(text, position)
    if not match or FILE_MARK.search(text[max(0, position - 8) : position]) or counts_something(text, match.end()):
        return None
    return match.end(), Point(f"{{0}}-{int(match['month']):02}", year=int(match["year"]))


def part_of_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """3. Quartal 2017 · ersten Halbjahr 2022 · zweite Jahreshälfte · Q3/2018"""
    if not (match := PART_OF_YEAR.match(text, position)):
        return None
    number = int(match["short"]) if match["short"] else read_ordinal(match["late"] or match["number"])
    kind = "H" if match["half"] else "Q"
    if number is None or number > (2 if kind == "H" else 4):
        return None
    point = Point(f"{{0}}-{kind}{number}")
    if short := SHORT_SLASH.match(text, match.end()):
        return short.end(), replace(point, year=complete_year(short["year"]))
    end, dated = with_tail(text, match.end(), point)
    return end, _half_of_school_year(dated, number) if kind == "H" and dated.cycle > 1 else dated


def _half_of_school_year(point: Point, number: int) -> Point:
    """The first or second half of a year that begins in another month: August to January, February to July."""
    first, middle, last = point.cycle, (point.cycle + 5) % 12 or 12, point.cycle - 1
    shape = f"{{0}}-{first:02}/{{1}}-{middle:02}" if number == 1 else f"{{1}}-{middle + 1:02}/{{1}}-{last:02}"
    return replace(point, shape=shape, unknown="XXXX", is_period=True)


def week_of_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """KW 23 · 23. Kalenderwoche 2017"""
    if not (match := WEEK_OF_YEAR.match(text, position)):
        return None
    number = int(match["after"] or match["before"])
    if not 1 <= number <= 53:
        return None
    return with_tail(text, match.end(), Point(f"{{0}}-W{number:02}"))


def season_of_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Sommer 2018 · Winter 2017/18 · Herbst"""
    if not (match := SEASON_OF_YEAR.match(text, position)):
        return None
    point = Point(f"{{0}}-{SEASONS[match['season'].lower()]}")
    if match["first"]:
        return match.end(), replace(point, year=int(match["first"]))
    return with_tail(text, match.end(), point)


def read_decade(text: str, position: int, frame: TimeFrame) -> Found | None:
    """90er Jahren · 1990er-Jahre · siebziger Jahre"""
    if not (match := DECADE.match(text, position)):
        return None
    if match["word"]:
        return (match.end(), Point(f"19{DECADE_WORDS[match['word'].lower()]}")) if "ahr" in match.group() else None
    if not match["century"] and int(match["tens"]) < 30:
        return None  # the twenties of which century?
    return match.end(), Point(f"{match['century'] or 19}{int(match['tens']) // 10}")


def century_of_time(text: str, position: int, frame: TimeFrame) -> Found | None:
    """19. Jahrhundert"""
    match = CENTURY.match(text, position)
    return (match.end(), Point(f"{int(match['number']) - 1:02}")) if match and 10 < int(match["number"]) < 23 else None


AFTER_NUMBER: tuple[PointReader, ...] = (
    spoken_day,
    week_of_year,
    read_decade,
    numeric_month,
)  # "25 Mai 2018", "90er Jahre"
AFTER_FIGURES: tuple[PointReader, ...] = (numeric_day, dotted_month)  # "1.5.2018", "05.2019"
AFTER_DOTTED: tuple[PointReader, ...] = (
    spoken_day,
    numeric_day,
    part_of_year,
    week_of_year,
    century_of_time,
)  # "1. Mai"
AFTER_YEAR: tuple[PointReader, ...] = (iso_day, read_decade)  # "2017-04-06", "1990er Jahre"
AFTER_WORDS: tuple[PointReader, ...] = (
    dated_weekday,
    ordinal_day,
    month_of_year,
    part_of_year,
    week_of_year,
    season_of_year,
    read_decade,
)
