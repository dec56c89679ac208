"""Words that tell of an area, and those that do not."""

from __future__ import annotations

from policytext.areas import text_brevity


def test_brevity_falls_with_length() -> None:
    assert text_brevity.measure_brevity("") == 1.0
    assert text_brevity.measure_brevity("Frauenhaus") > text_brevity.measure_brevity(
        "Frauenhaus und Beratung in der Innenstadt von Oberau"
    )
