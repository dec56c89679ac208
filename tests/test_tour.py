"""The tour prints what the code prints, and the files that it sends a newcomer to are there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOUR = ROOT / "docs" / "tour.md"
TEXT = TOUR.read_text(encoding="utf-8")
CHANGES = re.findall(r"^\| (an? .+?) \| (.+?) \|$", TEXT, re.MULTILINE)
BLOCK = re.compile(r"```python\n(.+?)```", re.DOTALL)


def _as_doctest(text: str) -> str:
    """The blocks of Python alone, each line where it stands in the file."""
    lines = [""] * (text.count("\n") + 1)
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1))
        lines[first : first + block[1].count("\n")] = block[1].splitlines()
    return "\n".join(lines) + "\n"


def test_the_tour_prints_what_the_code_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(_as_doctest(TEXT), {}, "tour", str(TOUR), 0)
    wrong: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(test, out=wrong.append)
    assert outcome.attempted > 30 and not outcome.failed, "".join(wrong)


def test_the_tour_lists_twelve_changes() -> None:
    assert len(CHANGES) >= 12


@pytest.mark.parametrize(("change", "files"), CHANGES, ids=[change for change, _ in CHANGES])
def test_files_of_the_tour_are_there(change: str, files: str) -> None:
    paths = re.findall(r"`([\w.]+/[\w./]*)`", files)
    assert paths, f"{change}: no file is named"
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(("change", "files"), CHANGES, ids=[change for change, _ in CHANGES])
def test_tables_of_the_tour_are_in_their_files(change: str, files: str) -> None:
    paths = (ROOT / path for path in re.findall(r"`([\w.]+/[\w./]*)`", files))
    texts = [path.read_text(encoding="utf-8") for path in paths if path.is_file()]
    tables = re.findall(r"`(\[\w+\]|[A-Z]+)`", files)
    assert [name for name in tables if not any(name in text for text in texts)] == [], change
