"""The characters of a PDF page: its text and the boxes of those of them that are asked for, from pdfium in bulk.

A call through `ctypes` with converted arguments costs some 2 µs, so that 3,600 characters would take longer than
everything else. Here `map` calls the function with plain integers and pdfium writes into one array: 0.5 µs each.
"""

from __future__ import annotations

import ctypes
from collections import deque
from functools import cache
from itertools import count, repeat
from typing import Any, NamedTuple

RECT = 16  # bytes: left, top, right, bottom as 4-byte floats
MOST_CHARACTERS = 200_000  # of a page; a densely printed one has 10,000
WIDEST = 850  # points of a page whose places are shared; A4 turned has 842
LAST_KIND = 0x3001  # the code from which on every character counts as a sign
LINE_END_HYPHEN = "\x02"  # pdfium's for a hyphen at which it joined two lines, in a whole text U+FFFE


class PageFrame(NamedTuple):
    """The page as seen when text of one direction runs from left to right: points from its upper left corner."""

    angle: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """The extent along the lines."""
        return self.y1 - self.y0 if self.angle in (90, 270) else self.x1 - self.x0

    @property
    def height(self) -> float:
        """The extent across the lines."""
        return self.x1 - self.x0 if self.angle in (90, 270) else self.y1 - self.y0

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file's coordinates is seen."""
        match self.angle:
            case 0:
                return x - self.x0, self.y1 - y
            case 90:
                return y - self.y0, x - self.x0
            case 180:
                return self.x1 - x, y - self.y0
            case _:
                return self.y1 - y, self.x1 - x

    def filed(self, x: float, y: float) -> tuple[float, float]:
        """The file's coordinates of a point that is seen at `x`, `y`."""
        match self.angle:
            case 90:
                return y + self.x0, x + self.y0
            case 180:
                return self.x1 - x, y + self.y0
            case 270:
                return self.x1 - y, self.y1 - x
            case _:
                return x + self.x0, self.y1 - y


class Characters(NamedTuple):
    """The text of a page with pdfium's handle to ask for more; `codes` are its characters', from `LAST_KIND` on one."""

    handle: int
    text: str
    codes: Any

    def boxes(self, indexes: Any) -> Any:
        """An array of left, top, right, bottom (the file's coordinates, y grows upwards), a row for every index."""
        import numpy

        boxes = numpy.empty((len(indexes), 4), dtype=numpy.float32)
        places = count(boxes.ctypes.data, RECT)
        deque(map(_loose_box(), repeat(self.handle), indexes.tolist(), places), maxlen=0)
        return boxes.astype(numpy.float64)

    def objects(self, indexes: Any) -> Any:
        """The addresses of the objects that print these characters, 0 for characters that pdfium made up."""
        import numpy

        found = map(_text_object(), repeat(self.handle), indexes.tolist())
        return numpy.fromiter(found, dtype=numpy.uint64, count=len(indexes))


def characters_of(textpage: Any) -> Characters:
    """All characters of a pypdfium2 text page; raises `ValueError` for more than any page can show."""
    length = textpage.count_chars()
    if not 0 <= length <= MOST_CHARACTERS:
        raise ValueError(f"a page of {length} characters")
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
    text = _read_text(textpage, length)
    return Characters(handle, text, _read_codes(text))


def _read_text(textpage: Any, length: int) -> str:
    """The page's text with exactly one character for each of pdfium's."""
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * (length + 1))()
    raw.FPDFText_GetText(textpage, 0, length, buffer)
    text = bytes(buffer)[:-2].decode("utf-16-le", errors="surrogatepass")
    if len(text) == length and "\0" not in text:
        return text.replace("\ufffe", LINE_END_HYPHEN)
    codes = (raw.FPDFText_GetUnicode(textpage, index) for index in range(length))
    return "".join(_decode_char(code) for code in codes)


def _read_codes(text: str) -> Any:
    import numpy

    codes = numpy.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=numpy.uint32)
    return numpy.minimum(codes, LAST_KIND)


def _decode_char(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"


def share_floats(values: Any) -> list[float]:
    """The numbers of an array, rounded to hundredths, as floats that all pages share: an edge takes 8 bytes, not 32."""
    import numpy

    places = numpy.rint(values * 100)
    if len(places) and places.min() >= 0 and places.max() < WIDEST * 100:
        found: list[float] = _load_hundredths()[places.astype(numpy.intp)].tolist()
        return found
    return [place / 100 for place in places.tolist()]


@cache
def _load_hundredths() -> Any:
    """The floats 0.0, 0.01, 0.02 and so on up to the width of a page."""
    import numpy

    return (numpy.arange(WIDEST * 100) / 100).astype(object)


@cache
def _loose_box() -> Any:
    """`FPDFText_GetLooseCharBox`: the box of the font's height and the character's advance."""
    from pypdfium2 import raw

    return plain_function(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


@cache
def _text_object() -> Any:
    """`FPDFText_GetTextObject`: the address of the object that prints a character."""
    from pypdfium2 import raw

    return plain_function(raw.FPDFText_GetTextObject, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)


@cache
def is_unmapped() -> Any:
    """`FPDFText_HasUnicodeMapError`: whether the font does not say what a character means."""
    from pypdfium2 import raw

    return plain_function(raw.FPDFText_HasUnicodeMapError, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


def plain_function(function: Any, result: Any, *arguments: Any) -> Any:
    """One of pdfium's functions, to be called with plain integers instead of ctypes' objects."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)
