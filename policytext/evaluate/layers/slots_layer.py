"""The slots of records: only those that the gold fills, of every gold record, found or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policytext.evaluate import name_words
from policytext.evaluate.gold_files import Gold, GoldRecord
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings, gold_items
from policytext.model import Actor, ActorMention, Record

SLOTS = ("giver", "receiver", "purpose", "period", "status", "part_of")
Pair = tuple[Item[GoldRecord] | None, Item[Record] | None]


def compare_slots(gold: Gold, found: PlacedFindings, pairs: Sequence[Pair]) -> Iterator[ScoreOutcome]:
    """Outcomes of `records.giver`, `records.receiver` and so on."""
    index = {id(record): number for number, record in enumerate(gold.records or ())}
    partner = {index[id(right.of)]: ours.of for right, ours in pairs if right and ours}
    for right, ours in pairs:
        if right:
            yield from _of_record(gold, found, right, ours, partner)


def _of_record(
    gold: Gold, found: PlacedFindings, right: Item[GoldRecord], ours: Item[Record] | None, partner: dict[int, Record]
) -> Iterator[ScoreOutcome]:
    due = _describe_due(right.of)
    given = _describe_given(found, ours.of) if ours else {}
    agreeing = _find_agreeing(gold, found, right.of, ours.of, partner) if ours else frozenset()
    for slot in SLOTS:
        if due[slot]:
            verdict: Verdict = "right" if slot in agreeing else "wrong" if given.get(slot) else "missed"
            yield ScoreOutcome(
                layer=f"records.{slot}",
                document=gold.id,
                verdict=verdict,
                gold=Item(right.words, due[slot], right.spans, right.of),
                found=Item(ours.words, given[slot], ours.spans, ours.of) if ours else None,
            )


def _describe_due(record: GoldRecord) -> dict[str, str]:
    """The slots of a gold record as shown; empty where they are open."""
    return {
        "giver": ", ".join(record.givers),
        "receiver": ", ".join(record.receivers),
        "purpose": record.purpose or "",
        "period": _format_interval(record.earliest, record.latest),
        "status": record.status or "",
        "part_of": "" if record.part_of is None else f"record {record.part_of}",
    }


def _describe_given(found: PlacedFindings, record: Record) -> dict[str, str]:
    """The slots of a record as shown."""
    names = {actor.id: actor.name for actor in found.analysis.actors}
    return {
        "giver": ", ".join(names.get(giver, giver) for giver in record.givers),
        "receiver": ", ".join(names.get(receiver, receiver) for receiver in record.receivers),
        "purpose": purpose_words(record),
        "period": _format_interval(record.earliest, record.latest),
        "status": record.status or "",
        "part_of": record.part_of or "",
    }


def _find_agreeing(
    gold: Gold, found: PlacedFindings, due: GoldRecord, given: Record, partner: dict[int, Record]
) -> frozenset[str]:
    """The slots in which a record says what the gold says."""
    whole = partner.get(due.part_of) if due.part_of is not None else None
    agree = {
        "giver": _share_mention(gold, found, due.givers, given.givers),
        "receiver": _share_mention(gold, found, due.receivers, given.receivers),
        "purpose": half_of_words(due.purpose or "", purpose_words(given)),
        "period": (due.earliest, due.latest) == (given.earliest, given.latest),
        "status": due.status == given.status,
        "part_of": whole is not None and given.part_of == whole.id,
    }
    return frozenset(slot for slot, same in agree.items() if same)


def purpose_words(record: Record) -> str:
    """The words of a record's purpose."""
    return record.purpose.text if record.purpose else ""


def _format_interval(earliest: date | None, latest: date | None) -> str:
    return f"{earliest or ''}..{latest or ''}" if earliest or latest else ""


def half_of_words(gold: str, found: str) -> bool:
    """Whether at least half of the telling words of the gold are there."""
    due = name_words.select_telling_words(gold)
    return bool(due) and 2 * len(due & name_words.select_telling_words(found)) >= len(due)


def _share_mention(gold: Gold, found: PlacedFindings, due: Sequence[str], given: Sequence[str]) -> bool:
    """Whether any actor given has a mention that overlaps one of any actor due."""
    right = _list_characters(gold_items(_list_mentions(gold.actors or (), due), lambda m: m.form))
    ours = _list_characters(found.items(_list_mentions(found.analysis.actors, given), lambda m: m.form))
    return bool(right & ours)


def _list_mentions(actors: Sequence[Actor], ids: Sequence[str]) -> list[ActorMention]:
    return [mention for actor in actors if actor.id in ids for mention in actor.mentions]


def _list_characters(items: Sequence[Item[ActorMention]]) -> frozenset[int]:
    return frozenset[int]().union(*(item.characters for item in items))
