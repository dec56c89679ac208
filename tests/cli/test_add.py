"""`policytext add` says what became of every file, and an archive that is not as it should be costs one line."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.archive.storage import connection
from policytext.cli import main
from policytext.intake import Archive

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
WAY = "Das Land fördert den Radweg in Ostrahn 2026 mit 2 Millionen Euro."
FULL = """
import sys
from policytext.archive import archive_file as home
from policytext.archive.upkeep import archive_connection
before = archive_connection.connect_archive
def small(path, **how):
    opened = before(path, **how)
    if not how["readonly"]:
        opened.execute("PRAGMA max_page_count = 110")
    return opened
home.connect_archive = small
from policytext.cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file, a container and what cannot be read; the archive is beside it."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "weg.txt").write_text(WAY, encoding="utf-8")
    shutil.copy(FIXTURES / "archive.zip", folder)
    monkeypatch.setenv("POLICYTEXT_ARCHIVE", str(tmp_path / "archive.db"))
    return tmp_path


def _add(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["add", "--no-model", *map(str, words)])


def _last(result: Result) -> str:
    return result.stderr.rstrip("\n").rpartition("\n")[2]


def test_new_then_unchanged_then_changed(desk: Path) -> None:
    folder = desk / "in"
    result = _add(folder)
    assert (
        _last(result) == "policytext: 3 new, 0 changed, 1 unchanged, 0 unreadable, 1 skipped"
    )  # two in the ZIP are the same
    assert (result.exit_code, result.stdout) == (0, "")
    assert "skipped: archive.zip/ordner/los.exe is a program" in result.stderr
    assert _add(folder).stderr == "policytext: 0 new, 0 changed, 4 unchanged, 0 unreadable\n"
    (folder / "weg.txt").write_text(f"{WAY} Gebaut wird im Mai.", encoding="utf-8")
    assert _last(_add(folder)) == "policytext: 0 new, 1 changed, 3 unchanged, 0 unreadable"
    with Archive(desk / "archive.db") as archive:
        assert archive.check() == [] and len(archive.documents()) == 3


def test_what_cannot_be_read_costs_a_line_and_the_rest_goes_on(desk: Path) -> None:
    shutil.copy(FIXTURES / "encrypted.pdf", desk / "in")
    (desk / "in" / "halb.zip").write_bytes((FIXTURES / "archive.zip").read_bytes()[:200])
    result = _add(desk / "in", desk / "fehlt.txt")
    assert _last(result) == "policytext: 3 new, 0 changed, 1 unchanged, 3 unreadable, 1 skipped"
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 5
    assert "encrypted.pdf is encrypted" in result.stderr and "fehlt.txt does not exist" in result.stderr
    again = _add(desk / "in")
    assert _last(again) == "policytext: 0 new, 0 changed, 4 unchanged, 2 unreadable" and again.exit_code == 1


def test_a_file_that_could_not_be_read_is_tried_again(desk: Path) -> None:
    (desk / "in" / "leer.txt").write_bytes(b"")
    assert _add(desk / "in").exit_code == 1
    (desk / "in" / "leer.txt").write_text("Der Radweg kommt.", encoding="utf-8")
    assert _last(_add(desk / "in")).startswith("policytext: 1 new, 0 changed, 4 unchanged, 0 unreadable")


def test_originals_and_standard_input(desk: Path) -> None:
    assert _add("--keep-originals", desk / "in" / "weg.txt").exit_code == 0
    result = CliRunner().invoke(main, ["add", "--no-model", "-"], input="Der Steg in Ostrahn kostet 500 Euro.")
    assert _last(result) == "policytext: 1 new, 0 changed, 0 unchanged, 0 unreadable"
    with Archive(desk / "archive.db") as archive:
        kept = [archive.original(entry.sha256) for entry in archive.documents()]
    assert kept == [WAY.encode(), None]


def _refused(result: Result, words: str) -> None:
    assert result.exit_code == 1, result.output
    assert len(result.stderr.splitlines()) <= 2 and words in result.stderr, result.stderr
    assert not any(bad in result.stderr for bad in ("Traceback", "sqlite", "SELECT", "INSERT"))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"%PDF-1.4 nothing"), "it is no archive"),
        (lambda path: path.mkdir(), "this is a directory"),
        (lambda path: _database(path, "CREATE TABLE cookies (x)"), "another program"),
        (
            lambda path: _database(path, "PRAGMA user_version = 99", "PRAGMA application_id = 1886350452"),
            "newer policytext",
        ),
    ],
)
def test_an_archive_that_is_none_is_left_alone(desk: Path, make, words: str) -> None:  # type: ignore[no-untyped-def]
    path = desk / "archive.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    _refused(_add(desk / "in"), words)
    assert before is None or path.read_bytes() == before


def _database(path: Path, *statements: str) -> None:
    other = sqlite3.connect(path)
    for one in (*statements, "CREATE TABLE t (x)"):
        other.execute(one)
    other.commit()
    other.close()


def test_a_newer_archive_is_left_alone(desk: Path) -> None:
    _add(desk / "in" / "weg.txt")
    _sql(desk / "archive.db", "PRAGMA user_version = 99")
    before = (desk / "archive.db").read_bytes()
    _refused(_add(desk / "in"), "newer policytext")
    assert (desk / "archive.db").read_bytes() == before


