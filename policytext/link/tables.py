"""What a table says of the amounts in its cells: what for, when, and which sum they add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from policytext.link.scene import Scene, Sentence, cues
from policytext.link.whole import exact
from policytext.model import Document, Span

WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{3,}")
YEAR = re.compile(r"(?:(?:Haushalts|Kalender)?[jJ]ahr\s+)?(?P<year>(?:19|20)\d\d)")  # 2024   Haushaltsjahr 2024
PERIOD = re.compile(r"(?:(?:Haushalts|Schul|Kalender)?[jJ]ahr\s+)?(?:19|20)\d\d(?:\s*[/–-]\s*(?:(?:19|20)?\d\d))?")
UNIT = re.compile(r"\s*(?:\(?in\s+)?(?:\(?(?:Mio\.?|Mrd\.?|Tsd\.?|T)\s*)?(?:€|Euro|EUR|TEUR|T€)\)?$")
FEWEST_PARTS = 2  # one cell alone adds up to nothing
MOST_CELLS = 500  # of a table; longer ones are lists, not budgets


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words in view offsets, without the blanks around them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one table in their order; `head` is the first, where it holds names and no sums."""

    number: int
    head: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an amount sits: its table, row and column."""

    table: Table
    block: int
    row: tuple[Cell, ...]
    column: int

    @property
    def head(self) -> Cell | None:
        """The column's head."""
        return self.table.head[self.column] if self.column < len(self.table.head) else None

    @property
    def label(self) -> Cell | None:
        """The row's first cell, where the amount does not sit in it."""
        return self.row[0] if self.column else None


