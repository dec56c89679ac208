"""The tokens of a PDF page: runs of letters, of digits or of signs, where they start and end and what prints them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

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


class Tokens(NamedTuple):
    """The tokens of a page as arrays: where each starts and ends, and the address of the object that prints it."""

    starts: Any
    ends: Any
    objects: Any


def tokens_of(characters: Characters) -> Tokens:
    """The tokens of a page in the order of the file."""
    starts, ends = _without_marks(characters, *_tokens(characters.text))
    return Tokens(starts, ends, _objects(characters, starts))


def _without_marks(characters: Characters, starts: Any, ends: Any) -> tuple[Any, Any]:
    """The tokens, numbers parted from the mark of a footnote that another object prints right behind them: 2023³."""
    import numpy

    kinds = _kinds()[codes_of(characters.text)]
    numbers = numpy.flatnonzero((ends - starts > 1) & (kinds[starts] == DIGIT))
    one = characters.objects(starts[numbers].tolist())
    other = characters.objects((ends[numbers] - 1).tolist())
    if one == other:
        return starts, ends
    mixed = {place for place, first, last in zip(numbers.tolist(), one, other, strict=True) if first != last}
    parted: list[tuple[int, int]] = []
    for place, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        parted += [(at, at + 1) for at in range(start, end)] if place in mixed else [(start, end)]
    found = numpy.array(parted, dtype=int)
    return found[:, 0], found[:, 1]


def _objects(characters: Characters, starts: Any) -> Any:
    """The address of the object that prints each token; one that prints both ends of a line prints all of it."""
    import numpy

    breaks = [match.start() for match in LINE_BREAK.finditer(characters.text)]
    bounds = numpy.unique((0, *numpy.searchsorted(starts, breaks).tolist(), len(starts)))
    firsts = numpy.array(characters.objects(starts[bounds[:-1]].tolist()), dtype=numpy.uint64)
    lasts = numpy.array(characters.objects(starts[bounds[1:] - 1].tolist()), dtype=numpy.uint64)
    lengths = numpy.diff(bounds)
    found = numpy.repeat(firsts, lengths)
    several = numpy.flatnonzero(numpy.repeat(firsts != lasts, lengths))
    found[several] = characters.objects(starts[several].tolist())
    return found


def overlaps(tokens: Tokens, boxes: Any) -> Any:
    """The tokens behind a blank that all the same start before the word in front of them has ended."""
    import numpy

    half = len(tokens.starts)
    is_first = tokens.ends[:-1] < tokens.starts[1:]
    back = boxes[1:half, 0] < boxes[half:-1, 2]
    near = abs(boxes[1:half, 3] - boxes[half:-1, 3]) < 1
    return numpy.flatnonzero(is_first & back & near) + 1


def _tokens(text: str) -> tuple[Any, Any]:
    """Where tokens (runs of letters, digits or signs; a hyphen at a line end by itself) start and end."""
    import numpy

    kinds = numpy.append(_kinds()[codes_of(text)], BLANK)
    changes = numpy.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    starts = numpy.concatenate(([0], changes[:-1])) if len(changes) else changes
    is_token = kinds[starts] != BLANK
    return starts[is_token], changes[is_token]


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
