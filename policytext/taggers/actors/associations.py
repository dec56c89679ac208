"""Associations, foundations and institutes by the build of their names: head, genitive, legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import heads, name_vetoes
from policytext.taggers.actors.found import FoundMention

WORDS = PatternLists("bodies", "association_names", blank=r"\s+")
DEFINITE = PatternLists("grammar", "definite")

OPENING = re.compile(rf"^(?:{WORDS.openings})\s+")
WITH_GENITIVE = (
    re.compile(  # Bundesverband privater Anbieter sozialer Dienste, Liga der freien Wohlfahrtspflege in Hessen
        rf"""(?<![\w-])(?:[A-ZÄÖÜ][\w-]*(?:{WORDS.adjectives})e[rsnm]?\s+)?
        (?: (?:[A-ZÄÖÜ]\w*?)?(?:{WORDS.last_parts}) | {WORDS.heads} )
        (?: \s+(?:{WORDS.of})\s+(?:[A-ZÄÖÜa-zäöü][\w-]*e[rns]\s+)?[A-ZÄÖÜ][\w-]*(?:\s+und\s+(?:[A-ZÄÖÜ][\w-]+))?
          | \s+[a-zäöüß]+er\s+[A-ZÄÖÜ][\w-]+ ){{1,3}}
        (?:\s+(?:{WORDS.at})\s+[A-ZÄÖÜ][\w-]+)?(?![\w-])""",
        re.VERBOSE,
    )
)
OF_SAVINGS_BANK = re.compile(  # Stiftung der Sparkasse Neustadt
    rf"""(?<![\w-])(?P<name>[A-ZÄÖÜ]?\w*(?:{WORDS.foundation_last})\s+der\s+[A-ZÄÖÜ]?\w*(?:{WORDS.savings_bank_last})
        (?:\s+[A-ZÄÖÜ][a-zäöüß-]{{3,}}(?![\w-]))?)""",
    re.VERBOSE,
)
OF_A_SAINT = re.compile(  # St. Joseph Krankenhaus, St.-Anna-Hospital
    rf"""(?<![\w-])(?P<name>(?:{WORDS.saints})[ -]?[A-ZÄÖÜ][a-zäöüß]+(?:[- ][A-ZÄÖÜ][a-zäöüß]+)?[- ]
        (?:{WORDS.houses}))(?:e?s)?(?![\w-])""",
    re.VERBOSE,
)
FOUNDATION = re.compile(rf"(?<![\w-])(?P<name>(?:[A-ZÄÖÜ][\w-]+\s+){{1,2}}(?:{WORDS.foundation}))(?![\w-])")
COMPOUND = re.compile(  # der Mittelstädtebund, das Grünflächenamt, die Landeskrankenkasse
    rf"""\b(?:{DEFINITE.articles}|{DEFINITE.contractions}|{WORDS.within})\s+(?:[a-zäöüß-]{{4,}}e[rnsm]?\s+)?
        (?P<name>(?!{WORDS.no_first})[A-ZÄÖÜ][a-zäöüß]{{3,}}
            (?:{WORDS.compound_last}|(?<!{WORDS.profession})(?:{WORDS.office_last}))(?:e?s)?)
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
