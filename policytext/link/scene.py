"""Where an amount stands: its sentence and the one before, as the taggers read them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import Generic, TypeVar

from policytext import lexicon
from policytext.model import Amount, Document, Span

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in view offsets, with its words and its block's index."""

    start: int
    end: int
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One amount in its sentence; `left` and `right` are the amount's ends within the sentence's text."""

    document: Document
    amount: Amount
    sentence: Sentence
    before: Sentence | None
    after: Sentence | None
    left: int
    right: int

    @property
    def hangs(self) -> bool:
        """Whether the sentence is a list item that the sentence before leads in."""
        return self.before is not None and self.before.block != self.sentence.block

    def span(self, start: int, end: int, *, of: Sentence | None = None) -> Span:
        """The words `start:end` of a sentence (the amount's own unless told) as a span of the document."""
        sentence = of or self.sentence
        first, last = self.document.view.back(sentence.start + start, sentence.start + end)
        return Span(start=first, end=last, text=self.document.text[first:last], page=self.document.page(first))


class Placed(Generic[Item]):
    """Items with their spans, sorted, so that those of one sentence are found without a walk through all."""

    def __init__(self, document: Document, items: Iterable[tuple[Span, Item]]) -> None:
        forth = document.view.forth
        self.rows = sorted(((forth(span.start), forth(span.end), item) for span, item in items), key=_start)

    def inside(self, sentence: Sentence) -> list[tuple[int, int, Item]]:
        """The items in the sentence, in order, with their ends within its text."""
        rows = islice(self.rows, bisect_left(self.rows, sentence.start, key=_start), None)
        here = takewhile(lambda row: row[0] < sentence.end, rows)
        return [(start - sentence.start, min(end, sentence.end) - sentence.start, item) for start, end, item in here]

    def at(self, place: int) -> Item | None:
        """The item that covers a place of the view."""
        index = bisect_right(self.rows, place, key=_start) - 1
        return self.rows[index][2] if index >= 0 and place < self.rows[index][1] else None


def _start(row: tuple[int, int, object]) -> int:
    return row[0]


def scenes(document: Document, amounts: Sequence[Amount]) -> list[Scene]:
    """The scenes of the amounts, in their order; an amount outside every sentence has none."""
    sentences = _sentences(document)
    starts = [sentence.start for sentence in sentences]
    found: list[Scene] = []
    for amount in amounts:
        place = document.view.forth(amount.start)
        index = bisect_right(starts, place) - 1
        if index < 0 or place >= sentences[index].end:
            continue
        earlier = _near(sentences, index, -1) or _leading(document, sentences, index)
        sentence = _around(sentences[index], place)
        left = place - sentence.start
        right = min(document.view.forth(amount.end) - sentence.start, len(sentence.text))
        found.append(Scene(document, amount, sentence, earlier, _near(sentences, index, 1), left, right))
    return found


def _sentences(document: Document) -> list[Sentence]:
    forth, text = document.view.forth, document.view.text
    return [
        Sentence(forth(item.start), forth(item.end), text[forth(item.start) : forth(item.end)], item.block)
        for item in document.sentences
    ]


def _around(sentence: Sentence, place: int) -> Sentence:
    """The sentence; of an endless one the part around `place`, so that many amounts in it cost no more each."""
    if len(sentence.text) <= LONGEST_SENTENCE:
        return sentence
    start = max(sentence.start, place - LONGEST_SENTENCE // 2)
    end = min(sentence.end, place + LONGEST_SENTENCE // 2)
    return Sentence(start, end, sentence.text[start - sentence.start : end - sentence.start], sentence.block)


def _near(sentences: list[Sentence], index: int, step: int) -> Sentence | None:
    """The neighbour in the same block."""
    other = index + step
    if not 0 <= other < len(sentences) or sentences[other].block != sentences[index].block:
        return None
    return sentences[other]


def _leading(document: Document, sentences: list[Sentence], index: int) -> Sentence | None:
    """The sentence that a list item hangs on: the last one before the list ("Hiervon entfallen …")."""
    blocks = document.blocks
    if blocks[sentences[index].block].kind != "item":
        return None
    before = reversed(sentences[max(0, index - LONGEST_LIST) : index])
    lead = next((sentence for sentence in before if blocks[sentence.block].kind != "item"), None)
    return lead if lead and blocks[lead.block].kind == "paragraph" else None


@cache
def cues(section: str, key: str) -> re.Pattern[str]:
    """The words of `funding.toml`'s `[section] key` as one pattern, each at the beginning of a word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(lexicon.load('funding')[section][key])})")


def nearest(pattern: re.Pattern[str], scene: Scene) -> int | None:
    """How many characters lie between the amount and the nearest match in its sentence."""
    return min((_distance(match.span(), scene) for match in pattern.finditer(scene.sentence.text)), default=None)


def _distance(span: tuple[int, int], scene: Scene) -> int:
    between = (
        scene.sentence.text[span[1] : scene.left]
        if span[1] <= scene.left
        else scene.sentence.text[scene.right : span[0]]
    )
    return len(between) + CLAUSE * len(re.findall(r"[;,:(]", between))


LONGEST_SENTENCE = 2000  # characters; the longest of the gold documents has 1,100
LONGEST_LIST = 40  # sentences of a list that still hang on the sentence before it
CLAUSE = 25  # characters that a comma counts for: what stands in another clause is farther away
