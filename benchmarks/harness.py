"""What the benchmarks share: the corpus' texts, the seed of what is made up, and seconds of one core."""

from __future__ import annotations

import json
import resource
import statistics
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

ROOT = Path(__file__).parents[1]
SEED = 20261122  # of everything that is made by chance

Outcome = TypeVar("Outcome")


def read_corpus_texts() -> list[str]:
    """The texts of the corpus, in the order of its folders."""
    return [
        json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted((ROOT / "corpus").glob("*/gold.json"))
    ]


def measure_call(work: Callable[[], Outcome]) -> tuple[float, Outcome]:
    """CPU seconds that a call takes in this process and in those that it starts and waits for, and what it gives."""
    start, children = process_time(), _children_seconds()
    outcome = work()
    return process_time() - start + _children_seconds() - children, outcome


def measure_seconds(work: Callable[[], object]) -> float:
    """CPU seconds that a call takes."""
    return measure_call(work)[0]


def measure_median(work: Callable[[], Outcome], runs: int) -> tuple[float, Outcome]:
    """The median CPU seconds of some runs, and what the last one gave."""
    seconds, outcome = measure_call(work)
    took = [seconds]
    for _ in range(runs - 1):
        seconds, outcome = measure_call(work)
        took.append(seconds)
    return statistics.median(took), outcome


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
