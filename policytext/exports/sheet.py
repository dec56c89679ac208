"""One analysis as its page shows it: facts of the letterhead, tables whose rows lead to the words, the marked text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.analysis import Analysis
from policytext.exports import wording
from policytext.exports.nested_marks import Mark, Node, build_tree
from policytext.exports.placed_facts import Places, reason_marks, statement_marks
from policytext.model import AreaScore, Block, Record, Statement

MOST_BESIDE = 5  # words that carried an area, beside the text; all are marked in it
TOGETHER = re.compile(r"(?<=\d)\ |(?<=Mio\.)\ |(?<=Mrd\.)\ ", re.VERBOSE)  # no line ends here: 58 Mio. €


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a table that lead to a mark of the text, where there is one."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class AreaCell:
    """An area with its probability and, where it was explained, its words."""

    title: str
    score: str
    means: str
    why: str


@dataclass(frozen=True, slots=True)
class StatementNote:
    """What stands beside a statement: its number in the text, who says it, how, and its areas."""

    number: str
    key: str
    kind: str
    speaker: str
    role: str
    act: str
    said: bool  # a quotation or reported speech
    areas: tuple[AreaCell, ...]


@dataclass(frozen=True, slots=True)
class RecordRow:
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
class MarkedPassage:
    """A block of the text with its marks; `page` is set where a new page begins."""

    kind: str
    nodes: tuple[Node, ...]
    page: int | None
    notes: tuple[StatementNote, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page shows of a document; `key` begins all its ids."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    areas: tuple[AreaCell, ...]
    rows: tuple[RecordRow, ...]
    times: tuple[tuple[str, Link, str, str], ...]
    actors: tuple[tuple[Link, str, int, str], ...]
    passages: tuple[MarkedPassage, ...]

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


def build_sheet(analysis: Analysis, key: str, titles: Mapping[str, str]) -> Sheet:
    """The sheet of an analysis; `titles` are those of the areas."""
    places, notes = Places(analysis, key), _list_notes(analysis, key, titles)
    numbers = {said.id: note.number for said, note in notes}
    marks = sorted((*places.marks(), *statement_marks(analysis, key, numbers), *reason_marks(analysis, key, titles)))
    return Sheet(
        key=key,
        title=analysis.document.head.title or "(ohne Titel)",
        facts=tuple(_list_facts(analysis)),
        warnings=tuple(wording.translate_warnings(analysis.document)),
        areas=_list_areas(analysis.areas, titles, voted=len(analysis.statements) > 1),
        rows=tuple(_build_row(analysis, record, places, titles) for record in wording.in_order(analysis.records)),
        times=tuple(_list_times(analysis, places)),
        actors=tuple(_list_actors(analysis, places)),
        passages=tuple(_build_passages(analysis, marks, notes)),
    )


def _list_facts(analysis: Analysis) -> Iterator[tuple[str, str]]:
    document, head = analysis.document, analysis.document.head
    facts = (
        ("Art", wording.KINDS[head.kind]),
        ("Herausgeber", head.issuer),
        ("Datum", wording.format_day(head.issued)),
        ("Ort", head.place),
        ("Aktenzeichen", head.reference),
        ("Seiten", str(document.pages) if document.pages else None),
        ("Datei", document.name),
    )
    yield from ((label, value) for label, value in facts if value)


# ---------------------------------------------------------------------------------------------- tables


def _list_areas(
    areas: Sequence[AreaScore], titles: Mapping[str, str], most: int | None = None, *, voted: bool = False
) -> tuple[AreaCell, ...]:
    why = wording.format_reasons(areas, most=most)
    return tuple(
        AreaCell(
            titles.get(area.area, area.area), wording.format_share(area), wording.explain_shares(voted=voted), words
        )
        for area, words in zip(areas, why, strict=True)
    )


def _build_row(analysis: Analysis, record: Record, places: Places, titles: Mapping[str, str]) -> RecordRow:
    amount = analysis.amount(record.amount)
    evidence = [span for spans in record.evidence.values() for span in spans]
    first = (amount and places.key(amount.start, amount.end)) or (places.key(*evidence[0]) if evidence else "")
    page = amount.page if amount else (analysis.document.page(evidence[0][0]) if evidence else None)
    purpose, condition, period = (places.of_slot(record, slot) for slot in ("purpose", "condition", "period"))
    return RecordRow(
        sum=Link(TOGETHER.sub("\u00a0", wording.sum_of(amount)) if amount else "ohne Betrag", first),
        part=record.part_of is not None,
        givers=_link_actors(analysis, record.givers, places.of_slot(record, "givers")),
        receivers=_link_actors(analysis, record.receivers, places.of_slot(record, "receivers")),
        purpose=Link(wording.plain_words(record.purpose), purpose[0] if purpose else ""),
        condition=Link(wording.plain_words(record.condition), condition[0] if condition else ""),
        period=Link(wording.format_period(record), period[0] if period else ""),
        status=wording.format_status(record.status),
        status_key=record.status or "open",
        area=titles.get(record.area, record.area) if record.area else "",
        page=str(page) if page else "",
    )


def _link_actors(analysis: Analysis, ids: Sequence[str], keys: Sequence[str]) -> tuple[Link, ...]:
    """The actors of a slot, each leading to its words where the evidence has one span an actor."""
    names = [actor.name for id_ in ids if (actor := analysis.actor(id_))]
    leading = [*keys, *[""] * (len(names) - len(keys))]
    return tuple(Link(name, key) for name, key in zip(names, leading, strict=False))


def _list_times(analysis: Analysis, places: Places) -> Iterator[tuple[str, Link, str, str]]:
    for time in analysis.times:
        if time.role in wording.ROLES:
            link = Link(wording.plain_words(time), places.key(time.start, time.end))
            yield wording.ROLES[time.role], link, wording.format_interval(time), wording.format_page(time)


def _list_actors(analysis: Analysis, places: Places) -> Iterator[tuple[Link, str, int, str]]:
    for actor in analysis.actors:
        first = actor.mentions[0] if actor.mentions else None
        pages = sorted({mention.page for mention in actor.mentions if mention.page})
        link = Link(actor.name, places.key(first.start, first.end) if first else "")
        yield link, actor.role or wording.ACTORS[actor.kind], len(actor.mentions), ", ".join(map(str, pages))


# ---------------------------------------------------------------------------------------------- the text


def _list_notes(analysis: Analysis, key: str, titles: Mapping[str, str]) -> list[tuple[Statement, StatementNote]]:
    """The notes of the statements that somebody says or that have areas, in the order of the text."""
    noted = [said for said in analysis.statements if said.kind != "assertion" or said.areas]
    order = sorted(noted, key=lambda said: said.start)
    return [(said, _build_note(analysis, said, str(number), key, titles)) for number, said in enumerate(order, 1)]


def _build_note(analysis: Analysis, said: Statement, number: str, key: str, titles: Mapping[str, str]) -> StatementNote:
    speaker = analysis.actor(said.speaker)
    return StatementNote(
        number,
        f"{key}-{said.id}",
        wording.STATEMENTS[said.kind],
        speaker.name if speaker else said.source.text if said.source else "",
        (speaker.role or "") if speaker else "",
        wording.ACTS.get(said.act, ""),
        said.kind != "assertion",
        _list_areas(said.areas, titles, MOST_BESIDE),
    )


def _build_passages(
    analysis: Analysis, marks: Sequence[Mark], notes: Sequence[tuple[Statement, StatementNote]]
) -> Iterator[MarkedPassage]:
    document, before, passed = analysis.document, 0, 0
    starts, noted = [mark.start for mark in marks], [said.start for said, _ in notes]
    for block in _list_blocks(document.blocks, document.text):
        while passed < len(marks) and marks[passed].end <= block.start:
            passed += 1
        inside = marks[passed : bisect_left(starts, block.end)]
        page = document.page(block.start) if block.end > block.start else None
        beside = notes[bisect_left(noted, block.start) : bisect_left(noted, block.end)]
        yield MarkedPassage(
            block.kind,
            build_tree(document.text, inside, block.start, block.end),
            page if page != before else None,
            tuple(note for _, note in beside),
        )
        before = page or before


def _list_blocks(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    """The blocks with what stands between them, so that no word is lost."""
    place = 0
    for block in sorted(blocks, key=lambda block: block.start):
        if text[place : block.start].strip():
            yield Block("paragraph", place, block.start)
        yield block
        place = max(place, block.end)
    if text[place:].strip():
        yield Block("paragraph", place, len(text))
