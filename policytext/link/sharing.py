"""A sentence with several amounts: which of its parties and times belong to which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from policytext.model import Amount, Span

Item = TypeVar("Item")


def shared_out(
    found: Sequence[Item], amount: Amount, amounts: Sequence[Amount], place_of: Callable[[Item], Span]
) -> list[Item]:
    """Of what a sentence with several amounts names that of this one: each after its amount, or each before it.

    "5 Mio. an die Städte und 3 Mio. an die Kreise", "der Bund gibt 5 Mio., das Land 3 Mio."; where nothing stands in an
    amount's own stretch, what stands before the first amount is everybody's.
    """
    if len(amounts) < 2 or len(found) < 2:
        return list(found)
    first = [item for item in found if place_of(item).start < amounts[0].start]
    index = amounts.index(amount)
    if first:
        left, right = amounts[index - 1].end if index else 0, amount.start
    else:
        left = amount.end
        right = amounts[index + 1].start if index + 1 < len(amounts) else place_of(found[-1]).end
    own = [item for item in found if left <= place_of(item).start < right]
    return own or first or list(found)
