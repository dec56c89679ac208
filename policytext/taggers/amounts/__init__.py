"""Amounts of money, positions and shares: `tag` reads a document and yields them in order.

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

from policytext.layout import touched
from policytext.model import Amount, Document
from policytext.taggers.amounts import (
    bare,
    bounds,
    changes,
    columns,
    context,
    drafts,
    notes,
    ranges,
    rates,
    regions,
    units,
    vague,
    year_columns,
)
from policytext.taggers.amounts.drafts import Draft

__all__ = ["tag"]


def tag(document: Document) -> Iterator[Amount]:
    """The amounts of a document in the order of the text, contact blocks left out; ids are empty."""
    text = document.view.text
    found = _read(document)
    context.fence(document, found)
    bounds.read(text, found)
    rates.read(text, found)
    changes.read(text, found)
    contacts = document.contact_spans()
    for draft in found:
        amount = _amount(document, draft)
        if not touched(contacts, amount.start, amount.start + 1):
            yield amount


def _read(document: Document) -> list[Draft]:
    """All drafts of the document, in order, none overlapping another."""
    text = document.view.text
    anchors = list(units.find(text))
    told = list(notes.find_notes(text, anchors))
    apart = {*(note.unit_end for note in told), *(head.end for head in columns.find_year_heads(document, anchors))}
    beside = [anchor for anchor in anchors if anchor.end not in apart]
    simple = _apart(
        [
            *drafts.simple(text, beside),
            *bare.scaled(text, anchors),
            *bare.dashed(text),
            *bare.compared(text, anchors),
            *bare.parallel(text, anchors),
            *regions.find_bare(document, anchors, told),
            *year_columns.find_year_cells(document),
        ]
    )
    joined = ranges.join(text, simple)
    return _apart([*joined, *vague.find(text, beside)])


def _apart(found: list[Draft]) -> list[Draft]:
    """The drafts in order; of two that overlap the longer one."""
    apart: list[Draft] = []
    for draft in sorted(found, key=lambda draft: (draft.start, -draft.end)):
        if apart and draft.start < apart[-1].end:
            if draft.end - draft.start <= apart[-1].end - apart[-1].start:
                continue
            apart.pop()
        apart.append(draft)
    return apart


def _plain(value: Decimal | None) -> Decimal | None:
    """The value without zeros behind the point ("2,0 Mio." is 2000000)."""
    if value is None or value == value.to_integral_value():
        return None if value is None else value.quantize(Decimal(1))
    return value.normalize()


def _amount(document: Document, draft: Draft) -> Amount:
    start, end = document.view.back(draft.start, draft.end)
    return Amount(
        start=start,
        end=end,
        text=document.text[start:end],
        page=document.page(start),
        kind=draft.unit.kind,
        low=_plain(draft.low),
        high=_plain(draft.high),
        unit=draft.unit.code,
        bound=draft.bound,
        per=draft.per,
        change=draft.change,
    )
