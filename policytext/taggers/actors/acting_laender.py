"""Länder by their bare names where they act: `setzt sich Hessen … ein`, `Bayern und Hessen lehnen das ab`.

A name is taken for the Land, not for the place, as subject: at the head of a clause before a finite verb, right behind
one, behind a conjunction; and behind prepositions that go with those who act (`durch`, `seitens`, `gegenüber`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.state_bodies import Land, load_laender

OR = PatternLists("grammar", "coordination").choice
VERB = re.compile(  # Hessen fördert; Hessen und Bayern fördern; Hessen, Bayern und Sachsen fördern
    rf"\s+(?:(?:{OR})\s+[A-ZÄÖÜ][\w-]+\s+|,\s+[A-ZÄÖÜ][\w-]+(?:\s+und\s+[A-ZÄÖÜ][\w-]+)?\s+)?(?P<verb>[a-zäöüß]+)\b"
)
WORD_BEFORE = re.compile(r"(?P<word>[\w-]+)\s+$")
LISTED = re.compile(r"(?:^|[\n/–])\s*$")  # / Hessen /
LIST_GOES_ON = re.compile(r"\s*/|[ ]*(?:\n|$)")
CLAUSE_START = re.compile(r"(?:^|[.!?:;,\n–„“\"»]\s*|\n\W*)$")


@cache
def _load_words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("actors")["laender_acting"][name])


@cache
def _compile_names() -> tuple[re.Pattern[str], dict[str, Land]]:
    by_name = {name: land for land in load_laender() if not land.city for name in (land.place, *land.bynames)}
    names = "|".join(map(re.escape, sorted(by_name, key=len, reverse=True)))
    return re.compile(rf"(?<![\w/-])(?P<land>{names})(?![\w-])"), by_name


def find_acting_laender(text: str) -> Iterator[FoundMention]:
    """Mentions of Länder by their bare names in `text`."""
    pattern, by_name = _compile_names()
    for match in pattern.finditer(text):
        if _land_acts(text, *match.span()):
            land = by_name[match["land"]]
            yield FoundMention(
                start=match.start(), end=match.end(), kind="authority", name=land.name, key=land.code, weight=4
            )


def _land_acts(text: str, start: int, end: int) -> bool:
    """Whether the Land whose name stands there acts."""
    if LISTED.search(text, max(0, start - 4), start) and LIST_GOES_ON.match(text, end):
        return True
    before = WORD_BEFORE.search(text, max(0, start - 40), start)
    verb = VERB.match(text, end, end + 80)
    finite = verb is not None and _is_verb(verb["verb"])
    if not before or CLAUSE_START.search(text, max(0, start - 4), start):
        return CLAUSE_START.search(text, max(0, start - 4), start) is not None and finite
    word = before["word"]
    if word in _load_words("before"):
        return True
    if word in _load_words("conjunctions"):
        return True if word not in ("und", "sowie", "oder") else finite or _is_coordinated(text, before.start())
    return word.islower() and _is_verb(word)


def _is_verb(word: str) -> bool:
    """Whether a small word may be a finite verb."""
    return word in _load_words("verbs") or (
        len(word) > 4 and word.endswith(("t", "te", "ten")) and word not in _load_words("no_verbs")
    )


def _is_coordinated(text: str, place: int) -> bool:
    """Whether another Land that acts stands before the conjunction at `place`."""
    pattern, _ = _compile_names()
    found = list(pattern.finditer(text, max(0, place - 60), place))
    return bool(found) and not text[found[-1].end() : place].strip(" ,") and _land_acts(text, *found[-1].span())
