"""Adding files: what is new, what has changed, what was there; and what comes back when files are added again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytext.archive.storage import origins
from policytext.archive.storage.origins import Origin
from policytext.errors import UnreadableFile
from policytext.intake import Archive, IntakeDocument, IntakeJob, describe_version, find_facts
from policytext.pipeline import Options

RULES = Options(model=False)
WAY = "Das Land fördert den Radweg in Ostrahn 2026 mit 2 Millionen Euro."
HALL = "Das Land fördert die Halle in Ostrahn 2027 mit 3 Millionen Euro."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _take(archive: Archive, path: Path) -> str:
    then = origins.look_at_file(path)
    found = find_facts(IntakeJob(path, str(path), RULES, archive.path, keep=True))
    return archive.take(found, Origin(path, path.name), version=describe_version(RULES), done=then)


def test_a_file_is_new_then_unchanged(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    look = origins.look_at_file(path)
    assert look is not None and archive.unchanged(path, look) is None
    assert _take(archive, path) == "new"
    assert archive.unchanged(path, look) == 1
    assert _take(archive, path) == "unchanged"
    assert find_facts(IntakeJob(path, str(path), RULES, archive.path)).analysis is None


def test_a_changed_file_takes_the_place_of_what_it_was(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    _take(archive, path)
    _file(tmp_path, "weg.txt", HALL)
    look = origins.look_at_file(path)
    assert look is not None and archive.unchanged(path, look) is None
    assert _take(archive, path) == "changed"
    assert [archive.get(entry.sha256).document.text.strip() for entry in archive.documents()] == [HALL]
    assert not archive.search("Radweg").hits and archive.search("Halle").hits
    assert archive.check() == []


def test_the_same_content_twice_is_stored_once(archive: Archive, tmp_path: Path) -> None:
    first, second = _file(tmp_path, "a.txt", WAY), _file(tmp_path, "b.txt", WAY)
    assert (_take(archive, first), _take(archive, second)) == ("new", "unchanged")
    assert [entry.path for entry in archive.documents()] == [str(first)]
    _file(tmp_path, "a.txt", HALL)
    assert _take(archive, first) == "new"  # what it was is still in the other file
    assert len(archive.documents()) == 2


def test_a_file_that_moved_is_listed_at_its_new_place(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", WAY)
    _take(archive, path)
    moved = path.rename(tmp_path / "b.txt")
    assert _take(archive, moved) == "unchanged"
    assert [entry.path for entry in archive.documents()] == [str(moved)]


def test_what_people_said_goes_over_to_the_changed_file(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    _take(archive, path)
    archive.mark(archive.documents()[0].sha256, "a1", ["low=5"], by="Wenke", why="Anlage")
    _file(tmp_path, "weg.txt", f"{WAY} Der Bau beginnt im Mai.")
    assert _take(archive, path) == "changed"
    sha256 = archive.documents()[0].sha256
    assert [str(one.low) for one in archive.get(sha256).amounts] == ["5"]
    assert [str(one.low) for one in archive.machine(sha256).amounts] == ["2000000"]


def test_what_was_removed_comes_back_when_it_is_added(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    _take(archive, path)
    look = origins.look_at_file(path)
    assert look is not None
    archive.remove(archive.documents()[0].sha256)
    assert archive.unchanged(path, look) is None and archive.documents() == []
    assert _take(archive, path) == "new"


def test_a_time_alone_costs_a_reading_and_no_more(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    _take(archive, path)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    look = origins.look_at_file(path)
    assert look is not None and archive.unchanged(path, look) is None
    assert _take(archive, path) == "unchanged" and archive.unchanged(path, look) == 1


def test_originals_are_kept_where_asked(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    _take(archive, path)
    sha256 = archive.documents()[0].sha256
    assert archive.file(sha256) == path.read_bytes() == archive.original(sha256)


def test_a_file_at_its_path_stands_for_an_original(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    stored = archive.add(path)
    assert stored.new and archive.file(stored.id) == path
    _file(tmp_path, "weg.txt", HALL)
    assert archive.file(stored.id) is None
    again = archive.add(path)
    assert again.new and [entry.sha256 for entry in archive.documents()] == [again.id]


def test_replacing_keeps_place_and_day(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    _take(archive, path)
    before = archive.documents()[0]
    archive.replace(archive.get(before.sha256), version="neu")
    after = archive.documents()[0]
    assert (after.path, after.added, after.version) == (before.path, before.added, "neu")


def test_what_cannot_be_read_is_an_error_that_names_the_file(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"leer\.txt is empty"):
        find_facts(IntakeJob(_file(tmp_path, "leer.txt", ""), "leer.txt", RULES, archive.path))
    with pytest.raises(UnreadableFile, match="does not exist"):
        find_facts(IntakeJob(tmp_path / "fehlt.txt", "fehlt.txt", RULES, archive.path))


def test_a_fault_while_a_file_is_replaced_leaves_the_old_one(archive: Archive, tmp_path: Path) -> None:
    path = _file(tmp_path, "weg.txt", WAY)
    _take(archive, path)
    _file(tmp_path, "weg.txt", HALL)
    found = find_facts(IntakeJob(path, str(path), RULES, archive.path))
    archive.connection.execute("CREATE TEMP TRIGGER no BEFORE DELETE ON documents BEGIN SELECT raise(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        archive.take(found, Origin(path, path.name))
    assert [archive.get(entry.sha256).document.text.strip() for entry in archive.documents()] == [WAY]


def test_the_version_tells_rules_models_and_own_areas_apart(tmp_path: Path) -> None:
    own = _file(tmp_path, "eigene.toml", "[areas]")
    told = [
        describe_version(Options()),
        describe_version(RULES),
        describe_version(Options(areas=str(own))),
        describe_version(Options(pipeline="x")),
    ]
    assert len(set(told)) == 4 and told[0] == describe_version(Options(password="geheim"))


def test_standard_input_has_no_place(archive: Archive) -> None:
    found = find_facts(IntakeJob(WAY.encode(), "standard input", RULES, archive.path))
    assert isinstance(found, IntakeDocument) and archive.take(found, None) == "new"
    assert archive.take(found, None) == "unchanged"
