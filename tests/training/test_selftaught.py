"""Titles that label themselves: only sure ones, doubtful areas left open, no title without its folder."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from policytext.areas import taxonomy
from policytext.training.areas import build, selftaught
from policytext.training.areas.area_examples import AreaExample

SMALL = taxonomy.parse_taxonomy(
    {"areas": {name: {"title": name, "terms": [term]} for name, term in (("sport", "Turnhalle"), ("kultur", "Museum"))}}
    | {"name": "klein"},
    "klein.toml",
)
TOWNS = ("Auental", "Nordheim", "Seestadt")
OWN = [
    *(AreaExample(f"Turnhalle {town}", frozenset({"sport"}), voice=f"a{town}-x") for town in TOWNS),
    *(AreaExample(f"Museum {town}", frozenset({"kultur"}), voice=f"b{town}-x") for town in TOWNS),
]


def test_only_sure_areas_become_labels_and_doubtful_ones_stay_open() -> None:
    chances = np.array([[0.95, 0.05], [0.95, 0.5], [0.6, 0.3], [0.0, 0.0]], dtype=np.float32)
    found = selftaught.choose_examples(["a", "b", "c", "d"], chances, SMALL)
    assert [(place, set(one.labels), set(one.unknown)) for place, one in found] == [
        (0, {"sport"}, set()),
        (1, {"sport"}, {"kultur"}),
    ]


def test_titles_are_read_once_and_short(tmp_path: Path) -> None:
    (tmp_path / "karlsruhe").mkdir()
    with gzip.open(tmp_path / selftaught.COUNCIL, "wt", encoding="utf-8") as stream:
        for name in ("Neue  Halle", "Neue Halle", "", "x" * 500):
            stream.write(json.dumps({"name": name}) + "\n")
    (tmp_path / "revosax").mkdir()
    (tmp_path / "revosax" / "a.md").write_text("# Richtlinie Tanz\nText\n", encoding="utf-8")
    assert [one.text for one in selftaught.read_titles(tmp_path)] == ["Neue Halle", "Richtlinie Tanz"]
    assert selftaught.read_titles(tmp_path / "fehlt") == []


def test_titles_do_not_count_as_labelled() -> None:
    title = AreaExample("Halle in Auental", frozenset(), source=selftaught.SOURCE)
    model = build.train_shipped(OWN, [title], SMALL, seed=1, card={})
    assert model.card["titles"] in (0, 1)
    assert "titles" not in build.train_shipped(OWN, [], SMALL, seed=1, card={}).card
