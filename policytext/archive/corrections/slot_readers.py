"""What may be corrected of a fact or of a paper's head, and how `slot=value` is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections import correction_words, values
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
        slot = correction_words.find_slot(layer, word) if sign else None
        if slot is None:
            raise BadInput(f"{item!r}: write slot=value with one of {correction_words.tell_slots(layer, known)}")
        read = _read_slot(known[slot], word, value, context)
        found |= {"low": read, "high": read} if slot == SUM else {slot: read}
    if not found:
        raise BadInput(f"nothing to change: write slot=value with one of {correction_words.tell_slots(layer, known)}")
    return found


def _read_slot(reader: Reader, slot: str, value: str, context: Context) -> Any:
    try:
        return reader(value, context)
    except BadInput as error:
        raise BadInput(f"{slot}={value}: {error}") from None


BOUNDS = ("exact", "about", "at_most", "at_least", "above", "below", "range", "vague")
SLOTS: Mapping[str, Mapping[str, Reader]] = {
    DOCUMENT: {
        "title": values.read_name,
        "issuer": values.read_text,
        "issued": values.only_day,
        "kind": one_of("kind", *KINDS),
        "place": values.read_text,
        "reference": values.read_text,
        "land": values.read_land,
    },
    "amounts": {
        "low": values.read_number,
        "high": values.read_number,
        SUM: values.read_number,
        "unit": values.read_name,
        "kind": one_of("amounts", "money", "positions", "share"),
        "bound": one_of("bound", *BOUNDS),
    },
    "times": {
        "value": values.read_name,
        "earliest": values.first_day,
        "latest": values.last_day,
        "role": one_of("role", "deadline", "start", "end", "term", "mention"),
    },
    "actors": {
        "name": values.read_name,
        "kind": one_of("actors", "person", "organisation", "authority", "group"),
        "role": values.read_text,
    },
    "statements": {
        "speaker": values.read_actor,
        "kind": one_of("statements", "quotation", "reported", "assertion"),
        "act": one_of("act", "promise", "demand", "refusal", "condition", "information"),
        "areas": values.read_areas,
    },
    "records": {
        "givers": values.read_actors,
        "receivers": values.read_actors,
        "purpose": values.read_span,
        "earliest": values.first_day,
        "latest": values.last_day,
        "status": values.read_status,
        "area": values.read_area,
        "part_of": values.read_record,
    },
}
