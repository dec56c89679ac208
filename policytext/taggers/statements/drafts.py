"""From units to statements: one pass that remembers who speaks and joins what one speaker says without a break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from policytext.taggers.statements.direct import heard
from policytext.taggers.statements.memory import Memory
from policytext.taggers.statements.minutes import minuted
from policytext.taggers.statements.pointers import look_back
from policytext.taggers.statements.quoted import quoted
from policytext.taggers.statements.reading import Reading
from policytext.taggers.statements.state import Draft, Pass
from policytext.taggers.statements.told import told
from policytext.taggers.statements.units import Unit
from policytext.taggers.statements.who import SILENT


def drafts(reading: Reading, units: Sequence[Unit], *, rules: bool) -> list[Draft]:
    """All statements of the body in order; in `rules` (a guideline) nobody reports anybody's words."""
    if not units:
        return []
    state = Pass(Memory(reading), rules, units[0])
    for number, (unit, following) in enumerate(zip_longest(units, units[1:])):
        state.unit, state.following, state.number = unit, following, number
        if not _covered(state):
            _take_up(state)
        state.memory.before = (unit.start, unit.end)
    return state.drafts


def _covered(state: Pass) -> bool:
    """Whether a quotation of whole paragraphs already holds the unit in hand."""
    return state.last is not None and state.last.parts[-1][1] >= state.unit.end


def _take_up(state: Pass) -> None:
    items = heard(state.reading, state.unit)
    if items:
        first = items[0].passage.opened
        if first > state.unit.start:
            told(state, first, beside=True)
        quoted(state, items)
    elif not minuted(state):
        look_back(state)
        told(state, state.unit.end)
    if not state.reached:
        unit = state.unit
        state.drafts.append(Draft("assertion", [(unit.start, unit.end)], SILENT, state.number, unit.block))
