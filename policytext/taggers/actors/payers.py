"""Payers that only an adjective or the first part of a compound names: `städtischer Zuschuss`, `Landesmittel`.

They are mentions of town, Land and Bund where no noun of the text names that payer, beside a sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors.found import FoundMention

NEAR = 160  # characters between the payer and a sum
WORDS = PatternLists("actors", "sum_words")
SHORT = PatternLists("grammar", "coordination").short
SUM = re.compile(  # 2,5 Mio. Euro; € 500
    rf"(?<![\d.,])\d[\d.,]{{0,30}}\s{{0,3}}(?:{WORDS.scales})?\s*(?:{WORDS.units})|€\s*\d|(?:{WORDS.first_units})\s+\d"
)


@cache
def _load_payers() -> tuple[tuple[str, str, tuple[str, ...], re.Pattern[str]], ...]:
    """Key, name, words and pattern of each payer."""
    table = lexicon.load_lexicon("actors")
    money = "|".join(sorted(table["payers"]["nouns"], key=len, reverse=True))
    rows = []
    for row in table["payers"]["rows"]:
        adjectives, parts = row["adjectives"], "|".join(row["parts"])
        bent = (
            rf"(?:{'|'.join(adjectives)})e[rnsm]?(?=\s+(?:[a-zäöüß-]+e[rnsm]?\s+)?[A-ZÄÖÜ]?\w*(?i:{money})(?!\w))"
            if adjectives
            else ""
        )
        glued = rf"(?:{parts})(?:-?(?:{money})(?!\w)|-(?=\s+(?:{SHORT})\s+\w+(?:{money})(?!\w)))" if parts else ""
        pattern = "|".join(filter(None, (bent, glued)))
        rows.append((row["key"], row["name"], (*adjectives, *row["parts"]), re.compile(rf"(?<![\w-])(?:{pattern})")))
    return tuple(rows)


def find_payers(text: str, mentions: Iterable[FoundMention]) -> Iterator[FoundMention]:
    """Mentions of payers that are named nowhere else in `text`; `mentions` are all the others.

    An adjective counts in any text with sums, a compound only beside one.
    """
    if not SUM.search(text):
        return
    named = {sort for mention in mentions if (sort := _payer_of_mention(text, mention))}
    held = {mention.start for mention in mentions}
    for key, name, words, pattern in _load_payers():
        if key in named or not any(word in text for word in words):
            continue
        for match in pattern.finditer(text):
            if match.start() not in held and (match.group()[0].islower() or _beside_a_sum(text, *match.span())):
                yield FoundMention(
                    start=match.start(), end=match.end(), kind="authority", form="nominal", name=name, key=key, weight=3
                )


def _payer_of_mention(text: str, mention: FoundMention) -> str | None:
    """Which payer a mention names by a noun: `stadt`, `land`, `bund`, `eu`."""
    if mention.kind != "authority":
        return None
    if mention.key in ("bund", "land") or mention.key.startswith("DE-"):
        return "bund" if mention.key == "bund" else "land"
    first = text[mention.start : mention.end].split(maxsplit=1)[0].lower()
    if first.startswith(("stadt", "gemeinde", "landeshauptstadt")):
        return "stadt"
    return "eu" if mention.name == "Europäische Union" else None


def _beside_a_sum(text: str, start: int, end: int) -> bool:
    low = max(text.rfind("\n", max(0, start - NEAR), start), start - NEAR, 0)
    high = text.find("\n", end, end + NEAR)
    return SUM.search(text, low, high if high >= 0 else end + NEAR) is not None
