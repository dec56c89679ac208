"""Where the text stands on the pages, packed small: a character is nearly always as wide as it was the last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from policytext.model import Box, Piece

GRAIN = 4  # steps of a PDF point: a quarter is finer than what readers know of letters inside a word


def pack_pieces(pieces: Sequence[Piece], text: str) -> dict[str, Any]:
    """Pieces as JSON: short rows, and for their edges what differs from the width that a character had before."""
    widths: dict[tuple[str, int], int] = {}
    surprises: list[int] = []
    rows = []
    for piece, before in zip(pieces, (None, *pieces), strict=False):
        grains = [round(edge * GRAIN) for edge in piece.edges]
        keys = _width_keys(piece, text, max(0, len(grains) - 1))
        for key, width in zip(keys, (after - first for first, after in pairwise(grains)), strict=True):
            surprises.append(width - widths.get(key, 0))
            widths[key] = width
        gap = piece.start - (before.end if before else 0)
        rows.append([gap, piece.end - piece.start, piece.page, _round_sides(piece.box), len(grains), grains[:1]])
    return {
        "rows": rows,
        "surprises": "".join(map(_write_letter, surprises)),
        "large": [s for s in surprises if not _is_small(s)],
    }


def unpack_pieces(packed: dict[str, Any], text: str) -> Iterator[Piece]:
    """The pieces that `pack_pieces` took."""
    widths: dict[tuple[str, int], int] = {}
    surprises = _read_numbers(packed["surprises"], iter(packed["large"]))
    end = 0
    for gap, length, page, sides, count, first in packed["rows"]:
        start, end = end + gap, end + gap + length
        box = None if sides is None else Box(*(side / GRAIN for side in sides))
        bare = Piece(start, end, page, box)
        grains = list(first)
        for key in _width_keys(bare, text, max(0, count - 1)):
            widths[key] = widths.get(key, 0) + next(surprises)
            grains.append(grains[-1] + widths[key])
        yield Piece(start, end, page, box, tuple(grain / GRAIN for grain in grains))


def _round_sides(box: Box | None) -> list[int] | None:
    return None if box is None else [round(side * GRAIN) for side in (box.x0, box.top, box.x1, box.bottom)]


def _width_keys(piece: Piece, text: str, count: int) -> list[tuple[str, int]]:
    """What a character's width hangs on: the character, and the height of its line."""
    sides = _round_sides(piece.box)
    height = 0 if sides is None else sides[3] - sides[1]
    return [(character, height) for character in text[piece.start : piece.start + count].ljust(count)]


MIDDLE = ord("m")  # no surprise
REACH = 12  # surprises from "a" to "y" are one letter; "z" points to the list of large ones


def _is_small(surprise: int) -> bool:
    return -REACH <= surprise <= REACH


def _write_letter(surprise: int) -> str:
    return chr(MIDDLE + surprise) if _is_small(surprise) else "z"


def _read_numbers(letters: str, large: Iterator[int]) -> Iterator[int]:
    for letter in letters:
        yield next(large) if letter == "z" else ord(letter) - MIDDLE
