"""The outcome of one analysis, and its shape outside Python (the contract's `policytext/1`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from policytext.model import Actor, Amount, AreaScore, Document, Place, Record, Statement, Time

SCHEMA = "policytext/1"
Fact = Actor | Amount | Record | Statement | Time


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with everything that was found in it; ids are unique in their layer."""

    document: Document
    amounts: tuple[Amount, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    records: tuple[Record, ...] = ()
    areas: tuple[AreaScore, ...] = ()

    def actor(self, id: str | None) -> Actor | None:  # noqa: A002 (the contract calls it id)
        """The actor with this id."""
        return next((actor for actor in self.actors if actor.id == id), None)

    def amount(self, id: str | None) -> Amount | None:  # noqa: A002 (the contract calls it id)
        """The amount with this id."""
        return next((amount for amount in self.amounts if amount.id == id), None)

    def places(self, record: Record) -> tuple[Place, ...]:
        """Where the words stand that prove a record: page and box, the amount first, then slot by slot, each once."""
        spans = [span for spans in record.evidence.values() for span in spans]
        return tuple(dict.fromkeys(place for span in spans for place in self.document.locate(*span)))

    def to_dict(self) -> dict[str, Any]:
        """The analysis as the contract's object, made of JSON's types only."""
        return {
            "schema": SCHEMA,
            "document": _plain_document(self.document),
            "amounts": [self._placed(one, one.start) for one in self.amounts],
            "times": [self._placed(one, one.start) for one in self.times],
            "actors": [self._placed(one, _first_mention(one)) for one in self.actors],
            "statements": [self._placed(one, one.start) for one in self.statements],
            "records": [
                self._placed(one, self._start(one)) | {"places": to_plain(self.places(one))} for one in self.records
            ],
            "areas": to_plain(self.areas),
        }

    def _placed(self, fact: Fact, start: int | None) -> dict[str, Any]:
        """A fact as an object with the headings that it stands under."""
        found: dict[str, Any] = to_plain(fact)
        return found | {"section": [] if start is None else list(self.document.section(start))}

    def _start(self, record: Record) -> int | None:
        """Where a record's amount stands, else the first words that prove it."""
        spans = record.evidence.get("amount") or tuple(span for spans in record.evidence.values() for span in spans)
        return spans[0][0] if spans else None


def _first_mention(actor: Actor) -> int | None:
    return actor.mentions[0].start if actor.mentions else None


def to_plain(value: object) -> Any:
    """`value` in JSON's types: numbers integral where they are, ISO dates, dataclasses as objects."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {name.name: to_plain(getattr(value, name.name)) for name in fields(value)}
    return value


def _plain_document(document: Document) -> dict[str, Any]:
    head = document.head
    return {
        "sha256": document.sha256,
        "name": document.name,
        "media_type": document.media_type,
        "kind": head.kind,
        "paper": head.paper,
        "title": head.title,
        "issuer": head.issuer,
        "issued": to_plain(head.issued),
        "place": head.place,
        "reference": head.reference,
        "land": head.land,
        "sources": dict(head.sources),
        "language": document.language,
        "pages": document.pages,
        "text": document.text,
        "warnings": list(document.warnings),
    }
