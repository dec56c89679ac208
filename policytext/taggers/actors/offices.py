"""Ministries, commissioners and committees by the pattern of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.taggers.actors import name_vetoes
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.place_names import PLACE

ARTICLE = r"(?:die|der|den|des|das|eine[rns]?|keine)\s"
BEFORE_ITEM = r"[a-zäöü][a-zäöüß-]+(?:en|er|es|e)\s+|[A-ZÄÖÜ][a-zäöüß]+(?:en|er|e)\s+(?=[A-ZÄÖÜ])"
ITEM = rf"(?!{ARTICLE})(?:{BEFORE_ITEM})?[A-ZÄÖÜ][\w-]*-?"
FURTHER = rf"(?!(?:Städtetag|Gemeindetag|Landkreistag|Land|Bund|Kommunen|Städte|Gemeinden)\b){ITEM}"
FIELDS = (  # Energie, Klimaschutz, Umwelt und Landwirtschaft; Kultus und für Sport
    rf"(?:(?:den|die|das)\s+(?!Stadt\b|Gemeinde\b|Kommune\b|Land\b))?{ITEM}(?:(?:,\s+{FURTHER})*,?\s+(?:und|sowie)\s+(?:für\s+)?{FURTHER})?"
    rf"(?:\s+und\s+für\s+{ITEM}(?:(?:,\s+{FURTHER})*\s+und\s+{FURTHER})?)?"
)
ADJECTIVE = r"(?:[A-ZÄÖÜ][\w-]*?(?:isch|deutsch|lich)e[rsnm]?\s+|(?:Thüringer|Berliner|Hamburger|Bremer)\s+)?"
TOWN = r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
OF_A_LAND = rf"(?:\s+{PLACE}(?!-))?"

MINISTRY = re.compile(
    rf"""\b{ADJECTIVE}(?:[A-ZÄÖÜ][a-zäöüß]*)?[Mm]inisterium(?:s)?
        (?: \s*für\s+{FIELDS}                                # Staatsministeriumsfür Soziales und Zusammenhalt
          | \s+des\s+Innern(?:,?\s+(?:und\s+)?für\s+{FIELDS}|,\s+{FIELDS})?   # des Innern, für Bau und Verkehr
          | \s+de[rs]\s+(?:Finanzen|Justiz|Innern|Inneren|Verteidigung)(?:\s+und\s+für\s+{FIELDS})?   # der Finanzen
        ){OF_A_LAND}(?:\s+des\s+Landes\s+{PLACE}(?!-))?""",
    re.VERBOSE,
)
SHORT_MINISTRY = re.compile(  # Sozial- und Integrationsministerium
    rf"""\b{ADJECTIVE}(?:[A-ZÄÖÜ][a-zäöüß]+-(?:,\s[A-ZÄÖÜ][a-zäöüß]+-)*\s(?:und|sowie)\s)?
        (?!Staatsm|Bundesministeriums?\b|Landesministeriums?\b|Fachministeriums?\b|Ressort)
        {TOWN}ministeriums?(?![\w-]){OF_A_LAND}""",
    re.VERBOSE,
)
COMMISSIONER = re.compile(  # Beauftragte der Bundesregierung für Kultur und Medien
    rf"""\b{ADJECTIVE}(?:Bundes|Landes|Ausländer|Staats)?[Bb]eauftragten?r?\s+(?:der|des)\s+
        (?:Bundesregierung|Bundes|Landesregierung|Landes|Freistaates|Staatsregierung)\s+(?:{PLACE}\s+)?
        für\s+(?:die\s+Belange\s+)?{FIELDS}""",
    re.VERBOSE,
)
COMMITTEE = re.compile(  # der Haupt- und Finanzausschuss
    rf"""\b(?:[Dd](?:er|em|en|es)|[Vv]om|[Bb]eim|[Zz]um|[Ii]m)\s+
        (?P<name>(?:[A-ZÄÖÜ][a-zäöüß]+-(?:,\s[A-ZÄÖÜ][a-zäöüß]+-)*\s(?:und|sowie)\s)?
        (?:Ausschuss|[A-ZÄÖÜ][a-zäöüß]+ausschuss)(?:es)?(?:\s+für\s+{FIELDS})?)(?![\w-])""",
    re.VERBOSE,
)
COMMISSION = re.compile(r"\b(?:der|die|Die)\s+(?P<name>Kommission)(?![\w-])(?!\s+(?:für|zur|zum|der|des)\s)")
COUNCIL = re.compile(r"Parlaments?\s+und\s+des\s+(?P<name>Rat(?:e?s)?)(?![\w-])")
DEPARTMENT = re.compile(r"\bDez(?:ernat|\.)\s?(?:\d{1,2}|[IVX]{1,4})(?!\w|\.\d)")  # Dez. 6
GLUED = re.compile(r"(?<=[a-zäöüß])(?:zur|zum|für|über)$")  # "Verkehrzur Förderung": the blank was lost
EUROPE = re.compile(r"\bEU\b|\bEG\b|[Ee]uropäisch|\bEWG\b")

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
