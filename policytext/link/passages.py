"""A document as its funding is read from it: passages with their words, what stands above each, and the sums in them.

A passage is a sentence, a heading or a table row, in offsets of the view. A `Site` is a sum in its passage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from policytext.link.phrase_grammar import Chunk, find_chunks
from policytext.link.tagging import TaggedWord, name_noun_classes, name_verb_classes, stem_word, tag_words
from policytext.model import Amount, Cell, Document, Span, Time

Value = TypeVar("Value")
Stretch = tuple[int, int]
LONGEST_PASSAGE = 1200  # characters; an endless sentence is cut there, so that many sums in it cost no more each
MOST_CELLS = 40  # of a row that are read beside a sum
LONGEST_LIST = 40  # passages of a list that still hang on the sentence before it
BREAKS = frozenset(",;:()–")  # what parts clauses


class Passage:
    """A sentence, heading or row: `start` and `end` in the view, its block's index and kind."""

    def __init__(self, paper: Paper, start: int, end: int, block: int, index: int) -> None:
        self.paper, self.start, self.end, self.block, self.index = paper, start, end, block, index
        self.kind = paper.document.blocks[block].kind

    @cached_property
    def text(self) -> str:
        """The passage as the taggers read it."""
        return self.paper.document.view.text[self.start : self.end]

    @cached_property
    def words(self) -> tuple[TaggedWord, ...]:
        """Its words, with sums and times as one word each; places count from the passage's start."""
        return tag_words(self.text, self.paper.marks_within(self.start, self.end))

    @cached_property
    def chunks(self) -> list[Chunk]:
        """Its base noun phrases."""
        return find_chunks(self.words)

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The number of each word's clause: a comma, colon, bracket or dash begins another."""
        number, found = 0, []
        for word in self.words:
            number += word.text in BREAKS
            found.append(number)
        return tuple(found)

    @cached_property
    def leads_with_words(self) -> bool | None:
        """Whether, of several sums, each stands behind what it is for; `None` where there is one sum.

        "für A 5 Mio., für B 3 Mio." against "5 Mio. für A, 3 Mio. für B": the first sum shows the order of all.
        """
        sums = self.sums
        if len(sums) < 2:
            return None
        return any(self.words[chunk.start - 1].tag == "P" for chunk in self.chunks if 0 < chunk.start < sums[0])

    @cached_property
    def sums(self) -> list[int]:
        """The places of its sums among its words."""
        return [place for place, word in enumerate(self.words) if word.tag == "E"]

    @cached_property
    def moves(self) -> list[tuple[str, ...]]:
        """What each word has to do with money: "v:give" of a verb, "n:funding" of a noun."""
        return [_move_of(word) for word in self.words]

    def count_sums(self, first: int, last: int) -> int:
        """How many sums stand among its words from `first` to before `last`."""
        return max(0, bisect_left(self.sums, last) - bisect_left(self.sums, first))

    def names_met(self, place: int, step: int) -> list[frozenset[str]]:
        """What the words beside one have to do with money, on its left (-1) or right (1): those met in so many words.

        `noun` is among the names where one of the words is a noun.
        """
        return self.paper.remember(("met", self.index, place, step), lambda: list(self._meet(place, step)))

    def _meet(self, place: int, step: int) -> Iterator[frozenset[str]]:
        met = frozenset[str]()
        yield met
        last = len(self.words) if step == 1 else -1
        for other in range(place + step, last, step):
            names = self.moves[other]
            if self.words[other].tag == "N":
                names = (*names, "noun")
            met = met if met.issuperset(names) else met.union(names)
            yield met

    def word_at(self, place: int) -> int:
        """The index of the word at a place of the view (the next one's where none is)."""
        return bisect_right(self.words, place - self.start, key=lambda word: word.end)

    def span(self, first: int, last: int) -> Span:
        """The words from `first` to before `last` as a span of the document."""
        return self.paper.span(self.start + self.words[first].start, self.start + self.words[last - 1].end)


def _move_of(word: TaggedWord) -> tuple[str, ...]:
    if word.tag in "VHA":
        return tuple(f"v:{name}" for name in name_verb_classes(word.text))
    return tuple(f"n:{name}" for name in name_noun_classes(word.text)) if word.tag == "N" else ()


