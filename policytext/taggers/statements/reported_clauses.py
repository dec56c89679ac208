"""What reported speech in a sentence is made of: the report itself, Konjunktiv, negation, spans of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.german import subjunctive
from policytext.taggers.statements.speech_reading import Token
from policytext.taggers.statements.verbs import is_indicative
from policytext.taggers.statements.who import Who

LEAST_WORDS = 3
STOPS_AT_ENDS = (",", "–", "-", ":")


@dataclass(frozen=True, slots=True)
class ReportedSpeech:
    """Reported speech in one sentence: spans of the view, the speaker as shown, the reporting verb's act.

    `framed` says that a verb or preposition reports here, otherwise the Konjunktiv alone does.
    """

    parts: tuple[tuple[int, int], ...]
    who: Who
    framed: bool
    act: str | None = None
    negated: bool = False
    kind: str = "reported"
    sourced: bool = False  # by "laut", "nach Angaben", "zufolge": each such sentence stands for itself


def read_mood(word: Token) -> str:
    """`I` or `II` for a Konjunktiv form, empty for other words."""
    if word.verb or subjunctive.is_first(word.text):
        return "I"
    return "II" if subjunctive.is_second(word.text) else ""


def has_verb(words: Sequence[Token]) -> bool:
    """Whether the words look like a clause: one of them is or looks like a finite verb."""
    return any(read_mood(word) or is_indicative(word.text) for word in words)


def is_negated(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether "nicht", "kein" or the like stands among `words[first:last]`."""
    return any(word.lower in _load_negations() for word in words[first:last])


def trim_span(words: Sequence[Token], *, closed: bool = False) -> tuple[int, int]:
    """The span of the words without the commas around, and where `closed` without the full stop at the end."""
    drop = (*STOPS_AT_ENDS, ".", ";") if closed else STOPS_AT_ENDS
    first, last = 0, len(words)
    while first < last - 1 and words[first].text in drop:
        first += 1
    while last > first + 1 and words[last - 1].text in drop:
        last -= 1
    return words[first].start, words[last - 1].end


@cache
def _load_negations() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["acts"]["negations"])
