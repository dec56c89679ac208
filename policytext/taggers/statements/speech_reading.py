"""A document as statements are looked for in it: its view, with sentences and mentions counted in the view."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Actor, Document, Span

BODY = frozenset({"paragraph", "item"})
LONGEST = 1500  # characters: what is longer than twice this is a table or a list run together
WORDS = PatternLists("speech", "reading")
CREDIT = re.compile(
    rf"""
      (?:{WORDS.credits})(?:/\w+)?[ ]*[:©]?[ ]*$  # Foto: Anna Klein
    | (?:^|\n)(?:{WORDS.by})[ ]{{1,2}}$           # Von Anna Klein
    """,
    re.VERBOSE,
)
TYPED_OPENING = re.compile(r"(?<=[.!?])[ ]+(?=,,\w)|(?<=[.!?]'')[ ]+(?=[A-ZÄÖÜ])")  # Er kam. ,,Nein.'' Er ging.
VERB_AFTER_ALL = re.compile(  # das reiche nicht; das bereite kaum Mühe; not: reiche Städte
    rf"\b(?:{WORDS.verbs_or_adjectives})(?=[ ](?:{WORDS.behind_verbs})\b|[ ]?[.;])"
)
WORD = re.compile(r"\d+(?:[.,]\d+)+(?!\w)|\w+(?:[-'’:*/.]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of the view; `verb` where only what follows shows it to be one ("das reiche nicht")."""

    text: str
    start: int
    end: int
    verb: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A mention of an actor in the view; `person` where the actor is one, `proper` where it is named, not described."""

    start: int
    end: int
    actor: Actor
    proper: bool

    @property
    def person(self) -> bool:
        return self.actor.kind == "person"


@dataclass(frozen=True, slots=True)
class SpeechStretch:
    """A body block or one of its sentences, as a span of the view; `block` counts the document's blocks."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class SpeechReading:
    """The view's text with body blocks, their sentences and the mentions, each in order."""

    document: Document
    text: str
    blocks: tuple[SpeechStretch, ...]
    sentences: tuple[SpeechStretch, ...]
    named: tuple[NamedMention, ...]
    starts: tuple[int, ...]
    actors: tuple[Actor, ...]

    def named_in(self, start: int, end: int) -> tuple[NamedMention, ...]:
        """The mentions that lie wholly in `start:end`."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(name for name in self.named[first:last] if name.end <= end)

    def block(self, number: int) -> SpeechStretch:
        """The body block that is the document's block `number`."""
        return self.blocks[bisect_left(self.blocks, number, key=lambda block: block.block)]

    def newline_before(self, position: int) -> bool:
        """Whether a line of the document's text begins at this place of the view."""
        start = self.document.view.back(position, position + 1)[0]
        return self.document.text[max(0, start - 60) : start].rstrip(" \t*_>").endswith("\n") or not start

    def span(self, start: int, end: int) -> Span:
        """The words of the document at a span of the view."""
        first, last = self.document.view.back(start, end)
        return Span(start=first, end=last, text=self.document.text[first:last], page=self.document.page(first))


def read_speech(document: Document, actors: tuple[Actor, ...]) -> SpeechReading:
    """The reading of a document and its actors."""
    forth = document.view.forth
    blocks = tuple(
        SpeechStretch(forth(block.start), forth(block.end), number)
        for number, block in enumerate(document.blocks)
        if block.kind in BODY and block.end > block.start
    )
    sentences = tuple(
        part
        for sentence in document.sentences
        if document.blocks[sentence.block].kind in BODY and sentence.end > sentence.start
        for part in _split_typewriter_quotes(
            document.view.text, forth(sentence.start), forth(sentence.end - 1) + 1, sentence.block
        )
    )
    named = tuple(sorted(_list_named(document, actors), key=lambda name: (name.start, -name.end)))
    return SpeechReading(
        document, document.view.text, blocks, sentences, named, tuple(name.start for name in named), actors
    )


def _split_typewriter_quotes(text: str, start: int, end: int, block: int) -> Iterator[SpeechStretch]:
    """A sentence, or the two where a typewriter's ,, begins the second."""
    for mark in TYPED_OPENING.finditer(text, start, end):
        yield SpeechStretch(start, mark.start(), block)
        start = mark.end()
    yield SpeechStretch(start, end, block)


def _list_named(document: Document, actors: tuple[Actor, ...]) -> list[NamedMention]:
    """The mentions in the view, but for those who took a photograph or wrote the article."""
    forth = document.view.forth
    found = [
        NamedMention(forth(mention.start), forth(mention.end - 1) + 1, actor, mention.form == "name")
        for actor in actors
        for mention in actor.mentions
        if mention.end > mention.start
    ]
    return [name for name in found if not CREDIT.search(document.view.text[max(0, name.start - 30) : name.start])]


def tokenize_span(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of `text[start:end]`; of what is longer than any sentence its beginning and end."""
    if end - start > 2 * LONGEST:
        return tokenize_span(text, start, start + LONGEST) + tokenize_span(text, end - LONGEST, end)
    verbs = {match.start() for match in VERB_AFTER_ALL.finditer(text, start, end)}
    return [
        Token(match.group(), match.start(), match.end(), match.start() in verbs)
        for match in WORD.finditer(text, start, end)
    ]
