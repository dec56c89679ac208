"""The process that forks workers: it loads their modules once, and has neither threads nor the caller's memory."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import util
from pathlib import Path
from tempfile import gettempdir

from policytext.errors import NoWorkers
from policytext.workers import desk

METHOD = "forkserver" if sys.platform == "linux" else "spawn"  # macOS's own libraries do not survive a fork
SAFE_PATH = "PYTHONSAFEPATH"


def start_server(modules: Sequence[str]) -> None:
    """Starts the process, unless it runs already, and does not wait until it has loaded the modules.

    Raises `NoWorkers` where it cannot start, as with a temporary folder whose name is too long for a socket in it.
    """
    if METHOD != "forkserver":
        return
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload(list(modules))
    try:
        with _without_current_directory(), _without_interrupts(), _temporary_folder(desk.find_folder()):
            forkserver.ensure_running()
    except OSError as error:
        remedy = f"set TMPDIR to a shorter path than {gettempdir()}" if "too long" in str(error) else "free some memory"
        raise NoWorkers(f"no worker process can be started ({error}): {remedy}") from None


@contextmanager
def _temporary_folder(folder: Path) -> Iterator[None]:
    """The folder in which multiprocessing makes its own, once for this process; its name must stay short."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        util.get_temp_dir()
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def _without_current_directory() -> Iterator[None]:
    """Python started anew would import from the current directory first, where a stranger's `numpy.py` may lie."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What starts within it never sees Ctrl-C: whoever started it decides what ends."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
