"""Where a unit holds that stands beside no number: the table or list below or above its note, or all the paper.

`notes` finds the notes; tables are read by `columns`, lists and fields by `entries`. A note holds until running text
or another note; a remark ("Angaben in Euro") right behind a table or list that has no unit holds for that one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from policytext.layout import Table
from policytext.model import Block, Document
from policytext.taggers.amounts import list_entries, year_heads
from policytext.taggers.amounts.amount_drafts import AmountDraft
from policytext.taggers.amounts.list_entries import ListEntry
from policytext.taggers.amounts.unit_notes import UnitNote
from policytext.taggers.amounts.unit_words import AmountUnit, Anchor
from policytext.taggers.amounts.year_heads import MONEY, Outside

RUNNING_TEXT = 200  # characters of a block that ends what a note covers
PATIENCE = 3  # blocks without numbers over which a note holds
HEAD_LINES = 4  # lines above a table that may name its columns
LONGEST_HEAD = 110  # characters of such a line
LONGEST_NOTE = 90  # characters of a block that is nothing but a note
_HEAD = re.compile(r"[^\d;:!?]*(?:(?:19|20)\d\d[^\d;:!?]*)*")


@dataclass(frozen=True, slots=True)
class Region:
    """A table, or a block that is none, at `start:end` of the view, with the notes in it.

    `first` and `behind` number its first block and the one after its last.
    """

    start: int
    end: int
    block: Block
    first: int
    behind: int
    notes: Sequence[UnitNote] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a paper as stretches, read where they are asked for."""

    document: Document
    anchors: Sequence[Anchor]
    notes: Sequence[UnitNote]
    from_first: Mapping[int, Table]
    from_last: Mapping[int, Table]

    def at(self, number: int) -> Region | None:
        """The stretch that begins with a block, `None` behind the last one."""
        if not 0 <= number < len(self.document.blocks):
            return None
        table = self.from_first.get(number)
        return self._stretch(number, table.rows[-1].block if table else number, table)

    def before(self, number: int) -> Region | None:
        """The stretch that ends before a block, `None` before the first one."""
        if number <= 0:
            return None
        table = self.from_last.get(number - 1)
        return self._stretch(table.rows[0].block if table else number - 1, number - 1, table)

    def _stretch(self, first: int, last: int, table: Table | None) -> Region:
        blocks, forth = self.document.blocks, self.document.view.forth
        start, end = forth(blocks[first].start), forth(blocks[last].end)
        at = bisect_right(self.notes, start, key=_note_end)
        inside = self.notes[at : bisect_right(self.notes, end, lo=at, key=_note_end)]
        return Region(start, end, blocks[first], first, last + 1, inside, table)


@dataclass(slots=True)
class Cover:
    """The unit that the last note gives, and over how many more blocks without numbers it holds.

    Behind another heading (`is_near` is false) it holds for numbers that look like sums only.
    """

    unit: AmountUnit
    patience: int = PATIENCE
    is_near: bool = True


def find_bare(document: Document, anchors: Sequence[Anchor], told: Sequence[UnitNote]) -> Iterator[AmountDraft]:
    """The bare numbers of tables, lists and fields that a unit elsewhere, or their label, makes sums.

    `anchors` are the unit words of the paper, `told` its notes, both in order.
    """
    if told or document.tables:
        tables = document.tables
        by_first, by_last = ({table.rows[end].block: table for table in tables} for end in (0, -1))
        yield from _read_covered(Blocks(document, anchors, told, by_first, by_last), _of_paper(told))
    yield from (_build_draft(entry, MONEY) for entry in list_entries.find_fields(document.view.text))


def _read_covered(blocks: Blocks, paper: AmountUnit | None) -> Iterator[AmountDraft]:
    """The numbers that notes cover, and those of tables."""
    text = blocks.document.view.text
    places = sorted({*blocks.from_first, *(_block_of(blocks.document, note) for note in blocks.notes)})
    cover: Cover | None = None
    open_from = number = 0  # first block that a note behind it may cover
    while here := blocks.at(number):
        if here.notes and here.table is None:
            yield from _read_list_before_remark(blocks, here, open_from)
            yield from _read_announced(text, here)
            cover, open_from, number = Cover(here.notes[-1].unit), here.behind, here.behind
            continue
        number, found = _read_covered_block(blocks, here, cover, paper)
        yield from found
        open_from = number if found else open_from
        cover = _continue_cover(cover, here, bool(found))
        if cover is None and paper is None:
            at = bisect_left(places, number)
            number = places[at] if at < len(places) else len(blocks.document.blocks)


def _block_of(document: Document, note: UnitNote) -> int:
    start, _ = document.view.back(note.end - 1, note.end)
    return max(0, bisect_right(document.blocks, start, key=_start_of) - 1)


def _start_of(block: Block) -> int:
    return block.start


def _note_end(note: UnitNote) -> int:
    return note.end


def _of_paper(told: Sequence[UnitNote]) -> AmountUnit | None:
    """The unit of all numbers of the paper, where its notes agree."""
    units = {note.unit for note in told if note.everywhere}
    return units.pop() if len(units) == 1 else None


