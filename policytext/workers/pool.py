"""Jobs handed to worker processes and their outcomes, in the order of the jobs.

Every worker has a pipe of its own, and one loop without threads or locks waits for all of them: a process that dies in
the midst of an answer leaves nothing locked and nothing half-read for the others.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Generic, Self, TypeVar

from policytext.errors import LimitReached, NoWorkers, PolicytextError
from policytext.workers import desk, server
from policytext.workers.limits import Limits
from policytext.workers.process import OUT_OF_MEMORY
from policytext.workers.queue import Queue
from policytext.workers.worker import Worker

Item = TypeVar("Item")
Value = TypeVar("Value")
Answer = bytes | str  # the pickled outcome, or what went wrong and what to do

MOST_WORKERS = 16  # by default; more are more memory than time saved
AHEAD = 32  # jobs a worker that may be done before the one whose turn it is
FALSE_STARTS = 10  # in a row; one process may be killed by chance, ten are no chance
JOBS_A_PROCESS = 500  # then a new one takes its place, so that what libraries do not give back cannot grow


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Value]):
    """What became of an item: a value, or the error that stands in its place."""

    item: Item
    value: Value | None = None
    error: PolicytextError | None = None


class Workers:
    """Processes that do jobs, started when there is work, gone when the context ends.

    `count` processes at most (default: one a core); `limits` for every job; `modules` are imported before the first job
    and outside its limits, on Linux once for all processes.
    """

    def __init__(self, count: int | None = None, *, limits: Limits | None = None, modules: Sequence[str] = ()) -> None:
        self.count = count or min(os.cpu_count() or 1, MOST_WORKERS)
        self.limits = limits or Limits()
        self.modules = tuple(modules)
        self._context = get_context(server.METHOD)
        self._crew: list[Worker] = []
        self._hired = self._false_starts = 0

    def __enter__(self) -> Self:
        self._desk = TemporaryDirectory(dir=desk.find_folder(), ignore_cleanup_errors=True)
        atexit.register(self.close)  # comes before multiprocessing's own, which would wait for the workers
        server.start_server(self.modules)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all processes at once, whatever they are doing."""
        atexit.unregister(self.close)
        for worker in tuple(self._crew):
            self._dismiss(worker)
        self._desk.cleanup()

    def run(
        self, function: Callable[[Item], Value], items: Iterable[Item], *, name: Callable[[Item], str] = str
    ) -> Iterator[Outcome[Item, Value]]:
        """`function` of every item, in their order; errors name the item by `name`.

        Function, items and values must be picklable. Items are taken as they are needed, and no more results are held
        than keep the workers busy: a hundred thousand items take no more memory than a hundred.
        """
        queue: Queue[Item, Answer] = Queue(iter(items), self.count * AHEAD)
        try:
            while self._hand_out(queue, function):
                self._collect(queue)
                for item, answer in queue.due():
                    yield _build_outcome(item, answer, name(item))
        finally:
            for worker in [worker for worker in self._crew if worker.job is not None]:
                self._dismiss(worker)  # whoever asked lost interest before the end

    def _hand_out(self, queue: Queue[Item, Answer], function: Callable[[Item], Value]) -> bool:
        """Gives jobs to whoever is free, and hires where nobody is; whether there is anything to wait for."""
        free = [worker for worker in self._crew if worker.is_ready and worker.job is None]
        while queue.has_more() and free:
            worker, (number, item) = free.pop(), queue.first()
            if worker.give(number, bytes(ForkingPickler.dumps((function, item)))):
                queue.take()
            else:
                self._dismiss(worker)
        if queue.has_more() and len(self._crew) < self.count and all(worker.is_ready for worker in self._crew):
            self._hire()
        return any(worker.job is not None or not worker.is_ready for worker in self._crew)

    def _hire(self) -> None:
        self._hired += 1
        last_words = Path(self._desk.name, f"{self._hired}.log")
        try:
            self._crew.append(Worker(self._context, self.limits, self.modules, last_words))
        except (OSError, EOFError) as error:
            raise NoWorkers(f"no worker process can be started ({error}): free some memory or processes") from None

    def _dismiss(self, worker: Worker) -> None:
        self._crew.remove(worker)
        worker.end()

    def _collect(self, queue: Queue[Item, Answer]) -> None:
        """Waits until somebody answers or is late."""
        busy = [worker for worker in self._crew if worker.job is not None or not worker.is_ready]
        patience = min(worker.deadline for worker in busy) - monotonic()
        heard: list[Any] = wait([worker.pipe for worker in busy], max(0.0, patience))
        for worker in busy:
            if worker.pipe in heard:
                self._hear(worker, queue)
            elif worker.deadline <= monotonic():
                self._lose(worker, queue, self._late())

    def _hear(self, worker: Worker, queue: Queue[Item, Answer]) -> None:
        number, answer = worker.job, worker.answer()
        if answer is None:
            self._lose(worker, queue, _describe_end(worker))
        elif number is not None:
            queue.done(number, self._too_big() if answer == OUT_OF_MEMORY else answer)
            self._false_starts = 0
            if worker.given >= JOBS_A_PROCESS:
                self._dismiss(worker)

    def _lose(self, worker: Worker, queue: Queue[Item, Answer], why: str) -> None:
        """The job that took its process with it gets its error; processes that do not start are everybody's trouble."""
        number = worker.job
        self._dismiss(worker)
        if number is not None:
            queue.done(number, why)
            return
        self._false_starts += 1
        if self._false_starts == FALSE_STARTS:
            raise NoWorkers(f"the worker process {why}")

    def _late(self) -> str:
        return f"took longer than {self.limits.seconds:g} s: raise the limit with --timeout or split the file"

    def _too_big(self) -> str:
        return f"needs more than {self.limits.megabytes} MB of memory: raise the limit with --memory or split the file"


def _describe_end(worker: Worker) -> str:
    """How a process ended: killed, as C libraries and systems short of memory do, or by a fault of ours."""
    if signal := worker.signal():
        return f"ended its process ({signal}): get the file anew from its source or raise the limit with --memory"
    return f"ended its process ({worker.said() or 'without a word'}): this is a fault of policytext, please report it"


def _build_outcome(item: Item, answer: Answer, name: str) -> Outcome[Item, Any]:
    if isinstance(answer, str):
        return Outcome(item, error=LimitReached(f"{name} {answer}"))
    found = ForkingPickler.loads(answer)
    return Outcome(item, error=found) if isinstance(found, PolicytextError) else Outcome(item, value=found)
