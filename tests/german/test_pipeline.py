"""The spaCy pipeline: the shipped one, a small one that the test makes, and one that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from policytext.errors import MissingPipeline
from policytext.german import entities, pipeline
from policytext.segment import from_text
from policytext.taggers.actors import tag


def test_the_shipped_pipeline_finds_names_and_sentences() -> None:
    doc = pipeline.load(None)("Stefan Berger wohnt in Hamburg. Er arbeitet bei der Deutschen Bahn.")
    assert [(ent.text, ent.label_) for ent in doc.ents][:2] == [("Stefan Berger", "PER"), ("Hamburg", "LOC")]
    assert len(list(doc.sents)) == 2


def test_it_is_loaded_once() -> None:
    assert pipeline.load(None) is pipeline.load(None)


def test_a_saved_pipeline_takes_its_place(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "ORG", "pattern": "Zwirnverein Blau"}, {"label": "PER", "pattern": "Xaver Unbekannt"}]
    )
    nlp.to_disk(tmp_path / "small")
    actors = tag(from_text("Xaver Unbekannt dankt: Zwirnverein Blau half."), pipeline=str(tmp_path / "small"))
    assert {(actor.name, actor.kind) for actor in actors} == {
        ("Xaver Unbekannt", "person"),
        ("Zwirnverein Blau", "organisation"),
    }


def test_a_missing_pipeline_says_in_one_line_how_to_get_it() -> None:
    with pytest.raises(MissingPipeline, match="spacy download de_surely_missing_lg") as caught:
        pipeline.load("de_surely_missing_lg")
    assert "\n" not in str(caught.value)


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "blank")
    with pytest.raises(MissingPipeline, match="finds no names"):
        pipeline.load(str(tmp_path / "blank"))


def test_runs_of_labels_are_spans() -> None:
    assert entities.runs(["B-PER", "I-PER", "O", "I-ORG", "B-ORG"]) == [(0, 1, "PER"), (3, 3, "ORG"), (4, 4, "ORG")]


@pytest.mark.parametrize(("word", "outline"), [("Heute-Bluhm", "Xx-Xx"), ("CDU", "X"), ("2017", "9"), ("e.V.", "x.X.")])
def test_shape(word: str, outline: str) -> None:
    assert entities.shape(word) == outline


def test_the_model_is_small_and_safe() -> None:
    files = [file for file in entities.MODEL.iterdir() if file.is_file()]
    assert {file.name for file in files} == {"CARD.md", "entities.crf", "words.npz"}
    assert sum(file.stat().st_size for file in files) < 12_000_000
