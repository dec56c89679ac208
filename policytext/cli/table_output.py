"""Rows for other programs: JSON (one list), JSON lines, CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from policytext.cli.printing import bare_words

FORMS = ("json", "jsonl", "csv")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection


def write_table(rows: Iterable[Mapping[str, Any]], form: str, columns: Sequence[str], stream: TextIO) -> None:
    """Write rows of JSON's types; `columns` are the CSV's, lists in them joined with `; `."""
    if form == "json":
        write_object(list(rows), stream)
    elif form == "jsonl":
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    else:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([guard_cell(row.get(name)) for name in columns] for row in rows)


def write_object(value: object, stream: TextIO) -> None:
    """Write one value of JSON's types, indented."""
    json.dump(value, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def guard_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula and no terminal for a command; lists are joined."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    if not isinstance(value, str):
        return value
    words = bare_words(value)
    return f"'{words}" if words.startswith(FORMULA) else words
