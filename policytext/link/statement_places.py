"""Which statement a place of the document lies in, found without a walk through all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from policytext.model import Statement


class StatementPlaces:
    """Statements by the places of their parts."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        parts = (
            (part.start, part.end, statement) for statement in statements for part in statement.parts or (statement,)
        )
        self._rows = sorted(parts, key=lambda row: row[:2])

    def at(self, place: int) -> Statement | None:
        """The statement that holds a character of the document."""
        index = bisect_right(self._rows, place, key=lambda row: row[0]) - 1
        return self._rows[index][2] if index >= 0 and place < self._rows[index][1] else None
