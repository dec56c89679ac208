"""Speakers on a line of their own: "Statement von Anna Klein:" above a quotation, "– Uwe Lang, Landrat" below it."""

from __future__ import annotations

from policytext.taggers.statements import cases
from policytext.taggers.statements.draft_state import Pass
from policytext.taggers.statements.speech_reading import Token, tokenize_span
from policytext.taggers.statements.verbs import is_indicative
from policytext.taggers.statements.who import Voice

DASHES = ("–", "—", "- ")
LONGEST_LINE = 12  # words of a line that is a name and an office, without a colon


def read_voice_above(state: Pass, *, colon_only: bool = False) -> Voice | None:
    """Who the block before a quotation says will speak, `None` where it says nothing of the kind.

    With `colon_only` a name alone is not enough: "Dazu Landrat Uwe Lang:".
    """
    reading, number = state.reading, state.unit.block
    if not number or reading.block(number).start != state.unit.start:
        return None
    block = reading.document.blocks[number - 1]
    forth = reading.document.view.forth
    if block.end <= block.start or (
        colon_only and not reading.document.text[block.start : block.end].rstrip().endswith(":")
    ):
        return None
    words = tokenize_span(reading.text, forth(block.start), forth(block.end - 1) + 1)
    colon = bool(words) and words[-1].text == ":"
    if not words or not (colon or (_is_name(words) and not colon_only)):
        return None
    mentions = [one for one in cases.place_mentions(reading, words) if one.named.person or colon]
    people = [one for one in mentions if one.named.person]
    return Voice((people or mentions)[0].named.actor) if mentions else None


def read_signature_below(state: Pass) -> Voice | None:
    """Who signs a quotation after a dash: „…“ – Landrat Uwe Lang; `None` where nobody does."""
    after = state.following
    if after is None:
        return None
    text = state.reading.text
    marked = state.reading.document.blocks[after.block].kind == "item"  # a dash at the line's beginning marks items
    if not marked and not text.startswith(DASHES, after.start):
        return None
    words = tokenize_span(text, after.start + (not marked), after.end)
    people = [one for one in cases.place_mentions(state.reading, words) if one.named.person and one.case == "core"]
    return Voice(people[0].named.actor) if people and _is_name(words) else None


def _is_name(words: list[Token]) -> bool:
    return len(words) <= LONGEST_LINE and not any(word.text in ".!?" or is_indicative(word.text) for word in words)
