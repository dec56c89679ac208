"""Funding records out of sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import policytext
from policytext import Analysis, Record

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("records.toml").read_text(encoding="utf-8"))[
    "case"
]


def _slots(analysis: Analysis, record: Record) -> dict[str, Any]:
    names = {actor.id: actor.name for actor in analysis.actors}
    amounts = {other.id: analysis.amount(other.amount) for other in analysis.records}
    amount, whole = analysis.amount(record.amount), amounts.get(record.part_of or "")
    return {
        "amount": amount and amount.text,
        "givers": [names[giver] for giver in record.givers],
        "receivers": [names[receiver] for receiver in record.receivers],
        "purpose": record.purpose and record.purpose.text,
        "condition": record.condition and record.condition.text,
        "earliest": record.earliest and record.earliest.isoformat(),
        "latest": record.latest and record.latest.isoformat(),
        "status": record.status,
        "part_of": whole and whole.text,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_records(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case.get("gap"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["gap"]))
    analysis = policytext.analyse_text(case["text"])
    found = [_slots(analysis, record) for record in analysis.records]
    shown = [{slot: row[slot] for slot in wanted} for row, wanted in zip(found, case["records"], strict=False)]
    assert (shown, len(found)) == (case["records"], len(case["records"]))
