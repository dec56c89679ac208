"""What flows through the toolkit: every type, frozen, importing the standard library only.

A file becomes a `RawDocument` (lines with their places), then a `Document` (final text, blocks, sentences),
then an `Analysis` (mentions, actors, statements, records, areas). All offsets count code points in `Document.text`,
end exclusive. Money is `Decimal`, dates are `datetime.date`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from policytext.layout import Block, Box, Cell, Piece, Place, Row, Sentence, Table, View, merge_spans
from policytext.outline import Outline, build_outline

__all__ = [
    "Actor",
    "ActorMention",
    "Amount",
    "AreaScore",
    "Block",
    "Box",
    "Cell",
    "Document",
    "Letterhead",
    "Line",
    "Piece",
    "Place",
    "RawDocument",
    "Reason",
    "Record",
    "Row",
    "Sentence",
    "Span",
    "Statement",
    "Table",
    "Time",
    "View",
]

CITED = frozenset({"agreement", "guideline"})  # kinds of papers whose clauses are cited

# ---------------------------------------------------------------------------------------------- what readers give


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


KINDS = tuple("press_release agreement guideline council_paper news programme manifesto speech report".split())
KINDS = (*KINDS, "letter", "notice", "minutes", "other")  # of papers


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the paper says of itself; `None` where it does not.

    `kind` is one of `KINDS`, `paper` says of a council paper what it is (`decision`, `information`, `motion`,
    `budget_motion`, `question`, `answer`, `minutes`, `annex`); `land` is an ISO 3166-2 code. Spans lie in
    `Document.text`; `scores` says how sure kind, title and issuer are (0 to 1), `sources` who said the others:
    `caller`, `letterhead`, `headers` (of a mail) or `file`.
    """

    kind: str = "other"
    title: str | None = None
    issuer: str | None = None
    issued: date | None = None
    place: str | None = None
    reference: str | None = None
    land: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    paper: str | None = None
    title_span: tuple[int, int] | None = None
    issuer_span: tuple[int, int] | None = None
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A text that nobody changes any more, its parts and its places."""

    text: str
    view: View
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    contacts: tuple[tuple[int, int], ...] = ()
    head: Letterhead = Letterhead()
    language: str | None = None
    name: str = ""
    media_type: str = "text/plain"
    sha256: str = ""
    pages: int | None = None
    pieces: tuple[Piece, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    _outline: list[Outline] = field(default_factory=list, init=False, repr=False, compare=False)  # made when asked for

    def headings(self, offset: int) -> tuple[Block, ...]:
        """The headings that the character at `offset` stands under, from the outermost to the nearest."""
        return self._read_outline().path(offset)

    def section(self, start: int) -> tuple[str, ...]:
        """The words of these headings; in agreements, guidelines and laws the last one cites ("§ 5 Abs. 2 Satz 1")."""
        words = tuple(self._words(block) for block in self.headings(start))
        cited = self._read_outline().citation(self.sentences, start) if self.head.kind in CITED else None
        return (*words, cited) if cited else words

    def contact_spans(self) -> tuple[tuple[int, int], ...]:
        """Contact blocks and the addresses and numbers within other blocks, in order, none overlapping another."""
        blocks = ((block.start, block.end) for block in self.blocks if block.kind == "contact")
        return merge_spans((*blocks, *self.contacts))

    def _read_outline(self) -> Outline:
        if not self._outline:
            self._outline.append(build_outline(self.text, self.blocks))
        return self._outline[0]

    def _words(self, block: Block) -> str:
        return " ".join(self.view.text[self.view.forth(block.start) : self.view.forth(block.end)].split())

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
# Every fact: `score` from 0 to 1, `by` `rule` or `model`, `checked` who has judged it, and when ("Rike, 2026-11-30").


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
    use: str | None = None
    id: str = ""
    score: float | None = None
    by: str = "rule"
    checked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Span):
    """A TIMEX3 with its resolved interval (both ends inclusive), role, cue, the event it hangs on, what is due."""

    type: str
    value: str
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None
    role: str = "mention"
    cue: str | None = None
    anchor: str | None = None
    what: Span | None = None
    id: str = ""
    score: float | None = None
    by: str = "rule"
    checked: str | None = None


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
    checked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Span):
    """Words that speak for an area; `weight` is their share of the classifier's margin."""

    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaScore:
    """A funding area and its calibrated probability; `because` has the words that carried it, where asked for.

    `unsure` marks the likeliest area of a bare phrase that reached no threshold.
    """

    area: str
    score: float
    because: tuple[Reason, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Span):
    """What somebody says: `quotation`, `reported` or `assertion`; `speaker` is an actor's id.

    `parts` has all pieces of a split statement, the first being its own span; it is empty for a whole one. `source` is
    who speaks in the text's own words where no actor does ("ein Einsatzleiter", "einer Umfrage"); `quoted` are words
    between quotation marks in a statement that is no quotation.
    """

    kind: str
    speaker: str | None = None
    act: str = "information"
    firmness: str | None = None  # of a promise: will, want, check, if_budget
    parts: tuple[Span, ...] = ()
    source: Span | None = None
    quoted: tuple[Span, ...] = ()
    areas: tuple[AreaScore, ...] = ()
    id: str = ""
    score: float | None = None
    by: str = "rule"
    checked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Funding as one row: who pays what to whom, for what, when, and how firm."""

    amount: str | None
    givers: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    purpose: Span | None = None
    earliest: date | None = None
    latest: date | None = None
    status: str | None = "committed"  # default of stored records that name none; `None` is written out
    condition: Span | None = None
    part_of: str | None = None
    same_as: str | None = None
    area: str | None = None
    statement: str | None = None
    evidence: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    id: str = ""
    score: float | None = None
    by: str = "rule"
    checked: str | None = None
