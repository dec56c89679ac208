"""Floors: the figures that were reached once and the items that were right then. They only rise.

A floors file is JSON: split → layer → `precision`, `recall`, `f1` and `found`, the names of all right items. The floor
is F1: precision may be traded for recall and back, and both stand there to be seen.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext.errors import BadInput
from policytext.evaluate.outcome import ScoreOutcome
from policytext.evaluate.score import ScoreRow

Floors = dict[str, dict[str, dict[str, Any]]]
FIGURES = ("precision", "recall", "f1")
_DECIMALS = 4
_LONGEST_NAME = 80  # characters of an item's words, enough to tell it by


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is right now and was not (`gained`), or was and is not any more."""

    split: str
    layer: str
    name: str
    gained: bool


@dataclass(frozen=True, slots=True)
class Fall:
    """A layer whose F1 is below its floor; `now` is `None` where the layer is not scored any more."""

    split: str
    layer: str
    floor: float
    now: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the floors."""

    changes: tuple[Change, ...]
    falls: tuple[Fall, ...]


def floors_of(rows: Iterable[ScoreRow], outcomes: Mapping[str, Iterable[ScoreOutcome]]) -> Floors:
    """The floors that an evaluation would set; `outcomes` are those of each split."""
    names = {split: _name_outcomes(of_split) for split, of_split in outcomes.items()}
    floors: Floors = {}
    for row in rows:
        if not row.tp + row.fn:
            continue  # nothing to find, so nothing to keep
        entry: dict[str, Any] = {name: _round_value(getattr(row, name)) for name in FIGURES}
        entry["found"] = names.get(row.split, {}).get(row.layer, [])
        floors.setdefault(row.split, {})[row.layer] = entry
    return floors


def compare_floors(floors: Floors, now: Floors) -> Comparison:
    """Gains, losses and falls; splits that were not evaluated now are left aside."""
    return Comparison(tuple(_list_changes(floors, now)), tuple(_list_falls(floors, now)))


def read_floors(path: Path) -> Floors:
    """The floors in a file; none where there is no file yet. Raises `BadInput` where it cannot be read as JSON."""
    if not path.exists():
        return {}
    try:
        floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: no floors file ({error}); delete it and set it anew with --update-floors") from error
    return floors


def write_floors(path: Path, now: Floors) -> None:
    """Write new floors, keeping those of other splits.

    Raises `BadInput`, and writes nothing, where a figure would fall.
    """
    floors = read_floors(path)
    falls = compare_floors(floors, now).falls
    if falls:
        worst = "; ".join(f"{fall.split} {fall.layer} {fall.floor} -> {fall.now}" for fall in falls[:5])
        raise BadInput(f"{path}: floors only rise, {len(falls)} would fall: {worst}")
    text = json.dumps(floors | now, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _round_value(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)


def _name_outcomes(outcomes: Iterable[ScoreOutcome]) -> dict[str, list[str]]:
    """Right items by layer: document, words and value, numbered where they repeat. Characters have no names."""
    seen: dict[str, Counter[str]] = {}
    named: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.verdict == "right" and outcome.gold:
            counter = seen.setdefault(outcome.layer, Counter())
            name = _name_outcome(outcome)
            counter[name] += 1
            named.setdefault(outcome.layer, []).append(name if counter[name] == 1 else f"{name} #{counter[name]}")
    return {layer: sorted(names) for layer, names in named.items()}


def _name_outcome(outcome: ScoreOutcome) -> str:
    words = " ".join(outcome.gold.words.split()) if outcome.gold else ""
    short = words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + "…"
    return f"{outcome.document}: {short}"


def _list_changes(floors: Floors, now: Floors) -> Iterator[Change]:
    for split in now:
        for layer in sorted(floors.get(split, {}).keys() | now[split].keys()):
            before = frozenset(floors.get(split, {}).get(layer, {}).get("found", ()))
            after = frozenset(now[split].get(layer, {}).get("found", ()))
            yield from (Change(split, layer, name, gained=False) for name in sorted(before - after))
            yield from (Change(split, layer, name, gained=True) for name in sorted(after - before))


def _list_falls(floors: Floors, now: Floors) -> Iterator[Fall]:
    for split in sorted(floors.keys() & now.keys()):
        for layer, entry in floors[split].items():
            floor, value = entry["f1"], now[split].get(layer, {}).get("f1")
            if value is None or value < floor:
                yield Fall(split, layer, floor, value)
