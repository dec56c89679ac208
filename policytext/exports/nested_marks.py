"""Facts of a text as marks that lie properly inside each other, whatever layers they come from.

Spans of one layer never overlap, those of several do ("300 Stellen in der Stadt Auental": an amount, an actor, inside a
purpose, inside a statement). A mark that crosses the end of another one is cut there; its pieces share a `key`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

LAYERS = ("statement", "purpose", "slot", "actor", "time", "amount", "reason")  # outer ones first


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words `start:end` of a layer; `key` names the fact in the page, `tip` says what it means."""

    start: int
    end: int
    layer: str
    key: str
    tip: str = ""
    style: str = ""
    anchor: bool = True  # the first piece carries the key as its id
    number: str = ""  # of the note beside the text

    @property
    def rank(self) -> tuple[int, int, int]:
        """Where marks begin together, the longer is the outer one, then the layer decides."""
        return self.start, -self.end, LAYERS.index(self.layer)


@dataclass(frozen=True, slots=True)
class Node:
    """Words or a mark with what lies in it: exactly one of `text` and `mark` is set."""

    text: str = ""
    mark: Mark | None = None
    inside: tuple[Node, ...] = ()


def build_tree(text: str, marks: Iterable[Mark], start: int, end: int) -> tuple[Node, ...]:
    """The stretch `start:end` of a text as words and nested marks; marks are clipped to it and never cross."""
    return tuple(_build_nodes(text, _nest_marks(_clip_marks(marks, start, end)), start, end))


def _clip_marks(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    inside = (mark for mark in marks if mark.start < end and mark.end > start)
    return [
        replace(mark, start=max(mark.start, start), end=min(mark.end, end), anchor=mark.anchor and mark.start >= start)
        for mark in inside
    ]


def _nest_marks(marks: Sequence[Mark]) -> list[Mark]:
    """The marks in order, those that would cross cut where the outer one ends; statements only by statements."""
    todo = sorted(marks, key=lambda mark: mark.rank, reverse=True)
    edges = sorted({edge for mark in marks if mark.layer == "statement" for edge in (mark.start, mark.end)})
    done: list[Mark] = []
    above: list[Mark] = []
    while todo:
        mark = todo.pop()
        while above and above[-1].end <= mark.start:
            above.pop()
        borders = edges if mark.layer != "statement" else ()
        cut = min([mark.end, *(outer.end for outer in above), *(edge for edge in borders if edge > mark.start)])
        if cut < mark.end:
            todo.append(replace(mark, start=cut, anchor=False))
            todo.sort(key=lambda waiting: waiting.rank, reverse=True)
            mark = replace(mark, end=cut)
        done.append(mark)
        above.append(mark)
    return done


def _build_nodes(text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Node]:
    """The nodes of a stretch; `marks` are nested and in order."""
    place, index = start, 0
    while index < len(marks):
        mark = marks[index]
        after = index + 1
        while after < len(marks) and marks[after].start < mark.end:
            after += 1
        if place < mark.start:
            yield Node(text=text[place : mark.start])
        yield Node(mark=mark, inside=tuple(_build_nodes(text, marks[index + 1 : after], mark.start, mark.end)))
        place, index = mark.end, after
    if place < end:
        yield Node(text=text[place:end])
