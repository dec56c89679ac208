"""The state by its names: Bund, Länder, their governments, towns and districts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import name_vetoes
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.place_names import ENDING, ORDINARY_NOUN, PLACE

WORDS = PatternLists("actors", "state", blank=r"\s")
DEFINITE = PatternLists("grammar", "definite")

BUND = re.compile(
    rf"""(?: \b(?:{WORDS.bund_before}) \s+                                 # der Bund, vom Bund
          | (?<=[,/:]\s) | (?<=[,/(„]) | ^                                 # Bund, Länder und Kommunen
          | (?=(?:{WORDS.bund_first})(?:\s+und|,)\s+(?:{WORDS.bund_partners})) )
        (?P<bund>{WORDS.bund})(?![\w-])
        (?! \s+ (?: der\s+[A-Z] | {WORDS.bund_elsewhere} ) )               # nicht: der Bund fürs Leben
    """,
    re.VERBOSE | re.MULTILINE,
)
LAND = re.compile(
    rf"""(?: \b(?P<cue>{WORDS.land_before}) \s+                            # das Land, der Freistaat
          | (?<=[,/:]\s) | (?<=[,/(„]) | ^ )                               # Land und Kommunen
        (?P<land>{WORDS.land})(?![\w-])
        (?! \s+(?:{WORDS.free_states})\b | \s+und\s+(?:{WORDS.land_pairs}) | \s+der\s
          | \s+[A-ZÄÖÜ][\w-]+(?:{WORDS.country_endings})\b )               # nicht: Land und Leute
    """,
    re.VERBOSE | re.MULTILINE,
)
IDIOM_BEFORE = re.compile(
    rf"""(?:{WORDS.pairs_with_land})\s+und\s+$                             # Stadt und Land
       | \b(?:{WORDS.country_adjectives})\s+$                              # im ganzen Land
       | \ban\s+$                                                         # an Land""",
    re.VERBOSE,
)
IDIOM_BEHIND = re.compile(rf"\s+(?:{WORDS.country_verbs})\b")  # des Landes verwiesen
LAENDER = re.compile(
    rf"""(?: \b(?:{WORDS.laender_before}) \s+ | (?<=[,/]\s) | (?<=[,/(]) )  # die Länder
        (?P<laender>{WORDS.laender})(?![\w-])(?!\s+(?:{WORDS.laender_elsewhere}))  # nicht: Länder des Südens
    """,
    re.VERBOSE,
)
DOMESTIC = re.compile(  # what tells that "das Land" is a German one
    rf"\b(?:(?:{WORDS.domestic_first})[a-zäöü]+|\w+(?:{WORDS.domestic_last})|{WORDS.domestic}|{PLACE})\b"
)
TOWN = r"[A-ZÄÖÜ][a-zäöüß]+"
MUNICIPAL = re.compile(
    rf"""\b(?P<head>{WORDS.towns}|(?<=[desrmv]\s)(?:{WORDS.districts}))             # Stadt, des Kreises
        \s+(?P<place>(?:(?:{WORDS.town_first})\s)?{TOWN}(?:-{TOWN})*(?:/{TOWN})?   # Bad Moorau
            (?:\s(?:{WORDS.town_links})\s{TOWN})?)(?![\w-])                       # Neustadt an der Moor
    """,
    re.VERBOSE,
)
IN_CAPITALS = re.compile(  # STADT NEUHAUSEN, in the letterhead
    rf"^(?:{WORDS.capitals}) [A-ZÄÖÜ]{{3,}}(?:[-/][A-ZÄÖÜ]{{3,}})*(?![\w-])",
    re.MULTILINE,
)
TOWN_TAIL = re.compile(rf"\s(?:{WORDS.town_links})\s\S+$")  # am Main
DISTRICT = re.compile(rf"\b(?:{WORDS.district_signs}|(?:{WORDS.district_names})\s+[A-ZÄÖÜ])")  # Landrätin, Kreis Moorau
DESCRIBED = re.compile(
    rf"""\b(?P<cue>{DEFINITE.articles}|{DEFINITE.contractions})\s+(?P<head>{WORDS.described})(?![\w-])  # der Stadt
        (?!\s+[A-ZÄÖÜ][\w-]*|\s+(?:{WORDS.described_elsewhere})\s)                     # nicht: der Stadt Moorau
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Land:
    """A German Land: ISO 3166-2 code, canonical name, place name."""

    code: str
    name: str
    place: str
    bynames: tuple[str, ...] = ()
    city: bool = False


@cache
def load_laender() -> tuple[Land, ...]:
    """The sixteen Länder."""
    rows = lexicon.load_lexicon("actors")["laender"]
    return tuple(
        Land(row["code"], row["name"], row["place"], tuple(row.get("bynames", ())), row.get("city", False))
        for row in rows
    )


@cache
def _compile_official() -> re.Pattern[str]:
    """`Land Baden-Württemberg`, `Freistaates Sachsen`, `Freie und Hansestadt Hamburg`."""
    places = "|".join(re.escape(name) for land in load_laender() for name in (land.place, *land.bynames))
    return re.compile(
        rf"""\b(?:{WORDS.official}                                     # Land Hessen, Freistaates Sachsen
              |(?:{WORDS.free})\s+(?:und\s+)?(?:{WORDS.hansestadt}))     # Freie und Hansestadt
            \s+(?P<place>{places})(?![\w-])""",
        re.VERBOSE,
    )


ACTS = re.compile(rf"\s+(?:{WORDS.acting})\b")  # das Land fördert
PAYS = re.compile(rf"(?:{WORDS.paying})\s+(?:{WORDS.paying_links})\s+$")  # Mittel des Landes


def find_state(text: str, titles: name_vetoes.Titles, places: frozenset[tuple[int, int]]) -> Iterator[FoundMention]:
    """Mentions of the state in `text`; `places` are the spans that the model took for places."""
    yield from _named_laender(text, titles)
    yield from _bund_and_land(text)
    yield from _find_towns(text, places)


def _named_laender(text: str, titles: name_vetoes.Titles) -> Iterator[FoundMention]:
    by_name = {name: land for land in load_laender() for name in (land.place, *land.bynames)}
    for match in _compile_official().finditer(text):
        if not titles.cover(match.start()) and not name_vetoes.is_place(text, match.start()):
            land = by_name[match["place"]]
            yield FoundMention(
                start=match.start(), end=match.end(), kind="authority", name=land.name, key=land.code, weight=5
            )


def _bund_and_land(text: str) -> Iterator[FoundMention]:
    for match in BUND.finditer(text):
        if not re.search(r"\b[Ii]m\s+$", text[max(0, match.start("bund") - 4) : match.start("bund")]):
            yield FoundMention(
                start=match.start("bund"),
                end=match.end("bund"),
                kind="authority",
                form="nominal",
                name="Bund",
                key="bund",
                weight=4,
            )
    domestic = DOMESTIC.search(text) is not None
    for match in LAND.finditer(text):
        start, end = match.span("land")
        before = text[max(0, start - 24) : start]
        if not domestic and not (ACTS.match(text, end) or PAYS.search(before)):
            continue
        if not (name_vetoes.is_place(text, start) or IDIOM_BEFORE.search(before) or IDIOM_BEHIND.match(text, end)):
            yield FoundMention(
                start=start, end=end, kind="authority", form="nominal", name="Land", key="land", weight=4
            )
    for match in LAENDER.finditer(text) if domestic else ():
        start, end = match.span("laender")
        if not (name_vetoes.is_place(text, start) or name_vetoes.is_counted(text, start)):
            yield FoundMention(
                start=start, end=end, kind="authority", form="nominal", name="Länder", key="laender", weight=4
            )


@cache
def _compile_river() -> re.Pattern[str]:
    """A river or lake behind the name of a town: `am Main`."""
    waters = "|".join(lexicon.load_lexicon("actors")["towns"]["waters"])
    return re.compile(rf"\s(?:{WORDS.water_links})\s(?:{waters})$")


def _end_of_town(match: re.Match[str], ends: set[int]) -> int:
    """The end of a town's name: `Neustadt an der Saale`, where the model knows the place, not `Neustadt im Februar`."""
    tail = TOWN_TAIL.search(match.group())
    if not tail or match.end() in ends or _compile_river().search(match["place"]):
        return match.end()
    return match.start() + tail.start()


def _find_towns(text: str, places: frozenset[tuple[int, int]]) -> Iterator[FoundMention]:
    starts = {start for start, _ in places}
    ends = {end for _, end in places}
    for match in MUNICIPAL.finditer(text):
        end = _end_of_town(match, ends)
        word = text[match.start("place") : end].rsplit(maxsplit=1)[-1]
        sure = not starts.isdisjoint((match.start(), match.start("place"))) or bool(
            ENDING.search(word) and not ORDINARY_NOUN.search(word)
        )
        if sure and not name_vetoes.is_place(text, match.start()):
            yield FoundMention(start=match.start(), end=end, kind="authority", weight=4)
    for match in IN_CAPITALS.finditer(text):
        yield FoundMention(start=match.start(), end=match.end(), kind="authority", name=match.group().title(), weight=4)
    for match in DESCRIBED.finditer(text):
        start, end = match.span("head")
        by_itself = not match["head"].startswith("Kreis") or DISTRICT.search(text) is not None
        if by_itself and not name_vetoes.is_place(text, start) and not name_vetoes.is_counted(text, start):
            yield FoundMention(start=start, end=end, kind="authority", form="nominal", weight=3)
