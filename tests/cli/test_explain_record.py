"""`policytext explain`: what a record has, what won and what lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from policytext.cli import main

TEXT = "Das Land Hessen überweist der Stadt Hagenwerth 52.000 Euro für das Hallenbad.\n"
SUMLESS = "Der Bund und das Land Hessen finanzieren die Sanierung der Brücke gemeinsam.\n"


def _explain(path: Path, record: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(main, ["explain", str(path), "--record", record])
    return outcome.exit_code, outcome.output


@pytest.mark.parametrize(
    ("text", "slots"), [(TEXT, "use giver receiver purpose period status"), (SUMLESS, "giver status")]
)
def test_every_slot_is_explained(tmp_path: Path, text: str, slots: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    code, output = _explain(file, "r1")
    heads = [line.split(":")[0] for line in output.splitlines() if not line.startswith(" ")]
    assert code == 0
    assert set(slots.split()) <= set(heads)
    assert "giver: Land Hessen" in output or "giver: Bund" in output


def test_an_unknown_record_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    code, output = _explain(file, "r9")
    assert (code, output.count("\n")) == (1, 1)
    assert "no record 'r9'" in output
