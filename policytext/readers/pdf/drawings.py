"""What is drawn on a page beside its text: horizontal and vertical strokes, filled boxes, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

from policytext.readers.pdf.page_characters import PageFrame, plain_function

THIN = 2.5  # points; a filled box no thicker is a stroke
SHORTEST = 4.0  # points of a stroke; what is shorter is part of a letter or a picture
MOST_OBJECTS = 20_000  # of a page are looked at; maps and drawings have more and say nothing about tables
MOST_SEGMENTS = 400  # of one path; more make a drawing
DEEPEST = 4  # forms within forms
SIDES = (3, 4)  # lines of a rectangle's path; the last may be left to the closing
PALE = 250  # of 255 in all colours: a fill that is as good as white
MOVE, LINE = 2, 0  # kinds of path segments in pdfium


class Stroke(NamedTuple):
    """A straight stroke from `start` to `end` at the height (or, if vertical, the distance from the left) `at`."""

    at: float
    start: float
    end: float


class Rectangle(NamedTuple):
    """A rectangle of the page, in points of the frame."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Drawings:
    """The strokes and areas of a page."""

    across: list[Stroke]
    down: list[Stroke]
    fills: list[Rectangle]
    frames: list[Rectangle]
    pictures: list[Rectangle]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not (self.across or self.down or self.fills or self.pictures)


def drawings_of(page: Any, frame: PageFrame) -> Drawings:
    """What is drawn on a pypdfium2 page, as seen in the frame."""
    found = Drawings([], [], [], [], [])
    for kind, thing, matrix in _list_objects(page):
        if kind == "picture":
            found.pictures.append(_build_area(_read_bounds(thing), matrix, frame))
        elif kind == "shade":
            found.fills.append(_build_area(_read_bounds(thing), matrix, frame))
        else:
            _add_path(found, thing, matrix, frame)
    return found


def _list_objects(page: Any) -> Iterator[tuple[str, Any, tuple[float, ...] | None]]:
    """Paths, gradients and pictures, those within forms too, each with the matrix of its form."""
    from pypdfium2 import raw

    kinds = {raw.FPDF_PAGEOBJ_PATH: "path", raw.FPDF_PAGEOBJ_SHADING: "shade", raw.FPDF_PAGEOBJ_IMAGE: "picture"}
    waiting: list[tuple[Any, tuple[float, ...] | None, int]] = [(thing, None, 0) for thing in _no_texts(page)]
    left = MOST_OBJECTS
    while waiting and left:
        left -= 1
        thing, matrix, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(thing)
        if kind in kinds:
            yield kinds[kind], thing, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _multiply_matrices(_read_matrix(thing), matrix)
            parts = min(MOST_OBJECTS, max(0, raw.FPDFFormObj_CountObjects(thing)))
            waiting += [(raw.FPDFFormObj_GetObject(thing, index), inner, depth + 1) for index in range(parts)]


def _no_texts(page: Any) -> list[Any]:
    """The page's own objects that print no text."""
    from pypdfium2 import raw

    object_at, kind_of = _load_lookups()
    handle = ctypes.cast(page.raw, ctypes.c_void_p).value
    count = min(MOST_OBJECTS, max(0, raw.FPDFPage_CountObjects(page)))
    addresses = list(map(object_at, repeat(handle), range(count)))
    kinds = map(kind_of, addresses)
    texts = raw.FPDF_PAGEOBJ_TEXT
    return [
        ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        for address, kind in zip(addresses, kinds, strict=True)
        if kind != texts
    ]


