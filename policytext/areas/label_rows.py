"""The rows of label files: CSV as spreadsheets write it, JSONL, and what Label Studio, doccano and Prodigy export.

Label Studio exports JSON (tasks with `annotations`), JSON-MIN and CSV (both with `annotation_id`), doccano JSONL with
`label` and CSV with labels joined by "#", Prodigy JSONL with `accept` (choices) or `label`, and `answer`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from policytext.errors import BadInput

DELIMITERS = ";,\t|"
SEPARATORS = re.compile(r"\s*[;|#\n]\s*")  # familie; sport   familie|sport   familie#sport (doccano)
NO_AREA = frozenset({"none", "keine", "kein"})  # said in place of a label: the text belongs nowhere
LABEL_KEYS = ("labels", "label", "areas", "area")
LABEL_STUDIO = frozenset({"annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement"})
NOT_LABELS = LABEL_STUDIO | {"text", "id", "group", "meta"}
LONGEST_CELL = 10_000_000  # characters
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A row of a label file; `labels` is `None` where nobody has labelled the text yet, empty where it has no area.

    `line` is where it begins (in a JSON list: which one it is), from 1. `single` marks one of several answers that
    belong to the same text.
    """

    line: int
    text: str
    labels: tuple[str, ...] | None
    group: str = ""
    id: str = ""
    single: bool = False


def read_rows(path: Path) -> Iterator[LabelRow]:
    """The rows of a label file; `BadInput` where it is no such file."""
    text = _decode_file(path)
    start = text.lstrip()[:1]
    if start == "[":
        yield from _json_list(text, path)
    elif start == "{":
        yield from _json_lines(text, path)
    else:
        yield from _read_table(text, path)


def _decode_file(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows-1252, as spreadsheets write them."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}); name a CSV or JSONL file with labels") from error
    if not data.strip():
        raise BadInput(f"{path}: is empty; give a CSV with the columns text and labels")
    marked = next((encoding for mark, encoding in BOMS if data.startswith(mark)), None)
    if marked is None and b"\0" in data:
        raise BadInput(f"{path}: is no text file; save the table as CSV in UTF-8")
    try:
        return data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        if marked:
            raise BadInput(f"{path}: is damaged ({marked} that cannot be decoded); save it again in UTF-8") from None
        return data.decode("cp1252", errors="replace")


# ---------------------------------------------------------------------------------------------- JSON


def _json_list(text: str, path: Path) -> Iterator[LabelRow]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path}: is no JSON ({_one_line(error)})") from error
    yield from chain.from_iterable(_of_object(item, place, path) for place, item in enumerate(items, 1))


def _json_lines(text: str, path: Path) -> Iterator[LabelRow]:
    for line, written in enumerate(text.split("\n"), 1):
        if written.strip():
            try:
                item = json.loads(written)
            except (ValueError, RecursionError) as error:
                raise BadInput(
                    f"{path}, line {line}: is no JSON ({_one_line(error)}); write one object a line"
                ) from error
            yield from _of_object(item, line, path)


def _of_object(item: Any, line: int, path: Path) -> Iterator[LabelRow]:
    if not isinstance(item, dict):
        raise BadInput(f'{path}, line {line}: is no object such as {{"text": "…", "labels": ["sport"]}}')
    data = item.get("data")
    if isinstance(item.get("annotations"), list) and isinstance(data, dict):
        yield from _label_studio(item, data, line, path)
    elif "answer" in item:
        yield from _read_prodigy_row(item, line, path)
    else:
        yield _build_row(item, _plain_labels(item, line, path), line, path)


def _label_studio(item: Mapping[str, Any], data: Mapping[str, Any], line: int, path: Path) -> Iterator[LabelRow]:
    """A task of Label Studio: a row an annotation; skipped ones say nothing."""
    done = [one for one in item["annotations"] if isinstance(one, dict) and not one.get("was_cancelled")]
    for annotation in done:
        values = [one.get("value") for one in annotation.get("result") or () if isinstance(one, dict)]
        chosen = chain.from_iterable(_list_choices(value) for value in values if isinstance(value, dict))
        yield _build_row({"id": item.get("id"), **data}, tuple(chosen), line, path)
    if not done:
        yield _build_row({"id": item.get("id"), **data}, None, line, path)


def _list_choices(value: Mapping[str, Any]) -> Iterator[str]:
    """The labels in a value of Label Studio: `choices` are names, `taxonomy` holds paths to names."""
    yield from map(str, value.get("choices") or ())
    for way in value.get("taxonomy") or ():
        yield str(way[-1] if isinstance(way, list) and way else way)


