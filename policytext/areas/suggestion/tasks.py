"""Suggestions as files for the tools that people label with, each `write(suggestions, areas, stream)`.

Label Studio: a JSON list of tasks (it reads no JSON lines), the present areas as `predictions`, which are shown and
not counted: https://labelstud.io/guide/predictions. doccano: JSON lines with an empty `label`; a filled one would
count as labelled: https://doccano.github.io/doccano/. Prodigy: JSON lines with `options` for its choice interface:
https://prodi.gy/docs/api-interfaces#choice. What comes back is read by `policytext.areas.labels`.
"""

from __future__ import annotations

import csv as csv_module
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TextIO

from policytext.areas.suggestion.choice import Suggestion

COLUMNS = ("id", "group", "text", "labels", "suggested", "uncertainty", "reason")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection
CONTROL = "labels"  # the name of the choices in Label Studio's set-up

Titles = Mapping[str, str]


def write_csv_tasks(suggestions: Sequence[Suggestion], areas: Titles, stream: TextIO) -> None:
    """A table with an empty column `labels` to fill in: areas joined with `;`, or `none`."""
    writer = csv_module.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in suggestions:
        row = _build_row(one) | {"labels": "", "suggested": "; ".join(_list_area_names(one))}
        writer.writerow({name: _guard_cell(value) for name, value in row.items()})


def write_jsonl_tasks(suggestions: Sequence[Suggestion], areas: Titles, stream: TextIO) -> None:
    """JSON lines with `labels` null, to be filled with a list of areas, empty where a text belongs nowhere."""
    _write_lines(
        ({**_build_row(one), "labels": None, "suggested": _list_area_names(one)} for one in suggestions), stream
    )


def label_studio(suggestions: Sequence[Suggestion], areas: Titles, stream: TextIO) -> None:
    """Tasks for a project with a text named `text` and choices named `labels` that come with each task."""
    options = [{"value": area, "hint": title} for area, title in areas.items()]
    tasks = []
    for one in suggestions:
        row = _build_row(one)
        why = {name: row.pop(name) for name in ("uncertainty", "reason")}
        tasks.append({"data": row | {"options": options, "meta": why}, "predictions": [_build_prediction(one)]})
    json.dump(tasks, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def write_doccano_tasks(suggestions: Sequence[Suggestion], areas: Titles, stream: TextIO) -> None:
    """JSON lines for a project of text classification; what is no text and no label becomes metadata there."""
    rows = (_build_row(one) for one in suggestions)
    named = ("; ".join(_list_area_names(one)) for one in suggestions)
    _write_lines(
        (
            {"text": row.pop("text"), "label": [], "key": row.pop("id"), **row, "suggested": said}
            for row, said in zip(rows, named, strict=True)
        ),
        stream,
    )


def write_prodigy_tasks(suggestions: Sequence[Suggestion], areas: Titles, stream: TextIO) -> None:
    """JSON lines for the choice interface, with the areas as options."""
    options = [{"id": area, "text": title} for area, title in areas.items()]
    rows = ((one, _build_row(one)) for one in suggestions)
    _write_lines(
        (
            {"text": row.pop("text"), "options": options, "meta": row | {"suggested": "; ".join(_list_area_names(one))}}
            for one, row in rows
        ),
        stream,
    )


FORMATS: Mapping[str, Callable[[Sequence[Suggestion], Titles, TextIO], None]] = {
    "csv": write_csv_tasks,
    "jsonl": write_jsonl_tasks,
    "label-studio": label_studio,
    "doccano": write_doccano_tasks,
    "prodigy": write_prodigy_tasks,
}


def _build_row(one: Suggestion) -> dict[str, Any]:
    said = one.candidate
    return {
        "id": said.id,
        "group": said.group,
        "text": said.text,
        "uncertainty": one.uncertainty,
        "reason": one.reason,
    }


def _list_area_names(one: Suggestion) -> list[str]:
    return [area.area for area in one.areas]


def _build_prediction(one: Suggestion) -> dict[str, Any]:
    choices = {"from_name": CONTROL, "to_name": "text", "type": "choices", "value": {"choices": _list_area_names(one)}}
    return {
        "model_version": "policytext",
        "score": round(1 - one.uncertainty, 4),
        "result": [choices] if one.areas else [],
    }


def _guard_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _write_lines(rows: Any, stream: TextIO) -> None:
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
