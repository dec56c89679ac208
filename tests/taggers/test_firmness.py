"""How firm promises are: cases from `firmness.toml`."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from policytext.model import Letterhead
from policytext.segment import from_text
from policytext.taggers import statements

CASES = tomllib.loads((Path(__file__).parent / "firmness.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_firmness(case: dict[str, Any]) -> None:
    head = Letterhead(kind=case.get("kind", "agreement"))
    found = list(statements.tag_statements(from_text(case["text"], head=head), ()))
    assert [(one.firmness or "") for one in found] == [case["firmness"]]


def test_as_many_are_no_promise() -> None:
    told = Counter(bool(case["firmness"]) for case in CASES)
    assert told[False] >= told[True]
