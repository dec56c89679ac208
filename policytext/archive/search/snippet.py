"""The words of an answer as people read them, with the places of what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytext.archive.index.terms import write_term
from policytext.archive.search import match_expressions
from policytext.archive.search.needs import Need
from policytext.archive.search.synonyms import Terms
from policytext.german import search_terms
from policytext.model import Span, Statement

LONGEST = 320  # characters
BEFORE = 60  # characters shown before the first word found, where the start is cut off
GAP = " … "
AROUND = 120  # characters before and behind what was found outside of a statement
MOST_PARAGRAPHS = 60  # that are looked through for it, nearest first
PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")


def cut_snippet(text: str, statement: Statement | None, marker: Marker) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The statement's words (or the beginning of the text), and the spans in them that were found."""
    whole = _statement_words(text, statement)
    spans = list(marker.spans(whole))
    start, stop = _choose_window(whole, spans)
    lead, tail = ("… " if start else ""), (" …" if stop < len(whole) else "")
    move = len(lead) - start
    inside = tuple((one + move, end + move) for one, end in spans if start <= one and end <= stop)
    return f"{lead}{_flatten_words(whole[start:stop])}{tail}", inside


def cut_surroundings(text: str, own: Span | None, marker: Marker) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What was found nearest to a statement (or the beginning), outside of it, with some of its paragraph."""
    near = own.start if own else 0
    paragraphs = sorted(PARAGRAPH.finditer(text), key=lambda found: abs(found.start() - near)) if marker.needs else []
    for paragraph in paragraphs[:MOST_PARAGRAPHS]:
        first = paragraph.start()
        spans = [(first + start, first + end) for start, end in marker.spans(paragraph.group())]
        if outside := [span for span in spans if not (own and own.start <= span[0] < own.end)]:
            nearest = min(outside, key=lambda span: (abs(span[0] - near), span))
            start, stop = _find_start(text, nearest[0]), _find_end(text, nearest[1])
            lead, tail = ("… " if start > first else ""), (" …" if stop < paragraph.end() - 1 else "")
            move = len(lead) - start
            inside = tuple((one + move, end + move) for one, end in spans if start <= one and end <= stop)
            return f"{lead}{_flatten_words(text[start:stop])}{tail}", inside
    return "", ()


def _find_start(text: str, place: int) -> int:
    """Where the words before a place begin: with its paragraph, else after a blank."""
    first = max(0, place - AROUND)
    if (paragraph := text.rfind("\n\n", first, place)) >= 0:
        return paragraph + 2
    return first if not first else text.find(" ", first, place) + 1 or place


def _find_end(text: str, place: int) -> int:
    """Where the words behind a place end: with its paragraph, else before a blank."""
    last = min(len(text), place + AROUND)
    if (paragraph := text.find("\n\n", place, last)) >= 0:
        return paragraph
    return last if last == len(text) else max(text.rfind(" ", place, last), place)


def _statement_words(text: str, statement: Statement | None) -> str:
    if statement is None:
        return text[: 4 * LONGEST]
    return GAP.join(part.text for part in statement.parts) if statement.parts else statement.text


def _flatten_words(words: str) -> str:
    """Line breaks and tabs as blanks, one for one, so that places stay."""
    return "".join(" " if character.isspace() else character for character in words)


def _choose_window(words: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of long words that shows most of what was found, cut at blanks."""
    if len(words) <= LONGEST:
        return 0, len(words)
    first = max(spans, key=lambda span: sum(span[0] <= other[0] < span[0] + LONGEST for other in spans), default=(0, 0))
    start = 0 if first[0] < LONGEST // 2 else words.find(" ", first[0] - BEFORE) + 1
    stop = min(len(words), start + LONGEST)
    cut = words.rfind(" ", start, stop)
    return start, stop if stop == len(words) or cut <= first[1] else cut


class Marker:
    """What is marked in snippets: the words that meet a question's needs, in each of their ways."""

    def __init__(self, needs: Sequence[Need]) -> None:
        self.needs = [item for need in needs for item in (need.items or (need,))]

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """The places of what was found."""
        forms = list(search_terms.list_forms(words))
        text = _TermPlaces([write_term(form.form) for form in forms])
        for place in sorted({place for need in self.needs for place in _find_met(text, need)}):
            yield forms[place].start, forms[place].end


class _TermPlaces:
    """A text as places of its terms: words, and parts of compounds."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words: dict[str, list[int]] = {}
        self.parts: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            term, *parts = word.split("+")
            self.words.setdefault(term, []).append(place)
            for part in parts:
                self.parts.setdefault(part, []).append(place)

    def row(self, terms: Terms) -> set[int]:
        """Every place of terms side by side; of a single one also where it is part of a compound."""
        if len(terms) == 1:
            return {*self.words.get(terms[0], ()), *self.parts.get(terms[0], ())}
        places = set(self.words.get(terms[0], ()))
        for step, term in enumerate(terms[1:], 1):
            places &= {place - step for place in self.words.get(term, ())}
        return {place + step for place in places for step in range(len(terms))}

    def begun(self, start: str) -> set[int]:
        """Where terms begin so."""
        return {place for term, places in self.words.items() if term.startswith(start) for place in places}


def _find_met(text: _TermPlaces, need: Need) -> set[int]:
    """Where a text says what is needed; the halves of a compound where all of them are there."""
    if need.prefix:
        return text.begun(match_expressions.write_beginning(need)) | text.row(need.terms)
    found = text.row(need.terms).union(*map(text.row, need.others))
    if need.joined:
        found |= text.row((need.joined,))
    leaves = [text.row(leaf.terms) for leaf in need.leaves()]
    return found.union(*leaves) if leaves and all(leaves) else found
