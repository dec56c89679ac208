"""What stands in the text as a whole: ruled tables and boxes. Their lines travel through the reading order as marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.model import Line
from policytext.readers.pdf.drawings import Drawings, Rectangle
from policytext.readers.pdf.page_characters import PageFrame
from policytext.readers.pdf.page_words import PrintedWord

MARK = "\ue0ff"  # starts a word that stands for a line of an insert
ASIDE = "aside"  # the role of lines in a box
LEAST_WIDTH, LEAST_HEIGHT = 60.0, 25.0  # points of a box; smaller ones underlay a word or a line
MOST_OF_PAGE = 0.5  # of the page's height or words; larger ones are its background or frame
MOST_BOXES = 60


@dataclass(frozen=True, slots=True)
class Insert:
    """A table or box: where it stands, its lines part by part, and the words they are made of."""

    area: Rectangle
    parts: list[list[Line]]
    words: tuple[PrintedWord, ...]


def drop_inserted(words: Sequence[PrintedWord], inserts: Sequence[Insert]) -> list[PrintedWord]:
    """The words that stand in none of these inserts."""
    inside = {id(word) for insert in inserts for word in insert.words}
    return [word for word in words if id(word) not in inside] if inside else list(words)


def marks_of(inserts: Sequence[Insert]) -> Iterator[PrintedWord]:
    """For every part of the inserts a word as wide as the insert."""
    number = 0
    for insert in inserts:
        height = (insert.area.bottom - insert.area.top) / max(1, len(insert.parts))
        for place in range(len(insert.parts)):
            text, top = f"{MARK}{number}", insert.area.top + place * height
            edges = (*[insert.area.x0] * len(text), insert.area.x1)
            size = insert.words[0].size
            bottom = top + min(height, size)
            yield PrintedWord(text, insert.area.x0, insert.area.x1, top, bottom, size, False, edges)
            number += 1


def is_mark(word: PrintedWord) -> bool:
    """Whether a word stands for a part of an insert."""
    return word.text.startswith(MARK)


def place_of(mark: PrintedWord) -> int:
    """Which part of the inserts a mark stands for."""
    return int(mark.text[len(MARK) :])


def set_aside(line: Line) -> Line:
    """A line of a box, so that no sentence of the text is thought to run on into it."""
    return replace(line, role=ASIDE) if line.role is None else line


def boxes_of(
    words: Sequence[PrintedWord], drawings: Drawings, frame: PageFrame
) -> Iterator[tuple[Rectangle, list[PrintedWord]]]:
    """Framed or tinted boxes with several lines of text, outer ones first, each with its words."""
    areas = {area for area in (*drawings.fills, *drawings.frames) if _may_be_box(area, frame)}
    taken: set[int] = set()
    for area in sorted(areas, key=_measure_area, reverse=True)[:MOST_BOXES]:
        inside = [word for word in words if id(word) not in taken and _holds_word(area, word)]
        heights = {round(word.top / 4) for word in inside}
        if len(heights) > 1 and len(inside) <= MOST_OF_PAGE * len(words):
            taken |= {id(word) for word in inside}
            yield area, inside


def _may_be_box(area: Rectangle, frame: PageFrame) -> bool:
    width, height = area.x1 - area.x0, area.bottom - area.top
    return width >= LEAST_WIDTH and LEAST_HEIGHT <= height <= MOST_OF_PAGE * frame.height


def _measure_area(area: Rectangle) -> float:
    return (area.x1 - area.x0) * (area.bottom - area.top)


def _holds_word(area: Rectangle, word: PrintedWord) -> bool:
    return area.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
