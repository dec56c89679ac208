"""Some words of somebody's, put into the narrator's sentence: nannte das „einen Fehler mit Folgen für alle“."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.taggers.statements.clauses import mood
from policytext.taggers.statements.reading import Token
from policytext.taggers.statements.verbs import Cue, cues
from policytext.taggers.statements.wordlists import OPENERS

LEAST_WORDS = 4  # of a fragment that is a quotation
REACH = 8  # words between the verb's preposition and the mark: "sprach von einer bislang kaum vorstellbaren „…“"
BEHIND = 4  # words after the mark in which the participle stands: "hat das als „…“ bezeichnet"


def attributed(before: Sequence[Token], behind: Sequence[Token]) -> Cue | None:
    """The verb that gives a fragment between the words `before` and `behind` to its speaker, `None` where none does."""
    start = max((place + 1 for place, word in enumerate(before) if word.text in ".!?;:"), default=0)
    clause = [*before[start:], *behind[:BEHIND]]
    for cue in cues(clause, table="fragments"):
        bound = len(before) - start
        inverted = bool(clause) and clause[0].lower in cue.verb.along  # "Von einem „…“ sprach Petra Moor"
        near = cue.last >= bound - REACH and (cue.place < bound or cue.voice == "perfect" or inverted)
        if cue.voice != "bare" and near and not within_report(clause[: min(bound, cue.place + 1)]):
            return Cue(cue.verb, cue.place + start, cue.last + start, cue.voice)
    return None


def within_report(words: Sequence[Token]) -> bool:
    """Whether the clause before a mark is itself reported: "sagte, das sei „…“", "erklärte, dass man „…“"."""
    start = max((place for place, word in enumerate(words) if word.text in ".!?:"), default=0)
    told = words[start:]
    return any(mood(word) == "I" for word in told) or any(
        word.lower in OPENERS and place and told[place - 1].text == "," for place, word in enumerate(told)
    )
