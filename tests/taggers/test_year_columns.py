"""Amounts in the grids of budgets."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policytext import segment
from policytext.taggers import amounts

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("year_columns.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["text"].split()[0] for case in CASES])
def test_numbers_under_years(case: dict[str, Any]) -> None:
    found = [[one.text, float(one.high or 0)] for one in amounts.tag_amounts(segment.from_text(case["text"]))]
    assert found == case["amounts"]
