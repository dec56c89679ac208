"""Worker processes: what a job may do to itself, and that it does nothing to the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

import pytest

from policytext.errors import BadInput, LimitReached, NoWorkers, PolicytextError, UnreadableFile
from policytext.workers import Limits, Workers, desk

ON_LINUX = sys.platform == "linux"
LARGE = 20_000_000


def double(number: int) -> int:
    return 2 * number


def misbehave(how: str) -> str:  # noqa: PLR0912 (one case a misdeed)
    """Does what it is told to, or gives the word back in capitals."""
    match how:
        case "refuse":
            raise BadInput("so nicht: anders")
        case "sleep":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(3)
        case "leave":
            sys.exit("auf Wiedersehen")
        case "fault":
            raise ZeroDivisionError("geteilt durch null")
        case "grow":
            return str(len(bytes(3_000_000_000)))
        case "swallow":
            try:
                return str(len(bytes(3_000_000_000)))
            except MemoryError:
                raise UnreadableFile("kaputt: neu holen") from None
        case "talk":
            sys.stdout.write("Gerede\n")
            sys.stderr.write("noch mehr\n")
        case "large":
            return "x" * LARGE
        case "recurse":
            return misbehave(how)
    return how.upper()


def nap(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2, limits=Limits(seconds=2, megabytes=300)) as crew:
        yield crew


def said(workers: Workers, how: str) -> str:
    """The error of a misdeed; the jobs before and after it are done."""
    first, second, third = workers.run(misbehave, ["a", how, "b"], name=lambda word: f"{word}.pdf")
    assert (first.value, third.value, second.value) == ("A", "B", None)
    assert isinstance(second.error, LimitReached)
    assert "\n" not in str(second.error) and str(second.error).startswith(f"{how}.pdf ")
    return str(second.error)


def test_outcomes_come_in_the_order_of_the_items(workers: Workers) -> None:
    assert [outcome.value for outcome in workers.run(double, range(300))] == [2 * number for number in range(300)]
    assert [outcome.item for outcome in workers.run(nap, [0.3, 0, 0.1, 0])] == [0.3, 0, 0.1, 0]


def test_items_are_taken_as_they_are_needed(workers: Workers) -> None:
    taken = count()
    outcomes = workers.run(double, (next(taken) for _ in iter(int, 1)))
    assert [outcome.value for outcome in islice(outcomes, 100)] == [2 * number for number in range(100)]
    assert next(taken) < 300
    outcomes.close()
    assert [outcome.value for outcome in workers.run(double, [4])] == [8]


def test_nothing_to_do(workers: Workers) -> None:
    assert list(workers.run(double, [])) == []


def test_an_error_of_ours_comes_back_as_it_is(workers: Workers) -> None:
    (outcome,) = workers.run(misbehave, ["refuse"])
    assert isinstance(outcome.error, BadInput) and str(outcome.error) == "so nicht: anders"


@pytest.mark.parametrize("how", ["sleep", "spin"])
def test_what_takes_too_long_is_given_up(workers: Workers, how: str) -> None:
    started = time.monotonic()
    assert "took longer than 2 s: raise the limit with --timeout" in said(workers, how)
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not ON_LINUX, reason="only Linux holds a process to its memory limit")
@pytest.mark.parametrize("how", ["grow", "swallow"])
def test_what_takes_too_much_memory_is_given_up(workers: Workers, how: str) -> None:
    assert "needs more than 300 MB of memory: raise the limit with --memory" in said(workers, how)


@pytest.mark.parametrize(("how", "words"), [("kill", "SIGKILL"), ("segfault", "SIGSEGV")])
def test_a_killed_process_costs_its_job(workers: Workers, how: str, words: str) -> None:
    assert f"ended its process ({words})" in said(workers, how)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("exit", "without a word"),
        ("leave", "auf Wiedersehen"),
        ("fault", "ZeroDivisionError: geteilt durch null"),
        ("recurse", "RecursionError"),
    ],
)
def test_a_fault_is_said_to_be_one(workers: Workers, how: str, words: str) -> None:
    message = said(workers, how)
    assert words in message and "please report it" in message


def test_what_a_job_prints_is_no_data(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    (outcome,) = workers.run(misbehave, ["talk"])
    assert outcome.value == "TALK"
    assert capfd.readouterr() == ("", "")


def test_large_values_and_items(workers: Workers) -> None:
    (outcome,) = workers.run(misbehave, ["large"])
    assert outcome.value == "x" * LARGE
    (outcome,) = workers.run(misbehave, ["ä" * LARGE])
    assert outcome.value == "Ä" * LARGE


def test_a_process_killed_between_jobs_costs_nothing(workers: Workers) -> None:
    pids = {outcome.value for outcome in workers.run(nap, [0.05] * 8)}
    for pid in pids:
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert not ON_LINUX or all(is_gone(pid) for pid in pids if pid is not None)  # a busy machine takes its time
    assert [outcome.value for outcome in workers.run(double, range(50))] == [2 * number for number in range(50)]


def test_processes_killed_at_random_cost_no_more_than_their_jobs() -> None:
    with Workers(2, limits=Limits(seconds=20)) as crew:
        failed = 0
        for number, outcome in enumerate(crew.run(nap, [0.01] * 120)):
            failed += outcome.error is not None
            if number % 30 == 10 and outcome.value:
                with suppress(ProcessLookupError):
                    os.kill(outcome.value, signal.SIGKILL)
        assert failed <= 4


@pytest.mark.skipif(not ON_LINUX, reason="looks into /proc")
def test_processes_are_gone_afterwards() -> None:
    with Workers(2) as crew:
        pids = {outcome.value for outcome in crew.run(nap, [0.05] * 6)}
        outcomes = crew.run(nap, [0.01, 60, 60])
        next(outcomes)
    assert all(is_gone(pid) for pid in pids if pid is not None)


def is_gone(pid: int) -> bool:
    """Whether a process has ended within some seconds; whoever inherits it may take his time to count it out."""
    for _ in range(100):
        try:
            state = (
                Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
            )
        except OSError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not ON_LINUX, reason="looks into /proc")
def test_what_a_job_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with Workers(1, limits=Limits(seconds=1)) as crew:
        (outcome,) = crew.run(start_another, [str(note)])
    assert isinstance(outcome.error, LimitReached)
    assert is_gone(int(note.read_text(encoding="ascii")))


def start_another(note: str) -> None:
    other = subprocess.Popen(["sleep", "60"])
    Path(note).write_text(str(other.pid), encoding="ascii")
    other.wait()


def test_processes_that_do_not_start_are_one_error() -> None:
    with (
        Workers(1, modules=["policytext.gibt_es_nicht"]) as crew,
        pytest.raises(NoWorkers, match="No module named"),
    ):
        list(crew.run(double, [1]))


def test_the_errors_are_policytext_errors() -> None:
    assert issubclass(LimitReached, UnreadableFile) and issubclass(NoWorkers, PolicytextError)


@pytest.mark.skipif(not ON_LINUX, reason="looks into /proc")
def test_an_interrupt_ends_everything_at_once(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(f"Nummer {number}: 5 Mio. Euro für Kitas.", encoding="utf-8")
    room = Path(tempfile.mkdtemp(prefix="desk"))  # a socket's path must be short, pytest's own are long
    command = [sys.executable, "-m", "policytext", "analyse", "--no-model", "--format", "jsonl", str(tmp_path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"TMPDIR": str(room)},
        preexec_fn=_minding_interrupts,  # noqa: PLW1509 (no threads run here)
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        started = [
            *_children(run.pid),
            *(grandchild for child in _children(run.pid) for grandchild in _children(child)),
        ]
        os.killpg(run.pid, signal.SIGINT)  # as the terminal does
        _, errors = run.communicate(timeout=60)
    assert run.returncode == 1 and errors.strip() == "Aborted!"
    assert len(started) >= 2 and all(is_gone(pid) for pid in started)
    assert not list(room.iterdir())
    room.rmdir()


def test_a_temporary_folder_with_too_long_a_name_is_one_line(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 120)
    long.mkdir()
    paper = tmp_path / "a.txt"
    paper.write_text("Das Land gibt 5 Mio. Euro.", encoding="utf-8")
    command = [sys.executable, "-m", "policytext", "analyse", "--no-model", str(paper)]
    run = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"TMPDIR": str(long)}, check=False)
    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 1 and "TMPDIR" in run.stderr


def _minding_interrupts() -> None:
    """A suite in the background is started with Ctrl-C ignored, and hands that down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


