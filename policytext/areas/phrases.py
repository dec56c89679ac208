"""Bare phrases: how they are told from running text, and which of their words say what they are about.

A purpose, title or row names its topic and often also a quality ("barrierefrei") or those whom it serves ("für
Kinder"). What is left without these, its focus, decides. Where the head names only a vessel ("Angebote für …",
"Beratung von …"), those whom it serves are the topic, and the vessel steps back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from policytext import lexicon
from policytext.areas import telling
from policytext.german import words

LONGEST = 30  # words; a longer text is no phrase
NEAR = 4  # words between a preposition and the noun that names those whom something serves
SENTENCE_END = re.compile(r"(?:[,:]|(?P<word>\w{2,})\.)\s*[\"“»)]*\s*$")  # … ein Reh.   Sehr geehrte Frau Muster,
ENDING = 40  # characters that are looked at for a sentence's end
BREAK = re.compile(r"[,;:()/–]|\s-\s")  # Kurs für Kinder (Schwimmhalle)
NO_PHRASE = ("address", "greeting", "score", "degrees")  # signs in `telling.SIGNS` that purposes do not carry

_WORDS = lexicon.load("areas_phrases")
ABBREVIATIONS = frozenset(word for kind in lexicon.load("abbreviations").values() for word in kind)
SAYING = frozenset(_WORDS["saying"])
QUALITIES = tuple(_WORDS["qualities"])
BEFORE = frozenset(_WORDS["before"])
SERVED = frozenset(map(words.stem, _WORDS["served"]))
VESSELS = frozenset(map(words.stem, _WORDS["vessels"]))

Token = tuple[int, int, str]


def is_phrase(text: str) -> bool:
    """Whether a text is a bare phrase: a purpose, a title, a row; not a sentence, a greeting or an address.

    >>> is_phrase("Rollstuhlrampe am Vereinsheim"), is_phrase("Das Vereinsheim bekommt eine Rampe.")
    (True, False)
    """
    read = [word for _, _, word in islice(words.tokens(text), LONGEST + 1)]
    return (
        0 < len(read) <= LONGEST
        and not _ends(text)
        and SAYING.isdisjoint(read)
        and not any(telling.SIGNS[sign].search(text) for sign in NO_PHRASE)
    )


def focus(text: str) -> str:
    """A phrase without qualities and without those whom it serves, or without its vessel; the text where none is left.

    >>> focus("Segelkurs für behinderte Kinder, Nordsee")
    'Segelkurs , Nordsee'
    """
    bare = words.bare(text)
    read = list(words.tokens(bare))
    served = set(_served(bare, read))
    head = [token for token in read if token not in served and _tells(token)]
    if served and all(words.stem(word) in VESSELS for _, _, word in head):
        served = set(head)
    left_out = served | {token for token in read if token[2].startswith(QUALITIES)}
    if not any(_tells(token) for token in read if token not in left_out):
        return text
    return " ".join(_without(bare, left_out).split())


def _ends(text: str) -> bool:
    """Whether a text ends as a sentence or a salutation does, and not in an abbreviation."""
    end = SENTENCE_END.search(text[-ENDING:])
    return end is not None and (end["word"] is None or f"{end['word']}." not in ABBREVIATIONS)


def _served(text: str, read: Sequence[Token]) -> Iterator[Token]:
    """The words from a preposition to the end of its phrase, where it leads to those whom something serves."""
    end = 0
    for place, token in enumerate(read):
        if token[2] in BEFORE and place >= end:
            stop = _stop(text, read, place)
            if any(words.stem(word) in SERVED for _, _, word in read[place + 1 : min(stop, place + 1 + NEAR)]):
                yield from read[place:stop]
                end = stop


def _stop(text: str, read: Sequence[Token], place: int) -> int:
    """Where the phrase that begins at a place ends: before the next mark."""
    for other in range(place + 1, len(read)):
        if BREAK.search(text[read[other - 1][1] : read[other][0]]):
            return other
    return len(read)


def _tells(token: Token) -> bool:
    return token[2] not in telling.SKIPPED and token[2] not in BEFORE and not token[2].isdigit()


def _without(text: str, left_out: set[Token]) -> str:
    kept = list(text)
    for start, end, _ in left_out:
        kept[start:end] = " " * (end - start)
    return "".join(kept)