def _sql(path: Path, statement: str) -> None:
    other = sqlite3.connect(path)
    other.execute(statement)
    other.close()


def test_a_damaged_archive(desk: Path) -> None:
    _add(desk / "in")
    path = desk / "archive.db"
    content = bytearray(path.read_bytes())
    content[100 : len(content) // 2] = bytes(len(content) // 2 - 100)
    path.write_bytes(content)
    (desk / "in" / "neu.txt").write_text("Der Radweg kommt.", encoding="utf-8")
    _refused(_add(desk / "in"), "damaged")


def test_locked_by_another_program(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    _add(desk / "in" / "weg.txt")
    other = sqlite3.connect(desk / "archive.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = _add(desk / "in")
    other.close()
    assert "another program is writing" in result.stderr and result.exit_code == 1
    assert _last(result) == "policytext: 0 new, 0 changed, 1 unchanged, 0 unreadable"
    assert _last(_add(desk / "in")).startswith("policytext: 2 new, 0 changed, 2 unchanged")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_nobody_may_write_to(desk: Path) -> None:
    closed = desk / "zu"
    closed.mkdir(mode=0o555)
    _refused(_add("--archive", closed / "a.db", desk / "in"), "cannot be opened")


def test_a_folder_that_is_not_there(desk: Path) -> None:
    _refused(_add("--archive", desk / "fehlt" / "a.db", desk / "in"), "cannot be opened")
    assert not (desk / "fehlt").exists()


def test_a_full_disk_keeps_what_was_stored(desk: Path) -> None:
    for number in range(60):
        (desk / "in" / f"{number}.txt").write_text(f"{WAY} Abschnitt {number} folgt.", encoding="utf-8")
    command = [sys.executable, "-c", FULL, "add", "--no-model", str(desk / "in")]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    told = done.stderr.splitlines()
    assert done.returncode == 1 and "the disk is full: make room; what was stored before is safe" in told[-2]
    stored = int(told[-1].split()[1])
    with Archive(desk / "archive.db") as archive:
        assert archive.check() == [] and 0 < len(archive.documents()) == stored < 63
    assert _last(_add(desk / "in")).startswith(f"policytext: {63 - stored} new, 0 changed, ")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_watching_a_folder_that_fills(desk: Path) -> None:
    (desk / "in" / "archive.zip").unlink()
    command = [sys.executable, "-m", "policytext", "add", "--no-model", "--watch", "--every", "0.3", str(desk / "in")]
    told = desk / "told.txt"
    with told.open("w") as stream, subprocess.Popen(command, cwd=ROOT, stderr=stream) as process:
        try:
            _wait_for(told, "1 new")
            for part in range(8):  # still being written: it grows between any two looks
                with (desk / "in" / "spät.txt").open("a", encoding="utf-8") as late:
                    late.write(f"{WAY} Teil {part}. ")
                time.sleep(0.1)
            _wait_for(told, "2 new")
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert told.read_text().endswith("; stopped\n")
    with Archive(desk / "archive.db") as archive:
        texts = [archive.get(entry.sha256).document.text for entry in archive.documents()]
    assert len(texts) == 2 and "Teil 7" in texts[-1]


def _wait_for(path: Path, words: str) -> None:
    """Waits until a file holds these words."""
    end = time.monotonic() + 40
    while words not in path.read_text():
        assert time.monotonic() < end, path.read_text()
        time.sleep(0.05)


def test_rows_of_metadata_about_no_file_are_told(desk: Path) -> None:
    table = desk / "papiere.csv"
    table.write_text("file,issuer\nweg.txt,Kreis Ostrahn\nsteg.txt,Kreis Moorkamp\n", encoding="utf-8")
    told = "--metadata has a row about files that are not there: steg.txt"
    for command in (["analyse", "--format", "json"], ["add"], ["add"]):
        words = [*command, "--no-model", "--metadata", str(table), str(desk / "in" / "weg.txt")]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0 and result.stderr.count(told) == 1
    table.write_text("file,issuer\nweg.txt,Kreis Ostrahn\n", encoding="utf-8")
    again = CliRunner().invoke(main, ["add", "--no-model", "--metadata", str(table), str(desk / "in" / "weg.txt")])
    assert "--metadata" not in again.stderr


def test_members_of_an_unchanged_archive_are_there(desk: Path) -> None:
    container = desk / "in" / "archive.zip"
    first = CliRunner().invoke(main, ["add", "--no-model", str(container)])
    with Archive(desk / "archive.db") as opened:
        (name, *_) = opened.names(container)
    table = desk / "papiere.csv"
    table.write_text(f"file,issuer\n{Path(name).name},Kreis Ostrahn\nfehlt.pdf,Kreis Ostrahn\n", encoding="utf-8")
    again = CliRunner().invoke(main, ["add", "--no-model", "--metadata", str(table), str(container)])
    assert again.exit_code == first.exit_code
    assert again.stderr.count("a row about files that are not there: fehlt.pdf") == 1
