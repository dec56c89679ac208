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
from policytext.areas import text_brevity
from policytext.german import word_forms

LONGEST = 30  # words; a longer text is no phrase
NEAR = 4  # words between a preposition and the noun that names those whom something serves
SENTENCE_END = re.compile(r"(?:[,:]|(?P<word>\w{2,})\.)\s*[\"“»)]*\s*$")  # … ein Reh.   Sehr geehrte Frau Muster,
ENDING = 40  # characters that are looked at for a sentence's end
BREAK = re.compile(r"[,;:()/–]|\s-\s")  # Kurs für Kinder (Schwimmhalle)
NO_PHRASE = ("address", "greeting", "score", "degrees")  # signs in `telling.SIGNS` that purposes do not carry

_WORDS = lexicon.load_lexicon("areas_phrases")
ABBREVIATIONS = frozenset(word for kind in lexicon.load_lexicon("abbreviations").values() for word in kind)
SAYING = frozenset(_WORDS["saying"])
QUALITIES = tuple(_WORDS["qualities"])
BEFORE = frozenset(_WORDS["before"])
SERVED = frozenset(map(word_forms.stem_form, _WORDS["served"]))
VESSELS = frozenset(map(word_forms.stem_form, _WORDS["vessels"]))

Token = tuple[int, int, str]


def is_phrase(text: str) -> bool:
    """Whether a text is a bare phrase: a purpose, a title, a row; not a sentence, a greeting or an address.

    >>> is_phrase("Rollstuhlrampe am Vereinsheim"), is_phrase("Das Vereinsheim bekommt eine Rampe.")
    (True, False)
    """
    read = [word for _, _, word in islice(word_forms.tokenize_words(text), LONGEST + 1)]
    return (
        0 < len(read) <= LONGEST
        and not _ends_sentence(text)
        and SAYING.isdisjoint(read)
        and not any(text_brevity.SIGNS[sign].search(text) for sign in NO_PHRASE)
    )


def find_focus(text: str) -> str:
    """A phrase without qualities and without those whom it serves, or without its vessel; the text where none is left.

    >>> find_focus("Segelkurs für behinderte Kinder, Nordsee")
    'Segelkurs , Nordsee'
    """
    bare = word_forms.strip_invisible(text)
    read = list(word_forms.tokenize_words(bare))
    served = set(_find_served(bare, read))
    head = [token for token in read if token not in served and _is_telling(token)]
    if served and all(word_forms.stem_form(word) in VESSELS for _, _, word in head):
        served = set(head)
    left_out = served | {token for token in read if token[2].startswith(QUALITIES)}
    if not any(_is_telling(token) for token in read if token not in left_out):
        return text
    return " ".join(_drop_tokens(bare, left_out).split())


def _ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a salutation does, and not in an abbreviation."""
    end = SENTENCE_END.search(text[-ENDING:])
    return end is not None and (end["word"] is None or f"{end['word']}." not in ABBREVIATIONS)


def _find_served(text: str, read: Sequence[Token]) -> Iterator[Token]:
    """The words from a preposition to the end of its phrase, where it leads to those whom something serves."""
    end = 0
    for place, token in enumerate(read):
        if token[2] in BEFORE and place >= end:
            stop = _find_phrase_end(text, read, place)
            if any(
                word_forms.stem_form(word) in SERVED for _, _, word in read[place + 1 : min(stop, place + 1 + NEAR)]
            ):
                yield from read[place:stop]
                end = stop


def _find_phrase_end(text: str, read: Sequence[Token], place: int) -> int:
    """Where the phrase that begins at a place ends: before the next mark."""
    for other in range(place + 1, len(read)):
        if BREAK.search(text[read[other - 1][1] : read[other][0]]):
            return other
    return len(read)


def _is_telling(token: Token) -> bool:
    return token[2] not in text_brevity.SKIPPED and token[2] not in BEFORE and not token[2].isdigit()


def _drop_tokens(text: str, left_out: set[Token]) -> str:
    kept = list(text)
    for start, end, _ in left_out:
        kept[start:end] = " " * (end - start)
    return "".join(kept)
