"""Events that times hang on ("drei Monate ⟦nach Inkrafttreten⟧"): their names, and their dates in the same document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from policytext.german.calendar import add_duration
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.resolving_values import Resolved
from policytext.taggers.times.time_reading import TimeFrame, TimeReading
from policytext.taggers.times.time_words import S, is_year_noun

WORDS = PatternLists("times", "event")


NOUN = r"[A-ZÄÖÜ][^\W\d_]+(?:-[A-ZÄÖÜa-zäöü][^\W\d_]*)*"
_ARTICLES, _GENITIVES = WORDS.articles, WORDS.genitives
ARTICLE = rf"(?:(?:{_ARTICLES}|{WORDS.articles_of_each}{S}jeweiligen){S})"
ADJECTIVES = rf"(?:[a-zäöüß][^\W\d_]*(?:en|er|em|es|te){S}){{0,2}}"
GENITIVE = rf"(?:{S}{_GENITIVES}{S}{ADJECTIVES}{NOUN})?"
EVENT = rf"(?P<event>{NOUN}{GENITIVE})"
COUNTED_FROM = re.compile(
    rf"{S}{WORDS.counted_from}{S}{ARTICLE}?{ADJECTIVES}{EVENT}"
)  # nach ⟦Ende des Bewilligungszeitraums⟧
FROM_DAY = re.compile(
    rf"""[^.;:\n]{{0,60}}? {WORDS.counting} {S} {WORDS.counted_with} {S}
         {ARTICLE}? (?: Tage?s? {S} {WORDS.day_genitives} {S} )? {ADJECTIVES} {EVENT}""",
    re.VERBOSE,
)  # …, beginnend mit dem Tag der ⟦Fertigstellung⟧
GENITIVE_EVENT = re.compile(
    rf"{S}{WORDS.year_genitives}{S}{ADJECTIVES}(?P<event>{NOUN})"
)  # Jahr der ⟦Bezugsfertigkeit⟧
HAPPENING = re.compile(rf"{WORDS.happening}$")  # Fertigstellung
DAY_OF_EVENT = re.compile(rf"(?P<noun>Tage?s?)(?={S}{WORDS.behind_day}{S})")  # Tag nach
YEAR_OF_EVENT = re.compile(rf"(?P<noun>[^\W\d_]*[Jj]ahr(?:es|e)?|Monats?)(?={S}{WORDS.behind_year}{S})")  # Jahr der
ON = re.compile(rf"\b{WORDS.before_day}[ ]$")  # am ⟦Tag⟧ nach
IN = re.compile(rf"\b{WORDS.before_year}[ ]$")  # für das ⟦Jahr⟧ der
RATE = re.compile(rf"\b{WORDS.rates}[ ]$")  # pro ⟦Jahr⟧ der
DOCUMENTS = re.compile(
    rf"{WORDS.this_paper}[ ]|{WORDS.papers}|des[ ]Gesetzes$"
)  # Ende dieser Vereinbarung, Ende der Richtlinie
SIGNED = re.compile(r"[A-ZÄÖÜ][^\W\d_]+(?:[ ][A-ZÄÖÜa-zäöü./-]+){0,3},[ ](?:den|am)[ ]$")
IN_FORCE = re.compile(rf"[^.;\n]{{0,40}}?\b(?P<which>{WORDS.in_force})[ ]Kraft\b", re.IGNORECASE)
OF_ANOTHER = re.compile(rf"[ ]{WORDS.of_another}[ ]")  # nach Unterzeichnung ⟦des⟧ Vertrags
TAKES_EFFECT = re.compile(rf"\b(?:{WORDS.effect}|(?<!bis )zum)[ ]$")  # tritt am ⟦1. Mai⟧ in Kraft
NAMED_BY = re.compile(
    rf"""(?P<noun> [A-ZÄÖÜ][^\W\d_]{{4,}} ) (?: [ ] {WORDS.naming_verbs} )?
         (?: [ ] {WORDS.before_date} )? :?[ ]$""",
    re.VERBOSE,
)  # Antragsschluss ist der ⟦31. März⟧
SUBJECT_STARTS = re.compile(
    rf"""{WORDS.subject_articles} [ ] (?P<noun> [A-ZÄÖÜ][^\W\d_]{{3,}} ) [ ]
         (?P<verb> {WORDS.conjugated} ) [ ] (?:voraussichtlich[ ])? am[ ]$""",
    re.VERBOSE,
)  # Die Maßnahme beginnt am ⟦1. Mai⟧
CONJUGATED = {
    "beginnt": "beginn",
    "startet": "beginn",
    "begann": "beginn",
    "startete": "beginn",
    "endet": "ende",
    "endete": "ende",
}


def event_behind(text: str, end: int, *, genitive: bool = False) -> str | None:
    """The event that a time hangs on, from the words behind it: " nach Ende des Bewilligungszeitraums"."""
    match = COUNTED_FROM.match(text, end) or FROM_DAY.match(text, end)
    if match and text.startswith(" von ", end) and not HAPPENING.search(match["event"].split()[0]):
        return None  # "in den kommenden zwei Jahren von Platz vier"
    if not match and genitive:
        match = GENITIVE_EVENT.match(text, end)
        if match and not HAPPENING.search(match["event"]):
            return None
    return match["event"] if match else None


def day_of_event(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """(am) ⟦Tag⟧ nach der Verkündung · (das) ⟦Jahr⟧ der Bezugsfertigkeit"""
    before = text[max(0, position - 24) : position]
    if match := DAY_OF_EVENT.match(text, position):
        event = event_behind(text, match.end(), genitive=True) if ON.search(before) else None
        return TimeReading(position, match.end(), "DATE", "XXXX-XX-XX", anchor=event) if event else None
    match = YEAR_OF_EVENT.match(text, position)
    if not match or RATE.search(before) or not IN.search(before):
        return None
    if not match["noun"].startswith("Monat") and not is_year_noun(match["noun"]):
        return None
    event = event_behind(text, match.end(), genitive=True)
    value = "XXXX-XX" if match["noun"].startswith("Monat") else "XXXX"
    return (
        TimeReading(position, match.end(), "DATE", value, anchor=event)
        if event and HAPPENING.search(event.split()[0])
        else None
    )


def key_of(event: str) -> str:
    """An event's name for comparing: "In-Kraft-Tretens" -> "inkrafttreten"."""
    return re.sub(r"(?:e?s)$", "", event.replace("-", "").lower())


