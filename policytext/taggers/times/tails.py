"""The year behind a day, month or quarter: "2018", "des Folgejahres", "eines jeden Jahres", "d. J."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytext.taggers.times.words import YEAR, YEAR_NOUN, S, cycle_of, is_year_noun, noun_of, shift_of

YEAR_TAIL = re.compile(
    rf"""
      (?: , )? {S} (?: (?:des|im|vom) {S} (?:Jahre?s?|{YEAR_NOUN}e?s?) {S} )?           # 2018; des Jahres 2018
          (?P<year> {YEAR} ) (?! [.,]?\d | [ ]?(?:€|Euro|Uhr) )
    | [ ]? ['’] (?P<short> \d\d ) (?! \d )                                                                  # '18
    | {S} (?P<letter> [dvn] ) \. [ ]? J \.                                                                  # d. J.
    | {S} (?: (?P<article> eines{S}jeden|des|eines|dieses|desselben|jedes|jeden|diesen ) {S} )?
          (?: (?P<adjective> [^\W\d_]++ (?: {S} [^\W\d_]++en )? ) {S} )??
          (?P<noun> {YEAR_NOUN}e?s ) (?! \w | -\w )              # des laufenden Jahres, des Folgejahres
    """,
    re.VERBOSE,
)
NEIGHBOURS = {"folgejahr": 1, "vorjahr": -1}
_LETTERS = {"d": 0, "v": -1, "n": 1}


@dataclass(frozen=True, slots=True)
class Tail:
    """Which year a tail means: known, at a distance from the document's, any (`open`), or all (`each`)."""

    end: int
    year: int | None = None
    shift: int | None = None
    open: bool = False
    each: bool = False
    cycle: int = 1


def century(short: str) -> int:
    """The year of two digits: up to 69 in this century, else in the last."""
    return int(short) + (2000 if int(short) < 70 else 1900)


def read_tail(text: str, position: int) -> Tail | None:
    """The year named right behind `position`, `None` where there is none."""
    if not (match := YEAR_TAIL.match(text, position)):
        return None
    end = match.end()
    if match["year"]:
        return Tail(end, year=int(match["year"]))
    if match["short"]:
        return Tail(end, year=century(match["short"]))
    if match["letter"]:
        return Tail(end, shift=_LETTERS[match["letter"]])
    return _spoken(match, end)


def _spoken(match: re.Match[str], end: int) -> Tail | None:
    """The year of "des Folgejahres", "jedes Jahres", "letzten Jahres"; `None` for nouns that are no years."""
    article, adjective, noun = (match["article"] or "").lower(), match["adjective"] or "", noun_of(match["noun"])
    if not article and not adjective:
        return None
    if article in ("jedes", "jeden") or article.startswith("eines ") or adjective.lower() in ("jeden", "jedes"):
        return Tail(end, each=True)
    if article in ("eines", "desselben") or (adjective and noun in NEIGHBOURS):
        return Tail(end, open=True)
    if noun in NEIGHBOURS:
        return Tail(end, shift=NEIGHBOURS[noun])
    return _placed(end, article, adjective, noun) if is_year_noun(noun) else None


def _placed(end: int, article: str, adjective: str, noun: str) -> Tail | None:
    """des Jahres, des laufenden Jahres, letzten Jahres"""
    known, shift = shift_of(adjective) if adjective else (True, 0)
    if not known and not article:
        return None
    return Tail(end, open=shift is None, shift=shift, cycle=cycle_of(noun))
