"""What comes back: "jährlich", "jedes Jahr", "alle zwei Wochen", "einmal im Quartal", "montags"."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType

from policytext.german.calendar import DAY_PARTS, MONTHS, WEEKDAYS, read_ordinal
from policytext.german.calendar.calendar_names import ORDINAL_WORD
from policytext.german.numbers import read_digits, read_word
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.durations import UNIT, duration_value, unit_of
from policytext.taggers.times.time_reading import TimeFrame, TimeReading
from policytext.taggers.times.time_words import LONG_MONTH, WEEKDAY, S

WORDS = PatternLists("times", "rhythm")

RHYTHMS = MappingProxyType(
    {
        "jährlich": "jahr",
        "monatlich": "monat",
        "wöchentlich": "woche",
        "täglich": "tag",
        "tägig": "tag",
        "stündlich": "stunde",
        "minütlich": "minute",
    }
)
PREFIXES = MappingProxyType(
    {
        "": Decimal(1),
        "all": Decimal(1),
        "kalender": Decimal(1),
        "halb": Decimal("0.5"),
        "viertel": Decimal("0.25"),
        "werk": Decimal(1),
        "arbeits": Decimal(1),
        "schul": Decimal(1),
        "haushalts": Decimal(1),
    }
)
TIMES = rf"(?:(?:{WORDS.times}|\d{{1,2}}[ -]?)[Mm]al)"
ADVERB = re.compile(
    rf"""(?: (?P<times> {TIMES} ) {S} (?:pro{S})? )?   # zweimal jährlich
         (?P<prefix> [^\W\d_]*? ) (?P<rhythm> {"|".join(RHYTHMS)} )
         (?P<ending> e[nrsm]? )? (?!\w|-\w)            # vierteljährlichen
         (?: {S} {TIMES} (?!\w) )?                     # jährlich einmal""",
    re.IGNORECASE | re.VERBOSE,
)
NOT_RHYTHMS = ("unterjährlich", "alltäglich", "tagtäglich", "nachträglich")
BY_UNIT = re.compile(r"(?:(?P<quarter>quartalsweise)|(?P<month>monatsweise))(?!\w)")  # quartalsweise
EVERY = re.compile(
    rf"""(?: [Ee]ine[sr] {S} )? {WORDS.each} {S} (?: (?P<nth> {ORDINAL_WORD} ) {S} )?   # jeden zweiten Monat
         (?P<unit> {UNIT}                                                               # jedes Jahr
                 | {WEEKDAY} (?P<part> {"|".join(DAY_PARTS)} )? | {LONG_MONTH}          # jeden Montagabend
                 | {WORDS.day_sets}                                                     # jedes Wochenende
                 | (?P<when> {"|".join(map(str.capitalize, DAY_PARTS))} ) )             # jeden Abend
         (?! \w | -\w )""",
    re.VERBOSE,
)
ALL = re.compile(rf"[Aa]ller?{S}(?P<number>[^\W\d_]+|\d{{1,3}}){S}(?P<unit>{UNIT})", re.VERBOSE)  # alle zwei Jahre
TIMES_PER = re.compile(
    rf"{TIMES}{S}(?:{WORDS.per}|in{S}{WORDS.in_each}){S}(?P<unit>{UNIT})", re.VERBOSE | re.IGNORECASE
)  # einmal im Quartal
WEEKLY = re.compile(rf"(?:{'|'.join(name for name in WEEKDAYS if len(name) > 2)})s(?!\w|-\w)", re.IGNORECASE)  # montags
DAY_OF_EACH_MONTH = re.compile(
    rf"""(?P<nth> (?:3[01]|[12]\d|[1-9])\. | {ORDINAL_WORD} ) {S}
         (?:eines{S}jeden|{WORDS.month_articles}) {S} {WORDS.month_prefixes}? [Mm]onats (?! \w | -\w )""",
    re.VERBOSE | re.IGNORECASE,
)  # 15. eines jeden Monats
DAY_OF_EACH = re.compile(
    rf"""(?P<nth> {ORDINAL_WORD} | {WORDS.last} | \d{{1,2}}\. ) {S}
         (?P<day> {WORDS.days} | {WEEKDAY}s? ) {S} {WORDS.day_articles} {S}      # 1. Werktag des
         (?: {WORDS.which} {S} )? (?P<unit> {WORDS.periods} | {LONG_MONTH}s? )   # jeweiligen Monats
         (?! \w | -\w )""",
    re.VERBOSE | re.IGNORECASE,
)


