"""Some words of somebody's, put into the narrator's sentence: nannte das „einen Fehler mit Folgen für alle“."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policytext.taggers.statements.findings import is_finding
from policytext.taggers.statements.reported_clauses import read_mood
from policytext.taggers.statements.source_phrases import load_paper_endings
from policytext.taggers.statements.speech_reading import Token
from policytext.taggers.statements.verbs import Cue, find_cues
from policytext.taggers.statements.wordlists import OPENERS

LEAST_WORDS = 4  # of a fragment that is a quotation
REACH = 8  # words between the verb's preposition and the mark: "sprach von einer bislang kaum vorstellbaren „…“"
BEHIND = 4  # words after the mark in which the participle stands: "hat das als „…“ bezeichnet"


def find_attributing_verb(before: Sequence[Token], behind: Sequence[Token]) -> Cue | None:
    """The verb that gives a fragment between the words `before` and `behind` to its speaker, `None` where none does."""
    start = max((place + 1 for place, word in enumerate(before) if word.text in ".!?;:"), default=0)
    clause, bound = [*before[start:], *behind[:BEHIND]], len(before) - start
    for cue in (*find_cues(clause, table="fragments"), *_list_reporting_verbs(clause, bound)):
        last = bound if cue.verb.act != "naming" else min(bound, cue.place + 1)
        if cue.voice != "bare" and not within_report(clause[:last]) and _is_near_mark(clause, cue, bound):
            return (
                None if _is_paper_subject(clause, cue) else replace(cue, place=cue.place + start, last=cue.last + start)
            )
    return None


def _list_reporting_verbs(clause: Sequence[Token], bound: int) -> list[Cue]:
    """Any reporting verb, where the mark follows no noun: "begrüßte die „…“", but not "begrüßte den Verein „…“"."""
    if not bound or not clause[bound - 1].text.islower():
        return []
    return [cue for cue in find_cues(clause[:bound]) if not is_finding(cue)]


def _is_near_mark(clause: Sequence[Token], cue: Cue, bound: int) -> bool:
    """Whether the verb's last word stands near before the mark, or its participle after it."""
    inverted = bool(clause) and clause[0].lower in cue.verb.along  # "Von einem „…“ sprach Petra Moor"
    return cue.last >= bound - REACH and (cue.place < bound or cue.voice == "perfect" or inverted)


def _is_paper_subject(clause: Sequence[Token], cue: Cue) -> bool:
    """Whether the subject before the verb is a paper, whose words are no speech: "Das Gesetz spricht von „…“"."""
    return cue.place > 0 and clause[cue.place - 1].lower.endswith(load_paper_endings())


def within_report(words: Sequence[Token]) -> bool:
    """Whether the clause before a mark is itself reported: "sagte, das sei „…“", "erklärte, dass man „…“"."""
    start = max((place for place, word in enumerate(words) if word.text in ".!?:"), default=0)
    told = words[start:]
    return any(read_mood(word) == "I" for word in told) or any(
        word.lower in OPENERS and place and told[place - 1].text == "," for place, word in enumerate(told)
    )
