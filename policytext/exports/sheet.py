"""One analysis as its page shows it: facts of the letterhead, tables whose rows lead to the words, the marked text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.analysis import Analysis
from policytext.exports import wording
from policytext.exports.marks import Mark, Node, tree
from policytext.exports.placed import Places, reason_marks, statement_marks
from policytext.model import AreaScore, Block, Record, Statement

MOST_BESIDE = 5  # words that carried an area, beside the text; all are marked in it
TOGETHER = re.compile(r"(?<=\d)\ |(?<=Mio\.)\ |(?<=Mrd\.)\ ", re.VERBOSE)  # no line ends here: 58 Mio. €


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a table that lead to a mark of the text, where there is one."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its probability and, where it was explained, its words."""

    title: str
    score: str
    means: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a statement: its number in the text, who says it, how, and its areas."""

    number: str
    key: str
    kind: str
    speaker: str
    role: str
    act: str
    said: bool  # a quotation or reported speech
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A funding record as cells."""

    sum: Link
    part: bool
    givers: tuple[Link, ...]
    receivers: tuple[Link, ...]
    purpose: Link
    condition: Link
    period: Link
    status: str
    status_key: str
    area: str
    page: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the text with its marks; `page` is set where a new page begins."""

    kind: str
    nodes: tuple[Node, ...]
    page: int | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page shows of a document; `key` begins all its ids."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    areas: tuple[Area, ...]
    rows: tuple[Row, ...]
    times: tuple[tuple[str, Link, str, str], ...]
    actors: tuple[tuple[Link, str, int, str], ...]
    passages: tuple[Passage, ...]

    @property
    def explained(self) -> bool:
        """Whether the words that carried its areas are marked."""
        return any(area.why for passage in self.passages for note in passage.notes for area in note.areas) or any(
            area.why for area in self.areas
        )

    @property
    def summary(self) -> str:
        """The letterhead in a line, for the table of contents."""
        return " · ".join(value for label, value in self.facts if label in ("Herausgeber", "Datum", "Art", "Datei"))


def sheet(analysis: Analysis, key: str, titles: Mapping[str, str]) -> Sheet:
    """The sheet of an analysis; `titles` are those of the areas."""
    places, notes = Places(analysis, key), _notes(analysis, key, titles)
    numbers = {said.id: note.number for said, note in notes}
    marks = sorted((*places.marks(), *statement_marks(analysis, key, numbers), *reason_marks(analysis, key, titles)))
    return Sheet(
        key=key,
        title=analysis.document.head.title or "(ohne Titel)",
        facts=tuple(_facts(analysis)),
        warnings=tuple(wording.warnings(analysis.document)),
        areas=_areas(analysis.areas, titles, voted=len(analysis.statements) > 1),
        rows=tuple(_row(analysis, record, places, titles) for record in wording.in_order(analysis.records)),
        times=tuple(_times(analysis, places)),
        actors=tuple(_actors(analysis, places)),
        passages=tuple(_passages(analysis, marks, notes)),
    )


def _facts(analysis: Analysis) -> Iterator[tuple[str, str]]:
    document, head = analysis.document, analysis.document.head
    facts = (
        ("Art", wording.KINDS[head.kind]),
        ("Herausgeber", head.issuer),
        ("Datum", wording.day(head.issued)),
        ("Ort", head.place),
        ("Aktenzeichen", head.reference),
        ("Seiten", str(document.pages) if document.pages else None),
        ("Datei", document.name),
    )
    yield from ((label, value) for label, value in facts if value)


# ---------------------------------------------------------------------------------------------- tables


def _areas(
    areas: Sequence[AreaScore], titles: Mapping[str, str], most: int | None = None, *, voted: bool = False
) -> tuple[Area, ...]:
    why = wording.reasons(areas, most=most)
    return tuple(
        Area(titles.get(area.area, area.area), wording.share(area), wording.meaning(voted=voted), words)
        for area, words in zip(areas, why, strict=True)
    )


def _row(analysis: Analysis, record: Record, places: Places, titles: Mapping[str, str]) -> Row:
    amount = analysis.amount(record.amount)
    evidence = [span for spans in record.evidence.values() for span in spans]
    first = (amount and places.key(amount.start, amount.end)) or (places.key(*evidence[0]) if evidence else "")
    page = amount.page if amount else (analysis.document.page(evidence[0][0]) if evidence else None)
    purpose, condition, period = (places.of_slot(record, slot) for slot in ("purpose", "condition", "period"))
    return Row(
        sum=Link(TOGETHER.sub("\u00a0", wording.sum_of(amount)) if amount else "ohne Betrag", first),
        part=record.part_of is not None,
        givers=_who(analysis, record.givers, places.of_slot(record, "givers")),
        receivers=_who(analysis, record.receivers, places.of_slot(record, "receivers")),
        purpose=Link(wording.plain_words(record.purpose), purpose[0] if purpose else ""),
        condition=Link(wording.plain_words(record.condition), condition[0] if condition else ""),
        period=Link(wording.period(record), period[0] if period else ""),
        status=wording.status(record.status),
        status_key=record.status or "open",
        area=titles.get(record.area, record.area) if record.area else "",
        page=str(page) if page else "",
    )


def _who(analysis: Analysis, ids: Sequence[str], keys: Sequence[str]) -> tuple[Link, ...]:
    """The actors of a slot, each leading to its words where the evidence has one span an actor."""
    names = [actor.name for id_ in ids if (actor := analysis.actor(id_))]
    leading = [*keys, *[""] * (len(names) - len(keys))]
    return tuple(Link(name, key) for name, key in zip(names, leading, strict=False))


def _times(analysis: Analysis, places: Places) -> Iterator[tuple[str, Link, str, str]]:
    for time in analysis.times:
        if time.role in wording.ROLES:
            link = Link(wording.plain_words(time), places.key(time.start, time.end))
            yield wording.ROLES[time.role], link, wording.interval(time), wording.page(time)


def _actors(analysis: Analysis, places: Places) -> Iterator[tuple[Link, str, int, str]]:
    for actor in analysis.actors:
        first = actor.mentions[0] if actor.mentions else None
        pages = sorted({mention.page for mention in actor.mentions if mention.page})
        link = Link(actor.name, places.key(first.start, first.end) if first else "")
        yield link, actor.role or wording.ACTORS[actor.kind], len(actor.mentions), ", ".join(map(str, pages))


# ---------------------------------------------------------------------------------------------- the text


def _notes(analysis: Analysis, key: str, titles: Mapping[str, str]) -> list[tuple[Statement, Note]]:
    """The notes of the statements that somebody says or that have areas, in the order of the text."""
    noted = [said for said in analysis.statements if said.kind != "assertion" or said.areas]
    order = sorted(noted, key=lambda said: said.start)
    return [(said, _note(analysis, said, str(number), key, titles)) for number, said in enumerate(order, 1)]


def _note(analysis: Analysis, said: Statement, number: str, key: str, titles: Mapping[str, str]) -> Note:
    speaker = analysis.actor(said.speaker)
    return Note(
        number,
        f"{key}-{said.id}",
        wording.STATEMENTS[said.kind],
        speaker.name if speaker else said.source.text if said.source else "",
        (speaker.role or "") if speaker else "",
        wording.ACTS.get(said.act, ""),
        said.kind != "assertion",
        _areas(said.areas, titles, MOST_BESIDE),
    )


def _passages(analysis: Analysis, marks: Sequence[Mark], notes: Sequence[tuple[Statement, Note]]) -> Iterator[Passage]:
    document, before, passed = analysis.document, 0, 0
    starts, noted = [mark.start for mark in marks], [said.start for said, _ in notes]
    for block in _blocks(document.blocks, document.text):
        while passed < len(marks) and marks[passed].end <= block.start:
            passed += 1
        inside = marks[passed : bisect_left(starts, block.end)]
        page = document.page(block.start) if block.end > block.start else None
        beside = notes[bisect_left(noted, block.start) : bisect_left(noted, block.end)]
        yield Passage(
            block.kind,
            tree(document.text, inside, block.start, block.end),
            page if page != before else None,
            tuple(note for _, note in beside),
        )
        before = page or before


def _blocks(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    """The blocks with what stands between them, so that no word is lost."""
    place = 0
    for block in sorted(blocks, key=lambda block: block.start):
        if text[place : block.start].strip():
            yield Block("paragraph", place, block.start)
        yield block
        place = max(place, block.end)
    if text[place:].strip():
        yield Block("paragraph", place, len(text))
