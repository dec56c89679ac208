"""What runs out: deadlines, ends and terms with their day, and the money that hangs on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from policytext.analysis import plain
from policytext.archive.results import Entry
from policytext.archive.search.plan import Condition
from policytext.archive.search.selection import Paper, Thin, papers
from policytext.errors import BadQuery

ROLES = ("deadline", "end", "term")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days asked for, both ends included; `None` where open. `today` is the day that days are counted from."""

    today: date
    first: date | None
    last: date | None
    roles: tuple[str, ...] = ROLES

    @classmethod
    def of(cls, today: date, within: int | None, *, past: bool, roles: Iterable[str] = ROLES) -> Window:
        """From today on, or up to yesterday; `within` so many days."""
        chosen = tuple(roles)
        if not chosen or (unknown := [role for role in chosen if role not in ROLES]):
            raise BadQuery(f"unknown role {unknown[0] if chosen else ''!r}: use {', '.join(ROLES)}")
        try:
            reach = None if within is None else today + timedelta(days=-within if past else within)
        except OverflowError:
            reach = None  # further than any calendar: as good as open
        if past:
            last = max(today, date.min + timedelta(days=1)) - timedelta(days=1)
            return cls(today=today, first=reach, last=last, roles=chosen)
        return cls(today=today, first=today, last=reach, roles=chosen)

    def has(self, day: str | None) -> bool:
        """Whether an ISO date is one of the days."""
        first, last = (self.first or date.min).isoformat(), (self.last or date.max).isoformat()
        return day is not None and first <= day <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class Funds:
    """A funding record that ends with a deadline."""

    id: str
    amount: str | None
    low: Any
    high: Any
    unit: str | None
    bound: str | None
    status: str | None
    purpose: str | None
    givers: tuple[str, ...]
    receivers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day on which something runs out; `days` from today on, negative where it is past. `id` names the fact."""

    date: date
    days: int
    role: str
    words: str
    what: str | None
    sentence: str
    speaker: str | None
    actors: tuple[str, ...]
    funds: tuple[Funds, ...]
    document: Entry
    page: int | None
    statement: str | None
    id: str
    similar: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The deadline in JSON's types."""
        told = ("sha256", "name", "title", "issued", "kind", "issuer")
        flat = (
            "date",
            "days",
            "role",
            "words",
            "what",
            "sentence",
            "speaker",
            "actors",
            "funds",
            "page",
            "statement",
            "id",
        )
        found = {name: plain(getattr(self, name)) for name in flat}
        return found | {
            "document": {name: plain(getattr(self.document, name)) for name in told},
            "similar": list(self.similar),
        }


def deadlines(connection: sqlite3.Connection, where: Condition, window: Window) -> tuple[Deadline, ...]:
    """What runs out in a window, by date; the same in near-identical documents once."""
    seen: dict[object, Deadline] = {}
    for paper, found in _all(connection, where, window):
        key = (paper.family, found.date, found.words, found.sentence)
        first = seen.get(key)
        if first is None:
            seen[key] = found
        elif first.document.sha256 != found.document.sha256:
            seen[key] = replace(first, similar=(*first.similar, found.document.sha256))
    return tuple(sorted(seen.values(), key=lambda one: (one.date, one.document.sha256, len(one.id), one.id)))


def _all(connection: sqlite3.Connection, where: Condition, window: Window) -> Iterator[tuple[Paper, Deadline]]:
    told: dict[str, set[str]] = {}
    for paper in papers(connection, "times", _in(where, window, f"f.role IN ({', '.join('?' * len(window.roles))})")):
        for ident in sorted(paper.idents):
            found = _of_time(paper, paper.facts["times"][ident], window.today)
            told.setdefault(paper.entry.sha256, set()).update(one.id for one in found.funds)
            yield paper, found
    if "term" not in window.roles:
        return
    for paper in papers(connection, "records", _in(where, replace(window, roles=()), "1")):
        for ident in sorted(paper.idents - told.get(paper.entry.sha256, set())):
            yield paper, _of_record(paper, paper.facts["records"][ident], window.today)


