"""The words of an answer as people read them, with the places of what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytext.archive.search import rank
from policytext.archive.search.rank import Text, Weighed
from policytext.archive.search.terms import written
from policytext.german import search
from policytext.model import Statement

LONGEST = 320  # characters
BEFORE = 60  # characters shown before the first word found, where the start is cut off
GAP = " … "


def of(text: str, statement: Statement | None, needs: Sequence[Weighed]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The statement's words (or the beginning of the text), and the spans in them that were found."""
    whole = _words(text, statement)
    spans = list(_found(whole, needs))
    start, stop = _window(whole, spans)
    lead, tail = ("… " if start else ""), (" …" if stop < len(whole) else "")
    move = len(lead) - start
    inside = tuple((one + move, end + move) for one, end in spans if start <= one and end <= stop)
    return f"{lead}{_flat(whole[start:stop])}{tail}", inside


def _words(text: str, statement: Statement | None) -> str:
    if statement is None:
        return text[: 4 * LONGEST]
    return GAP.join(part.text for part in statement.parts) if statement.parts else statement.text


def _flat(words: str) -> str:
    """Line breaks and tabs as blanks, one for one, so that places stay."""
    return "".join(" " if character.isspace() else character for character in words)


def _found(words: str, needs: Sequence[Weighed]) -> Iterator[tuple[int, int]]:
    forms = list(search.forms(words))
    words_there = [written(form.form) for form in forms]
    text = Text(rank.hits(words_there, rank.Relevant(needs)), len(words_there))
    _, places = rank.score(text, needs, 1.0)
    lengths = {place: max((len(need.need.terms) for need in needs), default=1) for place in places}
    marked = sorted(
        places | {place + step for place in places for step in _following(text, place, needs, lengths[place])}
    )
    for place in marked:
        yield forms[place].start, forms[place].end


def _following(text: Text, place: int, needs: Sequence[Weighed], longest: int) -> set[int]:
    """The further words of a phrase that begins at `place`, as steps from it."""
    if longest < 2:
        return set()
    rows = [row for need in needs for row in (need.need.terms, *need.need.others) if len(row) > 1]
    return {step for row in rows if place in text.row(row) for step in range(1, len(row))}


def _window(words: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of long words that shows most of what was found, cut at blanks."""
    if len(words) <= LONGEST:
        return 0, len(words)
    first = max(spans, key=lambda span: sum(span[0] <= other[0] < span[0] + LONGEST for other in spans), default=(0, 0))
    start = 0 if first[0] < LONGEST // 2 else words.find(" ", first[0] - BEFORE) + 1
    stop = min(len(words), start + LONGEST)
    cut = words.rfind(" ", start, stop)
    return start, stop if stop == len(words) or cut <= first[1] else cut
