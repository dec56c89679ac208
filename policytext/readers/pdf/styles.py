"""How the characters of a page are printed: size, weight, direction, baseline, colour, told once a text object."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import count, repeat
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

from policytext.readers.pdf.page_characters import Characters, plain_function

BOLD_FONTS = ("bold", "black", "heavy", "demi", "-bd", "fett")
SYMBOL_FONTS = ("wingdings", "webdings", "dingbats", "symbol")
BOLD_WEIGHT = 600
INVISIBLE, STROKED = 3, 2  # text rendering modes of the PDF standard
WHITE = 250  # of 255 in all three colours
USUAL_HEIGHT = 1.2  # of a font's box to its size; Helvetica 1.17, Times 1.13, Verdana 1.22
SIDEWAYS = (90, 270)
LIKELY_HEIGHT = (0.5, 2.5)  # beyond it the stated size is wrong


class Style(NamedTuple):
    """How an object prints its characters; `base` is where its baseline is met: x and y in the file's coordinates."""

    size: float
    bold: bool
    angle: int
    base: tuple[float, float]
    visible: bool
    white: bool
    symbols: bool = False


class PageStyles:
    """The styles of one page's text objects."""

    def __init__(self, characters: Characters) -> None:
        self._handle = characters.handle
        self._fonts: dict[int | None, tuple[bool, bool]] = {}

    def of(self, addresses: Sequence[int], indexes: Sequence[int], boxes: Sequence[Sequence[float]]) -> list[Style]:
        """The style of each text object at these addresses, which prints the character at its index in its box."""
        calls = _load_calls()
        facts = zip(
            boxes,
            self._matrices(indexes),
            map(calls.size, repeat(self._handle), indexes),
            map(calls.mode, addresses),
            map(calls.font, addresses),
            _list_whites(addresses),
            strict=True,
        )
        styles = []
        for box, (a, b, c, d, e, f), stated, mode, font, is_white in facts:
            angle = 0 if b == 0 and a > 0 else round(degrees(atan2(b, a)) / 90) * 90 % 360
            size, base = stated * hypot(c, d), (e, f)
            height = box[2] - box[0] if angle in SIDEWAYS else box[1] - box[3]
            if height > 0 and not LIKELY_HEIGHT[0] * size <= height <= LIKELY_HEIGHT[1] * size:
                size, base = _settle_size(box, angle, height)
            bold, symbols = self._fonts.get(font) or self._font(font)
            styles.append(
                Style(round(size, 1), bold or mode == STROKED, angle, base, mode != INVISIBLE, is_white, symbols)
            )
        return styles

    def _matrices(self, indexes: Sequence[int]) -> list[list[float]]:
        """The matrix of each character, of its own place on the page."""
        import numpy

        matrices = numpy.zeros((len(indexes), 6), dtype=numpy.float32)
        places = count(matrices.ctypes.data, matrices.strides[0])
        deque(map(_load_calls().matrix, repeat(self._handle), indexes, places), maxlen=0)
        found: list[list[float]] = matrices.tolist()
        return found

    def _font(self, font: int | None) -> tuple[bool, bool]:
        """Whether a font is bold, and whether it shows symbols whatever its letters say."""
        name = ctypes.create_string_buffer(200)
        _load_calls().name(font, ctypes.addressof(name), 200)
        says = name.value.decode("latin-1").lower()
        weight = _load_calls().weight(font)
        bold = any(mark in says for mark in BOLD_FONTS) or BOLD_WEIGHT <= weight <= 1000
        self._fonts[font] = bold, any(mark in says for mark in SYMBOL_FONTS)
        return self._fonts[font]


def _list_whites(addresses: Sequence[int]) -> list[bool]:
    """Whether each text object is filled with white."""
    import numpy

    shades = numpy.zeros((len(addresses), 4), dtype=numpy.uint32)
    parts = [count(shades.ctypes.data + 4 * part, shades.strides[0]) for part in range(4)]
    is_known = numpy.fromiter(map(_load_calls().fill, addresses, *parts), dtype=bool, count=len(addresses))
    found: list[bool] = (is_known & (shades[:, :3] >= WHITE).all(axis=1)).tolist()
    return found


def _settle_size(box: Sequence[float], angle: int, height: float) -> tuple[float, tuple[float, float]]:
    """Size and baseline as a character's box has them, where its font states something impossible."""
    left, high, right, low = box
    size = height / USUAL_HEIGHT
    across = {0: (left, low + 0.2 * size), 90: (right - 0.2 * size, low), 180: (right, high - 0.2 * size)}
    return size, across.get(angle, (left + 0.2 * size, high))


class _StyleCalls(NamedTuple):
    """pdfium's functions with plain arguments."""

    matrix: Any
    size: Any
    mode: Any
    font: Any
    fill: Any
    name: Any
    weight: Any


@cache
def _load_calls() -> _StyleCalls:
    from pypdfium2 import raw

    number, pointer = ctypes.c_int, ctypes.c_void_p
    return _StyleCalls(
        matrix=plain_function(raw.FPDFText_GetMatrix, number, pointer, number, pointer),
        size=plain_function(raw.FPDFText_GetFontSize, ctypes.c_double, pointer, number),
        mode=plain_function(raw.FPDFTextObj_GetTextRenderMode, number, pointer),
        font=plain_function(raw.FPDFTextObj_GetFont, pointer, pointer),
        fill=plain_function(raw.FPDFPageObj_GetFillColor, number, pointer, pointer, pointer, pointer, pointer),
        name=plain_function(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, pointer, pointer, ctypes.c_size_t),
        weight=plain_function(raw.FPDFFont_GetWeight, number, pointer),
    )
