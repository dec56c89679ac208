"""Verbatim minutes: what somebody says in the first person after name and colon, without quotation marks."""

from __future__ import annotations

import re

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.statements import cases
from policytext.taggers.statements.draft_state import Pass, StatementDraft
from policytext.taggers.statements.signatures import read_voice_above
from policytext.taggers.statements.speech_reading import SpeechStretch, tokenize_span
from policytext.taggers.statements.who import Voice

HEAD = re.compile(  # Stadträtin Moor: Wir brauchen …; Vizepräsident Dr. Karl Reuter: Wir stimmen ab.
    r"(?:[^\n:.!?„»«\"]|(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w{4})\.){3,80}:[ ]+(?=[A-ZÄÖÜ0-9])"
)
LONGEST_HEAD = 90  # characters
WORDS = PatternLists("speech", "reading")
FIRST_PERSON = re.compile(rf"\b(?:{WORDS.first_person})\b", re.IGNORECASE)


def take_up_minutes(state: Pass) -> bool:
    """Take up the paragraph that begins with the unit in hand, where it is somebody's own words; whether it was."""
    block = state.reading.block(state.unit.block)
    if block.start != state.unit.start:
        return False
    start, voice = _read_speaker_head(state, block) or (block.start, read_voice_above(state, colon_only=True))
    if voice is None or voice.actor is None or not FIRST_PERSON.search(state.reading.text, start, block.end):
        return False
    state.add(StatementDraft("quotation", [(start, block.end)], voice, state.number, block.block))
    return True


def _read_speaker_head(state: Pass, block: SpeechStretch) -> tuple[int, Voice] | None:
    """Where the words after "Stadträtin Moor: " begin, and whose they are."""
    text = state.reading.text
    if ":" not in text[block.start : block.start + LONGEST_HEAD]:
        return None
    head = HEAD.match(text, block.start, block.end)
    if head is None:
        return None
    mentions = cases.place_mentions(state.reading, tokenize_span(text, head.start(), head.end()))
    people = [mention for mention in mentions if mention.named.person and mention.case == "core"]
    return (head.end(), Voice(people[0].named.actor)) if people else None
