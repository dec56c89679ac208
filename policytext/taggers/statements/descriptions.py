"""Noun phrases that describe a speaker instead of naming one: where they end, and what they say of the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policytext import lexicon
from policytext.taggers.statements.cases import ARTICLE_FORMS, ARTICLES, CasedMention, is_adjective, is_noun
from policytext.taggers.statements.speech_reading import Token
from policytext.taggers.statements.who import NOBODY, Who, names_person
from policytext.taggers.statements.wordlists import GENITIVES, PREPOSITIONS, SPOKESPERSONS

LONGEST = 14  # words of a description: "der Vorsitzende des Ausschusses für Bau und Verkehr des Kreistags"
OPENING, CLOSING = "„»«›‹\"'", "“”«»‹›\"'"
NEAR_HEAD = 5  # words from the article, or the participle before the noun, to the noun


def phrase_end(words: Sequence[Token], place: int) -> int | None:
    """Where the noun phrase that begins at `place` ends (exclusive), `None` where none begins there."""
    end, nxt, limit = None, past_attribute(words, place), min(len(words), place + LONGEST)
    while nxt < limit:
        word = words[nxt]
        if end is None and word.lower in _load_quantities():
            pass  # "Zwei Diplomaten"
        elif is_noun(word) or (word.text[0].isdigit() and end is None):
            end = nxt + 1 if is_noun(word) else end
        elif word.text == "." and end is not None and len(words[nxt - 1].text) <= 2 and nxt + 1 < limit:
            pass  # "Dr. Anna", "Karl E. Winter"
        elif end is not None and word.text in OPENING:
            closing = next((far for far in range(nxt + 1, limit) if words[far].text in CLOSING), None)
            if closing is None:
                break
            nxt, end = closing, closing + 1
        elif not (_may_stand_inside(word) if end is None else _goes_on(words, nxt)):
            break
        nxt += 1
    return end


def read_noun_phrase(words: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The span of the noun phrase that begins at `place`, `None` where none begins there."""
    end = phrase_end(words, place)
    return (words[place].start, words[end - 1].end) if end else None


def past_attribute(words: Sequence[Token], place: int) -> int:
    """ "das im Index notierte Unternehmen": the place after the participle, `place` itself where none is."""
    if place + 1 >= len(words) or words[place].lower not in ARTICLES or words[place + 1].lower not in PREPOSITIONS:
        return place
    for nxt in range(place + 2, min(len(words) - 1, place + LONGEST - 2)):
        if words[nxt].text in ",.;:":
            break
        inflected = words[nxt].text.islower() and words[nxt].text.endswith(("e", "en", "er", "es"))
        if inflected and is_noun(words[nxt + 1]) and is_noun(words[nxt - 1]):
            return nxt + 1
    return place


def _may_stand_inside(word: Token) -> bool:
    """Whether a word may stand before the phrase's first noun: "der zuständige Landrat"."""
    return word.lower in ARTICLE_FORMS or is_adjective(word.text)


def _goes_on(words: Sequence[Token], nxt: int) -> bool:
    """Whether a word after a noun leads to another one of the phrase: "Sprecher der Stadt", "Leiter für Bau"."""
    if words[nxt].lower not in GENITIVES and words[nxt].lower not in _load_joints():
        return is_adjective(words[nxt].text) and words[nxt - 1].lower in GENITIVES | _load_joints()
    ahead = words[nxt + 1 : nxt + 4]
    if words[nxt].lower in _load_joints() and ahead and ahead[0].lower in _load_new():
        return False  # "einem Bericht von einer Verzögerung"
    noun = next((number for number, word in enumerate(ahead) if is_noun(word)), None)
    if noun is None or not all(w.lower in ARTICLE_FORMS or is_adjective(w.text) for w in ahead[:noun]):
        return False
    return not _is_addressee(words, nxt + 1 + noun)


def _is_addressee(words: Sequence[Token], place: int) -> bool:
    """Whether the noun is somebody who was told: "sagte der Sprecher der Zeitung", "… der Nachrichtenagentur sda"."""
    return words[place].lower.endswith(_load_addressees())


def describe_person(words: Sequence[Token], place: int) -> Who:
    """ "der Manager", "die Ministerin": gender and noun of a person not named here; "ein Manager" is a new one."""
    first = words[place].lower
    noun = _find_head(words, place)
    if first in _load_new():
        return Who(unknown=True, shown=read_noun_phrase(words, place), head=noun, gender=ARTICLES.get(first, ""))
    if first not in ARTICLES or not noun:
        return NOBODY
    return Who(gender=ARTICLES[first], noun=noun, shown=read_noun_phrase(words, place), head=noun)


def _find_head(words: Sequence[Token], place: int) -> str:
    start = past_attribute(words, place)
    for nxt in range(max(start, place + 1), min(len(words), start + NEAR_HEAD)):
        word = words[nxt]
        if is_noun(word) or word.text[0].isdigit():
            return word.text
        if not is_adjective(word.text) and word.lower not in _load_quantities():
            break
    return ""


def spoken_for(words: Sequence[Token], mentions: Sequence[CasedMention], place: int, end: int) -> Who | None:
    """ "ein Sprecher der Stadt Neustadt", "die Spitze des Verbands": the body that is spoken for."""
    nouns = (nxt for nxt in range(place, min(end, place + 4, len(words))) if is_noun(words[nxt]))
    if (head := next(nouns, None)) is None:
        return None
    noun = words[head].lower
    if noun.endswith(SPOKESPERSONS) or not names_person(noun, feminine=True):
        for mention in mentions:
            if head < mention.first < min(end, place + 8) and _belongs_to_head(words, head, mention):
                return Who(mention.named.actor)
    return None


def _belongs_to_head(words: Sequence[Token], head: int, mention: CasedMention) -> bool:
    """Whether a mention is a genitive of the noun at `head`, or joined to it by "von": no place, no addressee."""
    between = words[head + 1 : mention.first]
    linked = GENITIVES | _load_joints() | ARTICLE_FORMS
    if any(word.text.islower() and word.lower not in linked and not is_adjective(word.text) for word in between):
        return False
    return mention.case in ("attribute", "adjunct") and not _is_addressee(words, mention.last)


def part_before(noun: str, endings: Sequence[str]) -> str:
    """The first part of a compound with one of the endings: "Polizeisprecher" → "Polizei"; empty where none is."""
    lower = noun.lower()
    ending = next((one for one in sorted(endings, key=len, reverse=True) if lower.endswith(one)), None)
    if ending is None or len(ending) == len(lower):
        return ""
    return noun[: -len(ending)].rstrip("-")


@cache
def _load_quantities() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["descriptions"]["quantities"])


@cache
def _load_joints() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["descriptions"]["joints"])


@cache
def _load_new() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["descriptions"]["new"])


@cache
def _load_addressees() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("speech")["descriptions"]["addressees"])
