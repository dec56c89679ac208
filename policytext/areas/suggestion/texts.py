"""Tables of texts that nobody has labelled yet: CSV with a column `text`, JSON lines of objects with a `text`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policytext.areas.suggestion.choice import LabelCandidate
from policytext.errors import BadInput

TABLES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
DELIMITERS = ";,\t|"
LONGEST_CELL = 10_000_000  # characters


def read_candidates(path: Path) -> Iterator[LabelCandidate]:
    """The texts of a table; `BadInput` names the file, the line and what to do."""
    for line, text, row in _number_rows(path, "text"):
        said = {name: str(row[name]) if row.get(name) is not None else "" for name in ("id", "group")}
        yield LabelCandidate(text.strip(), said["id"] or f"{path.name}:{line}", said["group"])  # no document


def read_text_rows(path: Path, column: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a table as they stand, each behind its text in `column` (in any case of letters).

    `BadInput` names the file, the line and what to do: a column that is not there, with those that are.
    """
    for _, text, row in _number_rows(path, column):
        yield text, {name: "" if value is None else str(value) for name, value in row.items()}


def _number_rows(path: Path, column: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """The rows with their lines and texts."""
    text = _decode_file(path)
    if not text.strip():
        raise BadInput(f"{path}: is empty; give a CSV with a column {column}, or JSON lines such as {_EXAMPLE}")
    found = _json_rows(text, path) if text.lstrip().startswith("{") else _csv_rows(text, path, column)
    for line, row in found:
        words = next((value for name, value in row.items() if name.lower() == column.lower()), None)
        if not isinstance(words, str):
            raise BadInput(f"{path}, line {line}: has no {column}; write objects such as {_EXAMPLE}")
        yield line, words, row


_EXAMPLE = '{"id": "1", "text": "…"}'


def _decode_file(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows-1252, as spreadsheets write them."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}); name a CSV or JSONL file with texts") from error
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in data:
        raise BadInput(f"{path}: is no text file; save the table as CSV in UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, written in enumerate(text.split("\n"), 1):
        if written.strip():
            try:
                row = json.loads(written)
            except (ValueError, RecursionError) as error:
                raise BadInput(f"{path}, line {line}: is no JSON ({error}); write one object a line") from error
            if not isinstance(row, dict):
                raise BadInput(f"{path}, line {line}: is no object such as {_EXAMPLE}")
            yield line, row


def _csv_rows(text: str, path: Path, column: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    lines = text.splitlines(keepends=True)
    csv.field_size_limit(LONGEST_CELL)
    wanted = column.lower()
    headers = {sign: _read_header(lines[0], sign) for sign in DELIMITERS}
    names = {sign: [name.lower() for name in header] for sign, header in headers.items()}
    delimiter = max(DELIMITERS, key=lambda sign: (wanted in names[sign], len(names[sign])))
    header = headers[delimiter]
    if wanted not in names[delimiter]:
        shown = ", ".join(filter(None, header))[:80]
        raise BadInput(f"{path}: has no column named {column} in its first line (it has: {shown}); add one or name it")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        next(reader)
        before = reader.line_num
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + 1, dict(zip(header, [*cells, *[""] * len(header)], strict=False))
            before = reader.line_num
    except csv.Error as error:
        raise BadInput(f"{path}, line {reader.line_num}: cannot be read as CSV ({error})") from error


def _read_header(line: str, delimiter: str) -> list[str]:
    """The names of the columns as they are written; `id` and `group`, which have a meaning, in small letters."""
    named = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    return [name.lower() if name.lower() in ("id", "group") else name for name in named]
