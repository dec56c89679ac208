"""How much time and memory a job may take, and how a process is held to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000
GRACE = 10  # seconds; whoever started the job ends it in time, the job's own clock is for when that one is gone
DATA_FIELD = 5  # of /proc/self/statm: pages of data and stack


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: seconds of wall-clock time, and megabytes beyond what its process holds before it."""

    seconds: float = 120.0
    megabytes: int = 2000


@contextmanager
def held_to(limits: Limits) -> Iterator[None]:
    """Within it this process may take no more than the limits allow.

    Memory: asking for more gives `MemoryError`, or whatever a C library makes of it. Linux only: macOS takes such a
    limit and does not keep it, Windows has none. Time: the process ends itself some seconds after its limit.
    """
    with _alarm(limits.seconds + GRACE), _less_memory(limits.megabytes * MEGABYTE):
        yield


if sys.platform == "linux":
    import resource

    @contextmanager
    def _less_memory(allowed: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_DATA)
        most = _data_size() + allowed
        if before[1] != resource.RLIM_INFINITY:
            most = min(most, before[1])
        resource.setrlimit(resource.RLIMIT_DATA, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, before)

    def _data_size() -> int:
        """Bytes of private writable memory that this process holds."""
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[DATA_FIELD]) * resource.getpagesize()

else:

    @contextmanager
    def _less_memory(allowed: int) -> Iterator[None]:
        yield


if sys.platform == "win32":

    @contextmanager
    def _alarm(seconds: float) -> Iterator[None]:
        yield

else:
    import signal

    @contextmanager
    def _alarm(seconds: float) -> Iterator[None]:
        """The kernel ends the process when the time is over, also in the midst of a C library."""
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
