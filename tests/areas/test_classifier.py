"""The shipped classifier on texts, statements and documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext import areas
from policytext.areas import statement_context
from tests.areas.made import document, statement

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


def marked(case: dict[str, object]) -> object:
    """The case, a known failure as a strict xfail."""
    return pytest.param(
        case, id=str(case["text"])[:40], marks=[pytest.mark.xfail(strict=True)] if case.get("gap") else []
    )


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_texts(case: dict[str, object]) -> None:
    found = [one.area for one in areas.load_classifier().predict([str(case["text"])])[0]]
    assert next((area for area in found if "/" not in area), "") == case["area"]
    assert set(case.get("also", [])) <= set(found)
    assert not set(case.get("never", [])) & set(found)


def test_scores_fall_and_are_probabilities() -> None:
    for found in areas.load_classifier().predict([str(case["text"]) for case in CASES]):
        scores = [one.score for one in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_a_sub_area_comes_with_its_parent_before_it() -> None:
    for found in areas.load_classifier().predict([str(case["text"]) for case in CASES]):
        names = [one.area for one in found]
        for name in names:
            if "/" in name:
                assert names.index(name.split("/")[0]) < names.index(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "§§ 3, 4",
        "12.345,67",
        "\ud800",
        "\x00" * 50,
        "x" * 200_000,
        "Kita " * 50_000,
        "-" * 9999,
        "日本語のテキスト",
    ],
)
def test_odd_texts_never_raise(text: str) -> None:
    classifier = areas.load_classifier()
    assert isinstance(classifier.predict([text])[0], tuple)
    assert isinstance(classifier.explain(text), dict)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(areas.load_classifier().predict([text])[0], tuple)


def test_explanations_name_the_telling_words() -> None:
    reasons = areas.load_classifier().explain("Der Kreis bezuschusst die Schuldnerberatung im Erdgeschoss.")
    assert reasons["soziales"][0][0] == "Schuldnerberatung"
    assert all(weight > 0 for _, weight in reasons["soziales"])


def test_explanations_have_the_areas_of_the_prediction() -> None:
    text = "Für Deutschkurse Geflüchteter stellt das Land 4 Millionen Euro bereit."
    classifier = areas.load_classifier()
    assert list(classifier.explain(text)) == [one.area for one in classifier.predict([text])[0]]


def test_a_split_statement_is_read_whole() -> None:
    said = statement("Wir brauchen", parts=("Wir brauchen", "mehr Plätze in den Kitas und im Hort"))
    assert statement_context.join_statement_text(said) == "Wir brauchen mehr Plätze in den Kitas und im Hort"
    assert areas.load_classifier().classify([said])[0].areas[0].area == "familie-kinder-jugend"


def test_a_statement_that_points_back_is_read_with_the_one_before() -> None:
    first = statement("Der Kreis will den Radverkehr stärken und neue Radwege bauen.")
    second = statement("Dafür stehen 2 Millionen Euro bereit.", start=first.end + 1)
    assert [one.areas[0].area for one in areas.load_classifier().classify([first, second])] == ["verkehr", "verkehr"]


def test_a_far_statement_does_not_lend_its_area() -> None:
    first = statement("Der Kreis will den Radverkehr stärken und neue Radwege bauen.")
    second = statement("Dafür stehen 2 Millionen Euro bereit.", start=first.end + 5000)
    assert statement_context.list_contexts([first, second])[1] == second.text


def test_classifying_keeps_everything_else() -> None:
    said = statement("Die Stadt saniert das Hallenbad.")
    found = areas.load_classifier().classify([said])[0]
    assert (found.start, found.end, found.text, found.kind) == (said.start, said.end, said.text, said.kind)


def test_a_phrase_without_statements_is_read_as_a_whole() -> None:
    found = areas.of_document(document("Schuldner- und Insolvenzberatungsstelle"), [], areas.load_classifier())
    assert found[0].area == "soziales"


def test_the_money_decides_the_document() -> None:
    classifier = areas.load_classifier()
    texts = [
        "Für neue Radwege stellt das Land 12 Millionen Euro bereit.",
        "Gefördert werden Radschnellwege mit 3 Millionen Euro.",
        "Im Theater spielte das Orchester.",
    ]
    said = classifier.classify([statement(text, start=1000 * place) for place, text in enumerate(texts)])
    found = areas.of_document(document("\n".join(texts), title="Land baut Radwege aus"), said, classifier)
    assert found[0].area == "verkehr"
    assert len([one for one in found if "/" not in one.area]) <= 3


def test_a_document_about_nothing_fundable_has_no_area() -> None:
    said = areas.load_classifier().classify([statement("Mit freundlichen Grüßen")])
    assert areas.of_document(document("Mit freundlichen Grüßen"), said, areas.load_classifier()) == ()
