"""Items on their way through the workers: some ahead, some at work, some done and waiting for their turn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Queue(Generic[Item, Answer]):
    """Numbers the items and gives their answers back in order; holds no more than `most` items at a time."""

    def __init__(self, items: Iterator[Item], most: int) -> None:
        self._items = items
        self._most = most
        self._ahead: list[Item] = []
        self._held: dict[int, Item] = {}
        self._answers: dict[int, Answer] = {}
        self._taken = self._returned = 0

    def has_more(self) -> bool:
        """Whether another item may be taken now."""
        if self._taken - self._returned >= self._most:
            return False
        if not self._ahead:
            self._ahead += islice(self._items, 1)
        return bool(self._ahead)

    def first(self) -> tuple[int, Item]:
        """The item that would be taken next, with its number."""
        return self._taken, self._ahead[0]

    def take(self) -> None:
        """Takes it."""
        self._held[self._taken] = self._ahead.pop()
        self._taken += 1

    def done(self, number: int, answer: Answer) -> None:
        """Keeps the answer to an item."""
        self._answers[number] = answer

    def due(self) -> Iterator[tuple[Item, Answer]]:
        """Items and answers whose turn it is."""
        while self._returned in self._answers:
            number = self._returned
            self._returned += 1
            yield self._held.pop(number), self._answers.pop(number)
