"""Which text a statement is classified by: its own, and the one before it where it points back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Statement

_CONTEXT = PatternLists("areas_phrases", "context")
POINTS_BACK = re.compile(
    rf"""\b(?:
        {_CONTEXT.pointers}\s+(?:\w+en\s+)?{_CONTEXT.pointed_nouns}  # diesen Förderbereich   diese Mittel
      | {_CONTEXT.adverbs}                                           # Dafür stellt das Land 3 Mio. Euro bereit.
      | {_CONTEXT.places}                                            # In diesem Bereich …
      | {_CONTEXT.funding}[ ]{_CONTEXT.funding_verbs}                # Die Förderung beträgt 80 Prozent.
      )\b""",
    re.VERBOSE,
)
_MEMBER = _CONTEXT.member_openings
CLAUSE_END = re.compile(rf"[,;:()–]|\b{_CONTEXT.conjunctions}(?=\s+{_MEMBER}\b)")  # …, die …   … und die …
SHORTEST_CLAUSE = 12  # characters
LONGEST_SENTENCE = 1000  # characters; a longer text is no sentence and is not cut
NEAR = 400  # characters between two statements that may still speak of the same thing


def split_clauses(text: str) -> list[str]:
    """The clauses and list members of a sentence, `[text]` where there is but one or no sentence."""
    if len(text) > LONGEST_SENTENCE:
        return [text]
    return [piece for piece in map(str.strip, CLAUSE_END.split(text)) if len(piece) >= SHORTEST_CLAUSE]


def join_statement_text(statement: Statement) -> str:
    """The words of a statement, the pieces of a split one joined."""
    return " ".join(part.text for part in statement.parts) if statement.parts else statement.text


def list_contexts(statements: Sequence[Statement]) -> list[str]:
    """The text to classify each statement by."""
    order = sorted(range(len(statements)), key=lambda index: statements[index].start)
    texts = [join_statement_text(statement) for statement in statements]
    found = list(texts)
    for before, index in pairwise(order):
        gap = statements[index].start - statements[before].end
        if gap <= NEAR and POINTS_BACK.search(texts[index]):
            found[index] = f"{texts[before]} {texts[index]}"
    return found
