"""What goes into the archive comes out the same, once, and goes away whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytext
from policytext.analysis import Analysis
from policytext.archive import Archive
from policytext.archive.storage.codec import pack_analysis, unpack_analysis
from policytext.archive.storage.piece_codec import GRAIN
from policytext.errors import ArchiveError, BadInput
from policytext.model import Document
from tests.archive.made import funded, many, paper

CORPUS = Path(__file__).parents[2] / "corpus"
ORIGINALS = sorted(CORPUS.glob("*/original.*"))[::3]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture(scope="module", params=ORIGINALS, ids=[path.parent.name for path in ORIGINALS])
def analysis(request: pytest.FixtureRequest) -> Analysis:
    return policytext.analyse(request.param)


def _without_pieces(analysis: Analysis) -> Analysis:
    return replace(analysis, document=replace(analysis.document, pieces=()))


def test_an_analysis_comes_back_as_it_was(archive: Archive, analysis: Analysis) -> None:
    stored = archive.add(analysis)
    again = archive.get(stored.id)
    assert stored.new and _without_pieces(again) == _without_pieces(analysis)
    assert len(again.document.pieces) == len(analysis.document.pieces)
    for before, after in zip(analysis.document.pieces, again.document.pieces, strict=True):
        assert (before.start, before.end, before.page) == (after.start, after.end, after.page)
        assert after.edges == pytest.approx(before.edges, abs=0.51 / GRAIN)


def test_the_contracts_object_is_taken_too(archive: Archive, analysis: Analysis) -> None:
    stored = archive.add(analysis.to_dict())
    again, before = archive.get(stored.id).to_dict(), analysis.to_dict()
    assert again["document"] == before["document"] and again["areas"] == before["areas"]
    for layer in ("amounts", "times", "actors", "statements"):  # headings are layout, which the object does not hold
        assert [one | {"section": []} for one in again[layer]] == [one | {"section": []} for one in before[layer]]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_survives(text: str) -> None:
    analysis = policytext.analyse_text(text) if text.isascii() else paper(text)
    assert unpack_analysis(pack_analysis(analysis)) == analysis


def test_what_is_no_analysis_is_refused_with_a_reason(archive: Archive) -> None:
    with pytest.raises(BadInput, match="schema"):
        archive.add({"document": {}})
    with pytest.raises(BadInput, match="does not follow"):
        archive.add({"schema": "policytext/1", "document": {"name": "x"}})
    assert archive.documents() == []


def test_adding_twice_is_free_and_changes_nothing(archive: Archive) -> None:
    document = funded(
        "Das Land solle 5 Millionen Euro geben, sagte Jorinde Falkner.", amount=("5 Millionen Euro", 5_000_000)
    )
    assert archive.add(document).new
    before = archive.stats()
    assert not archive.add(document).new
    assert {**archive.stats(), "bytes": 0} == {**before, "bytes": 0}


def test_a_document_is_found_by_the_beginning_of_its_id(archive: Archive) -> None:
    first, second = (replace_sha(paper(f"Text {number}."), f"abcd{number}" + "0" * 59) for number in (1, 2))
    archive.add(first)
    archive.add(second)
    assert archive.get("ABCD1").document.text == "Text 1."
    for wrong in ("abcd", "abcd3", "abc", "xyz1", ""):
        with pytest.raises(ArchiveError):
            archive.get(wrong)


def replace_sha(analysis: Analysis, sha256: str) -> Analysis:
    return replace(analysis, document=replace(analysis.document, sha256=sha256))


def test_removing_takes_everything_but_the_others(archive: Archive) -> None:
    papers = many(12)
    for one in papers:
        archive.add(one)
    empty = {name for name, count in archive.stats().items() if count == 0}
    for one in papers[3:]:
        archive.remove(one.document.sha256)
        assert archive.check() == []
    assert [entry.sha256 for entry in archive.documents()] == [one.document.sha256 for one in papers[:3]]
    for one in papers[:3]:
        archive.remove(one.document.sha256)
    archive.vacuum()
    left = {name: count for name, count in archive.stats().items() if count and name != "bytes"}
    assert left == {} and "originals" in empty


def test_replacing_keeps_the_original_and_the_id(archive: Archive) -> None:
    document = paper("Der Radweg wird gebaut.")
    archive.add(document, original=b"%PDF-original")
    archive.replace(replace(document, statements=()), version="2")
    assert archive.original(document.document.sha256) == b"%PDF-original"
    assert archive.get(document.document.sha256).statements == ()
    assert archive.documents()[0].version == "2" and archive.check() == []


def test_a_file_is_remembered_by_size_and_time(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "mitteilung.txt"
    file.write_text("Der Radweg wird gebaut.", encoding="utf-8")
    archive.add(paper("Der Radweg wird gebaut."), path=file)
    entry = archive.documents()[0]
    assert (entry.path, entry.size, entry.mtime) == (str(file), file.stat().st_size, file.stat().st_mtime)


def test_broken_names_do_not_stop_the_archive(archive: Archive) -> None:
    document = Document(text="Ein \ud800 Text.", view=paper("x").document.view, name="\udce4.txt", sha256="ab" * 32)
    archive.add(Analysis(document))
    assert archive.get("abab").document == document


def test_space_is_about_six_times_the_text(tmp_path: Path) -> None:
    """On documents that the dictionary of the compression was not made of; 6.05 times with the scores of records."""
    papers = [policytext.analyse(path) for path in sorted(CORPUS.glob("*/original.*"))[12::3]]
    with Archive(tmp_path / "archive.db") as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")
        for number in range(200):
            archive.add(replace_sha(papers[number % len(papers)], f"{number:064x}"))
        stats = archive.stats()
    assert (tmp_path / "archive.db").stat().st_size <= 6.1 * stats["characters"]


def test_several_readers_see_whole_documents_beside_one_writer(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as writer, Archive(tmp_path / "a.db", readonly=True) as reader:
        writer.add(paper("Eins."))
        assert len(reader.documents()) == 1
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM documents")
        assert len(reader.documents()) == 1
        writer.connection.execute("ROLLBACK")
        with pytest.raises(ArchiveError, match="read-only"):
            reader.add(paper("Zwei."))


def test_an_index_that_lost_entries_is_noticed_and_mended(archive: Archive) -> None:
    for one in many(4):
        archive.add(one)
    archive.connection.execute("INSERT INTO lines (lines) VALUES ('delete-all')")
    assert any("search index" in problem for problem in archive.check())
    archive.vacuum()
    assert archive.check() == []


def test_facts_without_their_document_are_noticed(archive: Archive) -> None:
    archive.add(paper("Eins. Zwei."))
    archive.connection.execute("PRAGMA foreign_keys = OFF")
    archive.connection.execute("DELETE FROM contents")
    assert any("missing" in problem for problem in archive.check())


def test_sqlite_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37)  # STRICT tables
