"""A bare taxonomy at work: areas by their terms alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import policytext
from policytext import areas
from policytext.areas import seeded, shipped, taxonomy
from policytext.areas.classifier import Classifier
from policytext.errors import BadTaxonomy

TOML = Path(__file__).parent / "own" / "jugend.toml"
NESTED = taxonomy.parse_taxonomy(
    {
        "areas": {
            "jugend": {"title": "Jugend", "terms": ["Jugendarbeit"]},
            "treffs": {"title": "Treffs", "parent": "jugend", "terms": ["Jugendtreff", "offene Tür"]},
            "sport": {"title": "Sport", "terms": ["Turnverein", "offene Tür"]},
        }
    },
    "nested.toml",
)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Der Jugendtreff am Anger wird saniert.", "treffs"),
        ("Zwei Jugendtreffs werden saniert.", "treffs"),
        ("Die Jugendtreffleitung bekommt eine halbe Stelle.", "treffs"),  # part of a compound
        ("Zuschuss für aufsuchende Arbeit", "mobil"),  # several words
        ("Das Jugendparlament berät.", "mitwirkung"),
    ],
)
def test_terms_find_their_area_in_any_form(text: str, area: str) -> None:
    assert [found.area for found in areas.load_classifier(str(TOML)).predict([text])[0]] == [area]


@pytest.mark.parametrize(
    "text", ["Die Kläranlage wird erneuert.", "Mit freundlichen Grüßen", "Die Jugend von heute", ""]
)
def test_without_a_term_there_is_no_area(text: str) -> None:
    assert areas.load_classifier(str(TOML)).predict([text]) == [()]


def test_a_sub_area_brings_its_parent_whatever_its_id() -> None:
    found = Classifier(seeded.of_terms(NESTED)).predict(["Ein Jugendtreff für alle"])[0]
    assert {one.area for one in found} == {"jugend", "treffs"}


def test_scores_of_terms_stay_below_certainty() -> None:
    found = Classifier(seeded.of_terms(NESTED)).predict(["Turnverein", "Turnverein und Jugendtreff"])
    assert 0.5 < found[0][0].score < 1
    assert max(one.score for one in found[1]) <= found[0][0].score


def test_terms_are_named_as_reasons() -> None:
    classifier = areas.load_classifier(str(TOML))
    assert "Ferienspiele" in dict(classifier.explain("Die Ferienspiele werden bezuschusst.")["ferien"])


def test_analyse_takes_a_bare_taxonomy() -> None:
    found = policytext.analyse_text("Die Stadt gibt dem Jugendtreff 3.000 Euro.", areas=str(TOML))
    assert [area.area for area in found.areas] == ["treffs"]


def test_a_bare_taxonomy_needs_no_scikit_learn() -> None:
    code = f"import sys; from policytext import areas; areas.load_classifier({str(TOML)!r}).predict(['Kita'])"
    code += "; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"sklearn", "scipy"}.isdisjoint(done.stdout.split())


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "meine.toml"
    path.write_text("[areas.a]\ntitle = 'A'\nterms = ['Mühle']\n", encoding="utf-8")
    assert areas.load_classifier(str(path)).areas == ("a",)
    path.write_text("[areas.b]\ntitle = 'B'\nterms = ['Mühle']\n", encoding="utf-8")
    assert areas.load_classifier(str(path)).areas == ("b",)


def test_the_areas_of_a_file_are_known_to_models_too(tmp_path: Path) -> None:
    from policytext.areas import model_file

    model_file.save_model(seeded.of_terms(taxonomy.load_taxonomy(TOML)), tmp_path / "m.npz")
    assert shipped.taxonomy_of(str(tmp_path / "m.npz")).seeds == taxonomy.load_taxonomy(TOML).seeds


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "has no areas"),
        (b"\x00\x01\x02", "neither"),
        (b"[areas.a]\n", "no title"),
        ("[areas.a]\ntitle='A'".encode("utf-16"), "neither"),
        (b"PK\x03\x04rest", "no area model"),
    ],
)
def test_what_is_neither_taxonomy_nor_model_is_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "meine.toml"
    path.write_bytes(content)
    with pytest.raises(BadTaxonomy, match=words) as caught:
        areas.load_classifier(str(path))
    assert "meine.toml" in str(caught.value) and "\n" not in str(caught.value)
