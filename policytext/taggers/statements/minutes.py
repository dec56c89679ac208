"""Verbatim minutes: what somebody says in the first person after name and colon, without quotation marks."""

from __future__ import annotations

import re

from policytext.taggers.statements import cases
from policytext.taggers.statements.reading import tokens
from policytext.taggers.statements.state import Draft, Pass
from policytext.taggers.statements.who import Voice

HEAD = re.compile(  # Stadträtin Moor: Wir brauchen …; Vizepräsident Dr. Karl Reuter: Wir stimmen ab.
    r"(?:[^\n:.!?„»«\"]|(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w{4})\.){3,80}:[ ]+(?=[A-ZÄÖÜ0-9])"
)
LONGEST_HEAD = 90  # characters
FIRST_PERSON = re.compile(r"\b(?:ich|wir|mich|mir|uns|unser\w*|mein\w*)\b", re.IGNORECASE)


def minuted(state: Pass) -> bool:
    """Take up the paragraph that begins with the unit in hand, where it is somebody's own words; whether it was."""
    block = state.reading.block(state.unit.block)
    if block.start != state.unit.start or ":" not in state.reading.text[block.start : block.start + LONGEST_HEAD]:
        return False
    head = HEAD.match(state.reading.text, block.start, block.end)
    if head is None or not FIRST_PERSON.search(state.reading.text, head.end(), block.end):
        return False
    mentions = cases.placed(state.reading, tokens(state.reading.text, head.start(), head.end()))
    people = [mention for mention in mentions if mention.named.person and mention.case == "core"]
    if not people:
        return False
    state.add(Draft("quotation", [(head.end(), block.end)], Voice(people[0].named.actor), state.number, block.block))
    return True
