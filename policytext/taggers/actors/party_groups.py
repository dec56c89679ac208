"""Parties and their groups in councils: `SPD-Fraktion`, `GRÜNE-Gemeinderatsfraktion`, `KAL/Die PARTEI`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.name_patterns import NO_COMPOUND

STROKE = re.compile(r"(?<=[A-ZÄÖÜa-zäöü])\s?[/|]\s?(?=[A-ZÄÖÜ])")
REACH = 40  # characters on both sides of a stroke between parties
LABEL = r"[A-ZÄÖÜ][\w.‘’'0-9|]*"


@cache
def _load_parties() -> dict[str, Any]:
    table: dict[str, Any] = lexicon.load_lexicon("actors")["parties"]
    return table


@cache
def _known_parties_pattern() -> str:
    """Every name of a party, as it stands in the names of groups."""
    names = (
        {name for row in _load_parties()["names"] for name in row}
        | set(_load_parties()["labels"])
        | set(_load_parties()["plural"])
    )
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


@cache
def _compile_group() -> re.Pattern[str]:
    """A group by the name of its party before or behind `Fraktion`."""
    known = _known_parties_pattern()
    words = PatternLists("actors", "party_group_words")
    joined = rf"(?:{known}|{LABEL})(?:\s?[/|]\s?(?:{known}|{LABEL}))*"
    bodies = "|".join(_load_parties()["bodies"])
    return re.compile(
        rf"""(?<![\w-])(?:
              (?:{joined})\.?-(?:{words.elected})?(?:{bodies})?(?:{words.groups})  # GRÜNE-Gemeinderatsfraktion
            | (?:(?:{known})|[A-ZÄÖÜ]{{2,}}(?:\s?[/|]\s?[A-ZÄÖÜ]{{2,}})*)\.?[ ](?:{bodies})?(?:{words.group})
            | (?:(?:{bodies})(?:{words.last})|{words.alone})\s+(?:(?:{words.of})\s+)?
                (?:{known}|[A-ZÄÖÜ]{{2,}})(?:\s?[/|]\s?(?:{known}|{LABEL}))*       # Fraktion KAL/Die PARTEI
            )(?![\w-])""",
        re.VERBOSE,
    )


@cache
def _compile_alliance() -> re.Pattern[str]:
    """Parties that stand together with a stroke: `KAL/Die PARTEI`, `FDP/FW`."""
    known = _known_parties_pattern()
    return re.compile(
        rf"""(?<![\w/|-])(?:
              (?:{known})\s?[/|]\s?(?:{known}|[A-ZÄÖÜ]{{2,}}\w*)  # Die PARTEI/KAL
            | [A-ZÄÖÜ]{{2,6}}\s?[/|]\s?(?:{known})                # KAL/Die PARTEI
            )(?:[/|](?:{known}|[A-ZÄÖÜ]{{2,}}))*(?![\w-])""",
        re.VERBOSE,
    )


@cache
def _compile_plural() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _load_parties()["plural"]))
    before = PatternLists("actors", "party_group_words").members_before
    return re.compile(rf"(?:\b{before}|[,/(])\s*(?P<name>{names}){NO_COMPOUND}(?!\s+[A-ZÄÖÜ])")


def find_party_groups(text: str) -> Iterator[FoundMention]:
    """Mentions of parties' groups and alliances, and of parties by the plural of their members."""
    if "raktion" in text:
        for match in _compile_group().finditer(text):
            yield _build_mention(*match.span())
    reached = 0
    for stroke in STROKE.finditer(text):
        line = max(text.rfind("\n", 0, stroke.start()) + 1, stroke.start() - REACH, reached)
        if joined := _compile_alliance().search(text, line, min(len(text), stroke.end() + REACH)):
            reached = joined.end()
            yield _build_mention(*joined.span())
    full = {row[1]: row[0] for row in _load_parties()["full"]}
    for match in _compile_plural().finditer(text):
        start, end = match.span("name")
        name = str(full.get(match["name"], match["name"]))
        yield FoundMention(start=start, end=end, kind="organisation", name=name, key=name, weight=3)


def _build_mention(start: int, end: int) -> FoundMention:
    return FoundMention(start=start, end=end, kind="organisation", weight=5)
