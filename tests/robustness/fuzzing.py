"""Damaged files read in worker processes, and what became of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policytext import pipeline
from policytext.errors import LimitReached
from policytext.workers import Limits, Workers
from tests.robustness.mutations import damaged

LIMITS = Limits(seconds=20, megabytes=1000)


@dataclass(slots=True)
class Tally:
    """What became of the damaged files of a kind; `worst` names those that met a limit or a fault, with the words."""

    kind: str
    ends: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_number: int = 0
    worst: list[tuple[int, str]] = field(default_factory=list)
    odd: list[tuple[int, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many files there were."""
        return sum(self.ends.values())


def run(kind: str, numbers: range, workers: Workers) -> Tally:
    """Damage and read files of a kind; `odd` holds errors that are not one line which names the file."""
    tally = Tally(kind)
    for outcome in workers.run(read, [(kind, number) for number in numbers], name=name):
        number = outcome.item[1]
        if outcome.value is not None:
            tally.ends["read"] += 1
            if outcome.value > tally.slowest:
                tally.slowest, tally.slowest_number = outcome.value, number
            continue
        said = str(outcome.error)
        tally.ends[_end(said) if isinstance(outcome.error, LimitReached) else "refused"] += 1
        if isinstance(outcome.error, LimitReached):
            tally.worst.append((number, said))
        if "\n" in said or "Traceback" in said or name(outcome.item) not in said or ":" not in said:
            tally.odd.append((number, said))
    return tally


def read(item: tuple[str, int]) -> float:
    """Reads a damaged file as far as its text; the seconds that it took."""
    data = damaged(*item)
    started = time.perf_counter()
    pipeline.read(data, name=name(item))
    return time.perf_counter() - started


def name(item: tuple[str, int]) -> str:
    """What a damaged file is called in messages."""
    return f"{item[0]}-{item[1]}"


def _end(said: str) -> str:
    for words, end in (("longer than", "too slow"), ("MB of memory: raise", "too large"), ("fault", "fault")):
        if words in said:
            return end
    return "crash"


def tallies(kinds: list[str], numbers: range, count: int | None) -> Iterator[Tally]:
    """The tallies of several kinds, one after the other."""
    with Workers(count, limits=LIMITS, modules=["policytext.pipeline", "tests.robustness.fuzzing"]) as workers:
        for kind in kinds:
            yield run(kind, numbers, workers)
