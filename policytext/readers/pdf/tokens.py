"""The tokens of a PDF page: runs of letters, of digits or of signs, where they start and end and what prints them."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from policytext.readers.pdf.page_characters import LAST_KIND, LINE_END_HYPHEN, Characters

BLANK, LETTER, DIGIT, SIGN, HYPHEN = range(5)  # kinds of characters
LINE_BREAK = ord("\n")
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
    """The tokens of a page in the order of the file, a number parted from the mark of a footnote behind it: 2023³."""
    import numpy

    kinds = numpy.append(_load_kinds()[characters.codes], BLANK)
    changes = numpy.concatenate(([0], (kinds[1:] != kinds[:-1]).nonzero()[0] + 1))
    is_token = kinds[changes[:-1]] != BLANK
    tokens = _find_printed(characters, changes[:-1][is_token], changes[1:][is_token])
    mixed = _find_mixed(characters, tokens, kinds)
    if not mixed:
        return tokens
    parted: list[tuple[int, int]] = []
    for place, (start, end) in enumerate(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)):
        parted += [(at, at + 1) for at in range(start, end)] if place in mixed else [(start, end)]
    starts, ends = numpy.array(parted, dtype=int).T
    return _find_printed(characters, starts, ends)


def _find_printed(characters: Characters, starts: Any, ends: Any) -> Tokens:
    """The tokens with the object that prints each; one that prints both ends of a line prints all of it."""
    import numpy

    if not len(starts):
        return Tokens(starts, ends, starts.astype(numpy.uint64))
    breaks = starts.searchsorted((characters.codes == LINE_BREAK).nonzero()[0])
    bounds = numpy.concatenate(([0], breaks, [len(starts)]))
    bounds = bounds[numpy.concatenate((bounds[1:] != bounds[:-1], [True]))]
    first, last = bounds[:-1], bounds[1:] - 1
    firsts, lasts = characters.objects(starts[first]), characters.objects(ends[last] - 1)
    lengths = bounds[1:] - first
    objects = firsts.repeat(lengths)
    several = (firsts != lasts).repeat(lengths).nonzero()[0]
    objects[several] = characters.objects(starts[several])
    return Tokens(starts, ends, objects)


def _find_mixed(characters: Characters, tokens: Tokens, kinds: Any) -> set[int]:
    """The numbers whose last digit another object prints than the first."""
    starts, ends, _ = tokens
    numbers = ((ends - starts > 1) & (kinds[starts] == DIGIT)).nonzero()[0]
    found: list[int] = numbers[characters.objects(starts[numbers]) != characters.objects(ends[numbers] - 1)].tolist()
    return set(found)


def find_overlaps(tokens: Tokens, boxes: Any) -> Any:
    """The tokens behind a blank that all the same start before the word in front of them has ended."""
    half = len(tokens.starts)
    is_first = tokens.ends[:-1] < tokens.starts[1:]
    back = boxes[1:half, 0] < boxes[half:-1, 2]
    near = abs(boxes[1:half, 3] - boxes[half:-1, 3]) < 1
    return (is_first & back & near).nonzero()[0] + 1


@cache
def load_widths() -> Any:
    """How wide a character of each code is beside others, as in Helvetica: all that tells letters of a word apart."""
    import numpy

    widths = numpy.full(LAST_KIND + 1, USUAL_WIDTH)
    for width, chars in WIDTHS.items():
        widths[[ord(char) for char in chars]] = width
    return widths


@cache
def _load_kinds() -> Any:
    """The kind of every character up to the wide blank of Chinese; one for all beyond."""
    import numpy

    return numpy.array([_classify_char(chr(code)) for code in range(LAST_KIND)] + [SIGN], dtype=numpy.uint8)


def _classify_char(char: str) -> int:
    if char.isspace() or char == "\0":
        return BLANK
    if char == LINE_END_HYPHEN:
        return HYPHEN
    return LETTER if char.isalpha() else DIGIT if char.isdigit() else SIGN
