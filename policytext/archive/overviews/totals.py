"""Sums of funding: each event once however many papers tell it, parts within their wholes, every unit for itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policytext.archive.events import Event, Telling, join_events, list_tellings
from policytext.archive.events.namesakes import best_spelling
from policytext.archive.search.plan import Condition
from policytext.archive.search.selection import load_papers
from policytext.archive.storage.fact_rows import name_key
from policytext.errors import BadQuery

GROUPS = ("status", "area", "giver", "receiver", "year", "issuer", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sums of one group in one unit.

    "Up to 5 million" adds nothing to `low` and 5 million to `high`, "at least 5 million" adds 5 million to both and
    makes the sum `open`. Not summed, only counted: `vague` (no figure: "Millionen"), `rates` (so much for each),
    `joined` (further tellings of money that is counted once). What is demanded, refused or proposed is never added to
    what is committed: each `status` has a sum of its own.
    """

    group: str | None
    unit: str
    status: str | None = "committed"
    records: int = 0
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    open: bool = False
    vague: int = 0
    rates: int = 0
    joined: int = 0


def list_money_events(connection: sqlite3.Connection, where: Condition) -> tuple[Event, ...]:
    """The funding that a question is about, as events, the oldest first; shares in per cent are left out."""
    return join_events(one for paper in load_papers(connection, "records", where) for one in list_tellings(paper))


def compute_totals(connection: sqlite3.Connection, where: Condition, *, by: str) -> tuple[Total, ...]:
    """The sums of the records that a question is about, largest first within a unit.

    Shares in per cent are no sums and left out. Several givers of one record are one group, so that nothing is
    counted twice; names that differ in capitals alone are one.
    """
    if by not in GROUPS:
        raise BadQuery(f"cannot sum by {by!r}: use one of {', '.join(GROUPS)}")
    found: dict[tuple[str | None, str, str | None], Total] = {}
    for event in _list_counted(list_money_events(connection, where)):
        group, unit, status = _group_name(event, by), event.first.unit, event.status
        at = (None if group is None else name_key(group), unit, status)
        total = found.get(at) or Total(group=group, unit=unit, status=status)
        spelling = group and total.group and best_spelling((group, total.group))
        found[at] = _add_amount(replace(total, group=spelling), event)
    return tuple(sorted(found.values(), key=_rank_total))


def _rank_total(one: Total) -> tuple[bool, str, Decimal, str, str]:
    return one.unit != "EUR", one.unit, -one.high, one.group or "", one.status or ""


def _list_counted(found: Iterable[Event]) -> Iterable[Event]:
    """The events without the parts of what is counted; a sum that two records share counts once."""
    used = set[tuple[str, str]]()
    for event in found:
        places = {(one.document.sha256, one.amount) for one in event.tellings}
        if not event.within and not places & used:
            used |= places
            yield event


def _group_name(event: Event, by: str) -> str | None:
    first = event.first
    if by in ("giver", "receiver"):
        return "; ".join(_first_filled([getattr(one, f"{by}s") for one in event.tellings])) or None
    if by == "year":
        return str(first.document.issued.year) if first.document.issued else None
    if by == "area":
        return next((one.area for one in event.tellings if one.area), None)
    return {"status": event.status, "issuer": first.document.issuer, "unit": first.unit}[by]


def _first_filled(slots: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return next((slot for slot in slots if slot), ())


def _add_amount(total: Total, event: Event) -> Total:
    first: Telling = event.first
    total = replace(total, records=total.records + 1, joined=total.joined + len(event.tellings) - 1)
    if first.per:
        return replace(total, rates=total.rates + 1)
    if first.figure is None:
        return replace(total, vague=total.vague + 1)
    low = first.low or Decimal(0)
    return replace(
        total,
        low=total.low + low,
        high=total.high + (low if first.high is None else first.high),
        open=total.open or first.high is None,
    )
