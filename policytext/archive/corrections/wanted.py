"""What a person wants to add, made into corrections: place, kind and values, from slots and the words themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policytext.analysis import Analysis, to_plain
from policytext.archive.corrections import correction_words
from policytext.archive.corrections.missing import ALONE, find_overlapping, free_id
from policytext.archive.corrections.record import Fact
from policytext.archive.corrections.slot_readers import read_slots
from policytext.archive.corrections.whereabouts import find_nearest, find_one_place, find_places
from policytext.errors import BadInput
from policytext.model import Amount, Document, Time

AMOUNT = ("low", "high", "unit", "kind", "bound", "per", "change")  # what the words of a sum tell
TIME = ("type", "value", "mod", "earliest", "latest", "role", "anchor")
MARKS = "\"'„“”»«‚‘’› ‹"  # around a quotation, no part of it
Understood = Callable[[Document, str], Analysis]  # what the machine reads out of some words of a document


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact to add: what it is (`betrag`, `deadline`, `record` …), its words, `slot=value`, and which of its places.

    `page` counts from 1; `after` are words that stand before it.
    """

    kind: str
    words: str
    change: Sequence[str] = ()
    page: int | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class New:
    """A correction to be made: an added fact."""

    layer: str
    ident: str
    start: int
    end: int
    slots: Mapping[str, Any]


def complete_fact(wanted: Wanted, seen: Analysis, understood: Understood) -> Iterator[New]:
    """The corrections that add a fact; a record whose sum is unknown too adds the sum first.

    Raises `BadInput` where the words stand nowhere or in several places, where the fact is known already, or where a
    value is needed that nobody told.
    """
    kind = correction_words.find_fact(wanted.kind)
    if kind is None:
        raise BadInput(f"cannot add {wanted.kind!r}: use one of {correction_words.tell_facts()}")
    layer = {"deadline": "times", "quotation": "statements"}.get(kind, kind)
    start, end = _find_place(wanted, layer, seen)
    ident = free_id(seen, layer)
    slots = read_slots(seen, ident, wanted.change, start=start) if wanted.change else {}
    _check_new(seen, layer, (start, end))
    read = understood(seen.document, seen.document.text[start:end])
    if layer == "records":
        yield from _add_sum(seen, read, (start, end))
    yield New(layer, ident, start, end, _TOLD[layer](kind, slots, read, wanted))


def _find_place(wanted: Wanted, layer: str, seen: Analysis) -> tuple[int, int]:
    words = wanted.words.strip(MARKS) if layer == "statements" else wanted.words
    if layer != "actors" or wanted.page is not None or wanted.after is not None:
        return find_one_place(seen.document, words, page=wanted.page, after=wanted.after)
    free = (place for place in find_places(seen.document, words) if not find_overlapping(seen, layer, place))
    return next(free, None) or next(find_places(seen.document, words), None) or find_one_place(seen.document, words)


def _check_new(seen: Analysis, layer: str, place: tuple[int, int]) -> None:
    known = find_overlapping(seen, layer, place)
    if known is not None:
        raise BadInput(
            f"{known.id} stands there already ({_name_fact(known, seen)}): set its slots, or mark it as wrong"
        )
    if layer == "records":
        sums = [one for one in seen.amounts if one.start < place[1] and place[0] < one.end]
        if len(sums) > 1:
            raise BadInput(f"several sums stand in these words: give those of one ({', '.join(s.text for s in sums)})")


def _name_fact(fact: Fact, seen: Analysis) -> str:
    amount = seen.amount(getattr(fact, "amount", None))
    words = getattr(fact, "name", None) or getattr(fact, "text", None) or (amount.text if amount else "")
    return " ".join(str(words).split())[:60]


def _add_sum(seen: Analysis, read: Analysis, place: tuple[int, int]) -> Iterator[New]:
    """The sum in the words of a record, where the machine has not found it there."""
    if find_overlapping(seen, "amounts", place) or len(read.amounts) != 1:
        return
    amount = read.amounts[0]
    start, end = find_nearest(seen.document, amount.text, place[0]) or place
    yield New("amounts", free_id(seen, "amounts"), start, end, _pick_slots(amount, AMOUNT))


def _pick_slots(fact: Fact, names: Sequence[str]) -> dict[str, Any]:
    return {name: to_plain(getattr(fact, name)) for name in names}


# ---------------------------------------------------------------------------------------------- values, by layer


def _of_amount(_: str, slots: Mapping[str, Any], read: Analysis, wanted: Wanted) -> dict[str, Any]:
    sums: tuple[Amount, ...] = read.amounts
    told = _pick_slots(sums[0], AMOUNT) if len(sums) == 1 else {}
    if slots.keys() & {"low", "high"}:
        bound = "exact" if slots.get("low") == slots.get("high") else "range"
        told |= {"low": None, "high": None, "bound": bound, "change": None}
    found = told | dict(slots)
    if found.get("low") is None and found.get("high") is None and found.get("bound") != "vague":
        raise BadInput(f"{wanted.words!r} tells no number that the machine reads: give one, such as betrag=12000000")
    return {"unit": "EUR", "kind": "money"} | found


def _of_time(kind: str, slots: Mapping[str, Any], read: Analysis, wanted: Wanted) -> dict[str, Any]:
    times: tuple[Time, ...] = read.times
    told = _pick_slots(times[0], TIME) if len(times) == 1 else {}
    if slots.keys() & {"earliest", "latest"}:
        told |= {"earliest": None, "latest": None, "type": "DATE", "mod": None, "anchor": None}
        told["value"] = slots.get("latest") or slots.get("earliest")
    if kind == "deadline":
        told["role"] = "deadline"
    found = told | dict(slots)
    if not found.get("value"):
        raise BadInput(f"{wanted.words!r} tells no day that the machine reads: give one, such as bis=31.12.2018")
    return found


def _of_actor(_: str, slots: Mapping[str, Any], read: Analysis, wanted: Wanted) -> dict[str, Any]:
    words = " ".join(wanted.words.split())
    known = next(
        (
            one
            for one in read.actors
            if correction_words.fold_word(one.mentions[0].text) == correction_words.fold_word(words)
        ),
        None,
    )
    told: dict[str, Any] = {"name": known.name, "kind": known.kind} if known else {"name": words}
    if wanted.page is not None or wanted.after is not None:
        told[ALONE] = True
    if "kind" not in (found := told | dict(slots)):
        raise BadInput(f"what is {words!r}? give kind=person, organisation, authority or group")
    return found


def _of_statement(kind: str, slots: Mapping[str, Any], _: Analysis, __: Wanted) -> dict[str, Any]:
    usual = "quotation" if kind == "quotation" else "reported" if slots.get("speaker") else "assertion"
    return {"kind": usual} | dict(slots)


def _of_record(_: str, slots: Mapping[str, Any], __: Analysis, ___: Wanted) -> dict[str, Any]:
    return dict(slots)


_TOLD: Mapping[str, Callable[[str, Mapping[str, Any], Analysis, Wanted], dict[str, Any]]] = {
    "amounts": _of_amount,
    "times": _of_time,
    "actors": _of_actor,
    "statements": _of_statement,
    "records": _of_record,
}
