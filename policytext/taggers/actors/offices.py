"""Ministries, commissioners and committees by the pattern of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import name_vetoes
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.place_names import PLACE

WORDS = PatternLists("actors", "offices", blank=r"\s+")
DEFINITE = PatternLists("grammar", "definite")
AND = PatternLists("grammar", "coordination").pair

BEFORE_ITEM = r"[a-zäöü][a-zäöüß-]+(?:en|er|es|e)\s+|[A-ZÄÖÜ][a-zäöüß]+(?:en|er|e)\s+(?=[A-ZÄÖÜ])"
ITEM = rf"(?!(?:{WORDS.articles})\s)(?:{BEFORE_ITEM})?[A-ZÄÖÜ][\w-]*-?"
FURTHER = rf"(?!(?:{WORDS.no_fields})\b){ITEM}"
FIELDS = (  # Energie, Klimaschutz, Umwelt und Landwirtschaft; Kultus und für Sport
    rf"(?:(?:{DEFINITE.accusative})\s+(?!(?:{WORDS.no_field_heads})\b))?{ITEM}"
    rf"(?:(?:,\s+{FURTHER})*,?\s+(?:{AND})\s+(?:für\s+)?{FURTHER})?"
    rf"(?:\s+und\s+für\s+{ITEM}(?:(?:,\s+{FURTHER})*\s+und\s+{FURTHER})?)?"
)
ADJECTIVE = rf"(?:[A-ZÄÖÜ][\w-]*?(?:{WORDS.adjectives})e[rsnm]?\s+|(?:{WORDS.towns})\s+)?"
TOWN = r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
FIRST_PARTS = rf"(?:[A-ZÄÖÜ][a-zäöüß]+-(?:,\s[A-ZÄÖÜ][a-zäöüß]+-)*\s(?:{AND})\s)?"  # Sozial- und
OF_A_LAND = rf"(?:\s+{PLACE}(?!-))?"

MINISTRY = re.compile(
    rf"""\b{ADJECTIVE}(?:[A-ZÄÖÜ][a-zäöüß]*)?(?:{WORDS.ministry})
        (?: \s*für\s+{FIELDS}                                # Staatsministeriumsfür Soziales und Zusammenhalt
          | \s+des\s+(?:{WORDS.interior})(?:,?\s+(?:und\s+)?für\s+{FIELDS}|,\s+{FIELDS})?   # des Innern, für Bau
          | \s+de[rs]\s+(?:{WORDS.genitive_fields})(?:\s+und\s+für\s+{FIELDS})?   # der Finanzen
        ){OF_A_LAND}(?:\s+(?:{WORDS.of_land})\s+{PLACE}(?!-))?""",
    re.VERBOSE,
)
SHORT_MINISTRY = re.compile(  # Sozial- und Integrationsministerium
    rf"""\b{ADJECTIVE}{FIRST_PARTS}
        (?!(?:{WORDS.no_short})\b|{WORDS.no_short_first})
        {TOWN}(?:{WORDS.ministry_last})(?![\w-]){OF_A_LAND}""",
    re.VERBOSE,
)
COMMISSIONER = re.compile(  # Beauftragte der Bundesregierung für Kultur und Medien
    rf"""\b{ADJECTIVE}(?:{WORDS.commissioner_first})?(?:{WORDS.commissioner})\s+(?:{DEFINITE.genitive})\s+
        (?:{WORDS.commissioned_by})\s+(?:{PLACE}\s+)?
        für\s+(?:(?:{WORDS.concerns})\s+)?{FIELDS}""",
    re.VERBOSE,
)
COMMITTEE = re.compile(  # der Haupt- und Finanzausschuss
    rf"""\b(?:{WORDS.committee_before})\s+
        (?P<name>{FIRST_PARTS}
        (?:{WORDS.committee}|[A-ZÄÖÜ][a-zäöüß]+(?:{WORDS.committee_last}))(?:es)?(?:\s+für\s+{FIELDS})?)(?![\w-])""",
    re.VERBOSE,
)
COMMISSION = re.compile(  # die Kommission; nicht: die Kommission für Wald
    rf"\b(?:{WORDS.commission_before})\s+(?P<name>{WORDS.commission})(?![\w-])(?!\s+(?:{WORDS.commission_elsewhere})\s)"
)
COUNCIL = re.compile(rf"(?:{WORDS.parliament})\s+und\s+des\s+(?P<name>{WORDS.council})(?![\w-])")
DEPARTMENT = re.compile(rf"\b(?:{WORDS.department})\s?(?:\d{{1,2}}|[IVX]{{1,4}})(?!\w|\.\d)")  # Dez. 6
GLUED = re.compile(rf"(?<=[a-zäöüß])(?:{WORDS.glued})$")  # "Verkehrzur Förderung": the blank was lost
EUROPE = re.compile(rf"\b(?:{WORDS.europe})\b|(?:{WORDS.europe_first})")
SIGNED = (  # letters without which a pattern finds nothing, the pattern, its weight
    ("inisterium", MINISTRY, 7),
    ("eauftragte", COMMISSIONER, 7),
    ("inisterium", SHORT_MINISTRY, 5),
)


def find_offices(text: str, titles: name_vetoes.Titles) -> Iterator[FoundMention]:
    """Mentions of offices of the state in `text`."""
    for sign, pattern, weight in SIGNED:
        if sign not in text:
            continue
        for match in pattern.finditer(text):
            end = match.start() + len(GLUED.sub("", match.group()).rstrip(" ,-"))
            if not titles.cover(match.start()):
                yield FoundMention(start=match.start(), end=end, kind="authority", weight=weight)
    for match in DEPARTMENT.finditer(text):
        yield FoundMention(start=match.start(), end=match.end(), kind="authority", weight=4)
    for match in COMMITTEE.finditer(text) if "usschuss" in text else ():
        yield FoundMention(start=match.start("name"), end=match.end("name"), kind="authority", form="nominal", weight=4)
    if EUROPE.search(text):
        for pattern, name in ((COUNCIL, "Rat der Europäischen Union"), (COMMISSION, "Europäische Kommission")):
            for match in pattern.finditer(text):
                start, end = match.span("name")
                yield FoundMention(start=start, end=end, kind="authority", name=name, key=name, weight=4)
