"""The same money told again: in headline, text, quotation and table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.model import Amount, Record

Key = tuple[object, ...]


def link_repetitions(records: Sequence[Record], amounts: Sequence[Amount]) -> Iterator[Record]:
    """The records, each that tells the money of an earlier one again with `same_as` pointing to the first.

    Equal numbers, unit and rate tell the same money unless giver, receiver, years or the whole speak against it.
    """
    by_id = {amount.id: amount for amount in amounts}
    yield from _share_wholes(list(_link_repetitions(records, by_id)))


def _share_wholes(records: Sequence[Record]) -> Iterator[Record]:
    """The records, each with the whole of any telling of its money: what is a part once is one wherever it is told."""
    wholes: dict[str, str] = {}
    for record in records:
        if record.part_of:
            wholes.setdefault(record.same_as or record.id, record.part_of)
    parts = {record.same_as or record.id for record in records if record.part_of}
    for record in records:
        whole = wholes.get(record.same_as or record.id)
        open_ = record.part_of is None and whole not in (None, record.id, record.same_as)
        is_whole = record.id in wholes.values()
        yield replace(record, part_of=whole) if open_ and not is_whole and whole not in parts else record


def _link_repetitions(records: Sequence[Record], by_id: Mapping[str, Amount]) -> Iterator[Record]:
    first: dict[Key, list[Record]] = {}
    for record in records:
        amount = by_id.get(record.amount or "")
        if amount is None:
            yield record
            continue
        key: Key = (amount.kind, amount.low, amount.high, amount.unit, amount.per)
        same = next((other for other in first.get(key, []) if _can_be_same_money(other, record)), None)
        if same is None:
            first.setdefault(key, []).append(record)
        yield replace(record, same_as=same.id) if same else record


def _can_be_same_money(one: Record, other: Record) -> bool:
    """Whether two records of equal sums can be the same money: no slot that both fill differs."""
    if (one.earliest, one.latest) != (other.earliest, other.latest) and _has_dates(one) and _has_dates(other):
        return False
    for mine, theirs in ((one.givers, other.givers), (one.receivers, other.receivers)):
        if mine and theirs and not set(mine) & set(theirs):
            return False
    if one.part_of == other.id or other.part_of == one.id or _status_side(one.status) != _status_side(other.status):
        return False
    return _purpose_words(one) == _purpose_words(other) or not (_purpose_words(one) and _purpose_words(other))


def _has_dates(record: Record) -> bool:
    return bool(record.earliest or record.latest)


def _status_side(status: str | None) -> bool:
    return status in ("demanded", "refused")


def _purpose_words(record: Record) -> str:
    return " ".join(record.purpose.text.lower().split()) if record.purpose else ""