def _continue_cover(cover: Cover | None, here: Region, found: bool) -> Cover | None:
    """What a note still covers behind a stretch."""
    if cover is None or found:
        return cover and replace(cover, patience=PATIENCE)
    if here.end - here.start > RUNNING_TEXT or cover.patience == 0:
        return None
    return Cover(cover.unit, cover.patience - 1, cover.is_near and here.block.kind != "heading")


# ---------------------------------------------------------------------------------------------- what a unit holds for


def _read_covered_block(
    blocks: Blocks, here: Region, cover: Cover | None, paper: AmountUnit | None
) -> tuple[int, list[AmountDraft]]:
    """The sums of the table or list that begins here, and the number of the block behind it."""
    text = blocks.document.view.text
    if here.table:
        cover = cover or _remark_behind(blocks, here)
        caption = cover.unit if cover and cover.is_near else None
        outside = Outside(_head_lines(blocks, here), caption, paper or (cover.unit if cover else None))
        return here.behind, year_heads.read_table(blocks.document, here.table, blocks.anchors, outside)
    unit = cover.unit if cover else paper
    if unit is None:
        return here.behind, []
    listed = list(_walk_list(text, blocks, here))
    behind = listed[-1][0].behind if listed else here.behind
    return behind, _select_sums(
        _last_cells([entry for _, entry in listed]), unit, is_near=cover is not None and cover.is_near
    )


def _head_lines(blocks: Blocks, here: Region) -> list[tuple[int, int]]:
    """The lines right above a table that may name its columns, from above: short, without numbers but years."""
    found: list[tuple[int, int]] = []
    above = blocks.before(here.first)
    while above and len(found) < HEAD_LINES and _is_head_line(blocks.document.view.text, above):
        found.insert(0, (above.start, above.end))
        above = blocks.before(above.first)
    return found


def _is_head_line(text: str, here: Region) -> bool:
    is_short = here.table is None and here.block.kind != "item" and here.end - here.start <= LONGEST_HEAD
    return is_short and _HEAD.fullmatch(text, here.start, here.end) is not None


def _walk_list(text: str, blocks: Blocks, first: Region) -> Iterator[tuple[Region, ListEntry]]:
    """The entries of the list that begins here, each with its stretch."""
    here: Region | None = first
    while here and (entry := _read_entry(text, here)):
        yield here, entry
        here = blocks.at(here.behind)


def _last_cells(listed: Sequence[ListEntry]) -> list[ListEntry]:
    """The entries; of bare numbers on end (a table with a cell a line) the last, which is under the unit."""
    pairs = zip_longest(listed, listed[1:])
    return [one for one, after in pairs if one and (one.label or after is None or after.label)]


def _read_entry(text: str, here: Region) -> ListEntry | None:
    """The number of a list item, or of a line that looks like a sum's or has a colon."""
    if here.table or here.notes or here.block.kind not in ("item", "paragraph"):
        return None
    entry = list_entries.read_entry(text, here.start, here.end)
    if entry and here.block.kind == "paragraph" and not (entry.is_marked or entry.is_strong):
        return None
    return entry


def _select_sums(listed: Sequence[ListEntry], unit: AmountUnit, *, is_near: bool) -> list[AmountDraft]:
    """The entries of a list that are sums: all where some look so, else those that a colon or a scale shows to be."""
    is_sure = any(entry.is_strong for entry in listed)
    if is_near:
        kept = [entry for entry in listed if is_sure or entry.is_marked or unit.factor > 1]
    else:
        kept = [entry for entry in listed if entry.is_strong and (entry.is_marked or len(listed) > 1)]
    return [_build_draft(entry, unit) for entry in kept]


def _build_draft(entry: ListEntry, unit: AmountUnit) -> AmountDraft:
    value = entry.value * unit.factor
    return AmountDraft(entry.start, entry.end, unit, value, value)


def _read_announced(text: str, here: Region) -> Iterator[AmountDraft]:
    """The sums of the list behind a note in its own paragraph: "… (in Euro): Auendorf 12.500, Birkfeld 8.000."."""
    note = here.notes[-1]
    if note.opens and note.end < here.end:
        yield from _select_sums(list(list_entries.read_list(text, note.end, here.end)), note.unit, is_near=True)


def _remark_behind(blocks: Blocks, here: Region) -> Cover | None:
    """The unit that a remark right behind a table or list gives it, if it cannot be meant for what follows."""
    remark = blocks.at(here.behind)
    if remark is None or remark.table or not remark.notes or remark.block.kind == "heading":
        return None
    note = remark.notes[-1]
    if not note.is_remark or note.opens or remark.end - remark.start > LONGEST_NOTE:
        return None
    after = blocks.at(remark.behind)
    is_before_numbers = after and (after.table or _read_entry(blocks.document.view.text, after))
    return None if is_before_numbers else Cover(note.unit)


def _read_list_before_remark(blocks: Blocks, here: Region, open_from: int) -> Iterator[AmountDraft]:
    """The sums of the list right before a remark; tables look for theirs."""
    text, before = blocks.document.view.text, blocks.before(here.first)
    cover = _remark_behind(blocks, before) if before and before.table is None else None
    if cover is None:
        return
    first: Region | None = None
    while before and before.first >= open_from and (entry := _read_entry(text, before)) and entry.label:
        first, before = before, blocks.before(before.first)
    if first:
        yield from _read_covered_block(blocks, first, cover, None)[1]