class Tables:
    """The tables of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._rows: dict[int, tuple[Table, tuple[Cell, ...]]] = {}
        numbered = groupby(enumerate(document.blocks), key=lambda item: item[1].kind == "row")
        for number, blocks in enumerate([list(found) for is_row, found in numbered if is_row]):
            rows = {index: tuple(self._cells(block.start, block.end)) for index, block in blocks}
            if not any(row[0].text for row in rows.values()):
                rows = {index: row[1:] for index, row in rows.items()}  # Markdown's border: | Jahr | Betrag |
            first = rows[blocks[0][0]]
            table = Table(number, first if len(rows) > 1 and _is_head(first) else ())
            self._rows |= {index: (table, row) for index, row in rows.items()}

    def _cells(self, start: int, end: int) -> Iterator[Cell]:
        view = self.document.view
        first = view.forth(start)
        place = first
        for part in view.text[first : view.forth(end)].split("|"):
            words = part.strip()
            start = place + len(part) - len(part.lstrip())
            yield Cell(start, start + len(words), words)
            place += len(part) + 1

    def seat(self, scene: Scene) -> Seat | None:
        """Where the amount of a scene sits, `None` outside tables."""
        if scene.sentence.block not in self._rows:
            return None
        table, row = self._rows[scene.sentence.block]
        place = scene.sentence.start + scene.left
        column = next((number for number, cell in enumerate(row) if cell.start <= place < max(cell.end, 1)), None)
        return None if column is None else Seat(table, scene.sentence.block, row, column)

    def purpose(self, scene: Scene) -> Span | None:
        """What the amount is for: the row's cell under "Zweck", the column's head, the row's label."""
        seat = self.seat(scene)
        cell = _purpose(seat) if seat else None
        if cell is None:
            return None
        return self._span(cell, UNIT.sub("", cell.text).rstrip(" (,"))

    def _span(self, cell: Cell, words: str) -> Span:
        first, last = self.document.view.back(cell.start, cell.start + len(words))
        return Span(start=first, end=last, text=self.document.text[first:last], page=self.document.page(first))

    def cells(self, scene: Scene) -> tuple[Sentence, ...]:
        """The column's head and the row's label of an amount in a table (empty ones where there are none)."""
        seat = self.seat(scene)
        found = (seat.head, seat.label) if seat else ()
        nothing = Cell(0, 0, "")
        return tuple(
            Sentence(c.start, c.end, c.text, scene.sentence.block) for c in (cell or nothing for cell in found)
        )

    def years(self, scene: Scene) -> Iterator[tuple[int, Span]]:
        """The year in the row's label or in the column's head, and its words."""
        seat = self.seat(scene)
        for cell in (seat.label, seat.head) if seat else ():
            if cell and (year := YEAR.fullmatch(cell.text)):
                yield int(year["year"]), self._span(cell, cell.text)

    def wholes(self, scenes: Sequence[Scene]) -> dict[str, str]:
        """Amount ids of cells → the id of the sum, in the text or the table, that their column or table adds up to."""
        seated = [(seat, scene) for scene in scenes if (seat := self.seat(scene))]
        outside = [scene for scene in scenes if self.seat(scene) is None]
        found: dict[str, str] = {}
        for _, cells in groupby(seated, key=lambda item: item[0].table.number):
            table = list(cells)
            if len(table) <= MOST_CELLS:
                found |= dict(_added_up(table, outside))
        return found


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether a row names columns: no cell but years begins with a digit."""
    return all(PERIOD.match(cell.text) or not cell.text[:1].isdigit() for cell in row)


def _purpose(seat: Seat) -> Cell | None:
    named = (
        row
        for number, (head, row) in enumerate(zip(seat.table.head, seat.row, strict=False))
        if number != seat.column and cues("tables", "purpose").match(head.text)
    )
    label = None if names_receivers(seat) else seat.label
    for cell in (*named, seat.head, label):
        if cell and _says_what_for(cell.text):
            return cell
    return None


def _says_what_for(words: str) -> bool:
    """Whether a cell names a thing: no year, no sum, no size, no "Betrag in Euro"."""
    bare = UNIT.sub("", words)
    return (
        bool(WORD.search(bare))
        and not words[:1].isdigit()
        and not PERIOD.fullmatch(bare.strip())
        and not cues("tables", "no_purpose").match(bare)
    )


def _added_up(table: Sequence[tuple[Seat, Scene]], outside: Sequence[Scene]) -> Iterator[tuple[str, str]]:
    """Part and whole, for every column, row and the table itself that adds up to a sum."""
    others = (*outside, *(scene for seat, scene in table if _is_total(seat)))
    for group in _groups(table):
        ids = {scene.amount.id for scene in group}
        total = sum((exact(scene) for scene in group), Decimal(0))
        for whole in reversed(others):
            if whole.amount.id not in ids and exact(whole) == total and whole.amount.unit == group[0].amount.unit:
                yield from ((scene.amount.id, whole.amount.id) for scene in group)
                break


def _groups(table: Sequence[tuple[Seat, Scene]]) -> Iterator[list[Scene]]:
    """What may add up to something: the whole table, its rows, its columns (the narrowest last, so that it holds)."""
    money = [(seat, scene) for seat, scene in table if scene.amount.kind == "money" and not _is_total(seat)]
    if not money:
        return
    rows: Mapping[int, list[Scene]] = _by((seat.block, scene) for seat, scene in money)
    columns: Mapping[int, list[Scene]] = _by((seat.column, scene) for seat, scene in money)
    for group in ([scene for _, scene in money], *rows.values(), *columns.values()):
        if len(group) >= FEWEST_PARTS and len({scene.amount.unit for scene in group}) == 1:
            yield group


def _by(pairs: Iterable[tuple[int, Scene]]) -> dict[int, list[Scene]]:
    found: dict[int, list[Scene]] = {}
    for key, scene in pairs:
        found.setdefault(key, []).append(scene)
    return found


def names_receivers(seat: Seat) -> bool:
    """Whether the rows are named after those who receive: Träger, Empfänger, Verein."""
    return bool(seat.table.head) and cues("tables", "receivers").match(seat.table.head[0].text) is not None


def _is_total(seat: Seat) -> bool:
    total = cues("tables", "total")
    return any(cell is not None and total.match(cell.text) for cell in (seat.label, seat.head))