@pytest.mark.skipif(not ON_LINUX, reason="elsewhere workers end at their own limit")
def test_a_killed_run_leaves_no_processes_and_its_folder_goes_with_the_next(tmp_path: Path) -> None:
    room = Path(tempfile.mkdtemp(prefix="desk"))
    note = tmp_path / "pid"
    script = (
        "from policytext.workers import Workers\n"
        "from tests.test_workers import start_another\n"
        "if __name__ == '__main__':\n"
        "    with Workers(2) as crew:\n"
        f"        list(crew.run(start_another, [{str(note)!r}, {str(note)!r} + '2']))\n"
    )
    (tmp_path / "run.py").write_text(script, encoding="utf-8")
    environment = os.environ | {"TMPDIR": str(room), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, str(tmp_path / "run.py")], env=environment) as run:
        while not (note.exists() and note.read_text(encoding="ascii")):
            time.sleep(0.1)
        started = _below(run.pid)
        run.kill()
    assert len(started) >= 3 and all(is_gone(pid) for pid in started)
    assert list(room.iterdir())
    command = [sys.executable, "-c", "from policytext.workers import Workers\nwith Workers(1): pass"]
    subprocess.run(command, env=environment, check=True)
    assert not list(room.iterdir())
    room.rmdir()


@pytest.mark.skipif(sys.platform == "win32", reason="no locks there")
def test_the_folder_of_a_living_process_stays(tmp_path: Path) -> None:
    held = tmp_path / "policytext-held"
    held.mkdir()
    strange = tmp_path / "policytext-strange"
    strange.mkdir()
    command = "import fcntl, sys; lock = open(sys.argv[1], 'wb'); fcntl.flock(lock, fcntl.LOCK_EX); print(); input()"
    with subprocess.Popen(
        [sys.executable, "-c", command, str(held / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        desk.sweep_folders(tmp_path)
        assert held.is_dir()
        other.communicate(b"\n")
    desk.sweep_folders(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["policytext-strange"]


def _below(pid: int) -> list[int]:
    """All processes that a process started, and those that they started."""
    return [one for child in _children(pid) for one in (child, *_below(child))]
