"""What people say of facts wins everywhere, and stays when the machine reads again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from policytext.analysis import Analysis
from policytext.archive import Archive, schema
from policytext.errors import ArchiveError, BadInput
from policytext.evaluate import gold_files as evaluation
from tests.archive.made import funded, paper

TEXT = "Jorinde Falkner fordert bis Ende 2018 weitere 12 Mio. Euro für die Radwege von Hallerfeld."


@pytest.fixture
def analysis() -> Analysis:
    return funded(TEXT, amount=("12 Mio. Euro", 12_000_000), deadline=("Ende 2018", date(2018, 12, 31)))


@pytest.fixture
def archive(tmp_path: Path, analysis: Analysis) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        opened.add(analysis)
        opened.add(paper("Der Radweg in Auental ist fertig. Die Gemeinde dankt."))
        yield opened


@pytest.fixture
def id_(analysis: Analysis) -> str:
    return analysis.document.sha256


def found(archive: Archive, query: str) -> int:
    return archive.search(query).total


def test_a_new_value_wins_in_search_overviews_and_analysis(archive: Archive, id_: str) -> None:
    archive.mark(id_, "a1", ["low=2000000", "high=2000000"], by="Rike", why="Seite 2")
    archive.mark(id_, "r1", ["status=refused"], by="Rike")
    archive.mark(id_, "t1", ["latest=2020-06-30"], by="Rike")
    archive.mark(id_, "s1", ["act=refusal", "areas=verkehr"], by="Rike")
    assert (found(archive, "betrag:>10mio"), found(archive, "betrag:2mio")) == (0, 1)
    assert (found(archive, "status:demanded"), found(archive, "status:refused")) == (0, 1)
    assert (found(archive, "frist:<2019"), found(archive, "frist:2020")) == (0, 1)
    answer = archive.search("Radwege handlung:refusal bereich:verkehr")
    assert answer.hits[0].statement and answer.hits[0].statement.act == "refusal"
    assert answer.facets["area"] == {"verkehr": 1}
    (total,) = archive.totals()
    assert (total.group, total.low) == ("refused", Decimal(2_000_000))
    assert [one.date for one in archive.deadlines(start=date(2018, 1, 1), every=True)] == [date(2020, 6, 30)]
    amount = archive.get(id_).amounts[0]
    assert (amount.low, amount.score) == (Decimal(2_000_000), None)
    assert amount.checked and amount.checked.startswith("Rike, 20")
    assert archive.machine(id_).amounts[0].low == Decimal(12_000_000)
    assert archive.check() == []


def test_what_is_wrong_is_gone_until_that_is_taken_back(archive: Archive, id_: str) -> None:
    archive.mark(id_, "s1", "wrong", by="Rike")
    archive.mark(id_, "a1", "wrong", by="Rike")
    assert found(archive, "Hallerfeld") == 0 and archive.totals() == () and archive.get(id_).records == ()
    assert archive.unmark(id_, "s1") == 1 and archive.unmark(id_, "a1") == 1
    assert found(archive, "Hallerfeld") == 1 and archive.get(id_) == archive.machine(id_)
    assert archive.check() == [] and archive.corrections() == ()


def test_corrections_outlive_a_new_analysis(archive: Archive, analysis: Analysis, id_: str) -> None:
    archive.mark(id_, "a1", ["low=1", "high=1"], by="Rike")
    archive.mark(id_, "t1", "wrong", by="Rike")
    renumbered = replace(analysis.amounts[0], id="a7", low=Decimal(5), high=Decimal(5))
    archive.replace(replace(analysis, amounts=(renumbered,), records=()))
    now = archive.get(id_)
    assert [(one.id, one.low) for one in now.amounts] == [("a7", Decimal(1))] and now.times == ()
    assert archive.machine(id_).amounts[0].low == Decimal(5)
    assert archive.unmark(id_, "a7") == 1
    assert archive.get(id_).amounts[0].low == Decimal(5)


def test_a_fact_that_is_not_found_again_leaves_its_correction_alone(
    archive: Archive, analysis: Analysis, id_: str
) -> None:
    archive.mark(id_, "t1", ["role=end"], by="Rike")
    archive.replace(replace(analysis, times=()))
    assert archive.get(id_).times == () and len(archive.corrections(id_)) == 1
    archive.replace(analysis)
    assert archive.get(id_).times[0].role == "end"


def test_a_removed_document_takes_its_corrections_along(archive: Archive, analysis: Analysis, id_: str) -> None:
    archive.mark(id_, "a1", "wrong", by="Rike")
    archive.remove(id_)
    assert archive.corrections() == ()
    archive.add(analysis)
    assert archive.get(id_) == analysis


def test_who_when_and_why_are_kept(archive: Archive, id_: str) -> None:
    (made,) = archive.mark(id_[:8], "a1", "verified", by="Rike  Brandl", why="nach\nSeite 2")
    assert archive.corrections(id_) == (made,)
    assert (made.author, made.reason, made.verdict, made.words) == (
        "Rike Brandl",
        "nach Seite 2",
        "verified",
        "12 Mio. Euro",
    )
    assert date.fromisoformat(made.made[:10]).year >= 2026


@pytest.mark.parametrize(
    ("fact", "change", "told"),
    [
        ("a9", "verified", "its amounts are a1 to a1"),
        ("x1", "verified", "no fact's id"),
        ("a1", "maybe", "verified or wrong"),
        ("a1", [], "nothing to change"),
        ("a1", ["lo=3"], "one of low (mindestens), high"),
        ("a1", ["low=viel"], "write a number"),
        ("a1", ["low=-5"], "write a number"),
        ("a1", ["high=1e400"], "write a number"),
        ("t1", ["latest=demnächst"], "2018-12-31"),
        ("r1", ["status=versprochen"], "committed (zugesagt), demanded (gefordert)"),
        ("r1", ["givers=Niemand"], "no such actor: use one of p1 (Jorinde Falkner)"),
        ("s1", ["areas=raumfahrt"], "no area 'raumfahrt': use arbeit"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(
    archive: Archive, id_: str, fact: str, change: str | list[str], told: str
) -> None:
    with pytest.raises(BadInput) as error:
        archive.mark(id_, fact, change, by="Rike")
    assert told in str(error.value) and "\n" not in str(error.value)
    assert archive.corrections() == () and archive.get(id_) == archive.machine(id_)


def test_taking_back_what_nobody_said_is_an_error(archive: Archive, id_: str) -> None:
    with pytest.raises(BadInput, match="nobody has marked a1"):
        archive.unmark(id_, "a1")


def test_judged_layers_are_gold_and_others_are_not(archive: Archive, id_: str, tmp_path: Path) -> None:
    archive.mark(id_, "statements", "verified", by="Rike")
    assert list(archive.gold()) == []  # without actors, nobody knows who speaks
    archive.mark(id_, "amounts", "verified", by="Rike")
    archive.mark(id_, "r1", ["status=refused"], by="Rike")
    (entry,) = archive.gold()
    assert set(entry) & {"amounts", "times", "actors", "statements", "records"} == {"amounts", "records"}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(entry), encoding="utf-8")
    (read,) = evaluation.read_gold(path)
    assert read.amounts and read.amounts[0].low == Decimal(12_000_000) and read.times is None
    assert read.records and read.records[0].status == "refused"


def test_wrong_facts_are_left_out_of_gold(archive: Archive, id_: str) -> None:
    archive.mark(id_, "actors", "verified", by="Rike")
    archive.mark(id_, "a1", "wrong", by="Rike")
    archive.mark(id_, "s1", "verified", by="Rike")
    (entry,) = archive.gold()
    assert entry["amounts"] == [] and entry["actors"][0]["name"] == "Jorinde Falkner"
    assert [one["speaker"] for one in entry["statements"]] == ["p1"]


def test_readers_beside_the_writer_see_a_correction_as_a_whole(archive: Archive, id_: str) -> None:
    with Archive(archive.path, readonly=True) as reader:
        assert reader.search("betrag:>10mio").total == 1
        archive.mark(id_, "a1", ["low=2000000", "high=2000000"], by="Rike")
        assert reader.search("betrag:>10mio").total == 0 and reader.get(id_).amounts[0].low == Decimal(2_000_000)
        with pytest.raises(ArchiveError, match="read-only"):
            reader.mark(id_, "a1", "wrong", by="Rike")


def test_a_failure_halfway_changes_nothing(archive: Archive, id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("policytext.archive.corrections.correction_store.index_entries.enter_terms", fails)
    with pytest.raises(ArchiveError):
        archive.mark(id_, "a1", "wrong", by="Rike")
    monkeypatch.undo()
    assert archive.corrections() == () and len(archive.get(id_).amounts) == 1 and archive.check() == []


def test_an_archive_of_the_first_version_takes_corrections(tmp_path: Path, analysis: Analysis, id_: str) -> None:
    path = tmp_path / "alt.db"
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate_archive(connection, steps={1: schema.load_migrations()[1]})
    connection.close()
    with Archive(path) as archive:
        archive.add(analysis)
        archive.mark(id_, "a1", "verified", by="Rike")
        assert len(archive.corrections(id_)) == 1 and archive.get(id_).amounts[0].checked
        assert archive.check() == []
