"""How gold is handed to the toolkit: its file or its text, with the date that is not printed and the Land."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policytext import pipeline
from policytext.evaluate import analyse_gold
from policytext.evaluate.gold_files import Gold

from .made import RIGHT, TEXT


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the pipeline was asked for."""
    calls: list[tuple[Any, ...]] = []

    def answer(*arguments: Any) -> Any:
        calls.append(arguments)
        return RIGHT

    monkeypatch.setattr(pipeline, "analyse_file", answer)
    monkeypatch.setattr(pipeline, "analyse_string", answer)
    return calls


def test_a_text_is_analysed_as_it_stands(gold: Gold, asked: list[tuple[Any, ...]]) -> None:
    assert analyse_gold(gold) is RIGHT
    assert asked == [(TEXT, pipeline.Options(issued=date(2026, 3, 1)))]


def test_a_file_is_read(gold: Gold, asked: list[tuple[Any, ...]]) -> None:
    original = Path("corpus/obertal/original.pdf")
    analyse_gold(replace(gold, path=original, issued=None, land="DE-BW"))
    assert asked == [(original, pipeline.Options(land="DE-BW"))]
