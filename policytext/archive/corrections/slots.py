"""What may be corrected of a fact, and how a value is read from what a person types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from policytext import lexicon
from policytext.analysis import Analysis
from policytext.archive.corrections.record import fact_of, layer_of
from policytext.errors import BadInput

LARGEST = Decimal(10**16)  # more than any sum of money that a paper speaks of
NOTHING = ("", "-", "null", "None")
Reader = Callable[[str, Analysis], Any]


def read_slots(analysis: Analysis, ident: str, given: Iterable[str]) -> dict[str, Any]:
    """The new values that `slot=value` strings stand for, in JSON's types; raises `BadInput` naming what is allowed.

    An empty value or `-` empties a slot. Actors are named by id or name, several with `;` between them; `purpose` by
    words that stand in the text.
    """
    fact_of(analysis, ident)
    known = SLOTS[layer_of(ident)]
    found: dict[str, Any] = {}
    for item in given:
        slot, sign, value = (part.strip() for part in item.partition("="))
        if not sign or slot not in known:
            raise BadInput(f"{item!r}: write slot=value with one of {', '.join(known)}")
        found[slot] = _read(known[slot], slot, value, analysis)
    if not found:
        raise BadInput(f"nothing to change: write slot=value with one of {', '.join(known)}")
    return found


def _read(reader: Reader, slot: str, value: str, analysis: Analysis) -> Any:
    try:
        return reader(value, analysis)
    except BadInput as error:
        raise BadInput(f"{slot}={value}: {error}") from None


def _text(value: str, _: Analysis) -> str | None:
    return None if value in NOTHING else value


def _name(value: str, _: Analysis) -> str:
    if value in NOTHING:
        raise BadInput("a name cannot be empty")
    return value


def _number(value: str, _: Analysis) -> str | None:
    if value in NOTHING:
        return None
    try:
        number = Decimal(value.replace("_", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= LARGEST:
        raise BadInput("write a number such as 58000000 or 22.5")
    return str(number)


def _day(value: str, _: Analysis) -> str | None:
    if value in NOTHING:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise BadInput("write a date such as 2018-12-31") from None


def _one_of(*allowed: str) -> Reader:
    def read(value: str, _: Analysis) -> str:
        if value not in allowed:
            raise BadInput(f"use one of {', '.join(allowed)}")
        return value

    return read


def _actor(value: str, analysis: Analysis) -> str | None:
    if value in NOTHING:
        return None
    folded = value.casefold()
    for actor in analysis.actors:
        if value == actor.id or folded == actor.name.casefold():
            return actor.id
    raise BadInput(
        f"no such actor: use one of {', '.join(f'{a.id} ({a.name})' for a in analysis.actors[:12]) or 'none'}"
    )


def _actors(value: str, analysis: Analysis) -> list[str]:
    parts = [part.strip() for part in value.split(";") if part.strip() not in NOTHING]
    return [ident for part in parts if (ident := _actor(part, analysis))]


def _words(value: str, analysis: Analysis) -> dict[str, Any] | None:
    """A span by its words, the first place where they stand."""
    if value in NOTHING:
        return None
    text = analysis.document.text
    start = text.find(value)
    if start < 0:
        raise BadInput("these words do not stand in the text: copy them as they are there")
    return {"start": start, "end": start + len(value), "page": analysis.document.page(start)}


def _areas(value: str, analysis: Analysis) -> list[dict[str, Any]]:
    """Areas by the names of our taxonomy, or by ones that the document has from another."""
    known = set(lexicon.load("areas")["areas"]) | {one.area for said in analysis.statements for one in said.areas}
    names = [part.strip() for part in value.split(";") if part.strip() not in NOTHING]
    if unknown := [name for name in names if name not in known]:
        raise BadInput(f"no area {unknown[0]!r}: use {', '.join(sorted(known))}")
    return [{"area": name, "score": 1.0} for name in names]


def _area(value: str, analysis: Analysis) -> str | None:
    names = _areas(value, analysis)
    if len(names) > 1:
        raise BadInput("a record has one area")
    return str(names[0]["area"]) if names else None


def _record(value: str, analysis: Analysis) -> str | None:
    if value in NOTHING:
        return None
    if not any(record.id == value for record in analysis.records):
        raise BadInput("no such record: use an id such as r1, or - for none")
    return value


SLOTS: Mapping[str, Mapping[str, Reader]] = {
    "amounts": {
        "low": _number,
        "high": _number,
        "unit": _name,
        "kind": _one_of("money", "positions", "share"),
        "bound": _one_of("exact", "about", "at_most", "at_least", "above", "below", "range", "vague"),
    },
    "times": {
        "value": _name,
        "earliest": _day,
        "latest": _day,
        "role": _one_of("deadline", "start", "end", "term", "mention"),
    },
    "actors": {
        "name": _name,
        "kind": _one_of("person", "organisation", "authority", "group"),
        "role": _text,
    },
    "statements": {
        "speaker": _actor,
        "kind": _one_of("quotation", "reported", "assertion"),
        "act": _one_of("promise", "demand", "refusal", "condition", "information"),
        "areas": _areas,
    },
    "records": {
        "givers": _actors,
        "receivers": _actors,
        "purpose": _words,
        "earliest": _day,
        "latest": _day,
        "status": _one_of("committed", "demanded", "refused", "proposed", "conditional", "past"),
        "area": _area,
        "part_of": _record,
    },
}
