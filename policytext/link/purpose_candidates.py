"""What a sum may be for: noun phrases of its sentence and neighbours, headings, titles, labels, in every length.

A purpose is a noun phrase: no clause, no label of a form, no noun that only holds a phrase together ("im Rahmen").
One candidate is one phrase at one length, so that the ranker decides both where the purpose stands and where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.german.titles import TITLE_LABEL
from policytext.link.party_nouns import name_party_kind
from policytext.link.passages import Paper, Passage, Site
from policytext.link.phrase_grammar import NounPhrase, grow_phrases
from policytext.link.tagging import name_noun_classes, name_verb_classes
from policytext.model import Span

OPENERS = frozenset("für zur zum fürs".split())
WHOLE = frozenset(("whole", "front", "tail", ":"))  # openers of what stands alone: a heading, a label
LABEL = re.compile(r"[^:]{3,90}(?=:)")  # Nahverkehr: Die SPD will …
NUMBERING = re.compile(r"(?:\(?(?:\d+(?:\.\d+)*|[IVX]+|[a-zA-Z]{1,2})[.)]|§ ?\d+|[-–•*])[ ]*")
LETTER = re.compile(r"(?<!\w)\(?[a-z]{1,2}\)[ ]+(?=\w)")
LONGEST_HEADING = 40  # words; longer ones are sentences


@dataclass(frozen=True, slots=True)
class PurposeCandidate:
    """A phrase of a passage: word indices, where it comes from, how it is opened, its number of chunks."""

    passage: Passage
    first: int
    last: int
    origin: str
    opener: str
    chunks: int
    longest: bool

    def span(self) -> Span:
        """Its words in the document."""
        return self.passage.span(self.first, self.last)


def find_purposes(paper: Paper, site: Site) -> list[PurposeCandidate]:
    """The candidates of a sum, those of its own sentence first."""
    found: dict[tuple[int, int, int], PurposeCandidate] = {}
    for candidate in _all_candidates(paper, site):
        if not _is_clause(candidate) and not _is_empty(candidate):
            found.setdefault((candidate.passage.index, candidate.first, candidate.last), candidate)
    return list(found.values())


def _is_clause(candidate: PurposeCandidate) -> bool:
    """Whether the words hold a finite verb: "Für sie haben wir die Hürde gesenkt"."""
    words = candidate.passage.words[candidate.first : candidate.last]
    return candidate.opener in WHOLE and any(word.tag in "VH" and word.text.islower() for word in words)


def _is_empty(candidate: PurposeCandidate) -> bool:
    """Whether the first noun names nothing: "Verfügung", "Rahmen der Projektförderung"."""
    words = candidate.passage.words[candidate.first : candidate.last]
    head = next((word for word in words if word.tag == "N"), None)
    return head is not None and head.lower in _empty_heads()


@cache
def _empty_heads() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("grammar")["empty_heads"])


def _all_candidates(paper: Paper, site: Site) -> Iterator[PurposeCandidate]:
    own = site.passage
    yield from _list_cells(paper, site)
    yield from _list_labels(own, "label")
    yield from _list_phrases(own, "own", everything=True)
    lead, before, after = paper.lead(own), paper.beside(own, -1), paper.beside(own, 1)
    if lead is not None:
        yield from _list_phrases(lead, "lead")
    if before is not None and before is not lead:
        yield from (
            _list_whole_heading(before, "prev")
            if before.kind in ("heading", "title")
            else _list_phrases(before, "prev")
        )
        if (second := paper.beside(before, -1)) is not None and second.block == own.block:
            yield from _list_phrases(second, "prev2")
    if after is not None and after.kind == own.kind:
        yield from _list_phrases(after, "next")
    heading = paper.heading(own)
    if heading is not None:
        yield from _list_whole_heading(heading, "heading")
    if paper.title is not None and paper.title is not heading:
        yield from _list_whole_heading(paper.title, "title")


def _list_cells(paper: Paper, site: Site) -> Iterator[PurposeCandidate]:
    """The cells that name a sum's row, stand over it or beside it."""
    seat = paper.seat(site)
    if seat is None:
        return
    named = [("row", seat.label), *(("column", cell) for cell in seat.heads), ("group", seat.group)]
    named += [("cell", cell) for cell in seat.beside if cell != seat.label]
    for origin, cell in named:
        passage = paper.passage_at(cell[0]) if cell else None
        if cell is None or passage is None:
            continue
        first, last = passage.word_at(cell[0]), passage.word_at(max(cell[0], cell[1] - 1)) + 1
        last = min(last, len(passage.words))
        if first < last and any(word.tag == "N" for word in passage.words[first:last]):
            yield PurposeCandidate(passage, first, last, origin, "cell", 1, True)


