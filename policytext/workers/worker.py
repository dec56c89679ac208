"""A worker process, seen from the one that gives it jobs."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from multiprocessing.context import BaseContext
from pathlib import Path
from time import monotonic

from policytext.workers import process
from policytext.workers.limits import Limits

START = 120.0  # seconds within which a process must have loaded its modules; it takes 2 on a slow machine
LAST_WORDS = 4000  # bytes at the end of what a process wrote; the line of the error stands at their end
LONGEST = 120  # characters of it in a message


class Worker:
    """One process with a pipe to it; it does one job at a time and is busy with none before it is ready."""

    def __init__(self, context: BaseContext, limits: Limits, modules: tuple[str, ...], last_words: Path) -> None:
        self.pipe, theirs = context.Pipe()
        watched, self.sign_of_life = context.Pipe(duplex=False)  # nothing goes through it: it closes with this process
        self.process = context.Process(  # type: ignore[attr-defined] # typeshed knows it of BaseContext's children only
            target=process.serve_jobs, args=(theirs, watched, limits, modules, last_words), name="policytext worker"
        )
        self.process.start()
        theirs.close()
        watched.close()
        self.limits = limits
        self.last_words = last_words
        self.is_ready = False
        self.given = 0
        self.job: int | None = None
        self.deadline = monotonic() + START

    def give(self, number: int, job: bytes) -> bool:
        """Hands over a job; false where the process has gone since."""
        try:
            self.last_words.write_bytes(b"")
            self.pipe.send_bytes(job)
        except OSError:
            return False
        self.job, self.deadline = number, monotonic() + self.limits.seconds
        self.given += 1
        return True

    def answer(self) -> bytes | None:
        """What the process has sent, after which it is free; `None` where it ended instead."""
        try:
            answer: bytes = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None
        self.is_ready, self.job, self.deadline = True, None, float("inf")
        return answer

    def end(self) -> None:
        """Ends the process, and whatever it started, at once."""
        if sys.platform != "win32" and self.is_ready and self.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()
        self.sign_of_life.close()

    def signal(self) -> str:
        """The name of the signal that ended the process; empty where it ended by itself."""
        self.process.join(1)
        code = -(self.process.exitcode or 0)
        return signal.Signals(code).name if code in set(signal.Signals) else ""

    def said(self) -> str:
        """The line that the process wrote last: of an error in Python, its kind and its words."""
        try:
            lines = self.last_words.read_bytes()[-LAST_WORDS:].decode(errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip()[:LONGEST] for line in reversed(lines) if line.strip()), "")
