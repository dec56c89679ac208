"""A day on which something is due or money ends, with that money, as it is told and shown."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from policytext.analysis import to_plain
from policytext.archive.results import Entry

LISTS = ("due", "funding")  # somebody must do something, or something ends; money runs out
DOCUMENT = ("sha256", "name", "title", "issued", "kind", "issuer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Funds:
    """A funding record that ends with a deadline; `earliest` and `latest` are its term."""

    id: str
    amount: str | None
    low: int | float | None
    high: int | float | None
    unit: str | None
    bound: str | None
    status: str | None
    purpose: str | None
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    per: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day on which something runs out; `days` from today on, negative where it is past. `id` names the fact.

    `list` is one of `LISTS`, or `other` for a date that neither duty, end nor money hangs on (asked for with `every`).
    `whom` are those who must do it or get the money, `what` is what is due or paid for; `similar` are other documents
    that tell the same.
    """

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
    list: str = "due"
    whom: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The deadline in JSON's types."""
        told = {field.name: to_plain(getattr(self, field.name)) for field in fields(self)}
        return told | {"document": {name: to_plain(getattr(self.document, name)) for name in DOCUMENT}}
