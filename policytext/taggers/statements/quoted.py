"""The quotations of a unit: their speakers, and which pieces are one statement."""

from __future__ import annotations

from policytext.taggers.statements import indirect, quotation_speakers
from policytext.taggers.statements.direct import Heard
from policytext.taggers.statements.draft_state import Pass, StatementDraft
from policytext.taggers.statements.echo import find_echoed_actor
from policytext.taggers.statements.signatures import read_signature_below, read_voice_above
from policytext.taggers.statements.who import SILENT, Voice

LONGEST_FRAME = 40  # words
NEAR_QUOTATION = 4  # statements back to the last quotation whose speaker goes on
LEAST_FRAME = 6  # words and marks of a frame that can hold reported speech besides


def take_up_quotations(state: Pass, items: list[Heard]) -> None:
    """Take up the quotations of the unit in hand, with what its frame reports besides."""
    for place, item in enumerate(items):
        previous = state.last.voice if state.last and place else SILENT
        voice, own = quotation_speakers.quoted_by(item, state.memory, previous=previous)
        last = state.last
        if last and (_same_frame(last, voice, own) if place else _carries_on(state, last, item, own=own)):
            last.parts.extend(item.passage.parts)
            state.remember(last)
            continue
        if not own and not place:
            voice = _from_around(state)
        act = next((cue.verb.act for cue in (*item.after.cues[:1], *item.before.cues[-1:])), None)
        parts = list(item.passage.parts)
        state.add(StatementDraft("quotation", parts, voice, state.number, state.unit.block, verb=act, framed=own))
    _reported_besides(state, items[-1])


def _same_frame(last: StatementDraft, voice: Voice, own: bool) -> bool:
    """Whether a passage goes on with the one before it in the same sentence: „…“, sagte Klein, „…“."""
    return last.kind == "quotation" and (not own or not voice.known or voice == last.voice)


def _carries_on(state: Pass, last: StatementDraft, item: Heard, *, own: bool) -> bool:
    """Whether a passage without frame goes on with the sentence before: „…“, sagte Klein. „…“."""
    if own or item.before.words or last.kind != "quotation" or not last.framed:
        return False
    if last.unit != state.number - 1 or last.block != state.unit.block:
        return False
    start, end = state.memory.before
    spoken = last.parts[-1][1]
    return spoken >= start and len(state.reading.text[spoken:end].split()) <= LONGEST_FRAME


def _from_around(state: Pass) -> Voice:
    """The speaker of a quotation without frame: named right after it, who spoke or stood in the sentence before."""
    if state.following and (actor := find_echoed_actor(state.reading, state.following)):
        return Voice(actor)
    if voice := read_voice_above(state) or read_signature_below(state):
        return voice
    last = state.last
    if last and last.kind != "assertion" and last.block >= state.unit.block - 1 and last.voice.known:
        return _who_was_quoted(state) or last.voice
    return state.in_mind(person=True)


def _who_was_quoted(state: Pass) -> Voice | None:
    """The person quoted before, where a report that is no person's stands between: „…“ Laut Polizei … „…“."""
    last = state.drafts[-1]
    if last.kind == "quotation" or (last.speaker and last.speaker.kind == "person"):
        return None
    for draft in reversed(state.drafts[-NEAR_QUOTATION:]):
        if draft.kind == "quotation":
            return draft.voice if draft.speaker and draft.speaker.kind == "person" else None
    return None


def _reported_besides(state: Pass, item: Heard) -> None:
    """Reported speech after the mark, in the same sentence: „…“, sagte Klein, der Bund müsse mehr tun."""
    words, last = item.after.words, state.last
    if len(words) < LEAST_FRAME or not item.after.cues or last is None:
        return
    cue = item.after.cues[0]
    if found := indirect.clause_after(words, cue):
        state.add(StatementDraft("reported", [found], last.voice, state.number, state.unit.block, verb=cue.verb.act))
