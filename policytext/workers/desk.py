"""The folder of this process for what its workers write; gone when the process ends, swept up later if it was killed.

A lock that ends with its process tells the folders of the living from those that killed processes left.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from functools import lru_cache
from multiprocessing import util
from pathlib import Path
from typing import IO

PREFIX = "policytext-"
LOCK = "lock"
LAST = -101  # priority at the end of a process: right after multiprocessing's own folder, which lies in ours


def find_folder() -> Path:
    """This process's folder, made when it is first asked for; what killed processes left is taken away then."""
    return _make_folder(os.getpid())


@lru_cache(maxsize=1)
def _make_folder(_: int) -> Path:
    sweep_folders(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    lock = (folder / f"{LOCK}.new").open("wb")
    _locked(lock)
    (folder / f"{LOCK}.new").rename(folder / LOCK)  # never seen without its lock
    util.Finalize(None, _drop_folder, args=(folder, lock), exitpriority=LAST)
    return folder


def _drop_folder(folder: Path, lock: IO[bytes]) -> None:
    lock.close()
    shutil.rmtree(folder, ignore_errors=True)


def sweep_folders(folder: Path) -> None:
    """Take away the folders of processes that are no more."""
    for path in folder.glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError), path.open("rb+") as lock:  # a stranger's cannot be opened
            if _locked(lock):
                shutil.rmtree(path.parent, ignore_errors=True)


if sys.platform == "win32":

    def _locked(lock: IO[bytes]) -> bool:
        return False

else:
    import fcntl

    def _locked(lock: IO[bytes]) -> bool:
        """Whether the file could be locked; nobody else can until this process ends or closes it."""
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
