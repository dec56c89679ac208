"""Files that mean harm cost a line each; nothing is fetched, nothing is opened, nothing is written."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from policytext.cli import file_batches
from policytext.cli.inputs import InputSource
from policytext.errors import PolicytextError, UnreadableFile
from policytext.pipeline import Options
from policytext.readers import list_members, read_lines
from tests.robustness import hostile

SECRET = "Kennwort-7Q3X"
LONGEST = 240  # seconds for all of them on a busy machine of two cores
READABLE = {"circular-pages.pdf", "nested-arrays.pdf", "nested-text.pdf", "nested.rtf", "bomb.zip"}  # have text besides
READABLE |= {"nested-bold.html", "nested-divs.html", "nested-tables.html", "nested-tables.docx", "nested.eml"}


def policytext(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policytext", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=LONGEST)


# ---------------------------------------------------------------------------------------------- all at once


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All harmful files, and one sound file that comes last."""
    path = tmp_path_factory.mktemp("harm")
    for name, build in hostile.HARMFUL.items():
        (path / name).write_bytes(build())
    (path / "zuletzt.txt").write_text(hostile.TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def done(folder: Path) -> subprocess.CompletedProcess[str]:
    """One run over all of them."""
    return policytext("analyse", "--no-model", "--format", "jsonl", "--timeout", 20, "--memory", 700, folder)


def test_the_rest_of_the_batch_is_done(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["document"]["name"] == "zuletzt.txt" and last["amounts"][0]["high"] == 5_000_000


def test_every_word_is_a_line_of_ours(done: subprocess.CompletedProcess[str]) -> None:
    for line in done.stderr.splitlines():
        assert line.startswith("policytext: ") and ": " in line.removeprefix("policytext: "), line
    assert "Traceback" not in done.stderr and "fault of policytext" not in done.stderr, done.stderr


@pytest.mark.parametrize("name", hostile.HARMFUL)
def test_a_harmful_file_costs_a_line(done: subprocess.CompletedProcess[str], name: str) -> None:
    lines = [line for line in done.stderr.splitlines() if name in line]
    shown = [line for line in done.stdout.splitlines() if json.loads(line)["document"]["name"].startswith(name)]
    if name not in READABLE:
        assert not shown
    assert len(lines) + len(shown) >= 1 and len(lines) <= 1


# ---------------------------------------------------------------------------------------------- passwords


@pytest.mark.parametrize(
    ("password", "words"), [(None, "--password"), ("falsch", "password"), ("geheim", "Nur für den Dienstgebrauch")]
)
def test_passwords(password: str | None, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    encrypted = hostile.FIXTURES / "encrypted.pdf"
    by_option = policytext("read", *(("--password", password) if password else ()), encrypted)
    monkeypatch.setenv("POLICYTEXT_PASSWORD", password or "")
    by_environment = policytext("read", encrypted)
    for run in (by_option, by_environment):
        assert words in run.stdout + run.stderr
        assert "falsch" not in run.stdout + run.stderr and "Traceback" not in run.stderr
        assert run.returncode == (0 if password == "geheim" else 1)


# ---------------------------------------------------------------------------------------------- reaching out


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port that waits for callers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as waiting:
        waiting.settimeout(0.05)
        yield waiting


def _outside(kind: str) -> Callable[[str, str], bytes]:
    return lambda url, secret: hostile.outside(kind, url) if "http" in url else hostile.outside(kind, secret)


REACHING: dict[str, Callable[[str, str], bytes]] = {
    "weg.pdf": hostile.reaching_pdf,
    "weg.html": hostile.reaching_html,
    "weg.xhtml": hostile.reaching_xhtml,
    "weg.eml": hostile.reaching_mail,
    "weg.rtf": hostile.reaching_rtf,
    "netz.docx": lambda url, _: hostile.outside("docx", url),
    "netz.odt": lambda url, _: hostile.outside("odt", url),
    "netz.fodt": lambda url, _: hostile.outside("fodt", url),
    "datei.docx": lambda _, secret: hostile.outside("docx", f"file://{secret}"),
    "datei.odt": lambda _, secret: hostile.outside("odt", f"file://{secret}"),
    "datei.fodt": lambda _, secret: hostile.outside("fodt", secret),
}


@pytest.mark.parametrize("name", REACHING)
def test_nothing_is_fetched_or_opened(name: str, listener: socket.socket, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text(SECRET, encoding="utf-8")
    os.utime(secret, (1, 1))
    data = REACHING[name](f"http://127.0.0.1:{listener.getsockname()[1]}", str(secret))
    try:
        text = "".join(line.text for line in read_lines(data, name=name).lines)
    except PolicytextError as error:
        text = str(error)
    assert SECRET not in text
    with pytest.raises(TimeoutError):
        listener.accept()
    assert secret.stat().st_atime == 1


def test_names_in_archives_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    (inner / "weg.zip").write_bytes(hostile.climbing_archive())
    found = list(list_members(Path("weg.zip")))
    texts = [read_lines(member) for member in found if not isinstance(member, UnreadableFile)]
    assert len(texts) == 4
    assert all(".." not in text.name and "\\" not in text.name and "weg.zip/" in text.name for text in texts)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [inner / "weg.zip"]
    assert not Path("/tmp/ausbruch.txt").exists()


# ---------------------------------------------------------------------------------------------- odd names


def odd_files(path: Path) -> Iterator[Path]:
    """Names behind which there is no file to read."""
    os.mkfifo(path / "rohr.txt")
    yield path / "rohr.txt"
    yield Path("/dev/zero")
    (path / "kreis.txt").symlink_to("kreis.txt")
    yield path / "kreis.txt"
    (path / "ins-leere.txt").symlink_to("gibt-es-nicht.txt")
    yield path / "ins-leere.txt"
    yield path / ("lang" * 100 + ".txt")


def test_what_is_no_file_costs_a_line(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "dose"))
        named = [*odd_files(tmp_path), tmp_path / "dose"]
        (tmp_path / "gut.txt").write_text(hostile.TEXT, encoding="utf-8")
        started = time.monotonic()
        run = policytext("read", *named, tmp_path / "gut.txt")
    assert time.monotonic() - started < 60
    assert run.returncode == 1 and run.stdout.strip() == hostile.TEXT
    assert len(run.stderr.splitlines()) == len(named), run.stderr
    assert all(any(str(path) in line for line in run.stderr.splitlines()) for path in named)
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_costs_a_line(tmp_path: Path) -> None:
    (tmp_path / "zu.txt").write_text(hostile.TEXT, encoding="utf-8")
    (tmp_path / "zu.txt").chmod(0)
    run = policytext("read", tmp_path / "zu.txt")
    assert run.returncode == 1 and "Permission denied" in run.stderr


def test_odd_names_in_a_directory_are_passed_over(tmp_path: Path) -> None:
    list(odd_files(tmp_path))
    (tmp_path / "gut.txt").write_text(hostile.TEXT, encoding="utf-8")
    run = policytext("read", tmp_path)
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, hostile.TEXT, "")


def test_a_file_that_vanishes_in_between_costs_a_line(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(150)]
    for number, path in enumerate(paths):
        path.write_text(f"{number}: {hostile.TEXT}", encoding="utf-8")
    sources = [InputSource(str(path), path) for path in paths]
    outcomes = file_batches.run_tasks(
        sources, file_batches.read_task, Options(), file_batches.Work(workers=1, timeout=20, memory=500)
    )
    first = next(outcomes)
    paths[-1].unlink()
    *others, last = outcomes
    assert all(outcome.value is not None for outcome in (first, *others))
    assert last.value is None and f"{paths[-1]} does not exist" in str(last.error)


def test_a_directory_of_many_files(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_text(f"Nummer {number}: {hostile.TEXT}", encoding="utf-8")
    run = policytext("read", tmp_path)
    assert run.returncode == 0
    assert [line.split(":")[0] for line in run.stdout.splitlines()] == [f"Nummer {number}" for number in range(1000)]


def test_standard_input_and_a_stranger_in_the_current_directory(tmp_path: Path) -> None:
    """Python started anew looks for modules in the current directory first; ours must not."""
    for name in ("selectors", "numpy", "docx", "spacy", "socket", "policytext"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'spur')!r}, 'w')", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "policytext", "analyse", "--format", "jsonl", "-"]
    run = subprocess.run(command, cwd=tmp_path, input=hostile.TEXT, capture_output=True, text=True, check=False)
    assert json.loads(run.stdout)["amounts"][0]["high"] == 5_000_000 and not run.stderr
    assert not (tmp_path / "spur").exists()
