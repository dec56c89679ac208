"""Sums of funding: each event once, parts within their wholes, near-identical documents once, every unit for itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from policytext.archive.search.plan import Condition
from policytext.archive.search.selection import Paper, Thin, papers
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


def totals(connection: sqlite3.Connection, where: Condition, *, by: str) -> tuple[Total, ...]:
    """The sums of the records that a question is about, largest first within a unit.

    Shares in per cent are no sums and left out. Several givers of one record are one group, so that nothing is
    counted twice.
    """
    if by not in GROUPS:
        raise BadQuery(f"cannot sum by {by!r}: use one of {', '.join(GROUPS)}")
    found: dict[tuple[str | None, str, str | None], Total] = {}
    for paper in _once(papers(connection, "records", where)):
        for record, amount, joined in _counted(paper):
            status = record.get("status", "committed")
            key = (_group(paper, record, amount, by), amount["unit"], status)
            total = found.get(key) or Total(group=key[0], unit=key[1], status=status)
            found[key] = _plus(total, amount, joined)
    return tuple(sorted(found.values(), key=_rank))


def _rank(one: Total) -> tuple[bool, str, Decimal, str, str]:
    return one.unit != "EUR", one.unit, -one.high, one.group or "", one.status or ""


def _once(found: Iterator[Paper]) -> Iterator[Paper]:
    """The first document of each family."""
    families = set()
    for paper in found:
        if paper.family not in families:
            families.add(paper.family)
            yield paper


def _counted(paper: Paper) -> Iterator[tuple[Thin, Thin, int]]:
    """Events of funding by their first telling, and how many more tell them; parts of what is counted are left out."""
    used = set()
    for tellings in _events(paper):
        record, amount = tellings[0]
        if amount["id"] not in used and not any(_within_whole(paper, one, amount["unit"]) for one, _ in tellings):
            used.add(amount["id"])
            yield record, amount, len(tellings) - 1


def _events(paper: Paper) -> Iterator[list[tuple[Thin, Thin]]]:
    """The records asked for that have an amount, those together that tell the same money with the same status."""
    found: dict[tuple[str, str | None], list[tuple[Thin, Thin]]] = {}
    for ident in sorted(paper.idents, key=lambda name: (len(name), name)):
        record = paper.facts["records"].get(ident, {})
        amount = paper.facts["amounts"].get(record.get("amount") or "")
        if amount is not None and amount["kind"] != "share" and amount.get("change") != "from":
            event = record.get("same_as") or ident
            found.setdefault((event, _side(record)), []).append((record, amount))
    yield from found.values()


def _side(record: Thin) -> str | None:
    """What a status is counted with: money that is asked for or refused is another event than money that is given."""
    status: str | None = record.get("status", "committed")
    return status if status in ("demanded", "refused") else "given"


def _within_whole(paper: Paper, record: Thin, unit: str) -> bool:
    """Whether a record is part of one that is counted in the same unit and with the same status."""
    seen = {record["id"]}
    status = record.get("status", "committed")
    while (above := record.get("part_of")) and above not in seen:
        seen.add(above)
        record = paper.facts["records"].get(above, {})
        whole = paper.facts["amounts"].get(record.get("amount") or "")
        if (
            whole
            and above in paper.idents
            and record.get("status", "committed") == status
            and whole["unit"] == unit
            and whole.get("high", whole.get("low")) is not None
        ):
            return True
    return False


def _group(paper: Paper, record: Thin, amount: Thin, by: str) -> str | None:
    if by in ("giver", "receiver"):
        return "; ".join(paper.names(record.get(f"{by}s", ()))) or None
    if by == "year":
        return str(paper.entry.issued.year) if paper.entry.issued else None
    told = {"status": record.get("status", "committed"), "issuer": paper.entry.issuer, "unit": amount["unit"]}
    return told.get(by, record.get("area"))


def _plus(total: Total, amount: Thin, joined: int) -> Total:
    low, high = (None if amount.get(end) is None else Decimal(amount[end]) for end in ("low", "high"))
    total = replace(total, records=total.records + 1, joined=total.joined + joined)
    if amount.get("per"):
        return replace(total, rates=total.rates + 1)
    if low is None and high is None:
        return replace(total, vague=total.vague + 1)
    return replace(
        total,
        low=total.low + (low or 0),
        high=total.high + (low or Decimal(0) if high is None else high),
        open=total.open or high is None,
    )
