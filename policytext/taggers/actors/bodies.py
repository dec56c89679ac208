"""Associations, parties and funding bodies: by the lexicon and by definite description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import legal_forms, name_vetoes
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.name_patterns import Phrases
from policytext.taggers.actors.place_names import ENDINGS, PLACE

JOINT = re.compile(r",?[ ]+")
REGION = re.compile(rf"\s+(?:{PLACE})(?![\w-])")
LOCAL = re.compile(r"\s+(?P<place>[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][\w]+)*)(?![\w-])")
LOCAL_PLACE = re.compile(rf"(?:{ENDINGS.towns_of_offices})$")
IN_A_REFERENCE = re.compile(  # Verordnung (EU) Nr. 1408/2013, 2003/361/EG
    r"\(E[UG]\)\s*(?:Nr|\d)|/E[UG]\b|\bE[UG]\)?\s+Nr\.|\(E[UG],\s"
)
DEFINITE = PatternLists("grammar", "definite")


@cache
def _load_lists() -> dict[str, Any]:
    return lexicon.load_lexicon("actors")


@cache
def _load_named() -> tuple[tuple[str, Phrases], ...]:
    """Phrases of every list of names, with the kind of their bodies."""
    sorts = (
        ("authorities", "authority"),
        ("funders", "authority"),
        ("associations", "organisation"),
        ("parties", "organisation"),
    )
    return tuple(
        (kind, Phrases((name, row[0]) for row in _load_lists()[table]["names"] for name in row))
        for table, kind in sorts
    )


@cache
def _load_regional() -> Phrases:
    return Phrases((name, name) for name in _load_lists()["regional"]["names"])


@cache
def _compile_described() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Definite descriptions by kind: `der Verband`, `das Ministerium`."""
    found = []
    for kind in ("authority", "organisation"):
        words = sorted(_load_lists()["heads"][f"described_{kind}"], key=len, reverse=True)
        heads = "|".join(re.sub(r"^(\w)(\w+)e (\w+)$", r"(?i:\1)\2e[nr]?\\s+\3", word) for word in words)
        pattern = re.compile(  # der Verband, die zuständige Behörde, des Osterfelder Vereins
            rf"\b(?P<cue>{DEFINITE.articles}|{DEFINITE.contractions})\s+"
            rf"(?:(?:[a-zäöüß-]{{4,}}e[rnsm]?|[A-ZÄÖÜ][a-zäöüß]+er)\s+)?(?P<head>{heads})(?:e?s)?(?![\w-])"
        )
        found.append((kind, pattern))
    return tuple(found)


@cache
def _load_territories() -> frozenset[str]:
    """Bodies whose names are places, too."""
    return frozenset(_load_lists()["authorities"]["territories"])


@cache
def _compile_councils() -> re.Pattern[str]:
    """Governments and councils, which need no article: `gegenüber Landtag und Landesregierung`."""
    names = "|".join(_load_lists()["heads"]["councils"])
    return re.compile(rf"(?<![\w-])(?:{names})(?:e?s)?(?![\w-])(?!\s+für\s)")


@cache
def _load_weak() -> frozenset[str]:
    """Descriptions that need a body named before: `das Unternehmen`."""
    return frozenset(_load_lists()["heads"]["weak"])


def find_listed_bodies(
    text: str, titles: name_vetoes.Titles, places: frozenset[tuple[int, int]]
) -> Iterator[FoundMention]:
    """Mentions of bodies in `text`; `places` are the spans that the model took for places."""
    yield from _by_name(text, titles, places)
    yield from _by_description(text)


def _by_name(text: str, titles: name_vetoes.Titles, places: frozenset[tuple[int, int]]) -> Iterator[FoundMention]:
    starts = {start for start, _ in places}
    for kind, phrases in _load_named():
        for start, end, name in phrases.find(text):
            if name in _load_territories() and name_vetoes.is_place(text, start):
                continue
            if not titles.cover(start) and not IN_A_REFERENCE.search(text[max(0, start - 12) : end + 8]):
                yield FoundMention(start=start, end=_with_region(text, end), kind=kind, name=name, key=name, weight=4)
    for start, end, name in _load_regional().find(text):
        whole = _with_place(text, end, starts)
        if whole > end and not titles.cover(start):
            yield FoundMention(start=start, end=whole, kind="organisation", name=name + text[end:whole], weight=4)


def _with_place(text: str, end: int, places: set[int]) -> int:
    """The end of a local body's name: `Städtetag Baden-Württemberg`, `Handwerkskammer Freiburg`."""
    region = REGION.match(text, end) or LOCAL.match(text, end)
    if (
        region
        and "place" in region.groupdict()
        and region.start("place") not in places
        and not LOCAL_PLACE.search(region["place"])
    ):
        return end
    return region.end() if region else end


def _with_region(text: str, end: int) -> int:
    region = REGION.match(text, end)
    return region.end() if region else end


def with_form(text: str, mention: FoundMention) -> FoundMention:
    """A mention with the legal form right behind it."""
    if mention.kind != "organisation" or mention.form != "name":
        return mention
    joint = JOINT.match(text, mention.end)
    form = legal_forms.compile_form().match(text, joint.end()) if joint else None
    return replace(mention, end=form.end(), weight=7 if mention.name else mention.weight) if form else mention


def _by_description(text: str) -> Iterator[FoundMention]:
    for match in _compile_councils().finditer(text):
        if name_vetoes.is_counted(text, match.start()):
            continue
        yield FoundMention(start=match.start(), end=match.end(), kind="authority", form="nominal", weight=2)
    for kind, pattern in _compile_described():
        for match in pattern.finditer(text):
            start, end = match.span("head")
            ending = re.match(r"e?s(?![\w-])", text[end:])
            end += ending.end() if ending else 0
            followed = re.match(r"\s+(?:für|[A-ZÄÖÜ][\w-]+\b)", text[end:])
            place = name_vetoes.is_place(text, start) and kind == "authority"
            if not place and not (followed and followed.group().strip() == "für"):
                yield FoundMention(
                    start=start, end=end, kind=kind, form="nominal", weight=1 if match["head"] in _load_weak() else 2
                )
