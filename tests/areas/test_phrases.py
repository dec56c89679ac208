"""Bare phrases: their form, what they are about, and that a doubtful area says so."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import policytext
from policytext import areas
from policytext.areas import purpose_phrases
from policytext.cli import main
from policytext.exports import wording
from tests.areas.made import statement

TABLE = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
DOUBTED = "Hocker und Regale"  # a phrase that reaches no threshold


def marked(case: dict[str, Any]) -> Any:
    """The case, a known failure as a strict xfail."""
    return pytest.param(case, id=case["text"][:40], marks=[pytest.mark.xfail(strict=True)] if case.get("gap") else [])


@pytest.mark.parametrize("case", [marked(case) for case in TABLE["case"]])
def test_the_first_area_of_a_phrase(case: dict[str, Any]) -> None:
    found = areas.load_classifier().predict([case["text"]])[0]
    assert (found[0].area in case["area"]) if case["area"] else not found, found


@pytest.mark.parametrize("case", TABLE["form"], ids=lambda case: case["text"][:40])
def test_the_form_tells_a_phrase_from_running_text(case: dict[str, Any]) -> None:
    assert purpose_phrases.is_phrase(case["text"]) is case["phrase"]


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("Segelkurs für behinderte Kinder, Nordsee", "Segelkurs , Nordsee"),
        ("barrierefreier Umbau der Schwimmhalle", "Umbau der Schwimmhalle"),
        ("Beratung von Frauen", "von Frauen"),
        ("Angebote mit Kindern und Eltern", "mit Kindern und Eltern"),
        ("Umbau der Schwimmhalle", "Umbau der Schwimmhalle"),
        ("für Kinder", "für Kinder"),
        ("Zuschuss für Kinder", "Zuschuss für Kinder"),
        ("Pumpen für das Freibad", "Pumpen für das Freibad"),
    ],
)
def test_the_focus_of_a_phrase(text: str, focus: str) -> None:
    assert purpose_phrases.find_focus(text) == focus


def test_a_doubtful_phrase_has_one_area_that_is_marked() -> None:
    found = areas.load_classifier().predict([DOUBTED])[0]
    assert len(found) == 1 and found[0].unsure and wording.format_share(found[0]).endswith("unsicher")
    assert areas.load_classifier().predict([DOUBTED], running=True) == [()]


def test_a_statement_is_never_doubtful() -> None:
    assert areas.load_classifier().classify([statement(DOUBTED)])[0].areas == ()


def test_an_analysis_of_a_phrase_says_what_is_doubtful() -> None:
    found = policytext.analyse_text(DOUBTED).to_dict()["areas"]
    assert [one["unsure"] for one in found] == [True]
    assert [one["unsure"] for one in policytext.analyse_text("Sanierung des Freibads").to_dict()["areas"]] == [False]


def test_a_phrase_is_explained_by_its_focus() -> None:
    reasons = areas.load_classifier().explain("Ruderkurs für Kinder")
    assert next(iter(reasons)) == "sport" and reasons["sport"][0][0] == "Ruderkurs"


@pytest.mark.parametrize(
    ("text", "voted"),
    [
        ("Sanierung des Freibads", False),
        ("Die Stadt saniert das Freibad mit 2 Mio. Euro. Der Kreis zahlt 1 Mio. Euro für die Sporthalle.", True),
    ],
)
@pytest.mark.parametrize("form", ["text", "html"])
def test_what_a_percentage_means_stands_beside_it(text: str, voted: bool, form: str) -> None:
    shown = CliRunner().invoke(main, ["analyse", "-", "--format", form], input=text).output
    assert wording.explain_shares(voted=voted) in " ".join(shown.split())
