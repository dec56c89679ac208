"""Tables of texts that nobody has labelled yet: CSV with a column `text`, JSON lines of objects with a `text`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policytext.areas.suggestion.choice import Candidate
from policytext.errors import BadInput

TABLES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
DELIMITERS = ";,\t|"
LONGEST_CELL = 10_000_000  # characters


def candidates(path: Path) -> Iterator[Candidate]:
    """The texts of a table; `BadInput` names the file, the line and what to do."""
    text = _decoded(path)
    if not text.strip():
        raise BadInput(f"{path}: is empty; give a CSV with a column text, or JSON lines such as {_EXAMPLE}")
    rows = _json_rows(text, path) if text.lstrip().startswith("{") else _csv_rows(text, path)
    for line, row in rows:
        words = row.get("text")
        if not isinstance(words, str):
            raise BadInput(f"{path}, line {line}: has no text; write objects such as {_EXAMPLE}")
        said = {name: str(row[name]) if row.get(name) is not None else "" for name in ("id", "group")}
        yield Candidate(words.strip(), said["id"] or f"{path.name}:{line}", said["group"] or path.name)


_EXAMPLE = '{"id": "1", "text": "…"}'


def _decoded(path: Path) -> str:
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


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    lines = text.splitlines(keepends=True)
    csv.field_size_limit(LONGEST_CELL)
    delimiter = max(DELIMITERS, key=lambda sign: "text" in _names(lines[0], sign))
    if "text" not in _names(lines[0], delimiter):
        raise BadInput(f"{path}: has no column named text in its first line; add one")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        header, before = [name.strip().lower() for name in next(reader)], reader.line_num
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + 1, dict(zip(header, [*cells, *[""] * len(header)], strict=False))
            before = reader.line_num
    except csv.Error as error:
        raise BadInput(f"{path}, line {reader.line_num}: cannot be read as CSV ({error})") from error


def _names(line: str, delimiter: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
