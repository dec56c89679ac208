"""What may be corrected of a fact or of a paper's head, and how `slot=value` is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections import values, vocabulary
from policytext.archive.corrections.record import DOCUMENT, layer_of
from policytext.archive.corrections.values import Context, Reader, one_of
from policytext.errors import BadInput
from policytext.model import KINDS

SUM = "sum"  # stands for both ends of an amount


def read_slots(analysis: Analysis, ident: str, given: Iterable[str], *, start: int = 0) -> dict[str, Any]:
    """The new values that `slot=value` strings stand for, in JSON's types; raises `BadInput` naming what is allowed.

    `ident` is a fact's id or `document`, `start` the fact's place. Slots and values are named in English or German
    (`status=abgelehnt`, `geber=Land Hallerfeld`, `bis=31.12.2018`). An empty value or `-` empties a slot. Actors are
    named by id or name, several with `;` between them; `purpose` by words that stand in the text.
    """
    layer = layer_of(ident)
    known, context = SLOTS[layer], Context(analysis, start)
    found: dict[str, Any] = {}
    for item in given:
        word, sign, value = (part.strip() for part in item.partition("="))
        slot = vocabulary.find_slot(layer, word) if sign else None
        if slot is None:
            raise BadInput(f"{item!r}: write slot=value with one of {vocabulary.tell_slots(layer, known)}")
        read = _read(known[slot], word, value, context)
        found |= {"low": read, "high": read} if slot == SUM else {slot: read}
    if not found:
        raise BadInput(f"nothing to change: write slot=value with one of {vocabulary.tell_slots(layer, known)}")
    return found


def _read(reader: Reader, slot: str, value: str, context: Context) -> Any:
    try:
        return reader(value, context)
    except BadInput as error:
        raise BadInput(f"{slot}={value}: {error}") from None


BOUNDS = ("exact", "about", "at_most", "at_least", "above", "below", "range", "vague")
SLOTS: Mapping[str, Mapping[str, Reader]] = {
    DOCUMENT: {
        "title": values.name,
        "issuer": values.text,
        "issued": values.only_day,
        "kind": one_of("kind", *KINDS),
        "place": values.text,
        "reference": values.text,
        "land": values.land,
    },
    "amounts": {
        "low": values.number,
        "high": values.number,
        SUM: values.number,
        "unit": values.name,
        "kind": one_of("amounts", "money", "positions", "share"),
        "bound": one_of("bound", *BOUNDS),
    },
    "times": {
        "value": values.name,
        "earliest": values.first_day,
        "latest": values.last_day,
        "role": one_of("role", "deadline", "start", "end", "term", "mention"),
    },
    "actors": {
        "name": values.name,
        "kind": one_of("actors", "person", "organisation", "authority", "group"),
        "role": values.text,
    },
    "statements": {
        "speaker": values.actor,
        "kind": one_of("statements", "quotation", "reported", "assertion"),
        "act": one_of("act", "promise", "demand", "refusal", "condition", "information"),
        "areas": values.areas,
    },
    "records": {
        "givers": values.actors,
        "receivers": values.actors,
        "purpose": values.span,
        "earliest": values.first_day,
        "latest": values.last_day,
        "status": values.status,
        "area": values.area,
        "part_of": values.record,
    },
}
