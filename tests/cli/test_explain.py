"""`analyse --explain` and `--format html` as a user meets them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from policytext.cli import main

SCHEMA = json.loads(files("policytext").joinpath("schema.json").read_text(encoding="utf-8"))
TEXT = "Das Land stellt den Kommunen für den Ausbau der Kitas 12 Mio. Euro bis Ende 2019 bereit.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["analyse", *map(str, arguments)])


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "notiz.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_has_the_words_that_carried_an_area(note: Path, form: str) -> None:
    found = json.loads(run("--explain", "--format", form, note).stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    (area,) = found["statements"][0]["areas"]
    heaviest = area["because"][0]
    assert heaviest["text"] == "Kitas" == found["document"]["text"][heaviest["start"] : heaviest["end"]]
    assert heaviest["weight"] > 0 and found["areas"][0]["because"]


def test_schema_refuses_a_reason_without_a_weight(note: Path) -> None:
    found = json.loads(run("--explain", "--format", "json", note).stdout)
    del found["areas"][0]["because"][0]["weight"]
    with pytest.raises(jsonschema.ValidationError, match="weight"):
        jsonschema.Draft202012Validator(SCHEMA).validate(found)


def test_the_report_shows_them_where_asked_for(note: Path) -> None:
    assert "Kitas 1," in run("--explain", note).stdout
    assert "Warum diese Bereiche" not in run(note).stdout


def test_a_text_line_can_be_explained(tmp_path: Path) -> None:
    lines = tmp_path / "saetze.jsonl"
    lines.write_text('{"id": 1, "text": "Frauenhaus"}\n', encoding="utf-8")
    found = json.loads(run("--explain", "--lines", lines).stdout)
    assert found["areas"][0]["because"][0]["text"] == "Frauenhaus"


def test_explaining_without_a_model_is_refused(note: Path) -> None:
    result = run("--explain", "--no-model", note)
    assert result.exit_code == 2 and "--no-model" in result.stderr


def test_html_of_files_that_cannot_be_read_says_so(tmp_path: Path, note: Path) -> None:
    result = run("--format", "html", note, tmp_path / "fehlt.pdf")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert result.stdout.startswith("<!DOCTYPE html>") and "12\u00a0Mio.\u00a0€" in result.stdout


def test_warnings_of_the_report_are_german(tmp_path: Path) -> None:
    foreign = tmp_path / "letter.txt"
    foreign.write_text("The government gives 5 million euros to the towns and to the districts for new schools.\n" * 3)
    assert "nicht deutsch" in run(foreign).stdout
