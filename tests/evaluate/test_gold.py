"""Gold of three shapes, and broken gold."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policytext.errors import BadInput
from policytext.evaluate import gold_files as gold_
from policytext.evaluate.gold_files import Gold

from .made import TEXT, at, entry


def test_a_document_has_all_layers(gold: Gold) -> None:
    assert gold.id == "obertal"
    assert gold.split == "gold"
    assert gold.path is None
    assert gold.issued == date(2026, 3, 1)  # not printed, so it is handed in and not scored
    assert set(gold.head) == {"kind", "reference", "title", "issuer"}
    assert gold.amounts is not None
    assert [amount.low for amount in gold.amounts] == [4_000_000, 1_000_000, 20_000]
    assert gold.times is not None
    assert (gold.times[0].type, gold.times[0].latest) == ("DATE", date(2027, 12, 31))
    assert gold.deadlines is None
    assert gold.records is not None
    assert [(r.givers, r.receivers, r.purpose, r.part_of) for r in gold.records] == [
        (("kreis",), ("gemeinden",), "neue Brücken", None),
        ((), (), "Radwege", 0),
    ]
    assert gold.no_funding[0].why == "running costs"


def test_a_date_that_is_printed_is_scored_and_not_handed_in(tmp_path: Path) -> None:
    (gold,) = _read(tmp_path, entry() | {"document_date_in_text": True})
    assert gold.issued is None
    assert gold.head["issued"] == "2026-03-01"


def test_layers_that_are_absent_are_not_scored(tmp_path: Path) -> None:
    (gold,) = _read(tmp_path, {"id": "x", "text": "Es gibt 5 Euro.", "amounts": []})
    assert gold.amounts == ()
    assert (gold.times, gold.actors, gold.records, gold.areas, dict(gold.head)) == (None, None, None, None, {})


def test_sentences_are_one_gold_each(tmp_path: Path) -> None:
    lines = [
        {
            "id": f"s{number}",
            "text": f"Es gibt {number} Euro.",
            "document_date": "2024-02-03",
            "times": [],
            "amounts": [],
        }
        for number in (1, 2)
    ]
    lines[0]["amounts"] = [
        {"start": 8, "end": 14, "text": "1 Euro", "kind": "money", "low": 1, "high": 1, "unit": "EUR", "bound": "exact"}
    ]
    path = tmp_path / "sentences.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    first, second = gold_.read_gold(tmp_path)
    assert (first.id, first.issued, second.id) == ("s1", date(2024, 2, 3), "s2")
    assert first.amounts is not None
    assert first.amounts[0].low == Decimal(1)
    assert not first.head


def test_a_corpus_folder_names_its_original_and_split(tmp_path: Path) -> None:
    folder = _corpus(tmp_path, 'split = "test"\nland = "DE-BW"\n')
    (folder / "original.txt").write_text(TEXT, encoding="utf-8")
    (gold,) = gold_.read_gold(tmp_path)
    assert (gold.split, gold.land, gold.path) == ("test", "DE-BW", folder / "original.txt")


def test_a_corpus_is_its_documents_and_not_the_lists_beside_them(tmp_path: Path) -> None:
    folder = _corpus(tmp_path, 'split = "test"\n')
    (folder / "original.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "short").mkdir()
    line = json.dumps({"text": "Es gibt 5 Euro.", "amounts": []})
    (tmp_path / "short" / "news.jsonl").write_text(line + "\n", encoding="utf-8")
    assert [gold.split for gold in gold_.read_gold(tmp_path)] == ["test"]
    assert len(gold_.read_gold(tmp_path / "short")) == 1


def test_a_corpus_folder_must_have_one_original(tmp_path: Path) -> None:
    _corpus(tmp_path, 'split = "test"\n')
    with pytest.raises(BadInput, match="exactly one original"):
        gold_.read_gold(tmp_path)


def test_other_json_is_left_aside(tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text('{"dev": {}}', encoding="utf-8")
    (tmp_path / "areas.jsonl").write_text('{"text": "Neue Radwege", "areas": ["verkehr"]}\n', encoding="utf-8")
    with pytest.raises(BadInput, match="no gold in"):
        gold_.read_gold(tmp_path)


def test_mentions_may_tell_their_form(tmp_path: Path) -> None:
    start, end = at("Ida Moll")
    changed = entry() | {
        "actors": [
            {
                "id": "m",
                "name": "Ida Moll",
                "kind": "person",
                "mentions": [{"start": start, "end": end, "form": "name"}],
            }
        ],
        "records": [],
        "statements": [],
    }
    (gold,) = _read(tmp_path, changed)
    assert gold.actors is not None
    assert gold.actors[0].mentions[0].form == "name"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"amounts": [{"start": 0, "end": 4, "text": "Geld"}]}, "the text has 'Krei'"),
        ({"amounts": [{"start": 0, "end": 9999}]}, "not within the text"),
        ({"times": [{"start": 0, "end": 4, "value": "2027", "role": "end"}]}, "KeyError: 'type'"),
        ({"statements": [{"span": "0-4", "kind": "reported"}]}, "ValueError"),
        ({"document_date": "1. März"}, "Invalid isoformat"),
    ],
)
def test_broken_gold_is_named(tmp_path: Path, broken: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadInput, match=reason) as raised:
        _read(tmp_path, entry() | broken)
    assert "made.json" in str(raised.value)


def _read(folder: Path, content: dict[str, Any]) -> list[Gold]:
    (folder / "made.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return gold_.read_gold(folder)


def _corpus(folder: Path, about: str) -> Path:
    slug = folder / "obertal"
    slug.mkdir()
    (slug / "about.toml").write_text(about, encoding="utf-8")
    (slug / "gold.json").write_text(json.dumps(entry(), ensure_ascii=False), encoding="utf-8")
    return slug
