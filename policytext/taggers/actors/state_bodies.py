"""The state by its names: Bund, Länder, their governments, towns and districts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.taggers.actors import name_vetoes
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.place_names import ENDING, ORDINARY_NOUN, PLACE

BUND = re.compile(
    r"""(?: \b(?:[Dd](?:er|em|en|es)|[Vv]om|[Bb]eim|[Zz]um|und|mit|von|durch|zwischen|wie|auch|seitens|für|an|sowie|dass
              |kann|wird|hat|soll) \s+                             # der Bund, vom Bund
          | (?<=[,/:]\s) | (?<=[,/(„]) | ^                 # Bund, Länder und Kommunen
          | (?=Bund(?:\s+und|,)\s+(?:Länder|Land|Kommunen)) )
        (?P<bund>Bund(?:es)?)(?![\w-])
        (?! \s+ (?: der\s+[A-Z] | für | fürs | [Dd]eutscher | zwischen | [Kk]atholischer | [Ff]reier | von | Naturschutz
              | [Ee]vangelischer ) )                         # nicht: der Bund fürs Leben""",
    re.VERBOSE | re.MULTILINE,
)
LAND = re.compile(
    r"""(?: \b(?P<cue>[Dd](?:as|em|es|er|en)|[Vv]om|[Bb]eim|[Zz]um|und|mit|von|durch|zwischen|wenn|dass|sowie|für|an
              |ans|bei) \s+                                            # das Land, der Freistaat
          | (?<=[,/:]\s) | (?<=[,/(„]) | ^ )                # Land und Kommunen
        (?P<land>Land(?:es)?|Freistaat(?:e?s)?)(?![\w-])
        (?! \s+(?:Sachsen|Bayern|Thüringen)\b | \s+und\s+(?:Leute|Forst|Meer) | \s+der\s
          | \s+[A-ZÄÖÜ][\w-]+(?:land|reich|ien)\b )          # nicht: Land und Leute""",
    re.VERBOSE | re.MULTILINE,
)
IDIOM_BEFORE = re.compile(
    r"(?:Stadt|Wasser|Übersee|Meer)\s+und\s+$|\b(?:ganzen?|gesamten?|flachen|platten|anderen|fremden)\s+$|\ban\s+$"
)
IDIOM_BEHIND = re.compile(r"\s+(?:verwiesen|verlassen|gezogen|ziehen|leben)\b")
LAENDER = re.compile(
    r"""(?: \b(?:[Dd]ie|[Dd]er|[Dd]en|und|mit|von|zwischen|sowie|durch) \s+ | (?<=[,/]\s) | (?<=[,/(]) )
        (?P<laender>Ländern?)(?![\w-])(?!\s+(?:des|der|in|wie|mit|Europas|Afrikas|Asiens|Südeuropas|außerhalb|Lateinamerikas))""",
    re.VERBOSE,
)
DOMESTIC = re.compile(  # what tells that "das Land" is a German one
    rf"""\b(?: Bund(?:es)? | Landes[a-zäöü]+ | Landtag | Kommunen | Gemeinden | Ministerium | \w+ministerium
          | Landkreis\w* | Freistaat\w* | Städtetag\w* | Zuwendung\w*
          | {PLACE} )\b""",
    re.VERBOSE,
)
MUNICIPAL = re.compile(
    r"""\b(?P<head>Landeshauptstadt|Universitätsstadt|Kreisstadt|Hansestadt|Stadt|Gemeinde|Landkreis(?:es)?|(?<=[desrmv]\s)Kreis(?:es)?|Samtgemeinde
            |Ortsgemeinde|Verbandsgemeinde|Stadtkreis(?:es)?|Marktgemeinde|Bezirk(?:s|es)?|Zweckverband(?:e?s)?|Regionalverband(?:e?s)?|Landeswohlfahrtsverband)
        \s+(?P<place>(?:Bad\s|Sankt\s|St\.\s|Groß\s|Klein\s)?[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*(?:/[A-ZÄÖÜ][a-zäöüß]+)?
            (?:\s(?:am|an\sder|im|in\sder|bei|ob\sder|vor\sder)\s[A-ZÄÖÜ][a-zäöüß]+)?)(?![\w-])""",
    re.VERBOSE,
)
IN_CAPITALS = re.compile(  # STADT NEUHAUSEN, in the letterhead
    r"^(?:LANDESHAUPTSTADT|UNIVERSITÄTSSTADT|HANSESTADT|STADT|GEMEINDE|SAMTGEMEINDE|LANDKREIS|KREIS)"
    r" [A-ZÄÖÜ]{3,}(?:[-/][A-ZÄÖÜ]{3,})*(?![\w-])",
    re.MULTILINE,
)
TOWN_TAIL = re.compile(r"\s(?:am|an\sder|im|in\sder|bei|ob\sder|vor\sder)\s\S+$")
DISTRICT = re.compile(r"\b(?:Landkreis|Kreistag|Land[rR]at|Landrätin|Kreisverwaltung|Kreis\s+[A-ZÄÖÜ])")
DESCRIBED = re.compile(
    r"""\b(?P<cue>[Dd](?:ie|er|en|em|as|es)|[Vv]om|[Bb]eim|[Zz]ur|[Zz]um)\s+(?P<head>Stadt|Gemeinde|Landkreis(?:es)?|Kreis(?:es)?|Kommune|Landeshauptstadt)(?![\w-])
        (?!\s+[A-ZÄÖÜ][\w-]*|\s+(?:der|von|an)\s)""",
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
        rf"\b(?:Land(?:es|e)?|Freistaat(?:e?s|e)?|Freien?\s+(?:und\s+)?Hansestadt|Bundesland(?:es)?)\s+(?P<place>{places})(?![\w-])"
    )


ACTING = (
    r"stellt|stellte|fördert|förderte|zahlt|zahlte|gibt|gewährt|gewährte|unterstützt|beteiligt|investiert|investierte|erhält|bekommt|fordert|will"
    r"|plant|übernimmt|trägt|finanziert|stockt|muss|soll|habe|hat|legt|setzt|bezuschusst|verlangt|verpflichtet|erstattet|lehnt|sagt"
)

ACTS = re.compile(rf"\s+(?:{ACTING})\b")  # das Land fördert
PAYS = re.compile(r"(?:[Mm]ittel[ns]?|[Zz]uschuss|[Zz]uschüsse|[Ff]örderung|[Aa]nteil|[Gg]elder)\s+(?:des|vom)\s+$")


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
    return re.compile(rf"\s(?:am|an\sder)\s(?:{'|'.join(lexicon.load_lexicon('actors')['towns']['waters'])})$")


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
