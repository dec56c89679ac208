"""The words around a time in its sentence: what the role rules look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Document
from policytext.taggers.times.resolving_values import Resolved
from policytext.taggers.times.time_reading import TimeFrame
from policytext.taggers.times.time_words import has_word

WORDS = PatternLists("times", "cue")


SHORT_LABEL = 30  # characters: so near the beginning of its line a time may belong to a label above
FARTHEST_WORD = 240  # characters of the same sentence that count, each side
CUE = re.compile(
    rf"""(?<!\w)
         (?P<cue> (?: {WORDS.adverbs} [ ] )? {WORDS.prepositions} ) :?   # spätestens am
         (?: [ ] {WORDS.between} ){{0,3}} [ ]?$                          # für die ganzen""",
    re.VERBOSE | re.IGNORECASE,
)

BRACKETS = re.compile(r"[ ]?\([^()]{0,150}\)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the role rules look at: the words before and behind in the same sentence, and the cue right before."""

    one: Resolved
    words: str
    before: str
    after: str
    written_cue: str | None
    frame: TimeFrame
    before_as_written: str = ""
    after_as_written: str = ""

    @property
    def cue(self) -> str:
        """The cue for the rules: lower case, without "jeweils", empty where there is none."""
        cue = (self.written_cue or "").lower().removeprefix("jeweils ")
        return cue.removeprefix("spätestens ") if cue.startswith("spätestens bis") else cue

    @property
    def near_before(self) -> str:
        return self.before[-70:]

    @property
    def near_after(self) -> str:
        return self.after[:60]

    @property
    def is_range(self) -> bool:
        return "/" in self.one.value and len(self.one.reading.points) == 2

    def says(self, section: str, key: str, *, where: str) -> bool:
        """Whether one of the lexicon's words stands in `where`."""
        return has_word(section, key, where)


def cue_before(before: str) -> str | None:
    """The preposition or adverb that leads the expression: "bis zum", "spätestens", "innerhalb von"."""
    match = CUE.search(before[-60:])
    return match["cue"].strip() if match else None


def without_brackets(words: str) -> str:
    """The words of the sentence itself, without what stands in brackets."""
    return BRACKETS.sub("", words)


def sentence_starts(document: Document) -> list[int]:
    """Where sentences begin, as offsets of the view."""
    forth = document.view.forth
    return [forth(sentence.start) for sentence in document.sentences]


def read_surroundings(one: Resolved, text: str, starts: Sequence[int], frame: TimeFrame) -> Surroundings:
    """What stands around a time in its sentence, brackets left out."""
    start, end = one.reading.start, one.reading.end
    index = bisect_right(starts, start)
    first = starts[index - 1] if index else 0
    last = starts[index] if index < len(starts) else len(text)
    before = text[max(first, start - FARTHEST_WORD) : start].rpartition("\n")[2]
    if len(before) < SHORT_LABEL:
        before = _read_label(text, start - len(before)) + before
    after = text[end : max(end, min(last, end + FARTHEST_WORD))].partition("\n")[0]
    cue = one.reading.cue or cue_before(before)
    told = text[max(first, start - FARTHEST_WORD) : start].rpartition("\n")[2]
    return Surroundings(
        one, text[start:end], without_brackets(before), without_brackets(after), cue, frame, told, after
    )


def _read_label(text: str, start: int) -> str:
    """The label on the line above, "Antragsfrist:", empty where there is none."""
    above = text[max(0, start - 60) : start].rstrip()
    return above.rpartition("\n")[2] + " " if above.endswith(":") else ""
