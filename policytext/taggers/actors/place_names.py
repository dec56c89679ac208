"""Names of places: of the Länder as a pattern, of towns and regions by what tells that a word is one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import common_words

_NAMES = sorted((row["place"] for row in lexicon.load_lexicon("actors")["laender"]), key=len, reverse=True)
PLACE = rf"(?:{'|'.join(map(re.escape, _NAMES))})"
ENDINGS = PatternLists("actors", "place_endings")
ENDING = re.compile(rf"(?:{ENDINGS.towns})$")  # Osterfeld
ORDINARY_NOUN = re.compile(rf"(?:{ENDINGS.nouns})$", re.IGNORECASE)  # Ausgaben
WORD = r"[A-ZÄÖÜ][a-zäöüß]+(?:[-/][A-ZÄÖÜ][a-zäöüß]+)*"
_TABLE = lexicon.load_lexicon("bodies")["places"]
_FIRST = "|".join(map(re.escape, _TABLE["first"]))
_QUARTER = "|".join(_TABLE["quarters"])
_AT = "|".join(row.replace(" ", "[ ]") for row in _TABLE["at"])
BEHIND = re.compile(  # Osterfeld, Bad Lindental, Mittlerer Oberrhein, Neustadt am Main, Weser-Jade
    rf"""[ ]+(?P<place>(?:(?:{_FIRST})[ ])?(?P<word>{WORD})(?P<tail>[ ](?:{_AT})[ ](?P<water>{WORD}))?
        (?:[ ](?:{_QUARTER}))?)(?![\w-])""",
    re.VERBOSE,
)


@cache
def _load_regions() -> frozenset[str]:
    return frozenset((*_TABLE["regions"], *_TABLE["quarters"], *_NAMES))


@cache
def load_waters() -> frozenset[str]:
    """Rivers and lakes behind the names of towns: `am Main`."""
    return frozenset(lexicon.load_lexicon("actors")["towns"]["waters"])


def is_region(word: str) -> bool:
    """Whether a word names a region or a Land."""
    return word in _load_regions()


@lru_cache(maxsize=50_000)
def is_place(word: str) -> bool | None:
    """Whether a word names a place: surely, surely not, or, `None`, perhaps.

    >>> is_place("Osterfeld"), is_place("Freispruch"), is_place("Lörrach"), is_place("Celle")
    (True, False, True, None)
    """
    if word in _load_regions():
        return True
    parts = re.split(r"[-/]", word)
    if len(parts) > 1 and any(part in _load_regions() or part in load_waters() for part in parts):
        return True
    if common_words.is_noun(word) or ORDINARY_NOUN.search(word) or word in common_words.no_names():
        return False
    if common_words.is_first_name(parts[0]):
        return False
    if any(part in _load_regions() or (ENDING.search(part) and not common_words.is_noun(part)) for part in parts):
        return True
    return False if common_words.ends_in_noun(word) else None


def end_of_place(text: str, start: int, *, known: dict[int, int], any_word: bool) -> int:
    """The end of the place that stands right behind `start`; `start` itself where there is none.

    `known` are starts and ends of the places that the model found; with `any_word` a word that may be a place is one.
    """
    found = BEHIND.match(text, start)
    if not found:
        return start
    sure = is_place(found["word"])
    begin = found.start("place")
    if not (sure or begin in known or found.start("word") in known or (any_word and sure is None)):
        return start
    end = found.end()
    if found["tail"] and found["water"] not in load_waters() and known.get(begin) != found.end("tail"):
        end = found.start("tail")
    return max(end, known.get(begin, 0)) if "\n" not in text[begin : known.get(begin, begin)] else end
