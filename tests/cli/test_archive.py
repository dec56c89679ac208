"""`policytext archive …`: looking after an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.cli import main
from policytext.intake import Archive
from policytext.model import Block
from tests.archive.made import funded, paper

DEMAND = "Jorinde Falkner forderte 2 Mio. Euro für Ostrahn."


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "archive.db"
    monkeypatch.setenv("POLICYTEXT_ARCHIVE", str(path))
    with Archive(path) as made:
        made.add(funded(DEMAND, amount=("2 Mio. Euro", 2_000_000)))
        made.add(_with_contact())
    return path


def _with_contact():  # type: ignore[no-untyped-def]
    from dataclasses import replace

    made = paper("Der Steg kommt. Auskunft: Telefon 0123 4567.", title="Steg")
    blocks = (Block("paragraph", 0, 15), Block("contact", 16, 44))
    return replace(made, document=replace(made.document, blocks=blocks))


def _run(*words: str, told: str = "") -> Result:
    return CliRunner().invoke(main, ["archive", *words], input=told)


def _ids(path: Path) -> list[str]:
    with Archive(path) as archive:
        return [entry.sha256 for entry in archive.documents()]


@pytest.mark.usefixtures("archive")
def test_list_in_all_forms() -> None:
    assert "Mitteilung" in _run("list").stdout
    rows = json.loads(_run("list", "--format", "json").stdout)
    assert [row["title"] for row in rows] == ["Mitteilung", "Steg"]
    assert _run("list", "--format", "csv").stdout.startswith("sha256,issued,kind,title")


def test_check_says_what_is_wrong(archive: Path) -> None:
    good = _run("check")
    assert (good.exit_code, good.stdout) == (0, "") and "2 documents, all well" in good.stderr
    with Archive(archive) as opened:
        opened.connection.execute("DELETE FROM contents WHERE document = 1")
    bad = _run("check")
    assert bad.exit_code == 1 and "its text and facts are missing" in bad.stdout and "1 problem" in bad.stderr


def test_damaged_documents_stop_nothing_else(archive: Path) -> None:
    with Archive(archive) as opened:
        opened.add(funded("Ina Lorch fordert 3 Mio. Euro.", speaker="Ina Lorch", amount=("3 Mio. Euro", 3_000_000)))
        whole = opened.connection.execute("SELECT facts FROM contents WHERE document = 1").fetchone()[0]
        opened.connection.execute("UPDATE contents SET facts = ? WHERE document = 1", (whole[:-4],))
    bad = _run("check")
    assert bad.exit_code == 1 and "its facts cannot be read: policytext archive remove" in bad.stdout
    for words in (["amounts"], ["deadlines"], ["actors"], ["search", "Euro"]):
        result = CliRunner().invoke(main, words)
        assert result.exit_code in (0, 1) and isinstance(result.exception, SystemExit | None)
    sums = CliRunner().invoke(main, ["amounts", "--format", "json"])
    assert json.loads(sums.stdout)[0]["high"] == 3_000_000
    assert sums.stderr.count("1 damaged document is left out: policytext archive check names the remedy") == 1
    exported = _run("export")
    assert exported.exit_code == 1 and len(exported.stdout.splitlines()) == 2 and "left out" in exported.stderr
    assert "Fakten beschädigt" in CliRunner().invoke(main, ["search", "Euro"]).stdout
    with Archive(archive) as opened:
        opened.connection.execute("UPDATE contents SET text = x'00', terms = x'00' WHERE document = 1")
    found = CliRunner().invoke(main, ["search", "Euro"])
    assert "Ina Lorch" in found.stdout and "1 Aussage" in found.stdout and "left out" in found.stderr
    assert _run("remove", _ids(archive)[0]).exit_code == 0 and _run("vacuum").exit_code == 0
    assert _run("check").exit_code == 0


def test_backup_is_an_archive(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sicherung.db"
    with Archive(archive) as writer:
        assert "bytes" in _run("backup", str(copy)).stderr
        writer.add(paper("Noch ein Steg."))
    assert len(_ids(copy)) == 2 and _run("check", "--archive", str(copy)).exit_code == 0
    again = _run("backup", str(copy))
    assert again.exit_code == 1 and "there is a file already" in again.stderr
    nowhere = _run("backup", str(tmp_path / "nirgends" / "a.db"))
    assert nowhere.exit_code == 1 and nowhere.stderr.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"archive.db", "sicherung.db"}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (["--kind", "pressemitteilung"], ["Mitteilung", "Steg"]),
        (["--since", "2017"], ["Mitteilung"]),
        (["--title", "steg"], ["Steg"]),
        (["steg"], ["Steg"]),
        (["--", "-steg"], ["Mitteilung"]),
        (["-steg"], ["Mitteilung"]),
        (["betrag:>1mio"], ["Mitteilung"]),
        (["herausgeber:Ostrahngemeinden", "--sort", "title", "--reverse"], ["Steg", "Mitteilung"]),
        (["--sort", "issued"], ["Mitteilung", "Steg"]),
        (["--limit", "1", "--reverse"], ["Steg"]),
        (["--issuer", "Moorkamp"], []),
    ],
)
def test_list_what_a_question_is_about(words: list[str], titles: list[str]) -> None:
    assert [row["title"] for row in json.loads(_run("list", "--format", "json", *words).stdout)] == titles


@pytest.mark.usefixtures("archive")
def test_list_says_what_is_allowed() -> None:
    assert _run("list", "farbe:rot").exit_code == 1 and "unknown field" in _run("list", "farbe:rot").stderr
    assert "'colour' is not one of" in _run("list", "--sort", "colour").stderr


def test_list_names_files_of_the_same_content(archive: Path, tmp_path: Path) -> None:
    for name in ("weg.txt", "kopie.txt"):
        (tmp_path / name).write_text("Das Land fördert den Radweg in Ostrahn.", encoding="utf-8")
        assert CliRunner().invoke(main, ["add", "--no-model", str(tmp_path / name)]).exit_code == 0
    rows = json.loads(_run("list", "--format", "json").stdout)
    assert [row["also"] for row in rows] == [[], [], [str(tmp_path / "kopie.txt")]]
    assert "kopie.txt" in _run("list").stdout.replace("\n", "")
    with Archive(archive) as opened:
        assert [len(places) for places in opened.copies().values()] == [2]


def test_the_archive_lies_where_the_system_keeps_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, before = tmp_path / "share" / "archive.db", tmp_path / "config" / "archive.db"
    monkeypatch.delenv("POLICYTEXT_ARCHIVE", raising=False)
    monkeypatch.setattr("policytext.cli.archive_option._list_places", lambda: (here, before))
    before.parent.mkdir()
    with Archive(before) as made:
        made.add(paper("Der Steg kommt."))
    old = _run("stats")
    assert old.exit_code == 0 and f"move {before} to {here}" in old.stderr and old.stderr.count("\n") == 1
    assert _run("stats", "--archive", str(before)).stderr == ""
    here.parent.mkdir()
    before.rename(here)
    new = _run("stats")
    assert new.exit_code == 0 and new.stderr == ""


def test_the_users_place_is_that_of_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    from policytext.cli.archive_option import default_archive

    assert default_archive().name == "archive.db" and default_archive().parent.name == "policytext"


@pytest.mark.usefixtures("archive")
def test_stats_and_vacuum() -> None:
    assert json.loads(_run("stats", "--format", "json").stdout)["documents"] == 2
    assert "documents" in _run("stats").stdout
    assert "bytes before" in _run("vacuum").stderr


def test_export_leaves_contacts_out(archive: Path) -> None:
    exported = [json.loads(line) for line in _run("export").stdout.splitlines()]
    assert len(exported) == 2 and "0123" not in json.dumps(exported)
    assert "0123" in _run("export", "--contacts").stdout
    one = json.loads(_run("export", "--format", "json", _ids(archive)[0]).stdout)
    assert one["document"]["title"] == "Mitteilung"
    assert isinstance(json.loads(_run("export", "--format", "json").stdout), list)
    assert _run("export", "--format", "html").stdout.startswith("<!DOCTYPE html>")
    with Archive(archive) as opened:
        assert not opened.search("0123").hits


def test_export_of_gold(archive: Path, tmp_path: Path) -> None:
    with Archive(archive) as opened:
        opened.mark(_ids(archive)[0], "amounts", "verified", by="Wenke")
    result = _run("export", "--gold", str(tmp_path / "gold"))
    assert "1 document of gold" in result.stderr and len(list((tmp_path / "gold").iterdir())) == 1


def test_remove(archive: Path) -> None:
    first, second = _ids(archive)
    refused = _run("remove", first, "ffffffff")
    assert refused.exit_code == 1 and "no such document" in refused.stderr and len(_ids(archive)) == 2
    assert _run("remove", first[:12]).exit_code == 0
    assert _ids(archive) == [second]


def test_forget_asks_and_says_what_it_touched(archive: Path) -> None:
    assert _run("forget", "Falkner", told="n\n").exit_code == 1
    assert "no person 'Meier'" in _run("forget", "--yes", "Meier").stderr
    result = _run("forget", "--yes", "falkner")
    assert result.exit_code == 0
    assert "forgot Jorinde Falkner: 1 document, 1 mention, 1 statement attributed to them" in result.stderr
    with Archive(archive) as opened:
        assert not opened.search("speaker:Falkner").hits


def test_several_people_are_listed(archive: Path) -> None:
    with Archive(archive) as opened:
        opened.add(funded("Ina Falkner forderte Geld.", speaker="Ina Falkner"))
    result = _run("forget", "--yes", "Falkner")
    assert result.exit_code == 1 and "may be Ina Falkner, Jorinde Falkner: give the full name" in result.stderr


def test_reanalyse_only_what_another_version_made(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "weg.txt"
    file.write_text("Das Land fördert den Radweg in Ostrahn 2026 mit 2 Millionen Euro.", encoding="utf-8")
    assert CliRunner().invoke(main, ["add", "--no-model", str(file)]).exit_code == 0
    with Archive(archive) as opened:
        for sha256 in _ids(archive)[:2]:
            opened.remove(sha256)
        sha256 = _ids(archive)[0]
        opened.mark(sha256, "a1", ["low=5"], by="Wenke")
        before = opened.get(sha256)
        now = opened.entry(sha256).version
    assert "0 documents analysed anew, 0 not" in _run("reanalyse", "--no-model").stderr
    with Archive(archive) as opened:
        opened.connection.execute("UPDATE documents SET version = 'old'")
    assert "1 document analysed anew, 0 not" in _run("reanalyse", "--no-model").stderr
    with Archive(archive) as opened:
        assert opened.get(sha256) == before and opened.entry(sha256).version == now
        assert str(opened.get(sha256).amounts[0].low) == "5"
    assert "1 document analysed anew" in _run("reanalyse", "--no-model", "--from-files", "--all").stderr
    file.unlink()
    lost = _run("reanalyse", "--no-model", "--from-files", "--all")
    assert lost.exit_code == 1 and "its file was not kept and is gone or changed" in lost.stderr


def test_no_archive_is_one_line(tmp_path: Path) -> None:
    for command in (
        ["list"],
        ["check"],
        ["stats"],
        ["vacuum"],
        ["export"],
        ["remove", "abcd"],
        ["forget", "--yes", "X"],
    ):
        result = _run(*command, "--archive", str(tmp_path / "fehlt.db"))
        assert result.exit_code == 1 and "there is no archive" in result.stderr and result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
