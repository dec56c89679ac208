"""An analysis seen from the gold text: every finding as an item with its places there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from policytext.analysis import Analysis
from policytext.evaluate.align import Alignment
from policytext.evaluate.outcome import Item
from policytext.model import Amount, Span, Statement, Time

S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class PlacedFindings:
    """Findings and the alignment of their text with the gold text."""

    analysis: Analysis
    alignment: Alignment

    def items(self, spans: Iterable[S], show: Callable[[S], str]) -> list[Item[S]]:
        """The findings as items, placed in the gold text."""
        return [Item(span.text, show(span), self._places(span), span) for span in spans]

    def _places(self, span: Span) -> tuple[tuple[int, int], ...]:
        places = (self.alignment.span(piece.start, piece.end) for piece in split_pieces(span))
        return tuple(place for place in places if place)


def split_pieces(span: Span) -> tuple[Span, ...]:
    """The parts of a split statement; anything else is its own only piece."""
    return (span.parts if isinstance(span, Statement) else ()) or (span,)


def gold_items(spans: Iterable[S], show: Callable[[S], str]) -> list[Item[S]]:
    """Gold as items."""
    return [Item(span.text, show(span), tuple((p.start, p.end) for p in split_pieces(span)), span) for span in spans]


def show_amount(amount: Amount) -> str:
    """Value, unit and bound in a few characters: `58000000 EUR`, `..15 Stelle at_most`."""
    low, high = (f"{side:f}" if side is not None else "" for side in (amount.low, amount.high))
    value = low if low == high else f"{low}..{high}"
    return " ".join(part for part in (value, amount.unit, "" if amount.bound == "exact" else amount.bound) if part)


def show_time(time: Time) -> str:
    """TIMEX3, interval and role in a few characters: `DATE 2018 END [..2018-12-31] end`."""
    interval = f"[{time.earliest or ''}..{time.latest or ''}]" if time.earliest or time.latest else ""
    return " ".join(part for part in (time.type, time.value, time.mod or "", interval, time.role) if part)
