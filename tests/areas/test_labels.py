"""Reading labelled texts: what spreadsheets and annotation tools write, and one line for what cannot be used."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from policytext.areas import labels, taxonomy
from policytext.errors import BadInput

TAXONOMY = taxonomy.load_taxonomy()
CASES = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))


def written(folder: Path, case: dict[str, Any]) -> Path:
    """The file of a case."""
    path = folder / case.get("name", "labels.csv")
    path.write_bytes(case["file"].encode(case.get("encoding", "utf-8")))
    return path


@pytest.mark.parametrize("case", CASES["good"], ids=lambda case: case["what"])
def test_a_file_gives_its_labelled_texts(tmp_path: Path, case: dict[str, Any]) -> None:
    found = labels.read_label_file(written(tmp_path, case), TAXONOMY)
    assert {row.text: sorted(row.labels) for row in found.rows} == case["texts"]
    assert (found.unlabelled, found.repeated) == (case.get("unlabelled", 0), case.get("repeated", 0))
    assert {row.group for row in found.rows} - {""} == set(case.get("groups", []))


@pytest.mark.parametrize("case", CASES["bad"], ids=lambda case: case["what"])
def test_a_wrong_file_is_one_line(tmp_path: Path, case: dict[str, Any]) -> None:
    path = written(tmp_path, case)
    with pytest.raises(BadInput) as caught:
        labels.read_labels(path, TAXONOMY)
    said = str(caught.value)
    assert said.startswith(str(path)) and "\n" not in said
    assert [words for words in case["says"] if words not in said] == []


def test_a_binary_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(b"PK\x03\x04\x00\x00\x08")
    with pytest.raises(BadInput, match="is no text file"):
        labels.read_labels(path, TAXONOMY)


@pytest.mark.parametrize("name", ["fehlt.csv", "."])
def test_what_is_no_file_is_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        labels.read_labels(tmp_path / name, TAXONOMY)


def test_lines_are_counted_through_texts_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text('sep=;\ntext;labels\n"Ein\nZelt";sport\nBus;verkehr\n', encoding="utf-8")
    assert [row.line for row in labels.read_labels(path, TAXONOMY)] == [3, 5]


def test_our_own_statements_are_such_files() -> None:
    corpus = Path(__file__).parents[2] / "corpus" / "areas"
    found = labels.read_labels(corpus / "integration.jsonl", TAXONOMY, classes=1)
    assert len(found) > 50
    assert found[0].id


def test_one_class_is_enough_for_measuring(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"text": "Turnhalle", "labels": ["sport"]}), encoding="utf-8")
    assert len(labels.read_labels(path, TAXONOMY, classes=1)) == 1
