"""What runs inside a worker process: jobs come in through a pipe, what they give goes out through it."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any

from policytext.errors import PolicytextError
from policytext.workers.limits import Limits, held_to

READY = b"ready"
OUT_OF_MEMORY = b"out of memory"


def serve_jobs(
    jobs: Connection, sign_of_life: Connection, limits: Limits, modules: tuple[str, ...], last_words: Path
) -> None:
    """Does jobs, pairs of function and item, until the pipe closes; ends in the midst of one when `sign_of_life` does.

    What a job prints, and what is said when it takes the process down, goes to the file of last words. An error that is
    no `PolicytextError` ends the process: whoever started it says so in one line.
    """
    _stand_apart(last_words)
    end_with(sign_of_life)
    for module in modules:
        import_module(module)
    jobs.send_bytes(READY)
    for job in _receive_jobs(jobs):
        jobs.send_bytes(_do_job(job, limits))


def _stand_apart(last_words: Path) -> None:
    """A process group of its own, so that it can be ended with all that it started, and an output of its own."""
    if sys.platform != "win32":
        os.setpgid(0, 0)
    target = os.open(last_words, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(target, stream)
    os.close(target)
    tempfile.tempdir = os.environ["TMPDIR"] = str(last_words.parent)


if sys.platform == "linux":
    import fcntl

    def end_with(sign_of_life: Connection) -> None:
        """The kernel ends this process group when the other end closes, also in the midst of a C library."""
        watched = sign_of_life.fileno()
        fcntl.fcntl(watched, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(watched, fcntl.F_SETFL, fcntl.fcntl(watched, fcntl.F_GETFL) | os.O_ASYNC)
        if sign_of_life.poll():  # closed before
            os.killpg(0, signal.SIGKILL)

else:

    def end_with(sign_of_life: Connection) -> None:
        """Elsewhere the process ends when its job does, at its own limit of time at the latest."""


def _receive_jobs(jobs: Connection) -> Iterator[bytes]:
    while True:
        try:
            yield jobs.recv_bytes()
        except (EOFError, OSError):  # whoever gave the jobs closed the pipe, or is gone
            return


def _do_job(job: bytes, limits: Limits) -> bytes:
    """The pickled value or error of a job."""
    with held_to(limits):
        function, item = ForkingPickler.loads(job)
        try:
            outcome: Any = function(item)
        except PolicytextError as error:
            if _lacked_memory(error):
                return OUT_OF_MEMORY
            outcome = error
        except MemoryError:
            return OUT_OF_MEMORY
        return bytes(ForkingPickler.dumps(outcome))


def _lacked_memory(error: BaseException) -> bool:
    """Whether a reader took a lack of memory for a broken file."""
    before = error.__cause__ or error.__context__
    return before is not None and (isinstance(before, MemoryError) or _lacked_memory(before))
