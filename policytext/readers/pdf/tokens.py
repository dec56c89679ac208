"""The tokens of a PDF page: runs of letters, of digits or of signs, where they start and end and what prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from policytext.readers.pdf.characters import LINE_END_HYPHEN, Characters

BLANK, LETTER, DIGIT, SIGN, HYPHEN = range(5)  # kinds of characters
LAST_KIND = 0x3001  # the code from which on every character counts as a sign
LINE_BREAK = re.compile(r"\n")
USUAL_WIDTH = 0.556  # of the font size: digits and most small letters of Helvetica
WIDTHS = {
    0.25: "ijlI.,'|:;!",
    0.3: "ft()[]/- ",
    0.34: "r",
    0.5: "ckszvxyJß",
    0.64: "FTLZPSEVXYAÄK",
    0.74: "BRCDHNUÜwGOÖQ",
    0.84: "mM",
    0.94: "W",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a page: where each starts and ends, and which object prints it; the same three as arrays."""

    starts: list[int]
    ends: list[int]
    objects: list[int]
    arrays: tuple[Any, Any, Any]


def _without_marks(characters: Characters, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """The tokens, numbers parted from the mark of a footnote that another object prints right behind them: 2023³."""
    text = characters.text
    numbers = [place for place, start in enumerate(starts) if ends[place] - start > 1 and text[start].isdigit()]
    one = characters.objects([starts[place] for place in numbers])
    other = characters.objects([ends[place] - 1 for place in numbers])
    mixed = {place for place, first, last in zip(numbers, one, other, strict=True) if first != last}
    if not mixed:
        return starts, ends
    parted: list[tuple[int, int]] = []
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        parted += [(at, at + 1) for at in range(start, end)] if place in mixed else [(start, end)]
    return [start for start, _ in parted], [end for _, end in parted]


def _objects(characters: Characters, starts: list[int]) -> Any:
    """The address of the object that prints each token; one that prints both ends of a line prints all of it."""
    import numpy

    breaks = [match.start() for match in LINE_BREAK.finditer(characters.text)]
    bounds = sorted({0, *numpy.searchsorted(starts, breaks).tolist(), len(starts)})
    firsts = characters.objects([starts[place] for place in bounds[:-1]])
    lasts = characters.objects([starts[place - 1] for place in bounds[1:]])
    found = numpy.empty(len(starts), dtype=numpy.uint64)
    for (start, end), first, last in zip(pairwise(bounds), firsts, lasts, strict=True):
        found[start:end] = first if first == last else characters.objects(starts[start:end])
    return found


def overlaps(tokens: Tokens, boxes: Any) -> list[int]:
    """The tokens behind a blank that all the same start before the word in front of them has ended."""
    import numpy

    half = len(tokens.starts)
    is_first = tokens.arrays[1][:-1] < tokens.arrays[0][1:]
    back = boxes[1:half, 0] < boxes[half:-1, 2]
    near = abs(boxes[1:half, 3] - boxes[half:-1, 3]) < 1
    found: list[int] = (numpy.flatnonzero(is_first & back & near) + 1).tolist()
    return found


def _tokens(text: str) -> tuple[list[int], list[int]]:
    """Where tokens (runs of letters, digits or signs; a hyphen at a line end by itself) start and end."""
    import numpy

    kinds = numpy.append(_kinds()[codes_of(text)], BLANK)
    changes = numpy.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    starts = numpy.concatenate(([0], changes[:-1])) if len(changes) else changes
    is_token = kinds[starts] != BLANK
    found: tuple[list[int], list[int]] = starts[is_token].tolist(), changes[is_token].tolist()
    return found


def codes_of(text: str) -> Any:
    """The codes of all characters, those from `LAST_KIND` on as one."""
    import numpy

    codes = numpy.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=numpy.uint32)
    return numpy.minimum(codes, LAST_KIND)


@cache
def widths() -> Any:
    """How wide a character of each code is beside others, as in Helvetica: all that tells letters of a word apart."""
    import numpy

    widths = numpy.full(LAST_KIND + 1, USUAL_WIDTH)
    for width, chars in WIDTHS.items():
        widths[[ord(char) for char in chars]] = width
    return widths


@cache
def _kinds() -> Any:
    """The kind of every character up to the wide blank of Chinese; one for all beyond."""
    import numpy

    return numpy.array([_kind(chr(code)) for code in range(LAST_KIND)] + [SIGN], dtype=numpy.uint8)


def _kind(char: str) -> int:
    if char.isspace() or char == "\0":
        return BLANK
    if char == LINE_END_HYPHEN:
        return HYPHEN
    return LETTER if char.isalpha() else DIGIT if char.isdigit() else SIGN


def tokens_of(characters: Characters) -> Tokens:
    """The tokens of a page in the order of the file."""
    import numpy

    starts, ends = _without_marks(characters, *_tokens(characters.text))
    objects = _objects(characters, starts)
    arrays = numpy.array(starts, dtype=int), numpy.array(ends, dtype=int), objects
    return Tokens(starts, ends, objects.tolist(), arrays)
