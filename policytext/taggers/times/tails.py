"""The year behind a day, month or quarter: "2018", "/2018", "des Folgejahres", "des Schuljahres 2024/25", "d. J."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.time_words import (
    DASH,
    YEAR,
    YEAR_NOUN,
    S,
    cycle_of,
    is_year_noun,
    load_words,
    noun_of,
    shift_of,
)

WORDS = PatternLists("times", "tail")

SECOND = rf"(?:(?:[ ]?/[ ]?|{DASH})(?P<second>\d{{4}}|\d\d)(?![\d/]|\.\d))?"
YEAR_TAIL = re.compile(
    rf"""
      (?: ,? {S} | (?<=[^\W\d_]\.) )                                     # Okt.2021
          (?: {WORDS.before_head} {S} (?P<head>{YEAR_NOUN}e?s?) {S} )?   # des Jahres 2018
          (?: (?P<year> {YEAR} ) | (?P<old> 1[0-7]\d\d (?!\d) ) (?! [ ][A-ZÄÖÜ] ) ) (?! [.,]?\d | [ ]?{WORDS.units} )
          {SECOND}                                                       # des Schuljahres 2024/25
    | [ ]?/[ ]? (?P<slash> {YEAR} ) (?! [\d/] )                          # Q1/2026
    | [ ]? ['’] (?P<short> \d\d ) (?! \d )                               # '18
    | {S} (?P<letter> [dvn] ) \. [ ]? J \.                               # d. J.
    | {S} (?: (?P<article> eines{S}jeden|{WORDS.articles} ) {S} )?
          (?: (?P<relative> {WORDS.relative} {S} [^.;:,\n]{{1,60}}? ) {S} )?? # auf X folgenden
          (?: (?P<adjective> [^\W\d_]++ (?: {S} [^\W\d_]++en )? ) {S} )??
          (?P<noun> {YEAR_NOUN}e?s ) (?! \w | -\w )                      # des laufenden Jahres, des Folgejahres
    """,
    re.VERBOSE,
)
RELATIVE_CLAUSE = re.compile(
    rf",?[ ]{WORDS.clause_prepositions}[ ]{WORDS.clause_pronouns}\b|,[ ]{WORDS.bare_pronouns}\b"
)  # des Jahres, in dem …
UNREAD_YEAR = re.compile(rf"{S}{WORDS.unread_articles}[ ][^.;:,\n]{{0,60}}?{YEAR_NOUN}e?s(?!\w|-\w)")
NEIGHBOURS = {"folgejahr": 1, "vorjahr": -1}
_LETTERS = {"d": 0, "v": -1, "n": 1}


@dataclass(frozen=True, slots=True)
class Tail:
    """Which year a tail means: known, at a distance from the document's, any (`open`), or all (`each`).

    `pair` says that two years are named ("2024/25"), of which `year` is the first; `cycle` is the month in which
    such years begin; `neighbour` that it counts from a year told before ("des Folgejahres").
    """

    end: int
    year: int | None = None
    shift: int | None = None
    open: bool = False
    each: bool = False
    cycle: int = 1
    pair: bool = False
    neighbour: bool = False


def complete_year(short: str) -> int:
    """The year of two digits: up to 69 in this century, else in the last."""
    return int(short) + (2000 if int(short) < 70 else 1900)


def is_next_year(first: int, second: str) -> bool:
    """Whether a second year, in two digits or four, is the next one: 2024 and "25", 1999 and "00"."""
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return last == first + 1 or (len(second) == 2 and first % 100 == 99 and second == "00")


def read_tail(text: str, position: int) -> Tail | None:
    """The year named right behind `position`, `None` where there is none."""
    if not (match := YEAR_TAIL.match(text, position)):
        return None
    end = match.end()
    if match["year"] or match["old"]:
        return _read_named_tail(match)
    if match["slash"]:
        return Tail(end, year=int(match["slash"]))
    if match["short"]:
        return Tail(end, year=complete_year(match["short"]))
    if match["letter"]:
        return Tail(end, shift=_LETTERS[match["letter"]])
    return _read_spoken_tail(match, end)


def holds_unread_year(text: str, position: int) -> bool:
    """Whether words behind `position` say which year is meant, though the grammar cannot read them.

    holds_unread_year("31. Mai des Jahres, in dem …", 7) is true: no other year may be put in its place.
    """
    return UNREAD_YEAR.match(text, position) is not None


def _read_named_tail(match: re.Match[str]) -> Tail | None:
    year, second = int(match["year"] or match["old"]), match["second"]
    cycle = cycle_of(match["head"]) if match["head"] else 1
    if match["head"] and not is_year_noun(match["head"]):
        return None
    if second and is_next_year(year, second):
        return Tail(match.end(), year=year, cycle=cycle, pair=True)
    end = match.end("year") if match["year"] else match.end("old")
    return Tail(end, year=year, cycle=cycle)


def _read_spoken_tail(match: re.Match[str], end: int) -> Tail | None:
    """The year of "des Folgejahres", "jedes Jahres", "letzten Jahres"; `None` for nouns that are no years."""
    article, adjective, noun = (match["article"] or "").lower(), match["adjective"] or "", noun_of(match["noun"])
    if match["relative"]:
        return _read_following_year(end, article, adjective, noun)
    if not article and not adjective:
        return None
    if article in ("jedes", "jeden") or article.startswith("eines ") or adjective.lower() in ("jeden", "jedes"):
        return Tail(end, each=True)
    told = not adjective and noun not in NEIGHBOURS and RELATIVE_CLAUSE.match(match.string, end)
    if told or article in ("eines", "desselben") or (adjective and noun in NEIGHBOURS):
        return Tail(end, open=True)
    if noun in NEIGHBOURS:
        return Tail(end, shift=NEIGHBOURS[noun], neighbour=True)
    return _read_placed_year(end, article, adjective, noun) if is_year_noun(noun) else None


def _read_following_year(end: int, article: str, adjective: str, noun: str) -> Tail | None:
    """des auf die Bewilligung folgenden Jahres: any year"""
    placed = adjective and shift_of(adjective.rsplit(maxsplit=1)[-1])[0] and article in ("des", "dem")
    return Tail(end, open=True, cycle=cycle_of(noun)) if placed else None


def _read_placed_year(end: int, article: str, adjective: str, noun: str) -> Tail | None:
    """des Jahres, des laufenden Jahres, letzten Jahres"""
    bare: int | None = None if noun in load_words("open_year", "nouns") else 0
    known, shift = shift_of(adjective) if adjective else (True, bare)
    if not known and not article:
        return None
    return Tail(end, open=shift is None, shift=shift, cycle=cycle_of(noun))
