"""Tables whose heads say who receives and what for: each row's cells are those of its own sum."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import policytext

CASES = tomllib.loads(Path(__file__).with_name("rows.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["kind"])
def test_rows_keep_their_cells(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(case["text"], encoding=case.get("encoding", "utf-8"))
    analysis = policytext.analyse(path)
    names = {actor.id: actor.name for actor in analysis.actors}
    found = [
        [
            analysis.amount(record.amount).text if record.amount else "",
            ", ".join(names[one] for one in record.receivers),
            record.purpose.text if record.purpose else "",
            ", ".join(names[one] for one in record.givers),
        ]
        for record in analysis.records
    ]
    assert found == case["records"]
    assert analysis.document.head.issued is None