def _read_prodigy_row(item: Mapping[str, Any], line: int, path: Path) -> Iterator[LabelRow]:
    """An answer of Prodigy: choices accepted together, or one label accepted or rejected."""
    answer = item["answer"]
    if answer == "accept" and isinstance(item.get("accept"), list):
        yield _build_row(item, tuple(map(str, item["accept"])), line, path)
    elif answer == "accept" and "label" in item:
        yield _build_row(item, _split_labels(item["label"]), line, path, single=True)
    else:
        yield _build_row(item, None, line, path, single=True)  # ignored, or a single label rejected: others may hold


def _plain_labels(item: Mapping[str, Any], line: int, path: Path) -> tuple[str, ...] | None:
    """The labels of an object; an empty `label` is what doccano exports for a text not labelled yet."""
    key = next((key for key in LABEL_KEYS if key in item), None)
    if key is None and "annotation_id" in item:
        key = _find_choice_key([name for name in item if name not in NOT_LABELS], item)
    if key is None:
        raise BadInput(f'{path}, line {line}: has no labels; write {{"text": "…", "labels": ["sport"]}}')
    value = item[key]
    if not isinstance(value, str | list | dict | None):
        raise BadInput(f"{path}, line {line}: {key!r} is no list of labels")
    return _split_labels(value) or (() if value == [] and key != "label" else None)


def _find_choice_key(names: Sequence[str], item: Mapping[str, Any]) -> str | None:
    """The key of Label Studio's short exports under which the choices stand (it is the control's own name)."""
    plain = [name for name in names if isinstance(item[name], dict) and "choices" in item[name]]
    found = plain or [name for name in names if isinstance(item[name], str | list)]
    return found[-1] if found else None


def _split_labels(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        return tuple(_list_choices(value))
    if isinstance(value, list):
        return tuple(map(str, value))
    return tuple(part for part in SEPARATORS.split(value.strip()) if part) if value else ()


def _build_row(
    item: Mapping[str, Any], labels: tuple[str, ...] | None, line: int, path: Path, *, single: bool = False
) -> LabelRow:
    text, meta = item.get("text"), item.get("meta")
    more = meta if isinstance(meta, dict) else {}
    if not isinstance(text, str):
        raise BadInput(f'{path}, line {line}: has no text; write {{"text": "…", "labels": ["sport"]}}')
    group, id_ = (item[key] if item.get(key) is not None else more.get(key, "") for key in ("group", "id"))
    return LabelRow(line, text, labels, str(group).strip(), str(id_).strip(), single)


# ---------------------------------------------------------------------------------------------- CSV


def _read_table(text: str, path: Path) -> Iterator[LabelRow]:
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines[0].lower().startswith("sep=") else 0  # a spreadsheet's own remark
    delimiter = _guess_delimiter(lines[skipped : skipped + 1])
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines[skipped:], delimiter=delimiter)
    try:
        header = [name.strip().lower() for name in next(reader)]
        column = _find_columns(header, path)
        before = reader.line_num
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _of_cells(cells, column, before + 1 + skipped)
            before = reader.line_num
    except csv.Error as error:
        raise BadInput(f"{path}, line {reader.line_num + skipped}: cannot be read as CSV ({error})") from error


def _guess_delimiter(header: Sequence[str]) -> str:
    """The delimiter that gives the header a column `text`, and most columns."""

    def worth(delimiter: str) -> tuple[bool, int]:
        names = [name.strip().lower() for name in next(csv.reader(header, delimiter=delimiter), [])]
        return "text" in names, len(names)

    return max(DELIMITERS, key=worth)


def _find_columns(header: Sequence[str], path: Path) -> Mapping[str, int]:
    """Where text, labels, id and group stand."""
    labels = [name for name in LABEL_KEYS if name in header]
    if not labels and "annotation_id" in header:
        labels = [name for name in header if name not in NOT_LABELS][-1:]  # the control's own name, after the data
    if "text" not in header or not labels:
        shown = ", ".join(header)[:80]
        raise BadInput(f"{path}: needs columns named text and labels in its first line (it has: {shown})")
    return {"labels": header.index(labels[0])} | {
        name: header.index(name) for name in ("text", "id", "group") if name in header
    }


def _of_cells(cells: Sequence[str], column: Mapping[str, int], line: int) -> LabelRow:
    found = {name: cells[place].strip() if place < len(cells) else "" for name, place in column.items()}
    return LabelRow(line, found["text"], _of_cell(found["labels"]), found.get("group", ""), found.get("id", ""))


def _of_cell(cell: str) -> tuple[str, ...] | None:
    """The labels of a cell, `None` for an empty one; several choices of Label Studio stand in it as JSON."""
    if cell[:1] in ("{", "["):
        try:
            return _split_labels(json.loads(cell))
        except (ValueError, RecursionError):
            return (cell,)
    return _split_labels(cell) or None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
