"""Words that tell of an area, and those that do not."""

from __future__ import annotations

from policytext.areas import telling


def test_brevity_falls_with_length() -> None:
    assert telling.brevity("") == 1.0
    assert telling.brevity("Frauenhaus") > telling.brevity("Frauenhaus und Beratung in der Innenstadt von Oberau")
