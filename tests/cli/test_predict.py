"""`areas predict` and what `areas suggest` and `areas train` take: tables by column, taxonomies, one code a text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.cli import main

OWN = Path(__file__).parents[1] / "areas" / "own"
TAXONOMY = OWN / "jugend.toml"
TABLE = "Nr;Zweck;Score\n1;Ruderkurs für Kinder;5\n2;Das Wetter bleibt schön.;6\n3;=Sanierung der Orgel;7\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["areas", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "zwecke.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_gets_areas_beside_its_columns(table: Path) -> None:
    done = run("predict", table, "--column", "zweck")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["area"] for row in rows] == ["sport", "", "kultur"]
    assert [row["title"] for row in rows] == ["Sport", "", "Kultur"]
    assert [row["Nr"] for row in rows] == ["1", "2", "3"] and rows[0]["Score"] == "5"
    assert 0 < float(rows[0]["score"]) <= 1 and rows[2]["Zweck"] == "'=Sanierung der Orgel"
    assert {row["unsure"] for row in rows} <= {"yes", "no", ""} and done.exit_code == 0


def test_a_column_that_is_ours_keeps_its_values(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("text,area\nBau einer Turnhalle,alt\n", encoding="utf-8")
    row = next(csv.DictReader(io.StringIO(run("predict", path).stdout)))
    assert (row["old_area"], row["area"]) == ("alt", "sport")


@pytest.mark.parametrize(
    ("column", "words"), [("Text", "no column named Text"), ("Betrag", "it has: Nr, Zweck, Score")]
)
def test_a_column_that_is_not_there_is_named(table: Path, column: str, words: str) -> None:
    done = run("predict", table, "--column", column)
    assert done.exit_code == 1 and words in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_table_is_predicted_by_a_taxonomy_of_ones_own(table: Path) -> None:
    table.write_text("text\nZeltlager im Sommer\nSuchtprävention\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("predict", table, "--areas", TAXONOMY).stdout)))
    assert [row["area"] for row in rows] == ["ferien", "vorbeugung"]


def test_what_is_suggested_goes_straight_into_training(tmp_path: Path) -> None:
    given = io.StringIO((OWN / "labels.csv").read_text(encoding="utf-8"))
    known = {row["text"]: row["labels"] for row in csv.DictReader(given, delimiter=";")}
    pool = tmp_path / "pool.csv"
    with pool.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("text",), *((text,) for text in known)])
    done = run("suggest", pool, "--areas", TAXONOMY, "-n", "30")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len({row["text"] for row in rows}) == len(rows) == 30
    labelled = tmp_path / "labels.csv"
    with labelled.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"labels": known[row["text"]]} for row in rows)
    trained = run("train", labelled, "--areas", TAXONOMY, "--out", tmp_path / "jugend.npz")
    assert trained.exit_code == 0, trained.stderr


def test_single_and_recall_exclude_each_other(tmp_path: Path) -> None:
    done = run(
        "train", OWN / "labels.csv", "--areas", TAXONOMY, "--out", tmp_path / "a.npz", "--single", "--recall", "0.9"
    )
    assert done.exit_code == 2 and "choose one" in done.stderr


def test_single_names_the_line_of_a_text_without_a_code(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("text,labels\nZeltlager,ferien\nStreetwork,mobil\nNeue Bank,none\n", encoding="utf-8")
    done = run("train", path, "--areas", TAXONOMY, "--out", tmp_path / "a.npz", "--single")
    assert done.exit_code == 1 and "line 4 has no code" in done.stderr
