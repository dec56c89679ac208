from __future__ import annotations

import json
from pathlib import Path

import pytest

from policytext.evaluate import gold_files as gold_
from policytext.evaluate.gold_files import Gold

from .made import entry


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    """The gold of the made-up press release in a file of its own."""
    path = tmp_path / "gold" / "obertal.json"
    path.parent.mkdir()
    path.write_text(json.dumps(entry(), ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def gold(gold_file: Path) -> Gold:
    """The gold of the made-up press release."""
    return gold_.read_gold(gold_file)[0]
