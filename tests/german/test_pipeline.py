"""The spaCy pipeline: the shipped one, a small one that the test makes, and one that is not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pycrfsuite
import pytest
import spacy

from policytext.errors import MissingPipeline
from policytext.german import entities, name_pipeline
from policytext.german.linear_chain import Chain
from policytext.segment import from_text
from policytext.taggers.actors import tag_actors


def test_the_shipped_pipeline_finds_names_and_sentences() -> None:
    doc = name_pipeline.load_pipeline(None)("Stefan Berger wohnt in Hamburg. Er arbeitet bei der Deutschen Bahn.")
    assert [(ent.text, ent.label_) for ent in doc.ents][:2] == [("Stefan Berger", "PER"), ("Hamburg", "LOC")]
    assert len(list(doc.sents)) == 2


def test_it_is_loaded_once() -> None:
    assert name_pipeline.load_pipeline(None) is name_pipeline.load_pipeline(None)


def test_a_saved_pipeline_takes_its_place(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "ORG", "pattern": "Zwirnverein Blau"}, {"label": "PER", "pattern": "Xaver Unbekannt"}]
    )
    nlp.to_disk(tmp_path / "small")
    actors = tag_actors(from_text("Xaver Unbekannt dankt: Zwirnverein Blau half."), pipeline=str(tmp_path / "small"))
    assert {(actor.name, actor.kind) for actor in actors} == {
        ("Xaver Unbekannt", "person"),
        ("Zwirnverein Blau", "organisation"),
    }


def test_a_missing_pipeline_says_in_one_line_how_to_get_it() -> None:
    with pytest.raises(MissingPipeline, match="spacy download de_surely_missing_lg") as caught:
        name_pipeline.load_pipeline("de_surely_missing_lg")
    assert "\n" not in str(caught.value)


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "blank")
    with pytest.raises(MissingPipeline, match="finds no names"):
        name_pipeline.load_pipeline(str(tmp_path / "blank"))


def test_runs_of_labels_are_spans() -> None:
    assert entities.find_runs(["B-PER", "I-PER", "O", "I-ORG", "B-ORG"]) == [
        (0, 1, "PER"),
        (3, 3, "ORG"),
        (4, 4, "ORG"),
    ]


@pytest.mark.parametrize(("word", "outline"), [("Heute-Bluhm", "Xx-Xx"), ("CDU", "X"), ("2017", "9"), ("e.V.", "x.X.")])
def test_shape(word: str, outline: str) -> None:
    assert entities.outline_word(word) == outline


def test_the_model_is_small_and_safe() -> None:
    files = [file for file in entities.MODEL.iterdir() if file.is_file()]
    assert {file.name for file in files} == {"CARD.md", "entities.crf", "words.npz"}
    assert sum(file.stat().st_size for file in files) < 12_000_000


SENTENCES = [
    line.split()
    for line in """
    Bürgermeisterin Jutta Kessel-Brand eröffnete in Ahausen den Neubau der Zwirnwerke GmbH .
    Das Land Brehmen gibt dem Sportverein Blau-Weiß Eschenfurt e. V. rund 5 Mio. Euro .
    TOP 7
    Ja
    Qxyzzq 1.234,56 § 44 -- „ ☂ “ xÄß7 a-b-c -
    Die Ratsfrau Kessel-Brand ( SPD ) und Herr Dr. Uwe Halm ( CDU ) fragten die Stadtwerke Niederelbe AG nach Kosten .
    Sie flog von New York nach Buenos Aires .
    Mittel Mittel Mittel Mittel
    """.strip().splitlines()
]


@pytest.fixture(scope="module")
def scores() -> entities.Scores:
    return entities.Scores(
        entities.WordFeatures.load(entities.MODEL / "words.npz"), Chain.load(entities.MODEL / "entities.crf")
    )


@pytest.fixture(scope="module")
def crfsuite_labels() -> list[list[str]]:
    tagger, words = pycrfsuite.Tagger(), entities.WordFeatures.load(entities.MODEL / "words.npz")
    tagger.open(str(entities.MODEL / "entities.crf"))
    return [tagger.tag(words.features(sentence)) for sentence in SENTENCES]


def test_labels_are_those_of_crfsuite(scores: entities.Scores, crfsuite_labels: list[list[str]]) -> None:
    assert len({label for row in crfsuite_labels for label in row}) == 7
    assert scores.label(SENTENCES) == crfsuite_labels
    assert [scores.label([sentence])[0] for sentence in SENTENCES] == crfsuite_labels


def test_sentences_without_tokens_have_no_labels(scores: entities.Scores) -> None:
    assert scores.label([]) == []
    assert scores.label([[], SENTENCES[2], []]) == [[], scores.label([SENTENCES[2]])[0], []]


def test_scores_of_a_token_are_the_sum_of_its_features(scores: entities.Scores) -> None:
    words, chain = entities.WordFeatures.load(entities.MODEL / "words.npz"), Chain.load(entities.MODEL / "entities.crf")
    for sentence in SENTENCES:
        edges = [entities.EDGE] * 2
        rows = scores.of_tokens([*edges, *sentence, *edges])[2:-2]
        assert np.allclose(rows, chain.worth(words.features(sentence)), rtol=0, atol=1e-9)


def test_what_is_forgotten_is_weighed_again(
    monkeypatch: pytest.MonkeyPatch, scores: entities.Scores, crfsuite_labels: list[list[str]]
) -> None:
    monkeypatch.setattr(entities, "REMEMBERED", 3)
    assert [scores.label([sentence])[0] for sentence in SENTENCES] == crfsuite_labels


def test_many_texts_are_named_like_one(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp, texts = name_pipeline.load_pipeline(None), [" ".join(sentence) for sentence in SENTENCES] + ["", "  "]
    alone = [[(ent.text, ent.label_) for ent in nlp(text).ents] for text in texts]
    monkeypatch.setattr(entities, "BATCH", 9)
    assert [[(ent.text, ent.label_) for ent in doc.ents] for doc in nlp.pipe(texts)] == alone


def test_another_file_is_no_chain(tmp_path: Path) -> None:
    (tmp_path / "other.crf").write_bytes(b"FMDL" + bytes(60))
    with pytest.raises(ValueError, match="no CRFsuite model"):
        Chain.load(tmp_path / "other.crf")
