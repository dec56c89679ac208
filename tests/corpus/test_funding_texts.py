"""The short papers in corpus/records: spans that fit, parts of a whole, a build that repeats, test texts kept apart."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "corpus" / "records"
FILES = sorted(FOLDER.glob("*.jsonl"))
STATUS = {"committed", "demanded", "refused", "proposed", "conditional", "past"}
BOUNDS = {"exact", "about", "at_most", "at_least", "above", "below", "range", "vague"}
WHY = {"cost", "price", "threshold", "revenue", "debt", "tax", "other", "no funding"}
UNITS = {"money": {"EUR", "CZK", "DKK"}, "share": {"%"}, "positions": {"Stelle"}}
PAPERS: list[dict[str, Any]] = [
    json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()
]
WITH_SUMS = [paper for paper in PAPERS if paper["genre"] != "without_sum"]

each = pytest.mark.parametrize(
    "papers", [[p for p in PAPERS if p["genre"] == f.stem] for f in FILES], ids=[f.stem for f in FILES]
)


def spans(paper: dict[str, Any]) -> Iterator[list[int]]:
    """Every span of a paper's annotation."""
    for actor in paper["actors"]:
        yield from actor["mentions"]
    for record in paper["records"]:
        yield from (record[slot] for slot in ("amount_span", "purpose", "period", "trigger") if record.get(slot))
        yield from record["purpose_too"]
    yield from (other["span"] for other in paper["non_funding_amounts"])


def grams(text: str, length: int = 8) -> set[tuple[str, ...]]:
    """The runs of `length` words of a text; lines of nothing but numbers say nothing and are left out."""
    words = re.findall(r"\w+", text.lower())
    runs = zip(*(words[at:] for at in range(length)), strict=False)
    return {run for run in runs if any(len(word) > 3 and not word.isdigit() for word in run)}


@each
def test_spans_hold_whole_words(papers: list[dict[str, Any]]) -> None:
    for paper in papers:
        text = paper["text"]
        for start, end in spans(paper):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert not (start and text[start - 1].isalnum() and text[start].isalnum()), text[start:end]


@each
def test_amounts_are_apart_and_have_a_number(papers: list[dict[str, Any]]) -> None:
    for paper in papers:
        taken = sorted([r["amount_span"] for r in paper["records"] if r["amount_span"]])
        taken = sorted(taken + [other["span"] for other in paper["non_funding_amounts"]])
        assert all(one[1] <= two[0] for one, two in pairwise(taken))
        for start, end in taken if paper["genre"] != "without_sum" else []:
            words = paper["text"][start:end]
            assert re.search(r"\d|ein|zwei|drei|vier|fünf|zwölf|halbe", words.lower()), words


@each
def test_records_are_of_known_kinds(papers: list[dict[str, Any]]) -> None:
    for paper in papers:
        known = {actor["id"] for actor in paper["actors"]}
        for record in paper["records"]:
            assert record["status"] in STATUS
            assert {*record["giver"], *record["receiver"]} <= known
            assert set(record["giver"]) | set(record["receiver"]) or record["purpose"] or record["amount_span"]
            if record["amount_span"]:
                assert record["bound"] in BOUNDS
                assert record["unit"] in UNITS[record["kind"]]
                assert (record["low"] is None) == (record["bound"] in ("at_most", "below", "vague"))
                assert (record["high"] is None) == (record["bound"] in ("at_least", "above", "vague"))
                assert record["low"] is None or record["high"] is None or record["low"] <= record["high"]
        assert all(other["why"] in WHY for other in paper["non_funding_amounts"])


@each
def test_a_part_points_to_another_record(papers: list[dict[str, Any]]) -> None:
    for paper in papers:
        records = paper["records"]
        for at, record in enumerate(records):
            for slot in ("part_of", "same_as"):
                seen, whole = {at}, record[slot]
                while whole is not None:
                    assert 0 <= whole < len(records)
                    assert whole not in seen
                    seen.add(whole)
                    whole = records[whole][slot]


@each
def test_periods_are_days_in_order(papers: list[dict[str, Any]]) -> None:
    for paper in papers:
        for record in paper["records"]:
            ends = [record["period_earliest"], record["period_latest"]]
            assert bool(record["period"]) == any(ends)
            assert all(re.fullmatch(r"(19|20)\d\d-[01]\d-[0-3]\d", end) for end in ends if end)
            assert None in ends or ends == sorted(ends)


def test_there_is_enough_of_everything() -> None:
    records = [record for paper in WITH_SUMS for record in paper["records"]]
    others = [other for paper in WITH_SUMS for other in paper["non_funding_amounts"]]
    assert len(WITH_SUMS) >= 260
    assert len(records) >= 550
    assert len(others) >= 350
    assert min(Counter(record["status"] for record in records)[one] for one in STATUS) >= 15
    assert sum(record["part_of"] is not None for record in records) >= 70
    assert sum(bool(paper["records"] and paper["non_funding_amounts"]) for paper in WITH_SUMS) >= 150


def test_a_third_is_kept_for_testing() -> None:
    for genre in {paper["genre"] for paper in PAPERS}:
        kept = Counter(paper["split"] for paper in PAPERS if paper["genre"] == genre)
        assert set(kept) == {"train", "test"}
        assert 0.3 <= kept["test"] / kept.total() <= 0.37, genre


def test_ids_stand_once() -> None:
    assert max(Counter(paper["id"] for paper in PAPERS).values()) == 1


def test_no_run_of_eight_words_is_shared_with_tests() -> None:
    learned = {run for paper in PAPERS if paper["split"] == "train" for run in grams(paper["text"])}
    kept = {run for paper in PAPERS if paper["split"] == "test" for run in grams(paper["text"])}
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "tests" / "link").glob("*.toml")]
    asked = {run for table in tables for case in table["case"] for run in grams(case["text"])}
    assert not learned & kept
    assert not (learned | kept) & asked


def test_files_are_what_their_source_says() -> None:
    command = [sys.executable, str(ROOT / "corpus" / "build" / "funding.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
