"""One code a text: nothing stays silent, the same bytes, as good as a plain vector machine, errors with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from policytext.areas import labels, model_file, taxonomy
from policytext.areas.classifier import Classifier
from policytext.areas.labels import Labelled
from policytext.errors import BadInput
from policytext.training.areas import area_figures, own, single

HERE = Path(__file__).parents[1] / "areas" / "own"
YOUTH = taxonomy.load_taxonomy(HERE / "jugend.toml")
ROWS = [row for row in labels.read_labels(HERE / "labels.csv", YOUTH) if len(row.labels) == 1]
NEW = [row for row in labels.read_labels(HERE / "neue.csv", YOUTH) if len(row.labels) == 1]
NESTED = taxonomy.parse_taxonomy(
    {"areas": {"bauen": {"title": "Bauen"}, "bauen/bad": {"title": "Bad"}, "tanz": {"title": "Tanz"}}}, "nested.toml"
)


@pytest.fixture(scope="module")
def trained() -> own.TrainingOutcome:
    """The codes of the youth office."""
    return single.train_single(ROWS, YOUTH)


def test_every_text_gets_one_code(trained: own.TrainingOutcome) -> None:
    texts = [*(row.text for row in NEW), "", "qxzv", "Das Wetter bleibt schön.", "x" * 10_000]
    assert [len(found) for found in Classifier(trained.model).predict(texts)] == [1] * len(texts)


def test_it_is_as_good_as_a_plain_vector_machine(trained: own.TrainingOutcome) -> None:
    plain = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    machine = LinearSVC().fit(plain.fit_transform([row.text for row in ROWS]), [min(row.labels) for row in ROWS])
    by_plain = machine.predict(plain.transform([row.text for row in NEW]))
    by_ours = Classifier(trained.model).predict([row.text for row in NEW])
    right = sum(found[0].area in row.labels for found, row in zip(by_ours, NEW, strict=True))
    assert right >= sum(code in row.labels for code, row in zip(by_plain, NEW, strict=True))


def test_every_text_is_judged_once(trained: own.TrainingOutcome) -> None:
    assert trained.judged.given.sum(axis=1).tolist() == [1] * len(ROWS)
    assert area_figures.measure_figures(trained.judged).texts == len(ROWS)


def test_the_same_seed_gives_the_same_bytes(trained: own.TrainingOutcome, tmp_path: Path) -> None:
    model_file.save_model(trained.model, tmp_path / "a.npz")
    model_file.save_model(single.train_single(ROWS, YOUTH).model, tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_saved_model_says_the_same(trained: own.TrainingOutcome, tmp_path: Path) -> None:
    model_file.save_model(trained.model, tmp_path / "a.npz")
    texts = [row.text for row in NEW]
    assert Classifier(model_file.open_model(tmp_path / "a.npz")).predict(texts) == Classifier(trained.model).predict(
        texts
    )


def test_a_code_below_another_comes_behind_its_parent() -> None:
    words = {"bauen/bad": "Becken Rutsche Sprungturm Umkleide", "tanz": "Walzer Ballett Polka Tango"}
    rows = [Labelled(f"{word} Hallerfeld", frozenset({code})) for code, all_ in words.items() for word in all_.split()]
    found = Classifier(single.train_single(rows, NESTED).model).predict(["Rutsche Nordheim", "Tango Nordheim"])
    assert [[one.area for one in areas] for areas in found] == [["bauen", "bauen/bad"], ["tanz"]]


@pytest.mark.parametrize(("codes", "words"), [((), "line 7 has no code"), (("treffs", "mobil"), "line 7 has 2 codes")])
def test_a_text_without_exactly_one_code_is_named(codes: tuple[str, ...], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        single.train_single([*ROWS, Labelled("Neue Bank", frozenset(codes), line=7)], YOUTH)
