"""German or not, and which Land."""

from __future__ import annotations

import pytest

from policytext.german.laender import land_of, load_codes
from policytext.german.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Land stellt den Kommunen für den Ausbau der Kitas in den Jahren 2017 und 2018 mehr Geld bereit.", "de"),
        ("The city council approved a budget of three million euros for the integration of refugees.", "en"),
        ("De gemeenteraad heeft besloten om drie miljoen euro te besteden aan de opvang van vluchtelingen.", "nl"),
        ("58 Millionen Euro", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("name", "land"),
    [
        ("Sächsisches Staatsministerium für Kultus", "DE-SN"),
        ("Sachsen-Anhaltischer Landkreistag", "DE-ST"),
        ("Städtetag Baden-Württemberg", "DE-BW"),
        ("Ministerium des Landes Nordrhein-Westfalen", "DE-NW"),
        ("Thüringer Ministerium für Inneres", "DE-TH"),
        ("Hessische Landesregierung", "DE-HE"),
        ("Gemeindetag Bayerns", "DE-BY"),
        ("Verein zur Pflege des Obersachsenhauses", None),
        ("Deutscher Städtetag", None),
    ],
)
def test_land(name: str, land: str | None) -> None:
    assert land_of(name) == land


def test_there_are_sixteen() -> None:
    assert len(load_codes()) == 16
