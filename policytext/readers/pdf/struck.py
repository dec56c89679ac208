"""Words of a PDF that a stroke runs through: struck out by hand or in a draft, they are no text any more."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policytext.readers.pdf.drawings import Stroke
from policytext.readers.pdf.page_words import PrintedWord

MIDDLE = (0.38, 0.68)  # of a word's box, from above; underlines stand at 0.85 and lower, overlines at 0.1
LONGER = 1.0  # of the font size: how far a stroke may reach beyond its words; rules of tables and heads reach further
PIECE = re.compile(r"[^\s\0](?:[^\0]*[^\s\0])?")
LEAST_SIGNS = 2  # letters and digits that a stroke runs through, else it is a dash


def without_struck(words: Sequence[PrintedWord], strokes: Sequence[Stroke]) -> list[PrintedWord]:
    """The words without what a stroke of just their length runs through, parts of words left where it ends."""
    levels = sorted(strokes, key=lambda stroke: stroke.at)
    heights = [stroke.at for stroke in levels]
    crossed: dict[Stroke, list[int]] = {}
    for place, word in enumerate(words):
        for stroke in levels[slice(*(bisect_left(heights, height) for height in _middle_heights(word)))]:
            if stroke.start < word.x1 and stroke.end > word.x0:
                crossed.setdefault(stroke, []).append(place)
    strikes: dict[int, list[Stroke]] = {}
    for stroke, places in crossed.items():
        if _is_strike(stroke, [words[place] for place in places]):
            for place in places:
                strikes.setdefault(place, []).append(stroke)
    if not strikes:
        return list(words)
    return [part for place, word in enumerate(words) for part in _split_word(word, strikes.get(place, ()))]


def _middle_heights(word: PrintedWord) -> tuple[float, float]:
    """Between which heights a stroke runs through a word."""
    height = word.bottom - word.top
    return word.top + MIDDLE[0] * height, word.top + MIDDLE[1] * height


def _is_strike(stroke: Stroke, words: Sequence[PrintedWord]) -> bool:
    """Whether a stroke runs through words and not beyond them, as a rule with a head set over it does."""
    reach = LONGER * words[0].size
    is_own = (
        min(word.x0 for word in words) - reach <= stroke.start and stroke.end <= max(word.x1 for word in words) + reach
    )
    signs = sum(
        char.isalnum() and _is_under(word, place, stroke) for word in words for place, char in enumerate(word.text)
    )
    return is_own and signs >= LEAST_SIGNS


def _is_under(word: PrintedWord, place: int, stroke: Stroke) -> bool:
    """Whether the middle of a word's character lies under a stroke."""
    return stroke.start <= (word.edges[place] + word.edges[place + 1]) / 2 <= stroke.end


def _split_word(word: PrintedWord, strokes: Sequence[Stroke]) -> Iterator[PrintedWord]:
    """What is left of a word, piece by piece."""
    if not strokes:
        yield word
        return
    struck = [any(_is_under(word, place, stroke) for stroke in strokes) for place in range(len(word.text))]
    left = "".join("\0" if is_struck else char for char, is_struck in zip(word.text, struck, strict=True))
    for match in PIECE.finditer(left):
        start, end = match.span()
        edges = word.edges[start : end + 1]
        yield word._replace(text=match.group(), x0=edges[0], x1=edges[-1], edges=edges)
