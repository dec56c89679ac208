"""The words of a sentence with what a noun phrase grammar needs to know of each: one letter a word.

A closed class is looked up, an open one is told by its form: German writes nouns with a capital, attributive
adjectives end in -e, -en, -er, -es, -em. That is no part-of-speech tagger: it is enough to find noun phrases and to see
which article, preposition or verb stands beside one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from policytext import lexicon
from policytext.link.word_lists import WordLists

TOKEN = re.compile(r"\d+(?:[.,/]\d+)*(?![\w])|\w[\w*’']*(?:[-/:&]\w[\w*’']*)*-?|\S")
NUMBER = re.compile(r"\d[\d.,/-]*$")
ADJECTIVE = re.compile(r"[a-zäöüß][\w-]{2,}(?:e|en|er|es|em)$|[\w-]+er$")
STEM = 6  # letters of a word that stand for it: "Zuschuss" and "Zuschüsse" share no more
WORD_CACHE = 1 << 16  # different words remembered; a long document has some ten thousand

# One letter a class, so that a grammar over words is a regular expression over letters.
DETERMINER, PREPOSITION, COORDINATOR, ADJECTIVAL, NOUN, NUMERAL, AUXILIARY, VERB, OTHER, PUNCTUATION = "DPCANMHVXZ"
AMOUNT, TIME = "ET"  # words that a tagger has read: one word each, whatever they hold


class TaggedWord(NamedTuple):
    """A word of a sentence: its letters, its place within the sentence's text, its class (one letter)."""

    text: str
    start: int
    end: int
    tag: str

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


def tag_words(text: str, marks: Sequence[tuple[int, int, str]] = ()) -> tuple[TaggedWord, ...]:
    """The words of a sentence; each stretch of `marks` (start, end, letter; in order) is one word of that class.

    >>> "".join(word.tag for word in tag_words("Die Stadt Oberau fördert den Verein."))
    'DNNVDNZ'
    """
    found: list[TaggedWord] = []
    reached, opening = 0, True
    for start, end, tag in (*marks, (len(text), len(text), "")):
        for match in TOKEN.finditer(text, reached, max(start, reached)):
            word = match.group()
            cut = bool(found) and found[-1].tag == NOUN and found[-1].text[-1] == "-" and word.islower()
            tag_of = _tag_rest if cut else _tag_opening if opening else tag_word
            found.append(TaggedWord(word, match.start(), match.end(), tag_of(word)))
            opening = word in ":!?„“|" or (opening and not word[0].isalnum())
        if tag and start >= reached:
            found.append(TaggedWord(text[start:end], start, end, tag))
            opening = False
        reached = max(reached, end)
    return tuple(found)


def _tag_rest(word: str) -> str:
    """The class of a small word behind "Gastspielförde-": the rest of a noun cut at a line's end, or "und"."""
    return _closed_classes().get(word, NOUN)


def _tag_opening(word: str) -> str:
    """The class of a word that opens a sentence, whose capital tells nothing."""
    lower = word.lower()
    closed = _closed_classes().get(lower)
    return closed or (
        VERB if not word.islower() and name_verb_classes(word) and not name_noun_classes(word) else tag_word(word)
    )


@lru_cache(maxsize=WORD_CACHE)
def tag_word(word: str) -> str:
    """The class of a word by itself."""
    lower = word.lower()
    if not word[0].isalnum() or NUMBER.match(word):
        return NUMERAL if word[0].isalnum() else PUNCTUATION
    closed = _closed_classes().get(lower)
    if closed and (word.islower() or len(word) < 4):
        return closed
    if word[0].isupper():
        return NOUN
    if name_verb_classes(word):
        return VERB
    if lower in _load_numerals():
        return NUMERAL
    return ADJECTIVAL if ADJECTIVE.match(word) else OTHER


@cache
def _closed_classes() -> dict[str, str]:
    words = lexicon.load_lexicon("grammar")
    classes = (
        ("others", OTHER),
        ("auxiliaries", AUXILIARY),
        ("coordinators", COORDINATOR),
        ("prepositions", PREPOSITION),
        ("determiners", DETERMINER),
    )
    return {word: tag for name, tag in classes for word in words[name]}


@cache
def _load_numerals() -> frozenset[str]:
    return frozenset("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert".split())


# ---------------------------------------------------------------------------------------------- classes of money words


@cache
def _load_classes(section: str) -> WordLists:
    return WordLists(lexicon.load_lexicon("money")[section])


@lru_cache(maxsize=WORD_CACHE)
def name_noun_classes(word: str) -> tuple[str, ...]:
    """The kinds of money that a noun speaks of: "Baukostenzuschuss" → funding (the last part of a compound decides)."""
    ends = [(end, name) for name, end in _load_classes("nouns").find(word.lower())]
    last = max((end for end, _ in ends), default=0)
    return tuple(name for end, name in ends if end >= last - 2)


@lru_cache(maxsize=WORD_CACHE)
def name_verb_classes(word: str) -> tuple[str, ...]:
    """What a verb form does with money: "übernimmt" → give, "erhielt" → receive."""
    return tuple(name for name, _ in _load_classes("verbs").find(word.lower()))


def stem_word(word: str) -> str:
    """The first letters of a word, small: one feature for its forms."""
    return word.lower()[:STEM]
