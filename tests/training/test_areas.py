"""The pieces of training, on material small enough to see through."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from policytext.areas import model_file, taxonomy
from policytext.areas.classifier import Classifier
from policytext.errors import BadInput
from policytext.training.areas import area_calibration, build, material, proceedings, shipped_figures, weak
from policytext.training.areas.area_examples import AreaExample
from policytext.training.areas.areas_command import main

DATA = Path(__file__).parents[2].parent / "shared" / "data"
SMALL = taxonomy.parse_taxonomy(
    {
        "name": "klein",
        "areas": {
            "sport": {
                "title": "Sport",
                "terms": ["Sportverein", "Sporthalle", "Schwimmbad", "Turnverein", "Kunstrasen"],
            },
            "verkehr": {"title": "Verkehr", "terms": ["Radweg", "Buslinie", "Bahnhof", "Straßenbau", "Haltestelle"]},
        },
    },
    "klein.toml",
)
SPORT = ["Sporthalle", "Turnverein", "Schwimmbad", "Fußballplatz", "Turngeräte"]
TRAFFIC = ["Radwegen", "Haltestellen", "Bahnhöfen", "Straßen", "Buslinien"]
OWN = [
    *(AreaExample(f"Zuschuss für {text}", frozenset({"sport"}), voice=f"a{i}-x") for i, text in enumerate(SPORT)),
    *(AreaExample(f"Ausbau von {text}", frozenset({"verkehr"}), voice=f"b{i}-x") for i, text in enumerate(TRAFFIC)),
]


@pytest.fixture(scope="module")
def small() -> Classifier:
    """A classifier of two areas."""
    return Classifier(build.train_shipped(OWN, list(material.list_seed_examples(SMALL)), SMALL, seed=1, card={}))


def test_a_small_taxonomy_is_learnt_from_terms_and_few_examples(small: Classifier) -> None:
    found = small.predict(["Sanierung des Schwimmbads", "Neue Radwege im Landkreis"])
    assert [areas[0].area for areas in found] == ["sport", "verkehr"]


def test_the_same_seed_gives_the_same_bytes(small: Classifier, tmp_path: Path) -> None:
    model_file.save_model(small.model, tmp_path / "a.npz")
    again = build.train_shipped(OWN, list(material.list_seed_examples(SMALL)), SMALL, seed=1, card={})
    model_file.save_model(again, tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_trained_model_survives_saving(small: Classifier, tmp_path: Path) -> None:
    model_file.save_model(small.model, tmp_path / "a.npz")
    opened = Classifier(model_file.open_model(tmp_path / "a.npz"))
    assert opened.predict([one.text for one in OWN]) == small.predict([one.text for one in OWN])


def test_folds_keep_a_voice_together() -> None:
    voices = ["pm", "frl", "gp", "rv", "pm", "gp", "frl"]
    found = build.assign_folds(voices, seed=3)
    assert all(found[i] == found[k] for i in range(7) for k in range(7) if voices[i] == voices[k])
    assert set(found) == set(range(build.FOLDS))


def test_calibration_error_of_right_and_wrong_probabilities() -> None:
    half = np.full(100, 0.5, dtype=np.float32)
    assert shipped_figures.calibration_error(half, np.arange(100) % 2 == 0) == pytest.approx(0.0)
    assert shipped_figures.calibration_error(half, np.zeros(100, dtype=bool)) == pytest.approx(0.5)


def test_macro_f1_leaves_out_areas_that_never_occur() -> None:
    truth = np.array([[True, False], [True, False]])
    assert area_calibration.macro_f1(truth, truth) == 1.0
    assert area_calibration.macro_f1(np.zeros_like(truth), truth) == 0.0


def test_own_statements_are_read_with_their_author_as_voice(tmp_path: Path) -> None:
    row = {
        "id": "sport-pm-kreis-01",
        "text": "Neue Turnhalle",
        "labels": ["sport"],
        "voice": "press_release",
        "split": "test",
    }
    (tmp_path / "sport.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert list(material.read_own(tmp_path, SMALL)) == [
        AreaExample("Neue Turnhalle", frozenset({"sport"}), voice="pm-kreis", split="test")
    ]


BAD_LINES = [
    ({"text": "x", "labels": ["kegeln"]}, "'kegeln'"),
    ({"text": " ", "labels": []}, "a text"),
    ({"text": "x"}, "labels"),
]


@pytest.mark.parametrize(("row", "words"), BAD_LINES)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, row: dict[str, object], words: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=words) as caught:
        list(material.read_own(tmp_path, SMALL))
    assert "a.jsonl:1" in str(caught.value)


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path)]) == 1
    assert "not found" in capsys.readouterr().out


def test_the_later_term_is_never_trained_on() -> None:
    row = proceedings.Proceeding(
        proceedings.TEST_TERM, "Titel", "Text", ("Schule",) * 3, frozenset({"bildung"}), frozenset()
    )
    assert list(proceedings.list_training_texts([row, row], seed=1)) == []


def test_clear_descriptors_become_texts() -> None:
    row = proceedings.Proceeding(16, "Titel", "Text", ("Lehrer",), frozenset({"bildung"}), frozenset())
    assert [(one.text, one.labels) for one in proceedings.list_descriptors([row, row])] == [("Lehrer", {"bildung"})]


@pytest.mark.skipif(not DATA.exists(), reason="../shared is not here: weakly labelled texts cannot be read")
def test_weak_texts_have_known_areas_and_leave_out_the_gold_documents() -> None:
    found = [*weak.read_coalition_agreement(DATA), *weak.read_guidelines(DATA)]
    assert len(found) > 2000
    assert {label for one in found for label in one.labels} <= set(taxonomy.load_taxonomy().ids)
    assert not [one.voice for one in found if "lastenfahr" in one.voice or "weinbau" in one.voice]
