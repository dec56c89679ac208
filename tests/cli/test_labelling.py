"""`areas suggest` and `areas review` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.areas.labels import Labelled
from policytext.cli import main
from policytext.training.areas import label_review

GUIDE = Path(__file__).parents[2] / "docs" / "labelling.md"
TAXONOMY = """
name = "klein"
[areas.sport]
title = "Sport"
terms = ["Sportverein"]
[areas.kultur]
title = "Kultur"
terms = ["Museum"]
"""
HEAD = "Auental baut aus\n\n"
QUOTED = "„Wir brauchen mehr Pflege im Quartier“, sagte Bürgermeisterin Anna Muster am Montag."
SPORT = "Turnhalle Kunstrasenplatz Freibad Leichtathletikanlage Schwimmbad Fußballverein".split()
CULTURE = "Stadttheater Heimatmuseum Orchester Bücherei Kunstverein Musikschule".split()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["areas", *map(str, arguments)])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archiv"
    folder.mkdir()
    text = f"{HEAD}Die Stadt baut eine Kita und ein Museum. Das Land fördert Radwege.\n\n{QUOTED}"
    (folder / "brief.txt").write_text(text, encoding="utf-8")
    (folder / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """A table with one wrong label, in its last line."""
    rows = [(f"Zuschuss {word} {town}", area) for area, words in (("sport", SPORT), ("kultur", CULTURE))
            for word in words for town in ("Auental", "Nordheim")]  # fmt: skip
    path = tmp_path / "labels.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("text", "labels"), *rows, ("=Sanierung Turnhalle und Freibad", "kultur")])
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "klein.toml"
    path.write_text(TAXONOMY, encoding="utf-8")
    return path


def test_statements_of_documents_are_suggested(archive: Path) -> None:
    result = run("suggest", archive, "-n", "2")
    assert result.exit_code == 0 and "skipped" in result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 2 and all(row["labels"] == "" and row["group"].endswith("brief.txt") for row in rows)


def test_what_is_labelled_is_not_suggested_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "erste.csv"
    assert run("suggest", archive, "-n", "1", "--out", out).exit_code == 0
    first = next(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))["text"]
    out.write_text(f'text,labels\n"{first}",verkehr\n', encoding="utf-8")
    again = run("suggest", archive, "-n", "9", "--labelled", out)
    assert first not in again.stdout and "holds no more" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fehlt.pdf"], "fehlt.pdf"),
        (["fehlt.csv"], "fehlt.csv: cannot be read"),
        (["{archive}", "--model", "fehlt.npz"], "fehlt.npz"),
        (["{archive}", "--labelled", "fehlt.csv"], "fehlt.csv: cannot be read"),
        (["{archive}", "--out", "{archive}"], "cannot be written"),
        (["{archive}", "-n", "0"], "0"),
        (["{archive}", "--format", "xlsx"], "xlsx"),
    ],
)
def test_wrong_wishes_are_named(archive: Path, arguments: list[str], words: str) -> None:
    result = run("suggest", *(argument.format(archive=archive) for argument in arguments))
    assert result.exit_code in (1, 2) and words in result.stderr and "Traceback" not in result.output


def test_a_wrong_label_is_listed_with_its_line(labels: Path, own: Path) -> None:
    result = run("review", labels, "--areas", own, "--format", "jsonl", "--below", "0.9")
    assert result.exit_code == 0
    first = json.loads(result.stdout.splitlines()[0])
    assert (first["line"], first["given"], first["suggested"]) == (26, ["kultur"], ["sport"])
    assert "of 25 texts have labels that look wrong" in result.stderr


def test_tables_for_people_and_for_spreadsheets(labels: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Labelled("=Sanierung [bold]Turnhalle[/bold]", frozenset({"kultur"}), line=26)
    doubts = [label_review.Doubt(row, ("kultur",), (), 0.012)]
    monkeypatch.setattr(label_review, "review_labels", lambda rows, taxonomy, **options: doubts)
    shown = run("review", labels, "--areas", own).stdout.splitlines()
    assert shown[0].split() == ["line", "score", "given", "suggested", "text"]
    assert shown[1].split() == ["26", "0.012", "kultur", "none", "=Sanierung", "[bold]Turnhalle[/bold]"]
    table = run("review", labels, "--areas", own, "--format", "csv").stdout
    (cells,) = csv.DictReader(io.StringIO(table))
    assert (cells["text"], cells["suggested"]) == ("'=Sanierung [bold]Turnhalle[/bold]", "none")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("text,labels\nEin Bad,sprot\nEin Haus,kultur\n", "sport"),
        ("text,labels\nEin Bad,sport\nEin Platz,sport\n", "one class"),
        ("text\nEin Bad\n", "labels"),
    ],
)
def test_wrong_label_files_are_named(tmp_path: Path, own: Path, content: str, words: str) -> None:
    path = tmp_path / "falsch.csv"
    path.write_text(content, encoding="utf-8")
    result = run("review", path, "--areas", own)
    assert result.exit_code == 1 and words in result.stderr and len(result.stderr.splitlines()) == 1


def test_the_round_of_the_documentation_works(
    archive: Path, labels: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.parent)
    own.rename("jugend.toml")
    block = re.findall(r"```sh\n(.+?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[0]
    commands = re.findall(r"^policytext (.+?)(?=\s{2,}#|$)", block, re.MULTILINE)
    assert len(commands) == 4 and labels.exists()
    for command in commands:
        result = CliRunner().invoke(main, shlex.split(re.sub(r" > \S+", "", command)))
        assert result.exit_code == 0, f"{command}: {result.output}"
