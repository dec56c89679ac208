"""Sentences as a reader hears them: one that holds a quotation of several sentences is one unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.statements.quotation_marks import QuotedPassage
from policytext.taggers.statements.speech_reading import SpeechReading

WORDS = PatternLists("speech", "reading")
DATELINE = re.compile(
    rf"""
    [^\n.!?„»«"]{{2,80}}? \(
    (?: [a-z]{{2,5}} (?:[/-][a-zA-Z]+)* \) [ ]? [-–—:.]? [ ]          # Essen (dpa) - Der Rat …
      | (?:{WORDS.agencies}) [^)]{{0,12}} \) [ ]? [-–—:] [ ] # Essen (AFP) – Der Rat …
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class SentenceUnit:
    """A sentence of the body with the passages between marks that touch it; `block` is where it begins."""

    start: int
    end: int
    block: int
    passages: tuple[QuotedPassage, ...] = ()


def cut_units(reading: SpeechReading, passages: Iterable[QuotedPassage]) -> Iterator[SentenceUnit]:
    """The units of the body, in order: sentences, those that one passage spans together."""
    waiting = sorted(passages, key=lambda passage: passage.opened)
    held: list[QuotedPassage] = []
    start, end, block = -1, -1, -1
    number = 0
    for sentence in reading.sentences:
        if start >= 0 and not (held and held[-1].closed > sentence.start):
            yield SentenceUnit(start, end, block, tuple(held))
            start, held = -1, []
        if start < 0:
            start, block = _after_dateline(reading.text, sentence.start, sentence.end), sentence.block
        end = sentence.end
        while number < len(waiting) and waiting[number].opened < end:
            held.append(waiting[number])
            number += 1
    if start >= 0:
        yield SentenceUnit(start, end, block, tuple(held))


def _after_dateline(text: str, start: int, end: int) -> int:
    found = DATELINE.match(text, start, min(end, start + 120))
    return found.end() if found and found.end() < end else start
