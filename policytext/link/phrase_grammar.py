"""Noun phrases of a sentence: "den Umbau der alten Schmiede zum Proberaum", cut wherever a reader could end it.

A chunk is article, numeral, adjectives and nouns; a phrase is a chunk with the genitives, prepositional groups and
coordinated chunks that follow it. The grammar is a regular expression over the letters of `tagging`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.link.tagging import TaggedWord

CHUNK = re.compile(r"(?P<article>D?)M?A*(?P<nouns>N+M?)")  # die drei alten Brücken; Baustein 2
LINKED = re.compile(r"C(?=D?A*N)|Z(?=A*N+(?:ZA*N+)*CD?A*N)")  # Neubau und Umbau; Noten, Instrumente und Räume
MOST_CHUNKS = 6  # of one phrase; the longest accepted purposes of the gold papers have five
NO_ATTACHMENT = frozenset("durch bis seit ab gegen pro je laut gemäß seitens nach".split())


@dataclass(frozen=True, slots=True)
class Chunk:
    """Article, adjectives and nouns: word indices, `nouns` the first noun's."""

    start: int
    nouns: int
    end: int


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase without its article: word indices; `chunks` counts the chunks that it is made of."""

    start: int
    end: int
    chunks: int


def find_chunks(words: Sequence[TaggedWord]) -> list[Chunk]:
    """The base noun phrases of a sentence, in order."""
    tags = "".join(word.tag for word in words)
    return [Chunk(found.start(), found.start("nouns"), found.end()) for found in CHUNK.finditer(tags)]


def grow_phrases(words: Sequence[TaggedWord], chunk: int, chunks: Sequence[Chunk]) -> Iterator[NounPhrase]:
    """The phrases that begin with a chunk, the shortest first."""
    tags = "".join(word.tag for word in words)
    first = chunks[chunk]
    start = first.start + (tags[first.start] == "D")
    end, reached = first.end, chunk
    yield NounPhrase(start, end, 1)
    while reached + 1 < len(chunks) and reached - chunk + 1 < MOST_CHUNKS:
        following = chunks[reached + 1]
        if not _continues_phrase(words, tags, end, following):
            return
        end, reached = following.end, reached + 1
        yield NounPhrase(start, end, reached - chunk + 1)


def _continues_phrase(words: Sequence[TaggedWord], tags: str, end: int, following: Chunk) -> bool:
    """Whether the next chunk goes on with the phrase that ends at `end`."""
    gap = following.start - end
    if gap and words[following.nouns].lower in load_measures():
        return False
    if gap == 0:
        return tags[end] == "D" and words[end].lower in GENITIVE_ARTICLES
    if gap == 1 and tags[end] == "P":
        return words[end].lower not in NO_ATTACHMENT
    return gap == 1 and LINKED.match(tags, end) is not None and words[end].text not in ".;:!?()|"


@cache
def load_measures() -> frozenset[str]:
    """Nouns of time, size and frame, with which no noun phrase goes on."""
    return frozenset(lexicon.load_lexicon("grammar")["measures"])


GENITIVE_ARTICLES = frozenset(
    "des der eines einer ihres ihrer seines seiner unseres unserer dieses dieser aller".split()
)
