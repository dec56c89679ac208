"""`policytext add` may be killed at any moment, and two may write at once: nothing is lost, nothing is double."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policytext.intake import Archive

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("POLICYTEXT_KILLS", "10"))
A_KILL = 15  # files for each: some are stored between two kills
PATIENCE = 60.0


def _folder(path: Path, count: int) -> Path:
    path.mkdir()
    for number in range(count):
        text = f"Das Land fördert den Radweg {number} in Ostrahn mit {number + 1} Millionen Euro."
        (path / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return path


def _adding(archive: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "policytext", "add", "--no-model", "--archive", str(archive), str(folder)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stderr=subprocess.PIPE)


def _written(path: Path) -> tuple[int, ...]:
    """What changes when something is stored; an empty log comes with opening."""
    files = [one for one in (path, Path(f"{path}-wal")) if one.exists() and one.stat().st_size]
    return tuple(number for one in files for number in (one.stat().st_size, one.stat().st_mtime_ns))


def _killed(archive: Path, folder: Path, seconds: float) -> bool:
    """Kills an addition so many seconds after it first wrote; false where it was done before."""
    before, start = _written(archive), time.monotonic()
    with _adding(archive, folder) as process:
        while _written(archive) == before and process.poll() is None and time.monotonic() < start + PATIENCE:
            time.sleep(0.005)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    return process.returncode == -signal.SIGKILL


def _sound(archive: Path) -> list[str]:
    with Archive(archive, create=False) as store:
        assert store.check() == []
        return [entry.sha256 for entry in store.documents()]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_killed_at_any_moment_and_continued(tmp_path: Path) -> None:
    count = KILLS * A_KILL
    archive, folder = tmp_path / "archive.db", _folder(tmp_path / "in", count)
    chance, stored, kills = random.Random(KILLS), list[str](), 0
    for _ in range(KILLS):
        kills += _killed(archive, folder, chance.uniform(0, 0.25))
        now = _sound(archive) if archive.exists() else []
        assert set(stored) <= set(now) and len(set(now)) == len(now)
        stored = now
    assert kills >= KILLS // 2 and len(stored) > KILLS
    with _adding(archive, folder) as last:
        assert f"{count - len(stored)} new, 0 changed, {len(stored)} unchanged, 0 unreadable" in last.communicate()[1]
    assert last.returncode == 0
    now = _sound(archive)
    assert len(now) == len(set(now)) == count


def test_two_at_once_both_end_well(tmp_path: Path) -> None:
    archive, folder = tmp_path / "archive.db", _folder(tmp_path / "in", 60)
    both = [_adding(archive, folder) for _ in range(2)]
    told = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    new = [int(line.split(" new")[0].rpartition(" ")[2]) for line in told]
    assert sum(new) == 60, told
    assert len(_sound(archive)) == 60


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_by_a_signal(tmp_path: Path, number: int, status: int) -> None:
    archive, folder = tmp_path / "archive.db", _folder(tmp_path / "in", 800)
    start = time.monotonic()
    with _adding(archive, folder) as process:
        while not Path(f"{archive}-wal").exists() and time.monotonic() < start + PATIENCE:
            time.sleep(0.01)
        time.sleep(1)
        process.send_signal(number)
        told = process.communicate()[1]
    assert process.returncode == status, told
    assert told.count("\n") == 1 and "stopped: the same command goes on from here" in told
    assert told.startswith(f"policytext: {len(_sound(archive))} new,")
