"""The words that carried an area stand in the text where they are said to stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from policytext import areas
from policytext.analysis import Analysis
from policytext.areas import reasons
from policytext.model import Document, Statement, View
from policytext.pipeline import Options, analyse_string

TEXT = (
    "**Integration** stärken\n\nDas Land stellt 3 Mio. Euro für Integrations\u00admanager bereit. Dafür gibt es auch "
    "Stellen, die Flüchtlinge beim Sprach-\nkurs begleiten. „Wir fördern Deutschkurse“, sagte Ministerin Anna Muster, "
    "„und das Stadttheater im Emstal.“ Der Verein zahlt den Sportplatz."
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse_string(TEXT, Options(explain=True))


def test_every_reason_is_its_words(analysis: Analysis) -> None:
    given = [area for statement in analysis.statements for area in statement.areas]
    assert len(given) > 3 and all(area.because for area in (*given, *analysis.areas))
    for area in (*given, *analysis.areas):
        for reason in area.because:
            assert reason.text == TEXT[reason.start : reason.end] != ""
            assert reason.weight > 0


def test_reasons_of_an_area_never_overlap_and_the_heaviest_stands_first(analysis: Analysis) -> None:
    for statement in analysis.statements:
        for area in statement.areas:
            spans = sorted((reason.start, reason.end) for reason in area.because)
            assert all(one[1] <= two[0] for one, two in pairwise(spans))
            assert list(area.because) == sorted(area.because, key=lambda reason: -reason.weight)


def test_a_word_with_a_soft_hyphen_is_found(analysis: Analysis) -> None:
    first = next(said for said in analysis.statements if "3 Mio" in said.text)
    assert first.areas[0].because[0].text == "Integrations\u00admanager"


def test_a_statement_that_points_back_has_the_words_that_it_points_at(analysis: Analysis) -> None:
    second = next(said for said in analysis.statements if said.text.startswith("Dafür"))
    assert {reason.start < second.start for reason in second.areas[0].because} == {True, False}


def test_a_document_names_each_word_once(analysis: Analysis) -> None:
    said = [reason.text.replace("\u00ad", "").lower() for reason in analysis.areas[0].because]
    assert len(said) == len(set(said)) <= reasons.MOST and said[0] == "integrationsmanager"


def test_weights_add_up_to_those_of_the_classifier() -> None:
    classifier, text = areas.load_classifier(), "Deutschkurse für Geflüchtete im Landkreis"
    for area, found in classifier.explain(text).items():
        together = sum(reasons.by_word(text, classifier)[area].values())
        assert together == pytest.approx(sum(weight for _, weight in found))


PHRASES = ("Ruderkurs für Kinder", "Theaterfahrten für Seniorinnen", "Barrierefreier Umbau des Museums")


@pytest.mark.parametrize("text", PHRASES)
def test_a_statement_is_explained_as_it_was_classified(text: str) -> None:
    """A short statement is no bare phrase: its margins are those of a sentence, of all its words."""
    classifier = areas.load_classifier()
    document = Document(text=text, view=View(text))
    (said,) = classifier.classify([Statement(start=0, end=len(text), text=text, kind="assertion", id="s1")])
    ((one,), _) = areas.explain_areas(document, [said], (), classifier)
    asked = classifier.explain(text, running=True)
    assert [area.area for area in one.areas] == list(asked)
    for area in one.areas:
        told = {reason.text: reason.weight for reason in area.because}
        assert sum(told.values()) == pytest.approx(sum(weight for _, weight in asked[area.area]), abs=1e-3)
    other = classifier.explain(text)
    assert {area: dict(found) for area, found in asked.items()} != {area: dict(found) for area, found in other.items()}


@pytest.mark.parametrize("text", ["Schuldner- und Insolvenzberatung", "Frauenhaus\u00ad Süd", "# Radwegebau\n"])
def test_a_bare_phrase_is_explained_by_its_own_words(text: str) -> None:
    analysis = analyse_string(text, Options(explain=True))
    for area in analysis.areas:
        assert area.because and all(reason.text == text[reason.start : reason.end] for reason in area.because)


def test_nobody_explains_unasked() -> None:
    analysis = analyse_string(TEXT, Options())
    assert not any(area.because for said in analysis.statements for area in said.areas)


@pytest.mark.parametrize("text", ["", "12", "\u00ad", "3 Mio. Euro", "\x00 \ud800 ¶"])
def test_nothing_to_explain_is_no_error(text: str) -> None:
    assert reasons.by_word(text, areas.load_classifier()) == {}
