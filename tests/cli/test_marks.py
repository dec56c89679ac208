"""`policytext mark` and `policytext alerts`: what people say of facts, and searches that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext import evaluate, pipeline
from policytext.cli import main
from policytext.evaluate import gold_files
from policytext.intake import Archive
from tests.archive.made import funded, paper

TEXT = "Jorinde Falkner forderte 2 Mio. Euro für Ostrahn. Die Frist endet, wenn die Äpfel reifen."


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "archive.db"
    monkeypatch.setenv("POLICYTEXT_ARCHIVE", str(path))
    with Archive(path) as made:
        made.add(funded(TEXT, amount=("2 Mio. Euro", 2_000_000)))
    return path


@pytest.fixture
def id_(archive: Path) -> str:
    with Archive(archive) as opened:
        return opened.documents()[0].sha256[:10]


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


@pytest.mark.usefixtures("archive")
def test_mark_add_set_and_clear(id_: str) -> None:
    told = ("frist", "wenn die Äpfel reifen", "bis=31.10.2018", "--by", "Rike", "--why", "Obst")
    added = _run("mark", "add", id_, *told)
    assert added.exit_code == 0 and "ergänzt" in added.stdout and "latest=2018-10-31" in added.stdout
    assert "Rike  Obst" in _run("mark", id_).stdout
    assert _run("mark", f"{id_}:r1", "set", "stand=abgelehnt", "zweck=Ostrahn").exit_code == 0
    assert "2 Mio. € (abgelehnt)" in _run("search", "status:abgelehnt").stdout
    assert "purpose=Ostrahn" in _run("mark", id_).stdout
    assert _run("mark", id_, "set", "titel=Äpfel", "datum=6.4.2017").exit_code == 0
    assert "Äpfel" in _run("archive", "list").stdout
    assert _run("mark", id_, "clear").stdout == "1 zurückgenommen\n"
    assert "Äpfel" not in _run("archive", "list").stdout
    assert "Rike, 20" in _run("show", f"{id_}:t1").stdout
    assert _run("mark", f"{id_}:t1", "clear").stdout == "1 zurückgenommen\n"


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("add", "ID"), 2, "add ID KIND"),
        (("add", "ID", "frist"), 2, "add ID KIND"),
        (("add", "ID", "gewinn", "2 Mio. Euro"), 2, "deadline (frist)"),
        (("add", "ID", "betrag", "2 Mio. Euro"), 2, "a1 stands there already (2 Mio. Euro)"),
        (("add", "ID", "betrag", "die", "betrag=3", "--page", "2"), 2, "does not stand on page 2"),
        (("ID:r1", "set", "stand=vielleicht"), 2, "refused (abgelehnt)"),
        (("ID", "verified"), 2, "which fact?"),
        (("ID:a1", "loben"), 2, "add, verified, wrong, set, clear"),
        (("ID:a1", "wrong", "low=3"), 2, "only set and add"),
    ],
)
def test_mark_says_what_is_possible(words: tuple[str, ...], status: int, told: str, id_: str) -> None:
    result = _run("mark", *(word.replace("ID", id_) for word in words))
    assert result.exit_code == status and told in result.stderr


@pytest.mark.usefixtures("archive")
def test_marks_whose_words_are_gone_are_told(archive: Path, id_: str) -> None:
    _run("mark", "add", id_, "frist", "wenn die Äpfel reifen", "bis=31.10.2018")
    with Archive(archive) as opened:
        (mark,) = opened.corrections()
        opened.connection.execute("UPDATE corrections SET words = 'wenn die Birnen reifen'")
        assert mark.words == "wenn die Äpfel reifen"
    result = _run("mark", id_)
    assert "Birnen" in result.stdout and "wartet, weil Wörter davon nicht mehr" in result.stderr


def test_a_changed_file_and_a_new_analysis_tell_of_marks_that_wait(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "weg.txt"
    file.write_text("Das Land fördert den Radweg 2026 mit 2 Mio. Euro, wenn es regnet.", encoding="utf-8")
    _run("add", "--no-model", str(file))
    with Archive(archive) as opened:
        sha256 = opened.documents()[1].sha256
    assert _run("mark", "add", sha256, "frist", "wenn es regnet", "bis=2026").exit_code == 0
    assert _run("mark", sha256, "set", "titel=Regenweg").exit_code == 0
    again = _run("archive", "reanalyse", "--no-model", "--all", sha256)
    assert again.exit_code == 0 and "wait" not in again.stderr
    with Archive(archive) as opened:
        assert opened.entry(sha256).title == "Regenweg" and opened.get(sha256).times[-1].checked
        assert opened.machine(sha256).document.head.title != "Regenweg"
    file.write_text("Das Land fördert den Radweg 2026 mit 2 Mio. Euro, wenn es schneit.", encoding="utf-8")
    changed = _run("add", "--no-model", str(file))
    assert changed.exit_code == 0 and "1 mark waits, words of theirs are not there any more" in changed.stderr
    with Archive(archive) as opened:
        sha256 = opened.documents()[1].sha256
        assert opened.entry(sha256).title == "Regenweg"
    assert "1 mark waits" in _run("archive", "reanalyse", "--no-model", "--all", sha256).stderr


def test_gold_is_evaluated_on_the_blocks_or_the_file(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "weg.txt"
    file.write_text(
        "Wege\n\nDas Land fördert den Radweg 2026 mit 2 Mio. Euro.\n\nTelefon: 0123 45678", encoding="utf-8"
    )
    assert _run("add", "--no-model", str(file)).exit_code == 0
    with Archive(archive) as opened:
        sha256 = opened.documents()[1].sha256
        for ident in ("amounts", "times"):
            opened.mark(sha256, ident, "verified", by="Rike")
        opened.mark(sha256, "document", ["titel=Wege", "art=Nachricht"], by="Rike")
    for contacts in ((), ("--contacts",)):
        folder = tmp_path / f"gold{len(contacts)}"
        assert _run("mark", "--export", str(folder), *contacts).exit_code == 0
        (read,) = gold_files.read_gold(folder)
        assert (read.path is None) == (not contacts) and ("0123" in read.text) == bool(contacts)
        assert read.head == {"title": "Wege", "kind": "news"}
        report = evaluate.evaluate_golds([read], _by_rules)
        verdicts = {(one.layer, one.verdict) for one in report.outcomes}
        assert {("amounts.value", "right"), ("times.value", "right")} <= verdicts
        assert "document.title" in {layer for layer, _ in verdicts}


def _by_rules(one: gold_files.Gold):  # type: ignore[no-untyped-def]
    wishes = pipeline.Options(issued=one.issued, model=False)
    if one.path:
        return pipeline.analyse_file(one.path, wishes)
    assert one.document is not None
    return pipeline.analyse_blocks(one.document, wishes)


def test_alerts_for_readers(archive: Path) -> None:
    assert _run("alerts", "add", "Wege", "Radweg", "--for", "Rike").exit_code == 0
    assert _run("alerts", "--for", "Uwe", "add", "Wege", "Radweg").exit_code == 0
    assert _run("alerts", "add", "Wege", "Radweg").exit_code == 0
    with Archive(archive) as opened:
        opened.add(paper("Der Radweg in Moorkamp fehlt."))
    assert "Wege: 1 neu" in _run("alerts", "--for", "Rike").stdout
    assert _run("alerts", "--for", "Rike").stdout == "Wege: nichts Neues\n"
    assert "Wege: 1 neu" in _run("alerts", "--for", "Uwe").stdout
    assert "Wege: 1 neu" in _run("alerts").stdout
    assert _run("alerts", "list").stdout.count("Wege") == 3
    assert _run("alerts", "list", "--for", "Uwe").stdout.count("für Uwe") == 1
    assert _run("alerts", "remove", "Wege", "--for", "Uwe").exit_code == 0
    assert "--for 'Uwe'" in _run("alerts", "--for", "Uwe").stderr
    assert _run("alerts", "remove", "Wege", "--for", "Uwe").exit_code == 2
