"""Years and what counts like years: "2018", "Haushaltsjahr 2024", "Schuljahr 2017/2018", "Wintersemester 2017/18"."""

from __future__ import annotations

import re

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times import time_vetoes
from policytext.taggers.times.tails import is_next_year
from policytext.taggers.times.time_reading import Found, Point, PointReader, TimeFrame
from policytext.taggers.times.time_words import OLD_YEAR, YEAR, YEAR_NOUN, S, cycle_of, is_year_noun

WORDS = PatternLists("times", "year")

SECOND = r"(?:[ ]?/[ ]?(?P<second>\d{4}|\d\d)(?![\d/]))?"
HEADED_YEAR = re.compile(
    rf"(?P<noun>{YEAR_NOUN}(?:es?)?){S}(?P<year>{OLD_YEAR}){SECOND}(?![.,]?\d)", re.VERBOSE
)  # Schuljahr 2017/18
BARE_YEAR = re.compile(rf"(?P<year>{OLD_YEAR}){SECOND}", re.VERBOSE)  # 2018, 2017/18
LONG_AGO = re.compile(rf"(?:\b{WORDS.long_ago}|\()[ ]?\Z")  # seit ⟦1595⟧
TERM = re.compile(
    rf"""(?P<name> {WORDS.terms}-?[Ss]emesters? | {WORDS.short_terms} ) (?! \w )   # Wintersemester, SoSe 2018
         (?: {S} (?P<year> {YEAR} ) {SECOND} )?""",
    re.VERBOSE,
)
SCHOOL_HEAD = re.compile(
    rf"(?P<noun>{WORDS.schools})-?[Jj]ahren?[ ](?:[\d/ –-]|{WORDS.joins}|,){{0,40}}$"
)  # in den Schuljahren 2017/2018 und ⟦2018/2019⟧
DATIVE = re.compile(rf"\b{WORDS.dative}[ ]$")  # im ⟦Jahre 2017⟧


def year_shape(cycle: int) -> str:
    """The value of a year that begins in a month: from 8 on a school year, else the calendar's."""
    return "{0}" if cycle == 1 else f"{{0}}-{cycle:02}/{{1}}-{cycle - 1:02}"


def _build_year(match: re.Match[str], *, cycle: int) -> Point | None:
    """The point of one year or a pair (2017/18), `None` where the pair is none (2017/1060)."""
    first, second = int(match["year"]), match["second"]
    if not second:
        return Point(year_shape(cycle), year=first)
    if not is_next_year(first, second):
        return None
    return Point("{0}/{1}" if cycle == 1 else year_shape(cycle), year=first)


def headed_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Jahr 2018 · Haushaltsjahr 2024 · Schuljahr 2017/2018 · (im) Jahre 2017"""
    match = HEADED_YEAR.match(text, position)
    if not match or not is_year_noun(match["noun"]) or time_vetoes.counts_something(text, match.end()):
        return None
    if match["noun"].lower().endswith("jahre") and not DATIVE.search(text[max(0, position - 6) : position]):
        return None  # "Jahre 2017 und 2018": the head of several is out
    point = _build_year(match, cycle=cycle_of(match["noun"]))
    return (match.end(), point) if point else None


def read_university_term(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Wintersemester 2017/18 · Sommersemester 2018 · WiSe 2020/21"""
    match = TERM.match(text, position)
    if not match or (len(match["name"]) < 5 and not match["year"]):
        return None
    winter = match["name"][0] == "W"
    year = int(match["year"]) if match["year"] else None
    return match.end(), Point("{0}-10/{1}-03" if winter else "{0}-04/{0}-09", year=year, unknown="XXXX")


def bare_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """2018 · 2017/18 · but not 2018 Euro, Nr. 2018, Agenda 2030, 298/2017"""
    if not (match := BARE_YEAR.match(text, position)) or int(match["year"]) >= 2100:
        return None
    if int(match["year"]) < 1800 and not LONG_AGO.search(text[max(0, position - 10) : position]):
        return None
    head = SCHOOL_HEAD.search(text[max(0, position - 60) : position])
    point = _build_year(match, cycle=cycle_of(head["noun"].lower().rstrip("-") + "jahr") if head else 1)
    if not point or time_vetoes.is_no_year(text, position, match.end(), pair=bool(match["second"])):
        return None
    return match.end(), point


AFTER_DIGITS: tuple[PointReader, ...] = (bare_year,)
AFTER_WORDS: tuple[PointReader, ...] = (headed_year, read_university_term)
