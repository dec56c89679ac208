"""Parties and their groups in councils: `SPD-Fraktion`, `GRÜNE-Gemeinderatsfraktion`, `KAL/Die PARTEI`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from policytext import lexicon
from policytext.taggers.actors.found import Found
from policytext.taggers.actors.phrases import NO_COMPOUND

STROKE = re.compile(r"(?<=[A-ZÄÖÜa-zäöü])\s?[/|]\s?(?=[A-ZÄÖÜ])")
REACH = 40  # characters on both sides of a stroke between parties
LABEL = r"[A-ZÄÖÜ][\w.‘’'0-9|]*"


@cache
def _parties() -> dict[str, Any]:
    table: dict[str, Any] = lexicon.load("actors")["parties"]
    return table


@cache
def _known() -> str:
    """Every name of a party, as it stands in the names of groups."""
    names = (
        {name for row in _parties()["names"] for name in row} | set(_parties()["labels"]) | set(_parties()["plural"])
    )
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


@cache
def _group() -> re.Pattern[str]:
    """A group by the name of its party before or behind `Fraktion`."""
    joined = rf"(?:{_known()}|{LABEL})(?:\s?[/|]\s?(?:{_known()}|{LABEL}))*"
    bodies = "|".join(_parties()["bodies"])
    return re.compile(
        rf"""(?<![\w-])(?:
              (?:{joined})\.?-(?:OR-)?(?:{bodies})?[Ff]raktion(?:en)?      # GRÜNE-Gemeinderatsfraktion, FW|FÜR-Fraktion
            | (?:(?:{_known()})|[A-ZÄÖÜ]{{2,}}(?:\s?[/|]\s?[A-ZÄÖÜ]{{2,}})*)\.?[ ](?:{bodies})?[Ff]raktion
            | (?:(?:{bodies})f|F)raktion\s+(?:der\s+|von\s+)?(?:(?:{_known()})(?:\s?[/|]\s?(?:{_known()}|{LABEL}))*
                |[A-ZÄÖÜ]{{2,}}(?:\s?[/|]\s?(?:{_known()}|{LABEL}))*)        # Fraktion der FDP, Fraktion KAL/Die PARTEI
            )(?![\w-])""",
        re.VERBOSE,
    )


@cache
def _alliance() -> re.Pattern[str]:
    """Parties that stand together with a stroke: `KAL/Die PARTEI`, `FDP/FW`."""
    return re.compile(
        rf"(?<![\w/|-])(?:(?:{_known()})\s?[/|]\s?(?:{_known()}|[A-ZÄÖÜ]{{2,}}\w*)|[A-ZÄÖÜ]{{2,6}}\s?[/|]\s?(?:{_known()}))(?:[/|](?:{_known()}|[A-ZÄÖÜ]{{2,}}))*(?![\w-])"
    )


@cache
def _plural() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _parties()["plural"]))
    return re.compile(
        rf"(?:\b(?:[Dd]ie|[Dd]er|[Dd]en|und|mit|von|bei)|[,/(])\s*(?P<name>{names}){NO_COMPOUND}(?!\s+[A-ZÄÖÜ])"
    )


def find(text: str) -> Iterator[Found]:
    """Mentions of parties' groups and alliances, and of parties by the plural of their members."""
    if "raktion" in text:
        for match in _group().finditer(text):
            yield _found(*match.span())
    reached = 0
    for stroke in STROKE.finditer(text):
        line = max(text.rfind("\n", 0, stroke.start()) + 1, stroke.start() - REACH, reached)
        if joined := _alliance().search(text, line, min(len(text), stroke.end() + REACH)):
            reached = joined.end()
            yield _found(*joined.span())
    full = {row[1]: row[0] for row in _parties()["full"]}
    for match in _plural().finditer(text):
        start, end = match.span("name")
        name = str(full.get(match["name"], match["name"]))
        yield Found(start=start, end=end, kind="organisation", name=name, key=name, weight=3)


def _found(start: int, end: int) -> Found:
    return Found(start=start, end=end, kind="organisation", weight=5)
