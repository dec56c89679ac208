"""Reading area taxonomies."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext.areas import taxonomy
from policytext.errors import BadTaxonomy

IDS = [
    "arbeit",
    "bildung",
    "digitales",
    "energie-klima",
    "familie-kinder-jugend",
    "finanzen",
    "forschung",
    "gesundheit-pflege",
    "gleichstellung",
    "integration",
    "kultur",
    "landwirtschaft-laendlicher-raum",
    "sicherheit-inneres",
    "soziales",
    "sport",
    "staedtebau-wohnen",
    "umwelt-natur",
    "verkehr",
    "verwaltung",
    "wirtschaft-tourismus",
    "integration/integrationsmanagement",
    "integration/schule-und-beruf",
    "integration/spracherwerb",
    "integration/ehrenamt",
]


def test_the_default_has_the_twenty_areas_and_four_sub_areas() -> None:
    assert sorted(taxonomy.load().ids) == sorted(IDS)


def test_every_default_area_has_definition_and_terms() -> None:
    assert [area.id for area in taxonomy.load().areas if not area.definition or len(area.seeds) < 15] == []


def test_sachgebiete_lead_to_areas() -> None:
    crosswalk = taxonomy.load().crosswalk("bundestag")
    assert crosswalk["Ausländerpolitik, Zuwanderung"] == "integration"
    assert "Gesellschaftspolitik, soziale Gruppen" not in crosswalk


def test_labels_bring_their_parents() -> None:
    assert taxonomy.load().with_parents(frozenset({"integration/ehrenamt"})) == {"integration", "integration/ehrenamt"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has no areas"),
        ("areas = 3", "has no areas"),
        ("[areas.Soziales]\ntitle = 'S'", "'Soziales'"),
        ("[areas.soziales]\ndefinition = 'x'", "no title"),
        ("[areas.soziales]\ntitle = 'S'\nterms = 'Armut'", "no list of strings"),
        ("[areas.'a/b']\ntitle = 'B'", "'a'"),
        ("[areas", "cannot be read"),
    ],
)
def test_a_bad_file_is_named_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "meine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadTaxonomy) as caught:
        taxonomy.load(path)
    assert words in str(caught.value)
    assert "meine.toml" in str(caught.value)
    assert "\n" not in str(caught.value)
