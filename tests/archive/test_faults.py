"""Whatever is wrong with the file or the disk: one line that says what to do, and the archive untouched."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policytext.archive import Archive, schema
from policytext.archive.storage import connection
from policytext.errors import ArchiveError
from tests.archive.made import many, paper

ROOT = Path(__file__).parents[2]
KILLS = 8
ADDING = """
import sys
from policytext.archive import Archive
from tests.archive.made import many
with Archive(sys.argv[1]) as archive:
    for one in many(60):
        print(archive.add(one).id, flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        for one in many(5):
            archive.add(one)
    return path


def _refused(path: Path, words: str, *, readonly: bool = False) -> None:
    """Opening fails with one line that names the file, and leaves its bytes alone."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ArchiveError, match=words) as caught:
        Archive(path, readonly=readonly)
    assert "\n" not in str(caught.value) and str(path) in str(caught.value)
    assert before is None or path.read_bytes() == before


def test_a_newer_schema(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    _refused(file, "newer policytext .*update")


def test_an_sqlite_file_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "cookies.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cookies (name TEXT)")
    other.close()
    _refused(path, "another program")


@pytest.mark.parametrize("content", [b"Sehr geehrte Damen und Herren\n" * 100, b"%PDF-1.4 ...", b"x"])
def test_no_sqlite_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(content)
    _refused(path, "no archive|another program")


def test_a_damaged_file(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:12288] = bytes(8192)
    file.write_bytes(content)
    with pytest.raises(ArchiveError, match="damaged"), Archive(file) as archive:
        if problems := archive.check():
            raise ArchiveError(f"damaged: {problems[0]}")


def test_a_file_cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:6000])
    with pytest.raises(ArchiveError, match="damaged"), Archive(file) as archive:
        archive.documents()
        archive.get("0000")


def test_no_file_to_read_and_no_folder_to_write(tmp_path: Path) -> None:
    _refused(tmp_path / "none.db", "there is no archive", readonly=True)
    _refused(tmp_path / "no-folder" / "a.db", "cannot be opened")
    _refused(tmp_path, "directory")
    assert list(tmp_path.iterdir()) == []


def test_locked_by_another_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Archive(file) as archive:
        with pytest.raises(ArchiveError, match="another program is writing"):
            archive.add(paper("Der Radweg kommt."))
        assert len(archive.documents()) == 5
        other.execute("ROLLBACK")
        other.close()
        assert archive.add(paper("Der Radweg kommt.")).new


def test_a_full_disk_loses_nothing_that_was_stored(file: Path) -> None:
    with Archive(file) as archive:
        pages = archive.connection.execute("PRAGMA page_count").fetchone()[0]
        archive.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(ArchiveError, match="disk is full"):
            for one in many(200):
                archive.add(one)
        stored = len(archive.documents())
        assert archive.check() == [] and stored >= 5
        archive.connection.execute("PRAGMA max_page_count = 100000")
        for one in many(20):
            archive.add(one)
        assert len(archive.documents()) >= 20 and archive.check() == []


def test_readers_can_open_a_copy_where_nothing_can_be_written(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cdrom"
    folder.mkdir()
    copy = shutil.copy(file, folder / "archive.db")
    folder.chmod(0o555)
    try:
        with Archive(copy, readonly=True) as archive:
            assert len(archive.documents()) == 5
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_at_any_moment_loses_nothing_reported(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "archive.db"
    told = _killed(path, random.Random(seed).uniform(0.0, 0.4))
    with Archive(path) as archive:
        stored = [entry.sha256 for entry in archive.documents()]
        assert archive.check() == []
        assert set(told) <= set(stored) and len(stored) == len(set(stored))
        for one in many(60):
            archive.add(one)
        assert len(archive.documents()) == 60 and archive.check() == []


def _killed(path: Path, seconds: float) -> list[str]:
    """Ids reported as stored by a program that is killed some time after its first one."""
    command = [sys.executable, "-c", ADDING, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as adding:
        assert adding.stdout is not None
        first = adding.stdout.readline()
        time.sleep(seconds)
        adding.send_signal(signal.SIGKILL)
        rest = adding.stdout.read()
    return [line for line in (first + rest).splitlines() if len(line) == 64]


def test_every_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """An archive of each version, made by the migrations up to it, opens and is sound."""
    for version in range(1, schema.newest_version() + 1):
        path = tmp_path / f"{version}.db"
        old = sqlite3.connect(path, isolation_level=None)
        schema.migrate_archive(
            old, steps={step: sql for step, sql in schema.load_migrations().items() if step <= version}
        )
        old.close()
        with Archive(path) as archive:
            assert archive.connection.execute("PRAGMA user_version").fetchone()[0] == schema.newest_version()
            archive.add(paper("Der Radweg kommt."))
            assert archive.check() == []


OLD_TABLES = """
DROP VIEW words; DROP TABLE lines; DROP TABLE alone; DROP TABLE indexed; DROP TABLE postings; DROP TABLE vocabulary;
DROP TABLE segments; DROP INDEX statements_document;
CREATE INDEX statements_document ON statements (document, areas, speaker);
CREATE INDEX statements_areas ON statements (areas) WHERE areas IS NOT NULL;
CREATE INDEX statements_act ON statements (act) WHERE act <> 'information';
CREATE INDEX records_status ON records (status, statement);
CREATE VIRTUAL TABLE lines USING fts5 (word, part, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE papers USING fts5 (title, word, part, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE words USING fts5vocab ('lines', 'row');
CREATE VIRTUAL TABLE paper_words USING fts5vocab ('papers', 'row');
UPDATE contents SET terms = x'';
"""
LATER = {1: ("salt", "forgotten", "origins", "files", "machine", "corrections")}
LATER |= {2: LATER[1][:4], 3: ()}
BEFORE_READERS = """
ALTER TABLE machine DROP COLUMN head;
CREATE TABLE searches (name TEXT PRIMARY KEY, line TEXT NOT NULL, facts TEXT NOT NULL, made TEXT NOT NULL) STRICT;
CREATE TABLE seen (search TEXT NOT NULL, mark INTEGER NOT NULL) STRICT;
"""


def _as_it_was(path: Path, version: int) -> None:
    """An archive with documents as a program of this version left it; terms of that time play no part."""
    old = sqlite3.connect(path, isolation_level=None)
    tables = schema.load_migrations()
    known = {row[0] for row in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    first = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate_archive(first, steps={step: sql for step, sql in tables.items() if step <= 4})
    fourth = {row[0] for row in first.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    first.close()
    old.execute("PRAGMA foreign_keys = OFF")
    for table in (*LATER[version], *sorted(known - fourth)):
        old.execute(f"DROP TABLE {table}")
    old.executescript(OLD_TABLES + (BEFORE_READERS if version > 1 else ""))
    old.execute(f"PRAGMA user_version = {version}")
    old.close()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_documents_of_every_earlier_version_are_found(file: Path, version: int) -> None:
    with Archive(file) as archive:
        asked = [(one.document.sha256, one.snippet) for one in archive.search("Radweg Gemeinde").hits]
        kept = [archive.get(entry.sha256) for entry in archive.documents()]
    _as_it_was(file, version)
    with Archive(file) as archive:
        assert archive.check() == []
        assert asked and [(one.document.sha256, one.snippet) for one in archive.search("Radweg Gemeinde").hits] == asked
        assert [archive.get(entry.sha256) for entry in archive.documents()] == kept
        archive.remove(kept[0].document.sha256)
        archive.vacuum()
        assert archive.check() == [] and len(archive.documents()) == len(kept) - 1


MIGRATING = "import sys; from policytext.archive import Archive; Archive(sys.argv[1]).close()"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_killed_while_an_older_archive_is_brought_up_to_date(file: Path) -> None:
    with Archive(file) as archive:
        for one in many(60)[5:]:
            archive.add(one)
    _as_it_was(file, 3)
    chance = random.Random(KILLS)
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", MIGRATING, str(file)], cwd=ROOT) as process:
            time.sleep(chance.uniform(0.1, 0.8))
            process.send_signal(signal.SIGKILL)
    with Archive(file) as archive:
        assert archive.check() == [] and len(archive.documents()) == 60
        assert archive.search("Radweg", by="document").total > 5


def test_a_migration_is_whole_or_nothing() -> None:
    database = sqlite3.connect(":memory:", isolation_level=None)
    steps = {1: "CREATE TABLE one (x);", 2: "CREATE TABLE two (x);\nCREATE TABLE one (x);"}
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate_archive(database, steps=steps)
    assert database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    assert database.execute("PRAGMA user_version").fetchone()[0] == 0
    assert schema.migrate_archive(database, steps={1: steps[1]}) == 0
    assert schema.migrate_archive(database, steps={1: steps[1], 2: "ALTER TABLE one ADD COLUMN y;"}) == 1
    database.close()


def test_an_old_archive_is_not_changed_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = sqlite3.connect(path, isolation_level=None)
    old.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    old.execute("CREATE TABLE documents (x)")
    old.close()
    _refused(path, "older version", readonly=True)