def _list_labels(passage: Passage, origin: str) -> Iterator[PurposeCandidate]:
    """The words before a colon at the beginning of a passage."""
    found = LABEL.match(passage.text)
    if found and passage.words:
        first = passage.word_at(passage.start + _end_of_numbering(found.group()))
        last = passage.word_at(passage.start + found.end() - 1) + 1
        if first < last <= len(passage.words):
            yield PurposeCandidate(passage, first, last, origin, ":", 1, True)


def _end_of_numbering(text: str) -> int:
    """Where the words begin behind their number, or behind the last letter of a list that runs on: "… aa) Neubau"."""
    numbering = NUMBERING.match(text)
    return max([numbering.end() if numbering else 0, *(letter.end() for letter in LETTER.finditer(text))])


def _list_phrases(passage: Passage, origin: str, *, everything: bool = False) -> list[PurposeCandidate]:
    """The noun phrases of a passage; beside the sum all, elsewhere those that something opens. Read once a passage."""
    name = f"phrases {passage.index} {origin} {everything}"
    return passage.paper.remember(name, lambda: list(_read_phrases(passage, origin, everything=everything)))


def _read_phrases(passage: Passage, origin: str, *, everything: bool) -> Iterator[PurposeCandidate]:
    words = passage.words
    for number, chunk in enumerate(passage.chunks):
        opener = _describe_opener(passage, chunk.start)
        if not everything and opener in ("", "P"):
            continue
        phrases = list(grow_phrases(words, number, passage.chunks))
        closed = (
            bool(name_noun_classes(words[chunk.nouns].text)) or name_party_kind(words[chunk.nouns].text) is not None
        )
        for phrase in phrases:
            inside = words[phrase.start : phrase.end]
            if any(word.tag in "ET" or (closed and word.lower == "für") for word in inside):
                break  # Mittel | für die Jugendarbeit, den Kommunen | für den Ausbau
            yield _build_candidate(passage, phrase, origin, opener, phrase is phrases[-1])


def _describe_opener(passage: Passage, start: int) -> str:
    """What stands before a chunk: its preposition, a verb's class, a noun that it hangs on."""
    words = passage.words
    place = start - 1
    if place < 0:
        return "^"
    word = words[place]
    if word.tag == "P":
        return (
            word.lower if word.lower in OPENERS or word.lower in ("auf", "von", "bei", "an", "in", "im", "am") else "P"
        )
    if word.tag in "VH":
        return "v:" + (name_verb_classes(word.text) or ("other",))[0]
    if word.tag == "N" and words[start].tag == "D":
        return "genitive"
    if word.tag in "ZC":
        return word.text
    return "" if word.tag != "E" else "E"


def _build_candidate(passage: Passage, phrase: NounPhrase, origin: str, opener: str, longest: bool) -> PurposeCandidate:
    return PurposeCandidate(passage, phrase.start, phrase.end, origin, opener, phrase.chunks, longest)


def _list_whole_heading(passage: Passage, origin: str) -> Iterator[PurposeCandidate]:
    """A heading or title as a whole, what stands behind its colon, and its phrases."""
    words = passage.words[:LONGEST_HEADING]
    if not words:
        return
    label = TITLE_LABEL.match(passage.text)  # Punkt 3 der Tagesordnung: …
    start = label.start("title") if label else _end_of_numbering(passage.text)
    first = passage.word_at(passage.start + start)
    if first < len(words):
        yield PurposeCandidate(passage, first, len(words), origin, "whole", 1, True)
    for place, word in enumerate(words):
        if word.text in ":–-" and first < place < len(words) - 1:
            yield PurposeCandidate(passage, place + 1, len(words), origin, "tail", 1, True)
            yield PurposeCandidate(passage, first, place, origin, "front", 1, True)
            break
    yield from _list_phrases(passage, origin, everything=True)
