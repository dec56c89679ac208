"""The labelled statements in corpus/areas: well-formed lines, known labels, enough of each, hands kept apart."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policytext.areas import taxonomy

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "areas"
FILES = sorted(FOLDER.glob("*.jsonl"))
SHORT = {
    "grant_purpose": "gp",
    "press_release": "pm",
    "agreement": "vb",
    "guideline": "frl",
    "council_paper": "rv",
}
FIELDS = ["id", "text", "labels", "voice", "split"]
NONE = "none"
LONGEST = 36  # words
KNOWN = taxonomy.load_taxonomy()
TOP = [area for area in KNOWN.ids if area not in KNOWN.parents]
SUB = list(KNOWN.parents)


def stem(area: str) -> str:
    """The name of an area's file: `integration/ehrenamt` stands in `integration-ehrenamt.jsonl`."""
    return area.replace("/", "-")


@cache
def lines(path: Path) -> tuple[dict[str, Any], ...]:
    """The statements of one file."""
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


@cache
def statements() -> tuple[dict[str, Any], ...]:
    """All statements."""
    return tuple(entry for path in FILES for entry in lines(path))


def hand(entry: dict[str, Any], name: str) -> str:
    """Who speaks: voice and writer, `pm-mittelbund` of `sport-pm-mittelbund-03`."""
    return str(entry["id"]).removeprefix(f"{name}-").rsplit("-", 1)[0]


@cache
def counts() -> Counter[str]:
    """Statements per label, `none` for those without."""
    found: Counter[str] = Counter()
    for entry in statements():
        found.update(entry["labels"] or [NONE])
    return found


def test_there_is_one_file_for_each_area_and_one_for_none() -> None:
    assert sorted(path.stem for path in FILES) == sorted([*map(stem, KNOWN.ids), NONE])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_a_statement(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    assert raw.endswith("\n")
    assert "\n\n" not in raw
    for entry in lines(path):
        assert list(entry) == FIELDS, entry
        code = SHORT[entry["voice"]]
        assert re.fullmatch(rf"{path.stem}-{code}-[a-z]+-\d\d+", entry["id"]), entry["id"]
        assert entry["split"] in {"train", "test"}, entry["id"]
        assert entry["text"] == " ".join(entry["text"].split()), entry["id"]
        assert 1 <= len(entry["text"].split()) <= LONGEST, entry["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labels_are_known_and_start_with_the_area_of_the_file(path: Path) -> None:
    own = {stem(area): area for area in KNOWN.ids}.get(path.stem)
    for entry in lines(path):
        labels = entry["labels"]
        assert len(labels) == len(set(labels)), entry["id"]
        assert set(labels) <= set(KNOWN.ids), entry["id"]
        assert (own in labels) if own else not labels, entry["id"]


def test_a_sub_area_stands_with_its_parent() -> None:
    for entry in statements():
        labels = frozenset(entry["labels"])
        assert KNOWN.with_parents(labels) == labels, entry["id"]


def test_ids_and_texts_are_unique() -> None:
    ids = Counter(entry["id"] for entry in statements())
    texts = Counter(entry["text"].casefold() for entry in statements())
    assert [key for key, number in ids.items() if number > 1] == []
    assert [key for key, number in texts.items() if number > 1] == []


@pytest.mark.parametrize(("area", "least"), [*((top, 80) for top in TOP), *((sub, 40) for sub in SUB), (NONE, 300)])
def test_there_are_enough(area: str, least: int) -> None:
    assert counts()[area] >= least


def test_a_hand_stands_in_one_split() -> None:
    splits: defaultdict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for entry in lines(path):
            splits[hand(entry, path.stem)].add(entry["split"])
    assert {name: found for name, found in splits.items() if len(found) > 1} == {}


def test_the_test_split_has_every_area_and_voice() -> None:
    kept = [entry for entry in statements() if entry["split"] == "test"]
    assert {label for entry in kept for label in entry["labels"] or [NONE]} == {*KNOWN.ids, NONE}
    assert {entry["voice"] for entry in kept} == set(SHORT)
    assert 0.18 <= len(kept) / len(statements()) <= 0.26
