"""A researcher's own classifier: folds, figures, promises, and the whole on a small example."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from policytext.areas import labels, model_file, seeded, taxonomy
from policytext.areas.classifier import Classifier
from policytext.areas.labels import Labelled
from policytext.errors import BadInput
from policytext.training.areas import area_figures, evaluation, grouping, own, plot, recall
from policytext.training.areas.area_figures import Bin, Judged

HERE = Path(__file__).parents[1] / "areas" / "own"
YOUTH = taxonomy.load_taxonomy(HERE / "jugend.toml")
ROWS = labels.read_labels(HERE / "labels.csv", YOUTH)
NEW = labels.read_labels(HERE / "neue.csv", YOUTH)


@pytest.fixture(scope="module")
def trained() -> own.TrainingOutcome:
    """The classifier of the youth office."""
    return own.train_own(ROWS, YOUTH)


# ---------------------------------------------------------------------------------------------- folds


def rows(*texts: str, groups: str = "") -> list[Labelled]:
    """Rows with these texts, each group a letter."""
    named = groups or " " * len(texts)
    return [Labelled(text, frozenset(), group.strip()) for text, group in zip(texts, named, strict=True)]


def test_near_copies_are_of_one_group() -> None:
    found = grouping.assign_groups(
        rows(
            "Das Land fördert den Bau der neuen Turnhalle in Hallerfeld mit 50.000 Euro.",
            "Das Land fördert den Bau der neuen Turnhalle in Hallerfeld mit 80.000 Euro.",
            "Der Kreis zahlt für die Busse.",
        )
    )
    assert found[0] == found[1] != found[2]


def test_hundreds_of_near_copies_are_of_one_group() -> None:
    texts = [f"Das Land fördert den Bau der neuen Turnhalle in Hallerfeld mit {place} Euro." for place in range(500)]
    assert set(grouping.assign_groups(rows(*texts))) == {0}


def test_groups_hang_together_over_several_links() -> None:
    found = grouping.assign_groups(rows("a b c", "d e f", "D e f", "g h", groups="xxyz"))
    assert found == [0, 0, 0, 3]


def test_no_group_is_torn_and_labels_are_spread() -> None:
    named = [frozenset({"a"})] * 20 + [frozenset({"b"})] * 10 + [frozenset()] * 10
    group = [place // 2 for place in range(40)]
    fold = grouping.assign_group_folds(named, group, most=5, seed=3)
    assert all(fold[place] == fold[place + 1] for place in range(0, 40, 2))
    assert set(Counter(fold[:20].tolist()).values()) == {4}
    assert set(Counter(fold[20:30].tolist()).values()) == {2}


def test_there_are_never_more_folds_than_groups() -> None:
    assert set(grouping.assign_group_folds([frozenset()] * 6, [0, 0, 0, 1, 1, 1], most=5, seed=1).tolist()) == {0, 1}


def test_training_and_test_share_no_group(trained: own.TrainingOutcome) -> None:
    assert trained.folds == 5
    assert len(set(trained.judged.group)) == len(ROWS)


def test_one_group_alone_cannot_be_tested() -> None:
    same = [Labelled(row.text, row.labels, "eine Vorlage") for row in ROWS]
    with pytest.raises(BadInput, match=r"one group, 'eine Vorlage'.*second document"):
        own.train_own(same, YOUTH)


def test_near_copies_alone_cannot_be_tested() -> None:
    same = [Labelled(ROWS[0].text, ROWS[0].labels) for _ in range(3)]
    with pytest.raises(BadInput, match=r"near copies.*add other texts"):
        own.train_own(same, YOUTH)


# ---------------------------------------------------------------------------------------------- figures


def test_wilsons_interval() -> None:
    # 8 of 10: Wilson 1927, as in Newcombe 1998
    found = area_figures.estimate_wilson(8, 10)
    assert (found.value, found.low, found.high) == (0.8, 0.4902, 0.9433)
    assert area_figures.estimate_wilson(0, 0).value is None


def judged(truth: list[list[int]], given: list[list[int]]) -> Judged:
    """What was judged, with chances of 0.9 for areas given and 0.1 for others."""
    said = np.array(given, dtype=bool)
    chances = np.where(said, 0.9, 0.1).astype(np.float32)
    return Judged(
        ("a", "b"),
        {},
        np.array(truth, dtype=bool),
        said,
        chances,
        np.where(said, 0.9, np.nan).astype(np.float32),
        list(range(len(truth))),
    )


def test_scores_and_confusions_of_an_area() -> None:
    found = area_figures.measure_figures(
        judged([[1, 0], [1, 0], [1, 0], [0, 1], [0, 0]], [[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]])
    )
    first, second = found.areas
    assert (first.precision.value, first.recall.value, first.f1.value) == (1.0, 0.6667, 0.8)
    assert (second.precision.value, second.recall.value) == (0.3333, 1.0)
    assert found.confusions == (("a", "b", 1), ("none", "b", 1))
    assert (found.nowhere, found.nowhere_given) == (1, 1)
    assert first.f1.low is not None and first.f1.high is not None and first.f1.low < 0.8 <= first.f1.high


def test_right_probabilities_have_no_calibration_error() -> None:
    chances = np.repeat(np.array([0.25, 0.75], dtype=np.float32), 4)
    right = np.array([1, 0, 0, 0, 1, 1, 1, 0], dtype=bool)
    assert area_figures.calibration_error(chances, right) == 0
    assert area_figures.calibration_error(chances, ~right) == 0.5


def test_the_diagram_is_an_image_of_its_own() -> None:
    drawn = plot.draw_reliability([Bin(0.1, 0.2, 100, 0.15, 0.2), Bin(0.9, 1.0, 1, 0.95, 1.0)], title="A & B")
    root = ElementTree.fromstring(drawn)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) == 2
    assert "href" not in drawn


# ---------------------------------------------------------------------------------------------- promises


@pytest.mark.parametrize(
    ("texts", "wanted", "place"), [(59, 0.95, 1), (92, 0.95, 1), (93, 0.95, 2), (29, 0.9, 1), (46, 0.9, 2)]
)
def test_the_threshold_is_the_tolerance_limit(texts: int, wanted: float, place: int) -> None:
    found, confidence = recall.find_rank(texts, wanted)  # Wilks 1941
    assert found == place and confidence >= recall.CONFIDENCE


def test_too_few_texts_say_what_confidence_they_give() -> None:
    assert recall.count_needed(0.95) == 59
    assert recall.find_rank(10, 0.95) == (1, pytest.approx(1 - 0.95**10))


def test_the_promise_holds_as_often_as_said() -> None:
    dice, kept = np.random.default_rng(7), 0
    for _ in range(400):
        chances = dice.random((100, 1)).astype(np.float32)  # of all texts above a threshold t, a share of 1 - t
        promise = recall.make_promises((chances, np.ones((100, 1), dtype=bool)), ("a",), {}, wanted=0.9)[0]
        assert promise.threshold is not None
        kept += 1 - promise.threshold >= 0.9
    assert kept / 400 >= 0.93


def test_a_parent_keeps_what_its_sub_areas_find() -> None:
    chances = np.array([[0.9, 0.9], [0.9, 0.8], [0.3, 0.2]], dtype=np.float32)
    truth = np.array([[1, 0], [1, 0], [1, 1]], dtype=bool)
    parent, child = recall.make_promises((chances, truth), ("a", "a/b"), {"a/b": "a"}, wanted=0.5)
    assert parent.threshold is not None and child.threshold is not None
    assert parent.threshold <= child.threshold


def test_a_model_that_promises_recall_uses_its_thresholds() -> None:
    outcome = own.train_own(ROWS, YOUTH, recall=0.9)
    found, _ = evaluation.evaluate_classifier(Classifier(outcome.model), NEW)
    usual, _ = evaluation.evaluate_classifier(Classifier(own.train_own(ROWS, YOUTH).model), NEW)
    assert [area.texts for area in found.areas] == [6] * 5
    assert np.mean([area.recall.value for area in found.areas]) >= np.mean([area.recall.value for area in usual.areas])
    assert [promise.kept for promise in outcome.promises] == [False] * 5  # twelve texts an area are too few
    assert outcome.model.card["recall"] == 0.9


# ---------------------------------------------------------------------------------------------- the whole


def test_labels_beat_the_bare_taxonomy(trained: own.TrainingOutcome) -> None:
    bare, _ = evaluation.evaluate_classifier(Classifier(seeded.of_terms(YOUTH)), NEW)
    learnt, _ = evaluation.evaluate_classifier(Classifier(trained.model), NEW)
    assert bare.macro_f1.value is not None and learnt.macro_f1.value is not None
    assert learnt.macro_f1.value >= 0.8
    assert learnt.macro_f1.value >= bare.macro_f1.value + 0.15


def test_the_same_seed_gives_the_same_model(trained: own.TrainingOutcome, tmp_path: Path) -> None:
    model_file.save_model(trained.model, tmp_path / "a.npz")
    model_file.save_model(own.train_own(ROWS, YOUTH).model, tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_saved_model_says_the_same(trained: own.TrainingOutcome, tmp_path: Path) -> None:
    model_file.save_model(trained.model, tmp_path / "a.npz")
    texts = [row.text for row in NEW]
    assert Classifier(model_file.open_model(tmp_path / "a.npz")).predict(texts) == Classifier(trained.model).predict(
        texts
    )


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("promised", [None, 0.95])
def test_very_few_texts_an_area_are_no_reason_to_fail(number: int, promised: float | None) -> None:
    few = [row for row in ROWS if int(row.id.rpartition("-")[2]) <= number]
    outcome = own.train_own(few, YOUTH, recall=promised)
    assert outcome.judged.truth.shape == (6 * number, 5)
    assert area_figures.measure_figures(outcome.judged).texts == 6 * number


def test_areas_without_a_text_are_found_by_their_terms() -> None:
    known = [row for row in ROWS if "ferien" not in row.labels]
    found = Classifier(own.train_own(known, YOUTH).model).predict(["Ferienspiele"])
    assert "ferien" in {one.area for one in found[0]}


def test_no_terms_at_all_are_no_reason_to_fail() -> None:
    bare = taxonomy.parse_taxonomy({"areas": {id_: {"title": id_} for id_ in YOUTH.ids}}, "ohne.toml")
    assert own.train_own(ROWS, bare).folds == 5
