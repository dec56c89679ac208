"""The words of a PDF page: runs that one text object prints without a wide gap, with the place of every character.

pdfium is asked for the box of the first character of every token (letters, digits or a sign) and of the last of every
word; what lies between is interpolated. So a word, a number and the sign behind it have their exact ends.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, repeat
from typing import Any

from policytext.readers.pdf.accents import with_marks
from policytext.readers.pdf.page_characters import LINE_END_HYPHEN, Characters, PageFrame, is_unmapped, share_floats
from policytext.readers.pdf.printed import PrintedWord, single_words
from policytext.readers.pdf.styles import PageStyles, Style
from policytext.readers.pdf.tokens import Tokens, find_overlaps, load_widths, tokens_of

__all__ = ["UNKNOWN", "Direction", "PrintedWord", "directions_of", "single_words"]

ODD = re.compile(r"[^\s -~¡-žſ-ƒ–—‘’‚“”„†‡•…‰‹›€™−\x02]")  # worth asking whether its font knows what it means
UNKNOWN = "\ufffd"
Run = tuple[int, int, int, float, bool, bool]  # start, stop, what prints it, right side, overlapping, odd
ASCENT = 0.79  # of the size: how far a word's box reaches above its baseline
RUN_GAP = 7.0  # points; narrower gaps are blanks
SAME_PLACE = 0.1  # of the font size; the narrowest letters are twice as wide
SMALLEST = 2.0  # points; smaller text was hidden there
HYPHENS = (LINE_END_HYPHEN, "-", "\u00ad", "\u2010")
TOUCHING = 1.0  # points between a word and its hyphen
LONGEST_BULLET = 2  # characters that a symbol font sets before an item


@dataclass(frozen=True, slots=True)
class Direction:
    """The words of a page that run in one direction, in the frame in which they run from left to right."""

    frame: PageFrame
    words: list[PrintedWord]
    hidden: list[PrintedWord]
    white: list[PrintedWord]
    lost: int  # characters of words that nobody can read, their font does not say what they mean

    @property
    def letters(self) -> int:
        """The number of characters, hidden ones too."""
        return self.lost + sum(len(word.text) for word in (*self.words, *self.hidden, *self.white))


def directions_of(characters: Characters, box: tuple[float, float, float, float]) -> list[Direction]:
    """The words on the page (`box`: left, bottom, right, top in the file's coordinates), the main direction first."""
    import numpy

    tokens = tokens_of(characters)
    starts, ends, objects = tokens
    boxes = characters.boxes(numpy.concatenate((starts, ends - 1)))
    firsts = _find_firsts(objects)
    styles = PageStyles(characters).of(
        list(firsts), starts[places := [*firsts.values()]].tolist(), boxes[places].tolist()
    )
    known = dict(zip(firsts, styles, strict=True))
    maker = _Maker(characters, tokens, known, boxes, ODD.search(characters.text) is not None)
    found = [maker.direction(PageFrame(angle, *box)) for angle in sorted({style.angle for style in styles})]
    return sorted(found, key=lambda direction: -direction.letters)


def _find_firsts(objects: Any) -> dict[int, int]:
    """The first token of every object, by its address."""
    places = [0, *((objects[1:] != objects[:-1]).nonzero()[0] + 1).tolist()] if len(objects) else []
    firsts = dict(zip(reversed(objects[places].tolist()), reversed(places), strict=True))
    firsts.pop(0, None)
    return firsts


@dataclass(frozen=True, slots=True)
class _Maker:
    characters: Characters
    tokens: Tokens
    styles: dict[int, Style]
    boxes: Any
    has_odd_signs: bool

    def direction(self, frame: PageFrame) -> Direction:
        """The words that run in the frame's direction."""
        first, last = _measure_along(self.boxes, frame)
        edges = self._edges(first, last)
        groups: tuple[list[PrintedWord], list[PrintedWord], list[PrintedWord]] = ([], [], [])
        lost = 0
        for run in self._runs(first, last):
            style = self.styles.get(run[2])
            if style is None or style.angle != frame.angle:
                continue
            if style.size < SMALLEST:
                self._add_tiny_hyphen(groups[0], run, edges)
                continue
            word = self._word(run, style, frame, edges)
            if not word.text.strip(UNKNOWN + " "):
                lost += len(word.text)
            elif word.x1 > 0 and word.x0 < frame.width and word.bottom > 0 and word.top < frame.height:
                groups[1 if not style.visible else 2 if style.white else 0].append(word)
        if self.has_odd_signs:
            groups = (with_marks(groups[0]), *groups[1:])
        return Direction(frame, _printed_once(groups[0]), *groups[1:], lost)

    def _add_tiny_hyphen(self, words: list[PrintedWord], run: Run, edges: list[float]) -> None:
        """A hyphen too small to be seen breaks the word before it all the same; other tiny text was hidden."""
        text, start = self.characters.text, run[0]
        if not words or text[start : run[1]] not in HYPHENS:
            return
        if not text[start - 1].isspace() or abs(edges[start] - words[-1].x1) < TOUCHING:
            last = words[-1]
            words[-1] = last._replace(text=last.text + "-", edges=(*last.edges, last.x1))

    def _runs(self, first: Any, last: Any) -> Iterator[Run]:
        """Tokens that one object prints without a wide gap, up to a hyphen at a line's end.

        A run overlaps where a word of it starts before the one in front of it has ended, as in a few italic fonts; it
        is odd where its font may not say what its characters mean.
        """
        import numpy

        starts, ends, objects = self.tokens
        if not len(starts):
            return iter(())
        gaps = first[1:] - last[:-1]
        parted = (objects[1:] != objects[:-1]) | (gaps >= RUN_GAP) | (gaps <= -RUN_GAP)
        if LINE_END_HYPHEN in self.characters.text:
            parted |= self.characters.codes[starts[:-1]] == ord(LINE_END_HYPHEN)
        cuts = parted.nonzero()[0] + 1
        firsts, lasts = numpy.concatenate(([0], cuts)), numpy.concatenate((cuts - 1, [len(starts) - 1]))
        inner = find_overlaps(self.tokens, self.boxes)
        kerned = numpy.zeros(len(firsts), dtype=bool)
        kerned[firsts.searchsorted(inner[~parted[inner - 1]], side="right") - 1] = True
        begin = starts[firsts].tolist()
        is_odd = repeat(True) if self.has_odd_signs else map(is_unmapped(), repeat(self.characters.handle), begin)
        return zip(
            begin,
            ends[lasts].tolist(),
            objects[firsts].tolist(),
            share_floats(last[lasts]),
            kerned.tolist(),
            is_odd,
            strict=False,
        )

    def _edges(self, first: Any, last: Any) -> list[float]:
        """For every character of the page its left side, interpolated between those that are known."""
        import numpy

        starts, ends, _ = self.tokens
        if not len(starts):
            return []
        is_end = numpy.concatenate((ends[:-1] < starts[1:], [True]))
        places = numpy.concatenate((starts, ends[is_end]))
        values = numpy.concatenate((first, last[is_end]))
        order = places.argsort(kind="stable")
        every = numpy.concatenate(([0.0], load_widths()[self.characters.codes].cumsum()))
        return share_floats(numpy.interp(every, every[places[order]], values[order]))

    def _word(self, run: Run, style: Style, frame: PageFrame, edges: list[float]) -> PrintedWord:
        start, stop, _, right, is_kerned, is_odd = run
        text = self.characters.text[start:stop]
        if text[-1] == LINE_END_HYPHEN:
            text = text[:-1] + "-"
        if style.symbols and len(text) <= LONGEST_BULLET:
            text = "•" * len(text)
        elif is_odd:
            text = self._mapped(text, start)
        top = round(frame.seen(*style.base)[1] - ASCENT * style.size, 2)
        places, x0 = (*edges[start:stop], right), edges[start]
        if is_kerned or places[-2] > right:
            places = tuple(accumulate(places, max))
        glued = start > 0 and not self.characters.text[start - 1].isspace()
        x1, bottom = right if right > x0 else x0, round(top + style.size, 2)
        return PrintedWord(text, x0, x1, top, bottom, style.size, style.bold, places, glued)

    def _mapped(self, text: str, start: int) -> str:
        """The text with a mark for every character whose font does not say what it means."""
        marks = map(is_unmapped(), repeat(self.characters.handle), range(start, start + len(text)))
        if not any(flags := list(marks)):
            return text
        return "".join(
            UNKNOWN if is_lost and not char.isspace() else char for char, is_lost in zip(text, flags, strict=True)
        )


def _measure_along(boxes: Any, frame: PageFrame) -> tuple[Any, Any]:
    """Where tokens start and where they end along their lines, in points of the frame."""
    half = len(boxes) // 2
    first, last = boxes[:half], boxes[half:]
    match frame.angle:
        case 90:
            return first[:, 3] - frame.y0, last[:, 1] - frame.y0
        case 180:
            return frame.x1 - first[:, 2], frame.x1 - last[:, 0]
        case 270:
            return frame.y1 - first[:, 1], frame.y1 - last[:, 3]
        case _:
            return first[:, 0] - frame.x0, last[:, 2] - frame.x0


def _printed_once(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words without those printed again in the same place, as programs do that make type look bold."""
    alike: dict[str, list[PrintedWord]] = defaultdict(list)
    for word in words:
        alike[word.text].append(word)
    again: set[int] = set()
    for group in alike.values():
        if len(group) > 1:
            group.sort(key=lambda word: (round(word.top), word.x0))
            again |= {id(other) for word, other in pairwise(group) if _is_same_place(word, other)}
    return [word for word in words if id(word) not in again] if again else list(words)


def _is_same_place(one: PrintedWord, other: PrintedWord) -> bool:
    reach = max(0.5, SAME_PLACE * one.size)
    return abs(one.x0 - other.x0) < reach and abs(one.top - other.top) < reach
