"""Parts of periods: "Ende 2018", "Anfang Mai", "Beginn des Jahres", "Jahresende", "Quartalsende".

This is the place for words such as "zum Quartalsende": the part (`PARTS`) and the period (`PERIODS`) make the compound.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.tails import Tail, read_tail
from policytext.taggers.times.time_reading import Found, Point, TimeFrame
from policytext.taggers.times.time_words import S
from policytext.taggers.times.years import year_shape

WORDS = PatternLists("times", "part")

PARTS = MappingProxyType(
    {
        "ende": "END",
        "schluss": "END",
        "ablauf": "END",
        "ausgang": "END",
        "anfang": "START",
        "beginn": "START",
        "mitte": "MID",
    }
)
"""What stands before or in the compound -> TIMEX3's mod."""

PERIODS = MappingProxyType(
    {
        "jahres": "year",
        "kalenderjahres": "year",
        "haushaltsjahres": "year",
        "rechnungsjahres": "year",
        "schuljahres": "school",
        "schuljahrs": "school",
        "kindergartenjahres": "kindergarten",
        "halbjahres": "H",
        "schulhalbjahres": "X",
        "quartals": "Q",
        "monats": "month",
        "wochen": "week",
        "semester": "X",
    }
)
"""First part of the compound -> what it is a part of; of "X" the calendar tells nothing."""

_PART = "|".join(word.capitalize() for word in PARTS)
BEFORE_PERIOD = re.compile(
    rf"""(?P<part> {_PART} | {WORDS.courses} ) e?s? (?=[ ])   # Ende
         (?: {S} (?P<article> {WORDS.articles} ) (?=[ ]) )?   # des""",
    re.VERBOSE,
)
COMPOUND = re.compile(
    rf"(?P<period>{'|'.join(sorted(PERIODS, key=len, reverse=True))})(?P<part>{'|'.join(PARTS)})(?:s|es)?(?!\w|-\w)",
    re.IGNORECASE | re.VERBOSE,
)  # Jahresende, Quartalsende
UNIT_OF_PART = re.compile(
    rf"{S}(?P<unit>{WORDS.units}|{WORDS.half_prefixes}?{WORDS.halves})(?!\w|-\w)"
)  # Ende des ⟦Monats⟧
UNITS = MappingProxyType({"monat": "month", "woche": "week", "quartal": "Q", "halbjahr": "H"})


def read_compound(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Jahresende · Quartalsende · Schuljahresbeginn 2018/19 · Monatsmitte"""
    match = COMPOUND.match(text, position)
    if not match or match.group().lower().startswith("wochenende") or not match.group()[0].isupper():
        return None
    point = replace(_current_period(PERIODS[match["period"].lower()], frame), mod=PARTS[match["part"].lower()])
    tail = read_tail(text, match.end()) if "{0}" in point.shape else None
    return (tail.end, _of_year(point, tail, point.mod)) if tail else (match.end(), point)


def _of_year(point: Point, tail: Tail, mod: str | None) -> Point:
    """A year with the tail behind it; "Ende des Schuljahres 2024" is the end of the one that began in 2023."""
    shape = "{0}/{1}" if tail.pair and point.shape == "{0}" else point.shape
    began = tail.year - 1 if tail.year and not tail.pair and mod == "END" and point.cycle > 1 else tail.year
    told = Point(shape, year=began, shift=tail.shift, open=tail.open, each=tail.each, told=tail.neighbour)
    return replace(told, cycle=point.cycle, unknown=point.unknown, mod=point.mod)


def _current_period(kind: str, frame: TimeFrame) -> Point:
    """The period that the document lies in."""
    if kind in ("year", "school", "kindergarten"):
        cycle = {"year": 1, "school": 8, "kindergarten": 9}[kind]
        return Point(year_shape(cycle), shift=0, cycle=cycle, unknown="XXXX")
    today, unknown = frame.today, {"H": "XXXX-HX", "Q": "XXXX-QX", "month": "XXXX-XX", "week": "XXXX-WXX"}
    if today is None or kind == "X":
        return Point(unknown.get(kind, "XXXX"), open=True)
    if kind == "week":
        return Point("{}-W{:02}".format(*today.isocalendar()[:2]))
    part = {"H": f"H{(today.month + 5) // 6}", "Q": f"Q{(today.month + 2) // 3}", "month": f"{today.month:02}"}[kind]
    return Point(f"{today.year}-{part}")


def part_of_period(
    text: str, position: int, frame: TimeFrame, *, read_point: Callable[[str, int, TimeFrame], Found | None]
) -> Found | None:
    """Ende 2018 · Anfang Mai · Mitte des Jahres 2025 · Ablauf des Haushaltsjahres · Laufe der Wahlperiode"""
    if not (match := BEFORE_PERIOD.match(text, position)):
        return None
    word = match["part"].lower()
    mod = PARTS.get(word)
    if found := _named_period(text, match, frame, read_point):
        end, point = found
        if not point.is_period or point.mod or (word == "ablauf" and not match["article"]):
            return None
        return end, replace(point, mod=mod)
    return None


def _named_period(
    text: str, match: re.Match[str], frame: TimeFrame, read_point: Callable[[str, int, TimeFrame], Found | None]
) -> Found | None:
    before_article = match.start("article") - 1 if match["article"] else match.end()
    while before_article > match.start() and text[before_article - 1] == " ":
        before_article -= 1
    if tail := read_tail(text, before_article):
        mod = PARTS.get(match["part"].lower())
        return tail.end, _of_year(Point(year_shape(tail.cycle), cycle=tail.cycle, unknown="XXXX"), tail, mod)
    if match["article"] and (unit := UNIT_OF_PART.match(text, match.end())):
        noun = re.sub(r"(?:e?s)$", "", unit["unit"].lower())
        kind = UNITS.get(noun, "X")
        return unit.end(), _current_period(kind, frame)
    blank = re.compile(S).match(text, match.end())
    return read_point(text, blank.end(), frame) if blank else None
