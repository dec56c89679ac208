"""What a paper says of itself."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policytext import letterhead, segment

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("letterheads.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_letterhead(case: dict[str, Any]) -> None:
    document = letterhead.read_letterhead(segment.from_text(case["text"]))
    expected = case["head"]
    found = {name: getattr(document.head, name) for name in expected}
    assert {
        name: value.isoformat() if isinstance(value, date) else value or "" for name, value in found.items()
    } == expected
    contacts = [document.text[block.start : block.end] for block in document.blocks if block.kind == "contact"]
    for words in case.get("contact", []):
        assert any(words in contact for contact in contacts)
    for words in case.get("body", []):
        assert not any(words in contact for contact in contacts)