@cache
def _load_lookups() -> tuple[Any, Any]:
    """`FPDFPage_GetObject` and `FPDFPageObj_GetType` with plain arguments."""
    from pypdfium2 import raw

    return (
        plain_function(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
        plain_function(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p),
    )


def _read_matrix(thing: Any) -> tuple[float, ...]:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _multiply_matrices(inner: tuple[float, ...], outer: tuple[float, ...] | None) -> tuple[float, ...]:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    return (*_turn_vector(a, b, outer), *_turn_vector(c, d, outer), *_put_point(e, f, outer))


def _turn_vector(x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, _, _ = matrix
    return x * a + y * c, x * b + y * d


def _put_point(x: float, y: float, matrix: tuple[float, ...] | None) -> tuple[float, float]:
    if matrix is None:
        return x, y
    turned = _turn_vector(x, y, matrix)
    return turned[0] + matrix[4], turned[1] + matrix[5]


def _read_bounds(thing: Any) -> tuple[float, float, float, float]:
    calls = _load_calls()
    calls.bounds(ctypes.cast(thing, ctypes.c_void_p).value, *calls.places)
    left, bottom, right, top = calls.numbers
    return left, bottom, right, top


class _DrawingCalls(NamedTuple):
    """pdfium's functions with plain arguments, and four numbers for them to write, with their addresses."""

    bounds: Any
    segment: Any
    kind: Any
    point: Any
    closes: Any
    numbers: Any
    places: tuple[int, ...]


@cache
def _load_calls() -> _DrawingCalls:
    from pypdfium2 import raw

    number, pointer = ctypes.c_int, ctypes.c_void_p
    numbers = (ctypes.c_float * 4)()
    return _DrawingCalls(
        bounds=plain_function(raw.FPDFPageObj_GetBounds, number, *[pointer] * 5),
        segment=plain_function(raw.FPDFPath_GetPathSegment, pointer, pointer, number),
        kind=plain_function(raw.FPDFPathSegment_GetType, number, pointer),
        point=plain_function(raw.FPDFPathSegment_GetPoint, number, pointer, pointer, pointer),
        closes=plain_function(raw.FPDFPathSegment_GetClose, number, pointer),
        numbers=numbers,
        places=tuple(ctypes.addressof(numbers) + 4 * place for place in range(4)),
    )


def _build_area(bounds: tuple[float, ...], matrix: tuple[float, ...] | None, frame: PageFrame) -> Rectangle:
    left, bottom, right, top = bounds
    one = frame.seen(*_put_point(left, bottom, matrix))
    other = frame.seen(*_put_point(right, top, matrix))
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Rectangle(x0, y0, x1, y1)


# ---------------------------------------------------------------------------------------------- paths


def _add_path(found: Drawings, path: Any, matrix: tuple[float, ...] | None, frame: PageFrame) -> None:
    """A thin path is a stroke, a filled one an area with its four sides, one of several lines those lines."""
    area = _build_area(_read_bounds(path), matrix, frame)
    width, height = area.x1 - area.x0, area.bottom - area.top
    if height <= THIN or width <= THIN:
        _add_line(found, area)
        return
    is_filled, is_stroked = _read_draw_mode(path)
    if is_filled and not _is_pale(path):
        found.fills.append(area)
    if is_filled or is_stroked:
        lines = list(_list_lines(path, matrix, frame))
        for line in lines:
            _add_line(found, line)
        if is_stroked and len(lines) in SIDES:
            found.frames.append(area)


def _add_line(found: Drawings, area: Rectangle) -> None:
    width, height = area.x1 - area.x0, area.bottom - area.top
    if height <= THIN and width >= SHORTEST:
        found.across.append(Stroke((area.top + area.bottom) / 2, area.x0, area.x1))
    elif width <= THIN and height >= SHORTEST:
        found.down.append(Stroke((area.x0 + area.x1) / 2, area.top, area.bottom))


def _read_draw_mode(path: Any) -> tuple[bool, bool]:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _is_pale(path: Any) -> bool:
    from pypdfium2 import raw

    shades = [ctypes.c_uint() for _ in range(4)]
    is_known = raw.FPDFPageObj_GetFillColor(path, *shades)
    return bool(is_known) and all(shade.value >= PALE for shade in shades[:3])


def _list_lines(path: Any, matrix: tuple[float, ...] | None, frame: PageFrame) -> Iterator[Rectangle]:
    """The straight lines of a path of its own, closing ones included."""
    from pypdfium2 import raw

    own = _multiply_matrices(_read_matrix(path), matrix)
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= MOST_SEGMENTS:
        return
    calls, handle = _load_calls(), ctypes.cast(path, ctypes.c_void_p).value
    first = last = (0.0, 0.0)
    for segment in map(calls.segment, repeat(handle), range(count)):
        calls.point(segment, *calls.places[:2])
        point = frame.seen(*_put_point(calls.numbers[0], calls.numbers[1], own))
        kind = calls.kind(segment)
        if kind == MOVE:
            first = point
        elif kind == LINE:
            yield _span_between(last, point)
            if calls.closes(segment):
                yield _span_between(point, first)
        last = point


def _span_between(one: tuple[float, float], other: tuple[float, float]) -> Rectangle:
    return Rectangle(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
