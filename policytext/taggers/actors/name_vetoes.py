"""What only looks like an actor: places, counted things, names inside the titles of laws."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists

DEFINITE = PatternLists("grammar", "definite")
LAWS = PatternLists("actors", "law_titles", blank=r"\s")
TITLE_OF_LAW = re.compile(
    rf"""\b(?:
        [A-ZÄÖÜ]?\w*(?:{LAWS.laws})
            (?:\s+\(EU\)\s+(?:Nr\.\s+)?[\d/]+)?
            \s+ (?:{LAWS.about})\s                         # Gesetz zur Errichtung der Sächsischen Aufbaubank
      | (?:{LAWS.orders_first})\w*(?:{LAWS.orders_last})\s+des\s   # Gemeindeordnung des Freistaates
      | (?:{LAWS.constitution})\s+(?:{DEFINITE.genitive})\s            # Verfassung des Freistaates Sachsen
    )
    [^.;,()„“\n]{{0,160}}?
    (?= \s+vom\s\d | \s+(?:{LAWS.version}) | [.;,()„“\n] | $
      | \s+und\s+(?:{DEFINITE.forms})\s+(?:{LAWS.further}) | \s+oder\s+dem\s )""",
    re.VERBOSE,
)
DESCRIBING = re.compile(r"[a-zäöüß]{5,}(?:en|er|em|e)")  # ländlichen, kleine


@cache
def _load_words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("actors")["vetoes"][name])


def words_before(text: str, place: int, *, count: int) -> list[str]:
    """Up to `count` words right before `place` in the same clause, the nearest last."""
    window = text[max(0, place - 80) : place]
    clause = re.split(r"[.;:!?„“\"»«(),\n]", window)[-1]
    return clause.split()[-count:]


def is_place(text: str, place: int) -> bool:
    """Whether what stands at `place` is where something happens: `im Freistaat Sachsen`, `Bürger des Landes`."""
    words = words_before(text, place, count=4)
    while len(words) > 1 and DESCRIBING.fullmatch(words[-1]) and words[-1] not in _load_words("counted"):
        words.pop()
    before = _load_words("place_before")
    tails = {" ".join(words[-n:]) for n in (1, 2, 3)}
    if before & (tails | {tail[:1].lower() + tail[1:] for tail in tails}):
        return True
    if len(words) >= 2 and words[-1] in _load_words("place_links"):
        noun = words[-2].rstrip("-")
        return noun in _load_words("place_nouns") or noun.endswith(tuple(_load_words("place_noun_ends")))
    return False


def is_counted(text: str, place: int) -> bool:
    """Whether a number, an indefinite or a possessive word goes before: `viele Kommunen`, `ein Verein`."""
    words = words_before(text, place, count=3)
    while (
        words
        and len(words[-1]) > 3
        and words[-1].islower()
        and words[-1].endswith(("e", "en", "er"))
        and words[-1] not in _load_words("counted")
    ):
        words.pop()
    return bool(words) and (words[-1].lower() in _load_words("counted") or words[-1][:1].isdigit())


class Titles:
    """Where the titles of laws stand in a text."""

    def __init__(self, text: str) -> None:
        stretches = [match.span() for match in TITLE_OF_LAW.finditer(text)]
        self._starts = [start for start, _ in stretches]
        self._ends = [end for _, end in stretches]

    def cover(self, place: int) -> bool:
        """Whether `place` lies inside a title."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and self._starts[number] < place < self._ends[number]
