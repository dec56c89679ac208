"""Words, stems, compound parts."""

from __future__ import annotations

import pytest

from policytext.german import word_forms
from policytext.german.compound_splitting import Compounds

KNOWN = Compounds(
    ["schuldner", "insolvenz", "beratung", "stelle", "arbeit", "markt", "straße", "bau", "kinder", "garten"]
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("insolvenzberatungsstelle", ("insolvenz", "beratung", "stelle")),
        ("arbeitsmarkt", ("arbeit", "markt")),
        ("kindergarten", ("kinder", "garten")),
        ("garten", ()),
        ("arbeitslos", ()),
        ("", ()),
    ],
)
def test_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert KNOWN.parts(word) == parts


def test_gender_signs_are_gone() -> None:
    assert [word for _, _, word in word_forms.tokenize_words("Schüler*innen und Bürger:innen")] == [
        "schülerinnen",
        "und",
        "bürgerinnen",
    ]


def test_feminine_plural_meets_the_plain_noun() -> None:
    assert word_forms.stem_form("lehrerinnen") == word_forms.stem_form("lehrer")


def test_soft_hyphens_do_not_split_words() -> None:
    assert [word for _, _, word in word_forms.tokenize_words(word_forms.strip_invisible("Inte\u00adgration"))] == [
        "integration"
    ]
