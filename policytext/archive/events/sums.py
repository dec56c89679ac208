"""Sums as they are told: how many figures say something, and whether one is the rounding of another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

FEWEST = 2  # figures of a sum that may be a rounding without saying so


def count_significant(value: Decimal) -> int:
    """How many figures of a number say something: 58 Mio. has 2, 1.234.000 has 4.

    >>> count_significant(Decimal(58_000_000))
    2
    """
    return len("".join(map(str, value.as_tuple().digits)).strip("0")) or 1


def round_number(value: Decimal, figures: int, how: str = ROUND_HALF_UP) -> Decimal:
    """The number with so many figures."""
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - figures + 1), rounding=how) + 0


def list_roundings(value: Decimal) -> Iterator[Decimal]:
    """All coarser ways to tell a number, half up, down and up, each once."""
    found = {
        round_number(value, figures, how).normalize()
        for figures in range(1, count_significant(value))
        for how in (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING)
    }
    yield from sorted(found - {value.normalize()})


def is_rounding(coarse: Decimal, fine: Decimal, *, about: bool) -> bool:
    """Whether `coarse` tells `fine` with fewer figures; where it says so ("rund", "knapp") also down, up, or with one.

    >>> is_rounding(Decimal(58_000_000), Decimal(58_340_000), about=False)
    True
    """
    figures = count_significant(coarse)
    if figures >= count_significant(fine) or (figures < FEWEST and not about):
        return False
    ways = (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING) if about else (ROUND_HALF_UP,)
    return any(round_number(fine, figures, how) == coarse for how in ways)
