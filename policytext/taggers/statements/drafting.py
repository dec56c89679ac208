"""From units to statements: one pass that remembers who speaks and joins what one speaker says without a break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from policytext.taggers.statements.direct import hear_passages
from policytext.taggers.statements.draft_state import Pass, StatementDraft
from policytext.taggers.statements.memory import Memory
from policytext.taggers.statements.minutes import take_up_minutes
from policytext.taggers.statements.pointers import look_back
from policytext.taggers.statements.quoted import take_up_quotations
from policytext.taggers.statements.reported_speech import take_up_reports
from policytext.taggers.statements.sentence_units import SentenceUnit
from policytext.taggers.statements.speech_reading import SpeechReading
from policytext.taggers.statements.who import SILENT


def draft_statements(reading: SpeechReading, units: Sequence[SentenceUnit], *, rules: bool) -> list[StatementDraft]:
    """All statements of the body in order; in `rules` (a guideline) nobody reports anybody's words."""
    if not units:
        return []
    state = Pass(Memory(reading), rules, units[0])
    for number, (unit, following) in enumerate(zip_longest(units, units[1:])):
        state.unit, state.following, state.number = unit, following, number
        if not _is_covered(state):
            _take_up(state)
        state.memory.before = (unit.start, unit.end)
    return state.drafts


def _is_covered(state: Pass) -> bool:
    """Whether a quotation of whole paragraphs already holds the unit in hand."""
    return state.last is not None and state.last.parts[-1][1] >= state.unit.end


def _take_up(state: Pass) -> None:
    items = hear_passages(state.reading, state.unit)
    if items:
        first = items[0].passage.opened
        if first > state.unit.start:
            take_up_reports(state, first, beside=True)
        take_up_quotations(state, items)
    elif not take_up_minutes(state):
        look_back(state)
        take_up_reports(state, state.unit.end)
    if not state.reached:
        unit = state.unit
        state.drafts.append(StatementDraft("assertion", [(unit.start, unit.end)], SILENT, state.number, unit.block))