@dataclass(frozen=True, slots=True)
class Site:
    """A sum in its passage: `word` is its word's index, `number` its place among the passage's sums."""

    amount: Amount
    passage: Passage
    word: int
    number: int


@dataclass(frozen=True, slots=True)
class Seat:
    """A sum's place in a table: the cells over it (outermost first), the one that names its row, its row's subheading.

    `beside` has the row's other cells of words, each with what stands over it. All are view intervals.
    """

    heads: tuple[Stretch, ...] = ()
    label: Stretch | None = None
    group: Stretch | None = None
    beside: tuple[Stretch, ...] = ()
    total: bool = False
    column: str = ""
    table: int = -1
    row: int = -1

    def holds(self, place: int) -> str:
        """Which of the cells a place of the view lies in: `head`, `label`, `group`, `cell` or none ("")."""
        named = (("label", (self.label,)), ("head", self.heads), ("group", (self.group,)), ("cell", self.beside))
        return next((name for name, cells in named for c in cells if c and c[0] <= place < c[1]), "")


class Paper:
    """The passages of a document and the sums and times in them."""

    def __init__(self, document: Document, amounts: Sequence[Amount], times: Sequence[Time]) -> None:
        self.document = document
        self._marks: list[tuple[int, int, str]] = sorted(self._marks_of(amounts, "E") + self._marks_of(times, "T"))
        forth = document.view.forth
        stretches = ((forth(item.start), forth(item.end), item.block) for item in document.sentences)
        pieces = (piece for stretch in stretches for piece in self._cut(*stretch))
        self.passages = [Passage(self, *piece, number) for number, piece in enumerate(pieces)]
        self._starts = [passage.start for passage in self.passages]
        self.times = sorted(((forth(time.start), time) for time in times), key=lambda row: row[0])
        self.sites = list(self._find_sites(amounts))
        starts = [(table.rows[0].cells[0].start, n) for n, table in enumerate(document.tables) if table.rows[0].cells]
        self._tables = sorted(starts)
        self._seats: dict[int, Seat | None] = {}
        self._remembered: dict[Hashable, object] = {}
        self.sites_of: dict[int, list[Site]] = {}
        for site in self.sites:
            self.sites_of.setdefault(site.passage.index, []).append(site)

    def _cut(self, start: int, end: int, block: int) -> Iterator[tuple[int, int, int]]:
        """A sentence as one piece, an endless one as several, cut at blanks where there are some."""
        text = self.document.view.text
        while end - start > LONGEST_PASSAGE:
            blank = text.rfind(" ", start + 1, start + LONGEST_PASSAGE)
            middle = blank if blank > start else start + LONGEST_PASSAGE
            yield start, middle, block
            start = middle
        if start < end:
            yield start, end, block

    def _marks_of(self, spans: Sequence[Amount] | Sequence[Time], tag: str) -> list[tuple[int, int, str]]:
        forth = self.document.view.forth
        return [(forth(span.start), forth(span.end), tag) for span in spans]

    def marks_within(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The stretches of sums and times within a stretch of the view, counted from its start."""
        first, last = bisect_left(self._marks, (start,)), bisect_left(self._marks, (end,))
        return [(left - start, min(right, end) - start, tag) for left, right, tag in self._marks[first:last]]

    def _find_sites(self, amounts: Sequence[Amount]) -> Iterator[Site]:
        counts: dict[int, int] = {}
        for amount in amounts:
            place = self.document.view.forth(amount.start)
            passage = self.passage_at(place)
            if passage is None or passage.kind == "contents":
                continue
            number = counts.get(passage.index, 0)
            counts[passage.index] = number + 1
            yield Site(amount, passage, passage.word_at(place), number)

    def seat(self, site: Site) -> Seat | None:
        """Where a sum sits in a table, `None` outside tables."""
        if site.amount.start not in self._seats:
            self._seats[site.amount.start] = self._find_seat(site)
        return self._seats[site.amount.start]

    def _find_seat(self, site: Site) -> Seat | None:
        index = bisect_right(self._tables, site.amount.start, key=lambda row: row[0]) - 1
        if index < 0:
            return None
        table = self.document.tables[self._tables[index][1]]
        found = table.seat(site.amount.start)
        if found is None:
            return None
        row, column = found
        return Seat(
            heads=tuple(self._stretch(cell) for cell in table.heads(row, column)),
            label=self._cell(table.label(row)),
            group=self._cell(table.group(row)),
            beside=tuple(
                self._stretch(cell)
                for place, cell in enumerate(table.rows[row].cells[:MOST_CELLS])
                if place != column and cell.end > cell.start
            ),
            total=table.rows[row].role == "total",
            column=table.columns[column] if column < len(table.columns) else "",
            table=self._tables[index][1],
            row=row,
        )

    def _cell(self, cell: Cell | None) -> Stretch | None:
        return self._stretch(cell) if cell is not None and cell.end > cell.start else None

    def _stretch(self, cell: Cell) -> Stretch:
        return self.document.view.forth(cell.start), self.document.view.forth(cell.end)

    def is_told(self, site: Site) -> bool:
        """Whether more than a bare sum is there: another word in its passage, or a table's other cells."""
        words = site.passage.words
        return self.seat(site) is not None or any(word.tag in "NVAH" for word in words)

    def passage_at(self, place: int) -> Passage | None:
        """The passage that holds a place of the view."""
        index = bisect_right(self._starts, place) - 1
        return self.passages[index] if index >= 0 and place < self.passages[index].end else None

    def beside(self, passage: Passage, step: int) -> Passage | None:
        """The passage before (-1) or after (1)."""
        index = passage.index + step
        return self.passages[index] if 0 <= index < len(self.passages) else None

    def lead(self, passage: Passage) -> Passage | None:
        """The sentence that a list item hangs on: the last one before the list."""
        if passage.kind != "item":
            return None
        before = reversed(self.passages[max(0, passage.index - LONGEST_LIST) : passage.index])
        found = next((other for other in before if other.kind != "item"), None)
        return found if found and found.kind in ("paragraph", "heading") else None

    @cached_property
    def _headings(self) -> list[int]:
        return [passage.index for passage in self.passages if passage.kind in ("heading", "title")]

    def heading(self, passage: Passage) -> Passage | None:
        """The nearest heading above, the paper's title too."""
        index = bisect_left(self._headings, passage.index) - 1
        return self.passages[self._headings[index]] if index >= 0 else None

    def around(self, passage: Passage) -> list[tuple[str, Passage]]:
        """The passages that a reader looks at beside one, each with how it stands to it."""
        places = (
            ("prev", self.beside(passage, -1)),
            ("next", self.beside(passage, 1)),
            ("lead", self.lead(passage)),
            ("heading", self.heading(passage)),
            ("title", self.title),
        )
        return [(where, one) for where, one in places if one is not None]

    @cached_property
    def title(self) -> Passage | None:
        """The passage of the paper's title."""
        return next((passage for passage in self.passages if passage.kind == "title"), None)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each noun, by its stem, is named in the paper."""
        return Counter(stem_word(word.text) for passage in self.passages for word in passage.words if word.tag == "N")

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """The stems of the title's nouns."""
        words = self.title.words if self.title else ()
        return frozenset(stem_word(word.text) for word in words if word.tag == "N")

    def remember(self, name: Hashable, work: Callable[[], Value]) -> Value:
        """What `work` gives, worked out once for the paper under this name."""
        if name not in self._remembered:
            self._remembered[name] = work()
        return cast(Value, self._remembered[name])

    def times_of(self, passage: Passage) -> list[Time]:
        """The times within a passage, in order."""
        first = bisect_left(self.times, passage.start, key=lambda row: row[0])
        last = bisect_left(self.times, passage.end, key=lambda row: row[0])
        return [time for _, time in self.times[first:last]]

    def span(self, start: int, end: int) -> Span:
        """A stretch of the view as a span of the document."""
        first, last = self.document.view.back(start, end)
        return Span(start=first, end=last, text=self.document.text[first:last], page=self.document.page(first))
