"""Sentences about nothing fundable get no area."""

from __future__ import annotations

import tomllib
from pathlib import Path

from policytext import areas

TEXTS = tomllib.loads(Path(__file__).with_name("nothing.toml").read_text(encoding="utf-8"))["texts"]
MOST = 0.05  # of the texts may get an area


def test_hardly_any_sentence_gets_an_area() -> None:
    found = areas.load_classifier().predict(TEXTS)
    spurious = [text for text, given in zip(TEXTS, found, strict=True) if given]
    assert len(spurious) <= MOST * len(TEXTS), spurious
