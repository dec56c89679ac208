"""What stands in plain text by its form: headings, fields, items, rows, contents lines, page marks."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

import policytext
from policytext import segment

CASES = tomllib.loads(Path(__file__).with_name("structure.toml").read_text(encoding="utf-8"))["case"]


def _blocks(text: str) -> list[str]:
    document = segment.from_text(text)
    return [
        f"{block.kind}{f' {block.level}' if block.level else ''}: {_words(text[block.start : block.end])}"
        for block in document.blocks
    ]


def _words(text: str) -> str:
    """The words with line ends as slashes, page marks between them left open."""
    return re.sub(r"[ ]*\n[ ]*", " / ", text)


def _same(found: str, told: str) -> bool:
    """Whether a block is as told; "…" stands for any page furniture."""
    pattern = ".*".join(re.escape(part.strip(" /")) for part in told.split("…"))
    return re.fullmatch(pattern.replace(r"\ /", r"\s*/\s*").replace(r"/\ ", r"/\s*"), found) is not None


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_blocks(case: dict[str, Any]) -> None:
    found = _blocks(case["text"])
    assert len(found) == len(case["blocks"]), found
    for one, told in zip(found, case["blocks"], strict=True):
        assert _same(one, told), (one, told)
    if case.get("plain"):
        assert not any(one.startswith(("heading", "row", "contents")) for one in found)


@pytest.mark.parametrize("case", [case for case in CASES if "columns" in case], ids=lambda case: case["name"])
def test_tables(case: dict[str, Any]) -> None:
    (table,) = segment.from_text(case["text"]).tables
    assert list(table.columns) == case["columns"]
    assert [row.role for row in table.rows] == case["roles"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_file_has_the_blocks_of_its_string(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(case["text"], encoding="utf-8")
    document = policytext.read(path)
    read = [" ".join(document.text[block.start : block.end].split()) for block in document.blocks]
    string = segment.from_text(case["text"])
    told = [" ".join(case["text"][block.start : block.end].split()) for block in string.blocks]
    furniture = re.compile(r"Vorlage 12 Moorfeld – \d – ")
    assert [re.sub(r"^\d\. ", "", words) for words in read] == [furniture.sub("", words) for words in told]


@pytest.mark.parametrize(
    "line",
    ["ab\n", "Kosten 5.000 Euro\n", "1. Titel\n\n", "– 2 –\nKopf\n", "A, 5.000 Euro, Dach\nB", "a    b\n", "Name:\n"],
)
def test_time_grows_with_the_lines(line: str) -> None:
    small, large = (min(_seconds(line * count) for _ in range(3)) for count in (4_000, 16_000))
    assert large < 10 * max(small, 0.05)


def test_time_grows_with_a_row_of_dots() -> None:
    small, large = (min(_seconds("Der Hof ist offen " + "." * count) for _ in range(2)) for count in (4_000, 16_000))
    assert large < 10 * max(small, 0.05)


def _seconds(text: str) -> float:
    start = time.process_time()
    segment.from_text(text)
    return time.process_time() - start
