"""Mentions among the words of a sentence, and the case they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policytext.taggers.statements.speech_reading import NamedMention, SpeechReading, Token
from policytext.taggers.statements.verbs import is_reporting
from policytext.taggers.statements.wordlists import FINITE, GENITIVES, OBJECT_ARTICLES, PREPOSITIONS

ARTICLES = {
    "der": "m",
    "die": "f",
    "das": "n",
    "ein": "m",
    "eine": "f",
    "dieser": "m",
    "diese": "f",
    "sein": "m",
    "seine": "f",
    "ihr": "m",
    "ihre": "f",
}
ARTICLE_FORMS = ARTICLES.keys() | OBJECT_ARTICLES | GENITIVES
FURTHEST_ARTICLE = 13  # words between a name and the article of its phrase


@dataclass(frozen=True, slots=True)
class CasedMention:
    """A mention among tokens; its `case` is `core` (may be a subject), `attribute` (genitive), `adjunct`, `object`."""

    named: NamedMention
    first: int
    last: int
    case: str


def place_mentions(reading: SpeechReading, words: Sequence[Token]) -> list[CasedMention]:
    """The mentions among the tokens with the case they stand in, in order."""
    if not words:
        return []
    found = []
    for named in reading.named_in(words[0].start, words[-1].end):
        inside = [place for place, word in enumerate(words) if word.start < named.end and word.end > named.start]
        if inside and not _is_first_part(reading.text, named.end):
            found.append(CasedMention(named, inside[0], inside[-1], _read_case(words, inside[0])))
    return found


def _is_first_part(text: str, end: int) -> bool:
    """Whether a mention is only the first part of a compound: "Städtebund-Präsident"."""
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()


def _read_case(words: Sequence[Token], first: int) -> str:
    """The case of a phrase that ends in the word at `first`, told by what stands before it."""
    place = first if words[first].lower in ARTICLES else first - 1
    for _ in range(FURTHEST_ARTICLE):
        if place < 0 or not (case := _case_before(words, place)):
            break
        if case != "open":
            return case
        place -= 1
    return "core"


def _case_before(words: Sequence[Token], place: int) -> str:
    """The case that one word before a phrase's head tells, `open` where the search goes on, empty where it ends."""
    word, before = words[place], words[place - 1].lower if place else ""
    if word.lower in PREPOSITIONS and (word.text.islower() or place == 0):
        return "core" if before in ARTICLES else "adjunct"  # "der für den Verkehr zuständige Landrat"
    if before in PREPOSITIONS and word.lower in ARTICLE_FORMS:
        return "open"
    if word.lower in OBJECT_ARTICLES:
        return "object"
    if word.lower == "des" or (word.lower in GENITIVES and place and is_noun(words[place - 1])):
        return "attribute"
    if word.lower in ARTICLES:
        return "core"
    inside = is_noun(word) or word.text in '»«„“".()' or word.lower in ("und", "dr") or is_adjective(word.text)
    return "open" if inside else ""


def is_noun(word: Token) -> bool:
    return word.text[0].isupper() and word.lower not in ARTICLE_FORMS and word.lower not in PREPOSITIONS


def is_adjective(word: str) -> bool:
    if word in FINITE or is_reporting(word):
        return False
    return word.islower() and word.endswith(("e", "en", "er", "es", "em")) and len(word) > 4
