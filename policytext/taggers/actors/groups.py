"""Groups and role nouns: `Kommunen`, `freie Träger`, `Zuwendungsempfänger`, `Bewilligungsbehörde`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import name_vetoes
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.name_patterns import NO_COMPOUND, Phrases
from policytext.taggers.actors.place_names import PLACE

WORDS = PatternLists("actors", "group_words", blank=r"\s+")
IN_A_LAND = re.compile(rf"\s+(?:{WORDS.of_land})\s+(?:{PLACE})(?![\w-])")
LOOSE_CIRCLES = re.compile(  # "Kreise der Wirtschaft", "gut unterrichtete Kreise"
    rf"(?:{WORDS.circles})\s+der|[a-zäöüß]{{4,}}e[rn]?\s+(?:{WORDS.circles_plural})|[Ii]n\s+\w*\s*(?:{WORDS.circles_dative})"
)
ROLE_ENDINGS = r"(?:s|n|in|innen|[:*]innen|Innen|/-innen|/innen|r)?"


@cache
def _load_lists() -> dict[str, Any]:
    return lexicon.load_lexicon("actors")


@cache
def _load_plain() -> Phrases:
    return Phrases(((name, name) for name in _load_lists()["groups"]["plain"]), plural=True)


@cache
def _compile_roles() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Role nouns: sort, kind, pattern."""
    kinds = {
        "receiver": "group",
        "authority": "authority",
        "giver": "authority",
        "other_authority": "authority",
        "other_party": "group",
    }
    return tuple(
        (
            sort,
            kind,
            re.compile(rf"(?<![\w-])(?:{_join_roles(sort)}){NO_COMPOUND}"),
        )
        for sort, kind in kinds.items()
    )


def _join_roles(sort: str) -> str:
    return "|".join(map(_role_pattern, _load_lists()["roles"][sort]))


def _role_pattern(word: str) -> str:
    if word.startswith("Empfänger der"):
        return word.replace("Empfänger", "Empfängers?(?:innen)?").replace(" ", r"\s+")
    return word + (ROLE_ENDINGS if word[-1] in "re" else "(?:e?s)?")


def find_groups(text: str, titles: name_vetoes.Titles) -> Iterator[FoundMention]:
    """Mentions of groups and of parties by their role."""
    for start, end, name in _load_plain().find(text):
        if name_vetoes.is_place(text, start) or name_vetoes.is_counted(text, start) or titles.cover(start):
            continue
        if name == "Kreise" and LOOSE_CIRCLES.search(text[max(0, start - 20) : end + 5]):
            continue
        region = IN_A_LAND.match(text, end)
        yield FoundMention(
            start=start,
            end=region.end() if region else end,
            kind="authority" if name.endswith(("ämter", "präsidien")) else "group",
            form="nominal",
            name=name,
            key=name,
            weight=3,
        )
    yield from _role_nouns(text)


def _role_nouns(text: str) -> Iterator[FoundMention]:
    for sort, kind, pattern in _compile_roles():
        for match in pattern.finditer(text):
            key = f"role:{sort}" if sort in ("receiver", "authority") else ""
            name = (
                ""
                if key
                else max((word for word in _load_lists()["roles"][sort] if match.group().startswith(word)), key=len)
            )
            yield FoundMention(
                start=match.start(), end=match.end(), kind=kind, form="nominal", key=key or name, name=name, weight=4
            )
