"""What is picked for labelling: unsure and unlike texts, always the same ones, in files that come back labelled."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from policytext import areas
from policytext.areas import seeded, suggestion, taxonomy
from policytext.areas.classifier import Classifier
from policytext.areas.labels import read_labels
from policytext.areas.suggestion import LabelCandidate, Suggestion, choice, texts
from policytext.errors import BadInput

SURE = "Das Land fördert Deutschkurse für Geflüchtete und das Integrationsmanagement."
UNSURE = "Die Gemeinde bezuschusst den Umbau der alten Schule zu einem Treffpunkt mit Museum und Sporthalle."
NEARLY = "Die Gemeinde bezuschusst den Umbau der alten Schule zu einem Treffpunkt mit Museum und einer Sporthalle."
GREETING = "Mit freundlichen Grüßen, Ihre Pressestelle im Rathaus."
POOL = [SURE, UNSURE, NEARLY, UNSURE.replace("Die Gemeinde", "DIE GEMEINDE"), GREETING]
TOWNS = ("Die Stadt Auental", "Der Kreis Nordheim", "Seestadt")
AREA = {"Sportplatz": "sport", "Stadttheater": "kultur"}


def pick(*pool: str, count: int = 10, **options: Any) -> list[Suggestion]:
    candidates = [LabelCandidate(text, str(place), "a.pdf") for place, text in enumerate(pool)]
    return suggestion.suggest_texts(candidates, areas.load_classifier(), count=count, **options)


def test_the_most_uncertain_comes_first_and_near_copies_do_not_come() -> None:
    found = [one.candidate.text for one in pick(*POOL)]
    assert found[0] in (UNSURE, NEARLY) and len({UNSURE, NEARLY} & set(found)) == 1
    assert len(found) == 3


def test_uncertainty_is_a_share_of_the_largest() -> None:
    bits = choice.measure_uncertainty(np.array([[0.5, 0.5], [0.5, 0.0], [1.0, 0.0]], dtype=np.float32))
    assert bits == pytest.approx([1.0, 0.5, 0.0], abs=1e-3)


def test_what_is_labelled_and_what_is_nearly_the_same_is_left_out() -> None:
    found = [one.candidate.text for one in pick(*POOL, labelled=[NEARLY])]
    assert UNSURE not in found and NEARLY not in found and SURE in found


def test_the_same_input_gives_the_same_output() -> None:
    things = ("Radwege", "eine Kita", "das Museum", "Wohnungen")
    pool = [f"{who} baut {thing} für {people}." for who in TOWNS for thing in things for people in ("Familien", "alle")]
    one, same, other = pick(*pool), pick(*pool), pick(*pool, seed=2)
    assert one == same
    assert [each.reason for each in one].count("random") == 1
    assert one[: choice.RANDOM_EVERY - 1] == other[: choice.RANDOM_EVERY - 1] and len(one) == len(other) == 10


def test_texts_without_known_words_come_once() -> None:
    odd = ["Qxzv wpfk", "Brzl mgtt", "Vnnk ttrz", SURE]
    bare = seeded.of_terms(taxonomy.load_taxonomy())
    candidates = [LabelCandidate(text, str(place)) for place, text in enumerate(odd)]
    found = [one.candidate.text for one in suggestion.suggest_texts(candidates, Classifier(bare), count=50)]
    assert sorted(found) == sorted(odd)


@pytest.mark.parametrize("text", ["", "   ", "Sport", "12.000", "x " * 5000, "\u00ad"])
def test_what_nobody_can_label_is_not_picked(text: str) -> None:
    assert pick(text) == []


# ---------------------------------------------------------------------------------------------- to the tools and back


def written(form: str) -> str:
    found = pick(
        "Zuschuss für den Sportplatz", "Zuschuss für das Stadttheater", "=1+1 Zuschuss, „Wahl“; Tag", "Gruß; Post"
    )
    stream = io.StringIO()
    suggestion.FORMATS[form](found, areas.load_classifier().model.titles, stream)
    return stream.getvalue()


def labels_for(text: str) -> list[str]:
    return [area for word, area in AREA.items() if word in text]


def labelled(form: str) -> str:
    """The file as the tool exports it after somebody labelled every text."""
    given = written(form)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(given)))
        stream = io.StringIO()
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        for row in rows:
            table.writerow(row | {"labels": "; ".join(labels_for(row["text"])) or "none"})
        return stream.getvalue()
    if form == "label-studio":
        tasks = json.loads(given)
        for number, task in enumerate(tasks):
            chosen = {"type": "choices", "from_name": "labels", "to_name": "text"}
            value = {"choices": labels_for(task["data"]["text"])}
            result = [chosen | {"value": value}] if value["choices"] else []
            task |= {"id": number, "annotations": [{"id": number, "was_cancelled": False, "result": result}]}
        return json.dumps(tasks)
    rows = [json.loads(line) for line in given.splitlines()]
    key = {"jsonl": "labels", "doccano": "label", "prodigy": "accept"}[form]
    more = {"answer": "accept"} if form == "prodigy" else {}
    none = ["none"] if form == "doccano" else []
    return "\n".join(json.dumps(row | more | {key: labels_for(row["text"]) or none}) for row in rows)


@pytest.mark.parametrize("form", suggestion.FORMATS)
def test_what_comes_back_is_read_by_train(tmp_path: Path, form: str) -> None:
    path = tmp_path / "labels"
    path.write_text(labelled(form), encoding="utf-8")
    rows = read_labels(path, taxonomy.load_taxonomy())
    found = {row.text.lstrip("'"): set(row.labels) for row in rows}
    assert found["Zuschuss für den Sportplatz"] == {"sport"} and found["Zuschuss für das Stadttheater"] == {"kultur"}
    assert found["=1+1 Zuschuss, „Wahl“; Tag"] == set() and len(found) == 4
    assert {row.group for row in rows} == {"a.pdf"}


@pytest.mark.parametrize("form", suggestion.FORMATS)
def test_what_comes_back_unlabelled_is_refused_by_name(tmp_path: Path, form: str) -> None:
    path = tmp_path / "labels"
    path.write_text(written(form), encoding="utf-8")
    with pytest.raises(BadInput, match="labels"):
        read_labels(path, taxonomy.load_taxonomy())


def test_a_spreadsheet_finds_no_formula() -> None:
    cells = [cell for row in csv.reader(io.StringIO(written("csv"))) for cell in row]
    assert "'=1+1 Zuschuss, „Wahl“; Tag" in cells and not any(cell.startswith("=") for cell in cells)


def test_label_studio_sees_predictions_and_prodigy_options() -> None:
    task = next(one for one in json.loads(written("label-studio")) if "Sportplatz" in one["data"]["text"])
    assert task["predictions"][0]["result"][0]["value"] == {"choices": ["sport"]}
    first = json.loads(written("prodigy").splitlines()[0])
    assert {"id": "sport", "text": "Sport"} in first["options"] and first["meta"]["group"] == "a.pdf"


# ---------------------------------------------------------------------------------------------- tables of texts


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("text\nEine Kita\n", [("Eine Kita", "t:2", "")]),
        ("\ufeffid;text\n7;Eine Kita\n\n8;Ein Bad\n", [("Eine Kita", "7", ""), ("Ein Bad", "8", "")]),
        ('group,Text\nb.pdf,"Eine\nKita, neu"\n', [("Eine\nKita, neu", "t:2", "b.pdf")]),
        ('{"text": "Eine Kita", "id": 3}\n\n{"text": "Bad"}\n', [("Eine Kita", "3", ""), ("Bad", "t:3", "")]),
    ],
)
def test_tables_of_texts(tmp_path: Path, content: str, expected: list[tuple[str, str, str]]) -> None:
    path = tmp_path / "t"
    path.write_text(content, encoding="utf-8")
    assert [(one.text, one.id, one.group) for one in texts.read_candidates(path)] == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"satz\nEine Kita\n", "no column named text"),
        (b"Satz;Nr\nEine Kita;1\n", "it has: Satz, Nr"),
        (b'{"text": 3}', "line 1: has no text"),
        (b'{"text": "a b"}\n[1]', "line 2: is no object"),
        (b'{"text": ', "line 1: is no JSON"),
        (b"text\n\x00\x01\n", "no text file"),
    ],
)
def test_wrong_tables_are_named(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=words):
        list(texts.read_candidates(path))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("id;text\n1;Zuschüsse für Bäder\n".encode(encoding))
    assert [one.text for one in texts.read_candidates(path)] == ["Zuschüsse für Bäder"]


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"fehlt\.csv: cannot be read"):
        list(texts.read_candidates(tmp_path / "fehlt.csv"))
