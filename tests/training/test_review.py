"""Wrong labels are found, right ones left alone."""

from __future__ import annotations

import numpy as np
import pytest

from policytext.areas import taxonomy
from policytext.areas.labels import Labelled
from policytext.training.areas import label_review

TAXONOMY = taxonomy.parse_taxonomy(
    {
        "name": "klein",
        "areas": {
            "sport": {"title": "Sport"},
            "kultur": {"title": "Kultur"},
            "integration": {"title": "Integration"},
            "integration/ehrenamt": {"title": "Ehrenamt"},
        },
    },
    "klein.toml",
)
SURE = {"sport": (0.95, 0.02, 0.02, 0.01), "kultur": (0.02, 0.95, 0.02, 0.01), "integration": (0.02, 0.02, 0.95, 0.9)}


def judged(labels: list[tuple[str, ...]], kinds: list[str]) -> list[label_review.Doubt]:
    """The doubts of texts with these labels that classifiers take for texts of these kinds."""
    rows = [Labelled(f"Text {place}", frozenset(given), line=place + 2) for place, given in enumerate(labels)]
    truth = np.array([[area in TAXONOMY.with_parents(row.labels) for area in TAXONOMY.ids] for row in rows])
    chances = np.array([SURE.get(kind, (0.02,) * 4) for kind in kinds], dtype=np.float32)
    return label_review.find_doubts(rows, chances, truth, TAXONOMY)


def right(times: int) -> tuple[list[tuple[str, ...]], list[str]]:
    labels: list[tuple[str, ...]] = [("sport",), ("kultur",), ("integration/ehrenamt",), ()]
    return labels * times, ["sport", "kultur", "integration", "none"] * times


def test_right_labels_are_left_alone() -> None:
    assert judged(*right(5)) == []


@pytest.mark.parametrize(
    ("given", "kind", "suggested"),
    [
        (("sport",), "kultur", ("kultur",)),
        ((), "kultur", ("kultur",)),
        (("kultur",), "none", ()),
        (("sport",), "integration", ("integration/ehrenamt",)),
        (("sport", "kultur"), "sport", ("sport",)),
    ],
)
def test_a_wrong_label_is_found_with_what_fits_better(
    given: tuple[str, ...], kind: str, suggested: tuple[str, ...]
) -> None:
    labels, kinds = right(5)
    (doubt,) = judged([*labels, given], [*kinds, kind])
    assert (set(doubt.given), doubt.suggested, doubt.row.line) == (set(given), suggested, len(labels) + 2)
    assert 0 <= doubt.score < label_review.BELOW


def test_the_worst_stands_first() -> None:
    labels, kinds = right(5)
    found = judged([*labels, ("sport", "kultur"), ("sport",)], [*kinds, "sport", "kultur"])
    assert [doubt.given for doubt in found] == [("sport",), ("sport", "kultur")]
    assert [doubt.score for doubt in found] == sorted(doubt.score for doubt in found)


def test_an_area_without_texts_casts_no_doubt() -> None:
    labels, kinds = [("sport",), ("kultur",)] * 5, ["sport", "kultur"] * 5
    assert judged(labels, kinds) == []
    assert judged([*labels, ("sport",)], [*kinds, "integration"]) != []


def test_exchanged_labels_of_real_texts_are_found() -> None:
    words = {
        "sport": "Turnhalle Sportverein Kunstrasenplatz Freibad Leichtathletik Schwimmbad Fußball Handball".split(),
        "kultur": "Stadttheater Museum Orchester Bücherei Kunstverein Musikschule Konzert Ausstellung".split(),
    }
    rows = [
        Labelled(f"Zuschuss {word} {town}", frozenset({area}), line=2)
        for area, nouns in words.items()
        for word in nouns
        for town in ("Nordstadt", "Auental")
    ]
    wrong = Labelled("Sanierung der Turnhalle für den Sportverein", frozenset({"kultur"}), line=99)
    found = label_review.review_labels([*rows, wrong], TAXONOMY, below=0.9)
    assert found[0].row is wrong and found[0].suggested == ("sport",)
