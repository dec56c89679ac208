"""Texts written before the model: purposes of grants get a right area first, sentences about nothing fundable none.

The bounds stand below the figures in docs/models.md, so that a worse model is noticed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from policytext import areas

LEAST_RIGHT = 0.90  # of the purposes
MOST_SPURIOUS = 0.08  # of the sentences; asked are 0.05


def read(name: str) -> dict[str, Any]:
    """The table of texts beside this file."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def test_grant_purposes_get_a_right_area_first() -> None:
    table = read("blind_grants.toml")
    also = table.pop("also")
    wanted = {text: {area} for area, texts in table.items() for text in texts}
    for area, texts in also.items():
        for text in texts:
            wanted[text].add(area)
    found = areas.load_classifier().predict(list(wanted))
    right = [bool(given) and given[0].area in names for given, names in zip(found, wanted.values(), strict=True)]
    assert sum(right) >= LEAST_RIGHT * len(right), [text for text, hit in zip(wanted, right, strict=True) if not hit]


def test_hardly_any_sentence_about_nothing_fundable_gets_an_area() -> None:
    texts = [text for kind in read("blind_nothing.toml").values() for text in kind]
    spurious = [text for text, given in zip(texts, areas.load_classifier().predict(texts), strict=True) if given]
    assert len(spurious) <= MOST_SPURIOUS * len(texts), spurious
