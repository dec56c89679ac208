"""What flows through the toolkit: every type, frozen, importing the standard library only.

A file becomes a `RawDocument` (lines with their places), then a `Document` (final text, blocks, sentences),
then an `Analysis` (mentions, actors, statements, records, areas). All offsets count code points in `Document.text`,
end exclusive. Money is `Decimal`, dates are `datetime.date`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

# ---------------------------------------------------------------------------------------------- what readers give


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a page (from 1) and, where the format has one, a box on it."""

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the reader saw it (in HTML, DOCX: one paragraph, heading, list item or table row).

    `edges` holds the x position of every character's left side plus the last one's right side (`len(text) + 1`
    numbers, empty where unknown). `role` is what the format itself says: `heading`, `item`, `row`, `paragraph` or
    `None`. `glue` joins the line to the next one: `"\\n"` where the reader only knows that a line ended, `"\\n\\n"`
    where a block ended for sure; cleaning turns the former into `" "` (same paragraph), `""` (hyphen undone or real
    hyphen kept) or `"\\n\\n"`.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    edges: tuple[float, ...] = ()
    size: float | None = None
    bold: bool = False
    role: str | None = None
    glue: str = "\n"


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader gives: lines in reading order, with what the file says of itself.

    `metadata` may hold `title`, `author`, `issued` (ISO date), `language`, as the file states them.
    """

    lines: tuple[Line, ...]
    media_type: str
    name: str = ""
    sha256: str = ""
    pages: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------- the final text


@dataclass(frozen=True, slots=True)
class View:
    """The text as taggers read it, with the way back.

    Line breaks, tabs and special blanks inside a block are plain blanks here, a block ends in `"\\n"`, soft hyphens,
    Markdown marks and link targets are gone, words broken at a line end are whole. `offsets[i]` is the place of
    character `i` in `Document.text`; `None` where both texts are the same.
    """

    text: str
    offsets: tuple[int, ...] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in `Document.text` of the span `start:end` of this view (not empty)."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def forth(self, offset: int) -> int:
        """The place in this view of an offset of `Document.text` (the next kept character's)."""
        return offset if self.offsets is None else bisect_left(self.offsets, offset)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text: `heading`, `paragraph`, `item`, `row`; in the letterhead `title`, `head`, `contact`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `block` is the block's index in `Document.blocks`."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The stretch of the text that came from one line of the file."""

    start: int
    end: int
    page: int | None
    box: Box | None
    edges: tuple[float, ...] = ()

    def cut(self, start: int, end: int) -> Place | None:
        """The place of the part of this piece within `start:end`, `None` where the format has no pages."""
        if self.page is None:
            return None
        if self.box is None or not self.edges:
            return Place(self.page, self.box)
        left, right = max(start, self.start) - self.start, min(end, self.end) - self.start
        return Place(self.page, Box(self.edges[left], self.box.top, self.edges[right], self.box.bottom))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the paper says of itself; `None` where it does not.

    `kind` is `press_release`, `agreement`, `guideline`, `council_paper`, `news` or `other`; `land` an ISO 3166-2 code.
    `sources` names for each of the others who said so: `caller`, `letterhead`, `headers` (of a mail) or `file`.
    """

    kind: str = "other"
    title: str | None = None
    issuer: str | None = None
    issued: date | None = None
    place: str | None = None
    reference: str | None = None
    land: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A text that nobody changes any more, its parts and its places."""

    text: str
    view: View
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    head: Letterhead = Letterhead()
    language: str | None = None
    name: str = ""
    media_type: str = "text/plain"
    sha256: str = ""
    pages: int | None = None
    pieces: tuple[Piece, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def locate(self, start: int, end: int) -> tuple[Place, ...]:
        """The places of `text[start:end]`, one a line, in order; empty where the format has no pages."""
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1)
        places: list[Place] = []
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= end:
                break
            if piece.end > start and (place := piece.cut(start, end)):
                places.append(place)
        return tuple(places)

    def page(self, offset: int) -> int | None:
        """The page (from 1) on which the character at `offset` stands, `None` where there are no pages."""
        place = self.locate(offset, offset + 1)
        return place[0].page if place else None


# ---------------------------------------------------------------------------------------------- what taggers find


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the text: `text == document.text[start:end]`, on page `page` (from 1)."""

    start: int
    end: int
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Span):
    """Money, positions or a share; `low` and `high` in `unit` (ISO 4217 code, `%` or `Stelle`)."""

    kind: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str = "exact"
    per: tuple[str, ...] = ()
    change: str | None = None
    id: str = ""
    score: float | None = None
    by: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Span):
    """A TIMEX3 with its resolved interval (both ends inclusive), role, cue and the event it hangs on."""

    type: str
    value: str
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None
    role: str = "mention"
    cue: str | None = None
    anchor: str | None = None
    id: str = ""
    score: float | None = None
    by: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Span):
    """One place where an actor is named (`form` = `name`) or described (`form` = `nominal`)."""

    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts, under one canonical name; `kind` is `person`, `organisation`, `authority` or `group`."""

    name: str
    kind: str
    role: str | None = None
    mentions: tuple[ActorMention, ...] = ()
    id: str = ""
    score: float | None = None
    by: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Span):
    """Words that speak for an area; `weight` is their share of the classifier's margin."""

    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaScore:
    """A funding area and its calibrated probability; `because` has the words that carried it, where asked for."""

    area: str
    score: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Span):
    """What somebody says: `quotation`, `reported` or `assertion`; `speaker` is an actor's id.

    `parts` has all pieces of a split statement, the first being its own span; it is empty for a whole one.
    """

    kind: str
    speaker: str | None = None
    act: str = "information"
    parts: tuple[Span, ...] = ()
    areas: tuple[AreaScore, ...] = ()
    id: str = ""
    score: float | None = None
    by: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Funding as one row: who pays what to whom, for what, when, and how firm."""

    amount: str | None
    givers: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    purpose: Span | None = None
    earliest: date | None = None
    latest: date | None = None
    status: str = "committed"
    condition: Span | None = None
    part_of: str | None = None
    area: str | None = None
    statement: str | None = None
    evidence: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    id: str = ""
    score: float | None = None
    by: str = "rule"
