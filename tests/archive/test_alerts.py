"""Kept searches show what is new, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytext.archive import Archive, schema
from policytext.archive.overviews import kept_searches
from policytext.errors import BadInput, BadQuery
from tests.archive.made import funded, paper


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        opened.add(paper("Der Radweg in Auental ist fertig."))
        yield opened


def test_what_was_there_is_not_new_and_what_comes_is_new_once(archive: Archive) -> None:
    search = archive.keep_search("Wege", "Radweg -sport")
    assert archive.news(search) == ()
    archive.add(paper("In Hallerfeld beginnt der Bau am Radweg. Der Radweg kostet mehr."))
    assert len(archive.news(search, seen=False)) == 2
    assert [hit.snippet for hit in archive.news(search)] and archive.news(search) == ()


def test_a_new_analysis_or_a_correction_is_no_news(archive: Archive) -> None:
    made = funded("Jorinde Falkner will den Radweg.")
    archive.add(made)
    search = archive.keep_search("Wege", "Radweg")
    archive.replace(made)
    archive.mark(made.document.sha256, "s1", ["act=promise"], by="Rike")
    assert archive.news(search) == ()


def test_facts_narrow_a_kept_search_down(archive: Archive) -> None:
    search = archive.keep_search("Falkner", speaker="Falkner")
    archive.add(paper("Der Radweg in Moorkamp fehlt."))
    assert archive.news(search) == ()
    archive.add(funded("Jorinde Falkner will den Radweg."))
    assert len(archive.news(search)) == 1 and archive.searches() == (search,)


def test_some_of_the_words_are_not_enough_for_news(archive: Archive) -> None:
    search = archive.keep_search("Beides", "Radweg Seilbahn")
    archive.add(paper("Noch ein Radweg kommt."))
    assert archive.news(search) == ()


def test_readers_do_not_take_from_each_other(archive: Archive) -> None:
    usual = archive.keep_search("Wege", "Radweg")
    rike, uwe = (archive.keep_search("Wege", "Radweg", reader=name) for name in ("Rike", "Uwe"))
    archive.add(paper("In Hallerfeld beginnt der Bau am Radweg."))
    assert len(archive.news(rike)) == 1 and archive.news(rike) == ()
    assert len(archive.news(uwe, seen=False)) == 1 and len(archive.news(uwe)) == 1 and len(archive.news(usual)) == 1
    assert archive.searches() == (usual,) and archive.searches(reader="Rike") == (rike,)
    assert archive.readers() == ("", "Rike", "Uwe")
    archive.drop_search("Wege", reader="Rike")
    assert archive.readers() == ("", "Uwe") and archive.news(usual) == ()
    with pytest.raises(BadInput, match="kept are none"):
        archive.drop_search("Wege", reader="Rike")
    with pytest.raises(BadInput, match="no name for a reader"):
        archive.keep_search("Wege", "Radweg", reader="\n")


def test_searches_kept_before_there_were_readers_are_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "alt.db"
    old = sqlite3.connect(path, isolation_level=None)
    schema.migrate_archive(old, steps={step: sql for step, sql in schema.load_migrations().items() if step <= 3})
    made = paper("Der Radweg in Auental ist fertig.")
    old.execute("INSERT INTO searches VALUES ('Wege', 'Radweg', '{}', '2026-01-01T00:00:00+00:00')")
    old.execute(
        "INSERT INTO seen VALUES ('Wege', ?)", (kept_searches.mark_of(made.document.sha256, made.statements[0].text),)
    )
    old.close()
    with Archive(path) as archive:
        (search,) = archive.searches()
        assert (search.name, search.reader) == ("Wege", "")
        archive.add(made)
        archive.add(paper("Noch ein Radweg kommt."))
        assert [hit.snippet for hit in archive.news(search)] == ["Noch ein Radweg kommt."]
        assert archive.check() == []


def test_names_and_questions_are_checked_when_kept(archive: Archive) -> None:
    archive.keep_search("Wege", "Radweg")
    with pytest.raises(BadInput, match="already"):
        archive.keep_search("Wege", "Bus")
    with pytest.raises(BadInput, match="asks for nothing"):
        archive.keep_search("Leer", "  ")
    with pytest.raises(BadInput, match="no name"):
        archive.keep_search("-x\n", "Bus")
    with pytest.raises(BadQuery):
        archive.keep_search("Kaputt", "betrag:viel")
    with pytest.raises(BadInput, match="kept are Wege"):
        archive.drop_search("Weg")
    archive.drop_search("Wege")
    assert archive.searches() == ()