def names_of_date(text: str, start: int, end: int) -> Iterable[str]:
    """The events that a date dates: "tritt am ⟦1. Januar 2024⟧ in Kraft", "Antragsschluss ist der ⟦31. März⟧"."""
    before = text[max(0, start - 80) : start]
    if (force := IN_FORCE.match(text, end)) and TAKES_EFFECT.search(before):
        yield "inkrafttreten" if force["which"].lower() == "in" else "außerkrafttreten"
    if SIGNED.search(before):
        yield "unterzeichnung"
    if match := SUBJECT_STARTS.search(before):
        part = CONJUGATED[match["verb"]]
        yield from (key_of(match["noun"]) + part, key_of(match["noun"]) + "s" + part, f"{part} {key_of(match['noun'])}")
    elif match := NAMED_BY.search(before):
        yield key_of(match["noun"])


def date_of(event: str, dated: Mapping[str, date | None]) -> date | None:
    """The day of an event, where this document dates it once; not that of another law's coming into force."""
    head, _, rest = event.partition(" ")
    if not rest or rest.startswith("dies") or (DOCUMENTS.match(rest) and key_of(head) != "unterzeichnung"):
        return dated.get(key_of(head))
    return dated.get(f"{key_of(head)} {key_of(rest.split()[-1])}")


def without_events(readings: Sequence[TimeReading], text: str) -> list[TimeReading]:
    """The readings but those that name the event of the one before: "30. November vor ⟦Beginn des Haushaltsjahres⟧"."""
    kept: list[TimeReading] = []
    for reading in readings:
        if not (kept and _names_event_of(kept[-1], reading, text)):
            kept.append(reading)
    return kept


def _names_event_of(before: TimeReading, reading: TimeReading, text: str) -> bool:
    if not reading.points or reading.points[0].mod is None or reading.points[0].year is not None:
        return False
    event = COUNTED_FROM.match(text, before.end) if reading.start - before.end < 60 else None
    return event is not None and event.start("event") <= reading.start < event.end()


def counted_from_events(resolved: Sequence[Resolved], text: str) -> list[Resolved]:
    """The times with their events, and with days where the document dates the event."""
    dated = dates_of_events(resolved, text)
    return [
        _count_from_event(one, anchor, text, dated) if (anchor := _find_anchor(one, text)) else one for one in resolved
    ]


def _find_anchor(one: Resolved, text: str) -> str | None:
    if one.reading.anchor:
        return one.reading.anchor
    if one.earliest or one.latest or one.type not in ("DATE", "DURATION") or one.value == "PRESENT_REF":
        return None
    return event_behind(text, one.reading.end, genitive=one.value == "XXXX")


def dates_of_events(resolved: Sequence[Resolved], text: str) -> dict[str, date | None]:
    """The events that the document dates; `None` for one that it dates twice."""
    dated: dict[str, date | None] = {}
    for one in resolved:
        if one.earliest and one.earliest == one.latest:
            for name in names_of_date(text, one.reading.start, one.reading.end):
                dated[name] = one.earliest if dated.get(name, one.earliest) == one.earliest else None
    return dated


def _count_from_event(one: Resolved, anchor: str, text: str, dated: Mapping[str, date | None]) -> Resolved:
    """The days of "drei Monate nach Inkrafttreten", of "am Tag nach der Unterzeichnung"."""
    one, day, behind = replace(one, anchor=anchor), date_of(anchor, dated), text[one.reading.end : one.reading.end + 6]
    if day is None or _is_of_another(one, anchor, text):
        return one
    if one.value == "XXXX-XX-XX":
        day = (
            add_duration(day, "P1D", sign=-1 if behind.startswith(" vor") else 1)
            if behind.startswith((" nach", " vor"))
            else day
        )
        return replace(one, earliest=day, latest=day)
    reached = (
        add_duration(day, one.value, sign=-1 if behind.startswith(" vor") else 1) if one.type == "DURATION" else None
    )
    if reached is None:
        return one
    return replace(one, latest=reached) if reached < day else replace(one, earliest=day, latest=reached)


def _is_of_another(one: Resolved, anchor: str, text: str) -> bool:
    """Whether the event is some other thing's: "nach Unterzeichnung ⟦des mit der Bank geschlossenen⟧ Vertrags"."""
    end = text.find(anchor, one.reading.end) + len(anchor)
    signed = key_of(anchor) == "unterzeichnung" and one.type == "DURATION"
    return signed or bool(OF_ANOTHER.match(text, end))
