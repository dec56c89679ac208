"""A sum of funding as one paper tells it, and the event that several tellings are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from policytext.archive.events.namesakes import Party, known_as, read_party
from policytext.archive.events.rarity import Topic, read_topic
from policytext.archive.results import Entry
from policytext.archive.search.selection import StoredPaper, Thin

ASKED = ("demanded", "refused", "proposed", "conditional")  # kinds of status that are no money given
GIVEN = "given"  # committed, past, or told without a word of how firm


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A funding record with a sum: `low` and `high` in `unit`, `per` what it is paid for each of.

    `event` is the record's own id or that of the record in the same document that told the money before; `years` are
    the first and last year of its term; `purpose` are the words of what it is for, `topic` those of title and sentence.
    """

    document: Entry
    family: int
    record: str
    event: str
    amount: str
    words: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str
    per: tuple[str, ...]
    change: str | None
    status: str | None
    area: str | None
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    payers: tuple[Party, ...]
    paid: tuple[Party, ...]
    wanted_for: str
    purpose: Topic
    topic: Topic
    years: tuple[int | None, int | None]
    within: bool

    @property
    def side(self) -> str:
        """What a status is counted with: money that is asked for, offered or refused is no money given."""
        return status_side(self.status)

    @property
    def figure(self) -> Decimal | None:
        """The number by which the sum is known: its upper end, or the lower where there is none."""
        return self.low if self.high is None else self.high

    def to_dict(self) -> dict[str, Any]:
        """The telling in JSON's types: where it stands and how the sum reads there."""
        issued = self.document.issued
        return {
            "sha256": self.document.sha256,
            "name": self.document.name,
            "title": self.document.title,
            "issued": issued.isoformat() if issued else None,
            "issuer": self.document.issuer,
            "record": self.record,
            "amount": self.words,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """The same money, told once or more; the first telling is the oldest, and the event counts with its values."""

    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The telling that stands for the event."""
        return self.tellings[0]

    @property
    def status(self) -> str | None:
        """How firm it is: as the first telling has it that says so."""
        return next((one.status for one in self.tellings if one.status), None)

    @property
    def within(self) -> bool:
        """Whether any telling is part of a whole that is counted."""
        return any(one.within for one in self.tellings)

    def to_dict(self) -> dict[str, Any]:
        """The event in JSON's types, with every telling."""
        first = self.first
        return {
            "amount": first.words,
            "low": _plain_number(first.low),
            "high": _plain_number(first.high),
            "unit": first.unit,
            "per": list(first.per),
            "status": self.status,
            "givers": list(self._filled("givers")),
            "receivers": list(self._filled("receivers")),
            "purpose": next((one.wanted_for for one in self.tellings if one.wanted_for), None),
            "years": list(next((one.years for one in self.tellings if any(one.years)), (None, None))),
            "part": self.within,
            "tellings": [one.to_dict() for one in self.tellings],
        }

    def _filled(self, slot: str) -> tuple[str, ...]:
        return next((getattr(one, slot) for one in self.tellings if getattr(one, slot)), ())


def status_side(status: str | None) -> str:
    """The kind of a status: `given`, or one of `ASKED`."""
    return status if status in ASKED else GIVEN


def status_of(record: Thin) -> str | None:
    """How firm a stored record is: `committed` where it names no status, `None` where no word of the paper tells."""
    status: str | None = record.get("status", "committed")
    return status


def list_tellings(paper: StoredPaper, idents: Iterable[str] | None = None) -> Iterator[Telling]:
    """The records asked for (or these) that have a sum, in the paper's order; shares and former sums are none."""
    for ident in sorted(paper.idents if idents is None else idents, key=lambda name: (len(name), name)):
        record = paper.facts["records"].get(ident, {})
        amount = paper.facts["amounts"].get(record.get("amount") or "")
        if amount is not None and amount["kind"] != "share" and amount.get("change") != "from":
            yield _build_telling(paper, record, amount)


def _build_telling(paper: StoredPaper, record: Thin, amount: Thin) -> Telling:
    low, high = (None if amount.get(end) is None else Decimal(amount[end]) for end in ("low", "high"))
    purpose = paper.words(record.get("purpose"))
    said = paper.facts["statements"].get(record.get("statement") or "")
    givers, receivers = (_list_names(paper, record.get(slot, ())) for slot in ("givers", "receivers"))
    return Telling(
        document=paper.entry,
        family=paper.family,
        record=record["id"],
        event=record.get("same_as") or record["id"],
        amount=amount["id"],
        words=paper.words(amount),
        low=low,
        high=high,
        unit=amount["unit"],
        bound=amount.get("bound", "exact"),
        per=tuple(amount.get("per", ())),
        change=amount.get("change"),
        status=status_of(record),
        area=record.get("area"),
        givers=givers,
        receivers=receivers,
        payers=tuple(map(read_party, givers)),
        paid=tuple(map(read_party, receivers)),
        wanted_for=purpose,
        purpose=read_topic(purpose),
        topic=read_topic(f"{paper.entry.title or ''} {paper.words(said)}"),
        years=(_read_year(record.get("earliest")), _read_year(record.get("latest"))),
        within=_within_whole(paper, record, amount["unit"]),
    )


def _list_names(paper: StoredPaper, idents: Iterable[str]) -> tuple[str, ...]:
    return tuple(known_as(name, paper.land) for name in paper.names(tuple(idents)))


def _read_year(day: str | None) -> int | None:
    return date.fromisoformat(day).year if day else None


def _within_whole(paper: StoredPaper, record: Thin, unit: str) -> bool:
    """Whether a record is part of one that is asked for too, in the same unit and with the same kind of status."""
    seen, mine = {record["id"]}, status_side(status_of(record))
    while (above := record.get("part_of")) and above not in seen:
        seen.add(above)
        record = paper.facts["records"].get(above, {})
        whole = paper.facts["amounts"].get(record.get("amount") or "")
        if (
            whole
            and above in paper.idents
            and status_side(status_of(record)) == mine
            and whole["unit"] == unit
            and whole.get("high", whole.get("low")) is not None
        ):
            return True
    return False


def _plain_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
