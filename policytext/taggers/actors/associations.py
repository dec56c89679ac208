"""Associations, foundations and institutes by the build of their names: head, genitive, legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.taggers.actors import heads, name_vetoes
from policytext.taggers.actors.found import FoundMention

OPENING = re.compile(
    r"""^(?:Der|Die|Das|Dem|Den|Des|Vom|Beim|Bei|Mit|Von|Im|In|Für|Auch|Als|Wie|Ein|Eine|Laut|So|Nach|Und|Zum|Zur|Am|An|Firma
        )\s+""",
    re.VERBOSE,
)
WITH_GENITIVE = (
    re.compile(  # Bundesverband privater Anbieter sozialer Dienste, Liga der freien Wohlfahrtspflege in Hessen
        r"""(?<![\w-])(?:[A-ZÄÖÜ][\w-]*(?:isch|deutsch)e[rsnm]?\s+)?
        (?: (?:[A-ZÄÖÜ]\w*?)?(?:[Vv]erband(?:e?s)?|[Vv]ereinigung|[Aa]rbeitsgemeinschaft)
          | Liga | [Vv]erbund(?:e?s)? | Zentralrat(?:e?s)? | Landesarbeitskreis(?:es)? | Gewerkschaft )
        (?: \s+(?:der|des|für)\s+(?:[A-ZÄÖÜa-zäöü][\w-]*e[rns]\s+)?[A-ZÄÖÜ][\w-]*(?:\s+und\s+(?:[A-ZÄÖÜ][\w-]+))?
          | \s+[a-zäöüß]+er\s+[A-ZÄÖÜ][\w-]+ ){1,3}
        (?:\s+(?:in|im|am|an\s+der)\s+[A-ZÄÖÜ][\w-]+)?(?![\w-])""",
        re.VERBOSE,
    )
)
OF_SAVINGS_BANK = re.compile(  # Stiftung der Sparkasse Neustadt
    r"(?<![\w-])(?P<name>[A-ZÄÖÜ]?\w*[Ss]tiftung\s+der\s+[A-ZÄÖÜ]?\w*[Ss]parkasse(?:\s+[A-ZÄÖÜ][a-zäöüß-]{3,}(?![\w-]))?)"
)
OF_A_SAINT = re.compile(  # St. Joseph Krankenhaus, St.-Anna-Hospital
    r"""(?<![\w-])(?P<name>(?:St\.|Sankt)[ -]?[A-ZÄÖÜ][a-zäöüß]+(?:[- ][A-ZÄÖÜ][a-zäöüß]+)?[- ]
        (?:Krankenhaus|Hospital|Klinik(?:um)?|Stift|Kindergarten|Kita|Schule|Gemeinde|Pfarrei|Kirche|Heim))(?:e?s)?(?![\w-])""",
    re.VERBOSE,
)
FOUNDATION = re.compile(r"(?<![\w-])(?P<name>(?:[A-ZÄÖÜ][\w-]+\s+){1,2}Stiftung)(?![\w-])")
COMPOUND = re.compile(  # der Mittelstädtebund, das Grünflächenamt, die Landeskrankenkasse
    r"""\b(?:[Dd](?:er|ie|as|em|en|es)|[Vv]om|[Bb]eim|[Zz]ur|[Zz]um|[Ii]m)\s+(?:[a-zäöüß-]{4,}e[rnsm]?\s+)?
        (?P<name>(?!Ehren|Gesamt|Haupt|Kindes|Staaten|Arbeitsv)[A-ZÄÖÜ][a-zäöüß]{3,}
            (?:verband|verbund|bund|beirat|stiftung|kammer|krankenkasse|präsidium|gewerkschaft|förderbank|agentur|(?<!lehr)amt)(?:e?s)?)
        (?![\w-])(?!\s+für\s)""",
    re.VERBOSE,
)


WEIGHTS = ((OF_SAVINGS_BANK, 6), (OF_A_SAINT, 6), (FOUNDATION, 2))


def find_associations(text: str, titles: name_vetoes.Titles) -> Iterator[FoundMention]:
    """Mentions of bodies in `text` by the build of their names."""
    for match in WITH_GENITIVE.finditer(text):
        if not titles.cover(match.start()):
            yield FoundMention(start=match.start(), end=match.end(), kind="organisation", weight=4)
    for pattern, weight in WEIGHTS:
        for match in pattern.finditer(text):
            start, end = match.span("name")
            while opening := OPENING.match(text[start:end]):
                start += opening.end()
            if text[start:end] != "Stiftung":
                yield FoundMention(start=start, end=end, kind="organisation", weight=weight)
    for match in COMPOUND.finditer(text):
        start, end = match.span("name")
        kind = "authority" if match["name"].rstrip("es").endswith(("amt", "präsidium")) else "organisation"
        if not (name_vetoes.is_counted(text, start) or heads.names_none(match["name"])):
            yield FoundMention(start=start, end=end, kind=kind, form="nominal", weight=2)
