"""Reading area taxonomies."""

from __future__ import annotations

import tomllib
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
    assert sorted(taxonomy.load_taxonomy().ids) == sorted(IDS)


def test_every_default_area_has_definition_and_terms() -> None:
    assert [area.id for area in taxonomy.load_taxonomy().areas if not area.definition or len(area.seeds) < 15] == []


def test_sachgebiete_lead_to_areas() -> None:
    crosswalk = taxonomy.load_taxonomy().crosswalk("bundestag")
    assert crosswalk["Ausländerpolitik, Zuwanderung"] == "integration"
    assert "Gesellschaftspolitik, soziale Gruppen" not in crosswalk


def test_labels_bring_their_parents() -> None:
    assert taxonomy.load_taxonomy().with_parents(frozenset({"integration/ehrenamt"})) == {
        "integration",
        "integration/ehrenamt",
    }


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
        ("[areas.a]\ntitle = 'A'\n[areas.a]\ntitle = 'A'", "cannot be read"),  # an id twice
        ("[areas.a]\ntitle = 'A'\n[areas.b]\ntitle = 'a'", "same title"),
        ("[areas.a]\ntitle = 'A'\nparent = 'c'", "'c' is no area"),
        ("[areas.a]\ntitle = 'A'\nparent = 'a'", "circle (a > a)"),
        ("[areas.a]\ntitle = 'A'\nparent = 'b'\n[areas.b]\ntitle = 'B'\nparent = 'a'", "circle (a > b > a)"),
        ("[areas.a]\ntitle = 'A'\n[areas.'a/b']\ntitle = 'B'\n[areas.c]\ntitle = 'C'\nparent = 'a/b'", "two levels"),
        (
            "[areas.a]\ntitle = 'A'\n[areas.b]\ntitle = 'B'\n[areas.'a/c']\ntitle = 'C'\nparent = 'b'",
            "stands below 'a'",
        ),
        ("[areas.a]\ntitle = 'A'\ncrosswalk = ['x']", "no table of lists"),
        ("[areas.a]\ntitle = 'A'\ncrosswalk.xoev = 'x'", "'crosswalk.xoev' is no list"),
        ("[areas.a]\ntitle = 'A'\nterms = ['x', '']", "no list of strings"),
        ("[areas.a]\ntitle = 'A'\ndefinition = 3", "'definition' is no string"),
        ("[areas.none]\ntitle = 'A'", "texts without an area"),
        ("name = 3\n[areas.a]\ntitle = 'A'", "'name' is no string"),
        ("areas.a = 3", "'a' is no table"),
    ],
)
def test_a_bad_file_is_named_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "meine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadTaxonomy) as caught:
        taxonomy.load_taxonomy(path)
    assert words in str(caught.value)
    assert "meine.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_problems_are_told_at_once() -> None:
    data = tomllib.loads("[areas.A]\ntitle = 3\n[areas.b]\ntitle = 'B'\nterms = 'x'\nparent = 'q'")
    assert len(taxonomy.find_problems(data)) == 4
    with pytest.raises(BadTaxonomy, match="and 3 more"):
        taxonomy.parse_taxonomy(data, "meine.toml")


def test_a_circle_is_told_once() -> None:
    data = {"areas": {"a": {"title": "A", "parent": "b"}, "b": {"title": "B", "parent": "a"}}}
    assert len(taxonomy.find_problems(data)) == 1


def test_what_is_doubtful_is_a_warning() -> None:
    data = tomllib.loads(
        "[areas.a]\ntitle = 'A'\nterms = ['Mühle', 'Bach']\n[areas.b]\ntitle = 'B'\nterms = ['Mühle']\n"
        "[areas.'a/c']\ntitle = 'C'\nterms = ['Bach']\n[areas.d]\ntitle = 'D'\nterm = ['Teich']\n"
    )
    assert taxonomy.find_problems(data) == []
    assert taxonomy.find_warnings(data) == [
        "area 'd' has no terms: it is found by labelled texts only",
        "term 'Mühle' stands in several areas: a, b",
        "area 'd': the key 'term' is not known; did you mean 'terms'?",
    ]


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "meine.toml").write_text("[areas.a]\ntitle = 'A'\n", encoding="utf-8-sig")
    assert taxonomy.load_taxonomy(tmp_path / "meine.toml").ids == ("a",)
    assert taxonomy.load_taxonomy(tmp_path / "meine.toml").name == "meine"
