"""Amounts of money, positions and shares: `tag_amounts` reads a document and yields them in order.

The stations, one module each: `units` finds the unit words · `quantities` reads the number beside one · `drafts` makes
simple amounts of both · `bare` reads those of a sentence whose unit stands further on · `notes` finds what gives a unit
to numbers elsewhere, `regions` says how far it holds, `columns` reads such numbers in tables, `entries` in lists ·
`vague` adds those without a number · `ranges` joins what belongs together · `context` fences the words around each ·
`bounds` (with `cues` and `lists`), `rates` and `changes` read those words.

Where to add what: a number word ("Viertelmilliarde") in `german/numbers.py`; a currency in `lexicon/currencies.toml`;
any other word ("Deckelbetrag", "Planstelle", "gut und gerne") in `lexicon/amounts.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policytext.layout import count_touched
from policytext.model import Amount, Document
from policytext.taggers.amounts import (
    amount_drafts,
    bare,
    bounds,
    changes,
    fences,
    ranges,
    rates,
    regions,
    unit_notes,
    unit_words,
    vague,
    year_columns,
    year_heads,
)
from policytext.taggers.amounts.amount_drafts import AmountDraft

__all__ = ["tag_amounts"]


def tag_amounts(document: Document) -> Iterator[Amount]:
    """The amounts of a document in the order of the text, contact blocks left out; ids are empty."""
    text = document.view.text
    found = _read_drafts(document)
    fences.fence_drafts(document, found)
    bounds.read_bounds(text, found)
    rates.read_rates(text, found)
    changes.read_changes(text, found)
    contacts = document.contact_spans()
    for draft in found:
        amount = _build_amount(document, draft)
        if not count_touched(contacts, amount.start, amount.start + 1):
            yield amount


def _read_drafts(document: Document) -> list[AmountDraft]:
    """All drafts of the document, in order, none overlapping another."""
    text = document.view.text
    anchors = list(unit_words.find_units(text))
    told = list(unit_notes.find_notes(text, anchors))
    apart = {*(note.unit_end for note in told), *(head.end for head in year_heads.find_year_heads(document, anchors))}
    beside = [anchor for anchor in anchors if anchor.end not in apart]
    simple = _drop_overlaps(
        [
            *amount_drafts.find_simple_drafts(text, beside),
            *bare.find_scaled(text, anchors),
            *bare.find_dashed(text),
            *bare.find_compared(text, anchors),
            *bare.find_parallel(text, anchors),
            *regions.find_bare(document, anchors, told),
            *year_columns.find_year_cells(document),
        ]
    )
    joined = ranges.join_ranges(text, simple)
    return _drop_overlaps([*joined, *vague.find_vague_amounts(text, beside)])


def _drop_overlaps(found: list[AmountDraft]) -> list[AmountDraft]:
    """The drafts in order; of two that overlap the longer one."""
    apart: list[AmountDraft] = []
    for draft in sorted(found, key=lambda draft: (draft.start, -draft.end)):
        if apart and draft.start < apart[-1].end:
            if draft.end - draft.start <= apart[-1].end - apart[-1].start:
                continue
            apart.pop()
        apart.append(draft)
    return apart


def _trim_zeros(value: Decimal | None) -> Decimal | None:
    """The value without zeros behind the point ("2,0 Mio." is 2000000)."""
    if value is None or value == value.to_integral_value():
        return None if value is None else value.quantize(Decimal(1))
    return value.normalize()


def _build_amount(document: Document, draft: AmountDraft) -> Amount:
    start, end = document.view.back(draft.start, draft.end)
    return Amount(
        start=start,
        end=end,
        text=document.text[start:end],
        page=document.page(start),
        kind=draft.unit.kind,
        low=_trim_zeros(draft.low),
        high=_trim_zeros(draft.high),
        unit=draft.unit.code,
        bound=draft.bound,
        per=draft.per,
        change=draft.change,
    )
