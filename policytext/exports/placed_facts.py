"""The facts of an analysis as marks of its text, and where a row of a table leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policytext.analysis import Analysis
from policytext.exports import wording
from policytext.exports.nested_marks import Mark
from policytext.model import Actor, Amount, Record, Time

STRONG, WEAK = 0.5, 0.1  # shares of an area's heaviest word from which a word is marked as strong, and at all


class Places:
    """Where the facts of an analysis stand: marks, and the key of the mark of every span that a record points at."""

    def __init__(self, analysis: Analysis, key: str) -> None:
        self._key = key
        self._marks: dict[tuple[int, int], Mark] = {}
        for amount in analysis.amounts:
            self._add(Mark(amount.start, amount.end, "amount", f"{key}-{amount.id}", _amount_tip(amount)))
        for time in analysis.times:
            self._add(Mark(time.start, time.end, "time", f"{key}-{time.id}", _time_tip(time)))
        for actor in analysis.actors:
            for number, mention in enumerate(actor.mentions, 1):
                self._add(Mark(mention.start, mention.end, "actor", f"{key}-{actor.id}-{number}", _actor_tip(actor)))
        for record in analysis.records:
            self._add_evidence(record)

    def _add(self, mark: Mark) -> None:
        self._marks.setdefault((mark.start, mark.end), mark)

    def _add_evidence(self, record: Record) -> None:
        """Words that prove a record and are no mark yet get one, so that a row can lead to them."""
        tips = {"purpose": "Zweck der Förderung", "condition": "Bedingung der Förderung"}
        for slot, spans in record.evidence.items():
            for start, end in spans:
                layer = "purpose" if slot in tips else "slot"
                self._add(Mark(start, end, layer, f"{self._key}-w{start}-{end}", tips.get(slot, "")))

    def marks(self) -> Iterable[Mark]:
        """All marks of these layers."""
        return self._marks.values()

    def key(self, start: int, end: int) -> str:
        """The key of the mark with this span, empty where there is none."""
        mark = self._marks.get((start, end))
        return mark.key if mark else ""

    def of_slot(self, record: Record, slot: str) -> list[str]:
        """The keys of the words that fill a slot of a record."""
        return [self.key(*span) for span in record.evidence.get(slot, ())]


def _amount_tip(amount: Amount) -> str:
    change = wording.CHANGES.get(amount.change or "", "")
    return f"{wording.AMOUNTS.get(amount.kind, 'Betrag')}: {change} {wording.sum_of(amount)}".replace(":  ", ": ")


def _time_tip(time: Time) -> str:
    said = wording.format_interval(time) or time.value
    event = f" (nach {time.anchor})" if time.anchor and time.anchor not in said else ""
    return f"{wording.ROLES.get(time.role, 'Zeit')}: {said}{event}"


def _actor_tip(actor: Actor) -> str:
    return f"{wording.ACTORS[actor.kind]}: {actor.name}" + (f", {actor.role}" if actor.role else "")


def statement_marks(analysis: Analysis, key: str, numbers: Mapping[str, str]) -> Iterator[Mark]:
    """The statements, each with what it is and its number among the notes, where it has one."""
    for statement in analysis.statements:
        speaker = analysis.actor(statement.speaker)
        words = (wording.STATEMENTS[statement.kind], f"von {speaker.name}" if speaker else "")
        act = wording.ACTS.get(statement.act)
        tip = " ".join(word for word in words if word) + (f" · {act}" if act else "")
        whole = Mark(statement.start, statement.end, "statement", f"{key}-{statement.id}", tip, statement.kind)
        yield replace(whole, number=numbers.get(statement.id, ""))
        for part in statement.parts[1:]:
            yield replace(whole, start=part.start, end=part.end, anchor=False)


def reason_marks(analysis: Analysis, key: str, titles: Mapping[str, str]) -> Iterator[Mark]:
    """The words that carried areas, each once, with all the areas that it speaks for."""
    tips: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    strong: set[tuple[int, int]] = set()
    alone = () if analysis.statements else analysis.areas
    for area in (*(area for said in analysis.statements for area in said.areas), *alone):
        heaviest = max((reason.weight for reason in area.because), default=0.0)
        for reason in (reason for reason in area.because if reason.weight >= WEAK * heaviest):
            span, title = (reason.start, reason.end), titles.get(area.area, area.area)
            tips[span][title] = max(reason.weight, tips[span].get(title, 0.0))
            strong |= {span} if reason.weight >= STRONG * heaviest else set()
    for (start, end), weights in tips.items():
        tip = "spricht für " + ", ".join(
            f"{title} ({wording.format_decimal(weight)})" for title, weight in weights.items()
        )
        yield Mark(start, end, "reason", f"{key}-g{start}", tip, "strong" if (start, end) in strong else "")
