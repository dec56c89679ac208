"""Sums of funding: parts within their wholes, near-identical documents once, every unit for itself."""

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
    makes the sum `open`. Not summed, only counted: `vague` (no figure: "Millionen"), `rates` (so much for each).
    """

    group: str | None
    unit: str
    records: int = 0
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    open: bool = False
    vague: int = 0
    rates: int = 0


def totals(connection: sqlite3.Connection, where: Condition, *, by: str) -> tuple[Total, ...]:
    """The sums of the records that a question is about, largest first within a unit.

    Shares in per cent are no sums and left out. Several givers of one record are one group, so that nothing is
    counted twice.
    """
    if by not in GROUPS:
        raise BadQuery(f"cannot sum by {by!r}: use one of {', '.join(GROUPS)}")
    found: dict[tuple[str | None, str], Total] = {}
    for paper in _once(papers(connection, "records", where)):
        for record, amount in _counted(paper):
            key = (_group(paper, record, amount, by), amount["unit"])
            found[key] = _plus(found.get(key) or Total(group=key[0], unit=key[1]), amount)
    return tuple(sorted(found.values(), key=lambda one: (one.unit != "EUR", one.unit, -one.high, one.group or "")))


def _once(found: Iterator[Paper]) -> Iterator[Paper]:
    """The first document of each family."""
    families = set()
    for paper in found:
        if paper.family not in families:
            families.add(paper.family)
            yield paper


def _counted(paper: Paper) -> Iterator[tuple[Thin, Thin]]:
    """Records with an amount, each amount once, those left out whose whole is counted."""
    records, amounts = paper.facts["records"], paper.facts["amounts"]
    used = set()
    for ident in sorted(paper.idents, key=lambda name: (len(name), name)):
        record = records.get(ident, {})
        amount = amounts.get(record.get("amount") or "")
        if amount is None or amount["kind"] == "share" or amount.get("change") == "from" or amount["id"] in used:
            continue
        if not _within_whole(paper, record, amount["unit"]):
            used.add(amount["id"])
            yield record, amount


def _within_whole(paper: Paper, record: Thin, unit: str) -> bool:
    """Whether a record is part of one that is counted in the same unit."""
    seen = {record["id"]}
    while (above := record.get("part_of")) and above not in seen:
        seen.add(above)
        record = paper.facts["records"].get(above, {})
        whole = paper.facts["amounts"].get(record.get("amount") or "")
        if (
            whole
            and above in paper.idents
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


def _plus(total: Total, amount: Thin) -> Total:
    low, high = (None if amount.get(end) is None else Decimal(amount[end]) for end in ("low", "high"))
    total = replace(total, records=total.records + 1)
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