def _in(where: Condition, window: Window, role: str) -> Condition:
    first, last = (window.first or date.min).isoformat(), (window.last or date.max).isoformat()
    return Condition(
        f"{where.sql} AND f.latest >= ? AND f.latest <= ? AND {role}", (*where.values, first, last, *window.roles)
    )


def _of_time(paper: Paper, time: Thin, today: date) -> Deadline:
    said = _statement_at(paper, time["start"])
    records = [record for record in paper.facts["records"].values() if _hangs_on(record, time, said)]
    return _deadline(paper, time, said, records, today)


def _of_record(paper: Paper, record: Thin, today: date) -> Deadline:
    """Money whose term ends on a day that no expression of its own stands for."""
    said = paper.facts["statements"].get(record.get("statement") or "")
    span = paper.facts["amounts"].get(record.get("amount") or "") or record.get("purpose") or said
    place = {**(span or {"start": 0, "end": 0}), "latest": record["latest"], "role": "term", "id": record["id"]}
    return _deadline(paper, place, said, [record], today)


def _deadline(paper: Paper, time: Thin, said: Thin | None, records: Sequence[Thin], today: date) -> Deadline:
    day = date.fromisoformat(time["latest"])
    speaker = next(iter(paper.names([said["speaker"]])), None) if said and said.get("speaker") else None
    return Deadline(
        date=day,
        days=(day - today).days,
        role=time["role"],
        words=paper.words(time),
        what=paper.words(time.get("what")) or None,
        sentence=_said(paper, said) or _around(paper, time),
        speaker=speaker,
        actors=tuple(dict.fromkeys(name for record in records for name in paper.names(record.get("givers", ())))),
        funds=tuple(_funds(paper, record) for record in records),
        document=paper.entry,
        page=time.get("page"),
        statement=said["id"] if said else None,
        id=time["id"],
    )


def _statement_at(paper: Paper, place: int) -> Thin | None:
    for said in paper.facts["statements"].values():
        if any(part["start"] <= place < part["end"] for part in said.get("parts") or (said,)):
            return said
    return None


def _hangs_on(record: Thin, time: Thin, said: Thin | None) -> bool:
    """Whether a record ends with a time: proved by its words, or by the same day in the same statement."""
    spans = [span for spans in record.get("evidence", {}).values() for span in spans]
    if any(start <= time["start"] < end for start, end in spans):
        return True
    return said is not None and record.get("statement") == said["id"] and record.get("latest") == time["latest"]


def _funds(paper: Paper, record: Thin) -> Funds:
    amount = paper.facts["amounts"].get(record.get("amount") or "")
    return Funds(
        id=record["id"],
        amount=paper.words(amount) or None,
        low=_figure(amount, "low"),
        high=_figure(amount, "high"),
        unit=amount["unit"] if amount else None,
        bound=amount.get("bound", "exact") if amount else None,
        status=record.get("status", "committed"),
        purpose=paper.words(record.get("purpose")) or None,
        givers=tuple(paper.names(record.get("givers", ()))),
        receivers=tuple(paper.names(record.get("receivers", ()))),
    )


def _figure(amount: Thin | None, end: str) -> int | float | None:
    value = None if amount is None else amount.get(end)
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _said(paper: Paper, said: Thin | None) -> str:
    return " … ".join(paper.words(part) for part in said.get("parts") or (said,)) if said else ""


def _around(paper: Paper, span: Thin) -> str:
    """The block of text in which a span stands (headings and tables are no statements)."""
    start = paper.text.rfind("\n", 0, span["start"]) + 1
    stop = paper.text.find("\n", span["end"])
    return " ".join(paper.text[start : stop if stop >= 0 else None].split())[:400]
