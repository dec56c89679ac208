"""Annotations that stand apart from their texts find them again, and refuse another text."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from policytext.training.records.standoff import join_texts

TEXT = "Die Stadt Lindental zahlt dem Ruderverein 4.000 Euro."
GUIDELINE = "# Richtlinie Dorfläden\n\nDas Land zahlt bis zu 9.000 Euro.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of public corpora with one paper each."""
    (tmp_path / "karlsruhe").mkdir()
    (tmp_path / "revosax").mkdir()
    with gzip.open(tmp_path / "karlsruhe" / "papers.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "7", "text": TEXT}) + "\n" + json.dumps({"id": "8", "text": "anderes"}) + "\n")
    (tmp_path / "revosax" / "dorflaeden.md").write_text(GUIDELINE, encoding="utf-8")
    return tmp_path


def write_annotations(folder: Path, source: str, text: str) -> Path:
    """One annotated paper, as it is stored."""
    row = {
        "id": source,
        "source": source,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "actors": [{"id": "S", "kind": "authority", "mentions": [[4, 19]]}],
        "records": [],
    }
    path = folder / "annotations.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("source", "text"), [("karlsruhe/7", TEXT), ("revosax/dorflaeden", GUIDELINE)])
def test_a_paper_gets_its_text(data: Path, source: str, text: str) -> None:
    (paper,) = join_texts(write_annotations(data, source, text), data)
    assert paper["text"] == text
    assert paper["actors"] == [{"id": "S", "name": "", "kind": "authority", "mentions": [[4, 19]]}]


@pytest.mark.parametrize(
    ("source", "text"), [("karlsruhe/9", TEXT), ("karlsruhe/8", TEXT), ("revosax/hofladen", GUIDELINE)]
)
def test_an_absent_or_another_text_is_named(data: Path, source: str, text: str) -> None:
    with pytest.raises(SystemExit, match=source):
        list(join_texts(write_annotations(data, source, text), data))