def _read_count(word: str) -> Decimal | None:
    return read_digits(word) if word[0].isdigit() else read_word(word)


def read_adverb(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """jährlich · halbjährlichen · zweimal jährlich · jährlich einmal"""
    match = ADVERB.match(text, position)
    if not match or match.group().lower().startswith(NOT_RHYTHMS):
        return None
    prefix = match["prefix"].lower()
    if match["rhythm"].lower() == "tägig" and not prefix:
        return None
    number = PREFIXES.get(prefix) or (_read_count(prefix) if prefix else None)
    if number is None or (match["rhythm"].lower() == "tägig"):
        return None
    return TimeReading(position, match.end(), "SET", duration_value(number, RHYTHMS[match["rhythm"].lower()]))


def by_unit(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """quartalsweise · monatsweise"""
    match = BY_UNIT.match(text, position)
    return TimeReading(position, match.end(), "SET", "P3M" if match["quarter"] else "P1M") if match else None


def read_every(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """jedes Jahr · jeden zweiten Monat · jeden Montag"""
    if not (match := EVERY.match(text, position)):
        return None
    unit, nth = unit_of(match["unit"]), read_ordinal(match["nth"]) if match["nth"] else 1
    value = _named_value(match) or (duration_value(Decimal(nth or 1), unit) if unit else None)
    return TimeReading(position, match.end(), "SET", value) if value else None


def _named_value(match: re.Match[str]) -> str | None:
    """The value of a day, month or part of a day by its name: "jeden Montagabend", "jeden Mai"."""
    name, part = match["unit"].lower(), match["part"] or ""
    if match["when"]:
        return f"XXXX-XX-XX{DAY_PARTS[name]}"
    if (day := name.removesuffix(part)) in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS[day] + 1}" + (DAY_PARTS[part] if part else "")
    if name in MONTHS:
        return f"XXXX-{MONTHS[name]:02}"
    return "XXXX-WXX-WE" if name == "wochenende" else None


def all_units(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """alle zwei Jahre · aller 14 Tage"""
    if not (match := ALL.match(text, position)):
        return None
    number, unit = _read_count(match["number"]), unit_of(match["unit"])
    if unit is None or (number is None and match["number"] not in ("paar", "wenige")):
        return None
    return TimeReading(position, match.end(), "SET", duration_value(number, unit))


def times_per(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """einmal im Quartal · zweimal pro Woche"""
    match = TIMES_PER.match(text, position)
    unit = unit_of(match["unit"]) if match else None
    return TimeReading(position, match.end(), "SET", duration_value(Decimal(1), unit)) if match and unit else None


def read_weekly(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """montags"""
    match = WEEKLY.match(text, position)
    if not match or (match.group()[0].isupper() and text[position - 2 : position] not in ("", ". ", "\n", ": ")):
        return None  # "des Montags" is a genitive
    return TimeReading(position, match.end(), "SET", f"XXXX-WXX-{WEEKDAYS[match.group().lower()[:-1]] + 1}")


def day_of_each(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """1. Werktag des Monats · letzten Tag des Quartals · 15. eines jeden Monats"""
    if month := DAY_OF_EACH_MONTH.match(text, position):
        return TimeReading(position, month.end(), "SET", f"XXXX-XX-{read_ordinal(month['nth']):02}")
    match = DAY_OF_EACH.match(text, position)
    if not match or not (unit := unit_of(match["unit"])) or "jahr" in match["unit"].lower():
        return None
    return TimeReading(position, match.end(), "SET", duration_value(Decimal(1), unit))
