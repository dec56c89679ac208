"""Floors only rise; gains and losses have names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policytext.analysis import Analysis
from policytext.errors import BadInput
from policytext.evaluate import evaluate_golds, floors
from policytext.evaluate.floors import Change, Fall, Floors
from policytext.evaluate.gold_files import Gold

from .made import COST, FOUR, ONE, RIGHT


def _floors(gold: Gold, analysis: Analysis = RIGHT) -> Floors:
    return evaluate_golds([gold], lambda _: analysis).floors()


def _without_cost() -> Analysis:
    return replace(RIGHT, amounts=(FOUR, ONE))


def test_floors_hold_figures_and_names(gold: Gold) -> None:
    entry = _floors(gold, _without_cost())["gold"]["amounts.span"]
    assert entry == {
        "precision": 1.0,
        "recall": 0.6667,
        "f1": 0.8,
        "found": ["obertal: 1 Million Euro", "obertal: 4 Millionen Euro"],
    }


def test_repeated_items_are_numbered(gold: Gold) -> None:
    assert gold.amounts is not None
    again = replace(gold.amounts[1], start=0, end=14)
    twice = replace(gold, amounts=(gold.amounts[1], again))
    found = _floors(twice, replace(RIGHT, amounts=(ONE, replace(ONE, start=0, end=14)), records=()))
    assert found["gold"]["amounts.span"]["found"] == ["obertal: 1 Million Euro", "obertal: 1 Million Euro #2"]


def test_losses_gains_and_falls(gold: Gold) -> None:
    before, now = _floors(gold), _floors(gold, _without_cost())
    lost = floors.compare_floors(before, now)
    change = Change("gold", "amounts.span", "obertal: 20.000 Euro", gained=False)
    assert change in lost.changes
    assert Fall("gold", "amounts.span", 1.0, 0.8) in lost.falls
    gained = floors.compare_floors(now, before)
    assert replace(change, gained=True) in gained.changes
    assert not gained.falls
    assert COST.text in change.name


def test_equal_floors_are_no_change(gold: Gold) -> None:
    same = floors.compare_floors(_floors(gold), _floors(gold))
    assert (same.changes, same.falls) == ((), ())


def test_a_layer_that_is_not_scored_any_more_has_fallen(gold: Gold) -> None:
    now = _floors(replace(gold, areas=None))
    assert Fall("gold", "areas.set", 1.0, None) in floors.compare_floors(_floors(gold), now).falls


def test_splits_that_were_not_evaluated_are_left_aside(gold: Gold) -> None:
    other = _floors(replace(gold, split="test"))
    assert not floors.compare_floors(other, _floors(gold, _without_cost())).falls


def test_update_keeps_other_splits_and_refuses_to_lower(gold: Gold, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.write_floors(path, _floors(replace(gold, split="test")))
    floors.write_floors(path, _floors(gold))
    written = floors.read_floors(path)
    assert set(written) == {"gold", "test"}
    with pytest.raises(BadInput, match=r"floors only rise.*gold amounts\.span 1\.0 -> 0\.8"):
        floors.write_floors(path, _floors(gold, _without_cost()))
    assert floors.read_floors(path) == written


def test_update_raises_floors(gold: Gold, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.write_floors(path, _floors(gold, _without_cost()))
    floors.write_floors(path, _floors(gold))
    assert floors.read_floors(path)["gold"]["amounts.span"]["f1"] == 1.0


def test_no_file_means_no_floors_and_a_broken_one_is_named(tmp_path: Path) -> None:
    assert floors.read_floors(tmp_path / "none.json") == {}
    broken = tmp_path / "floors.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(BadInput, match=r"floors\.json"):
        floors.read_floors(broken)
