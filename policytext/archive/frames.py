"""Answers as tables of pandas, an optional library (`pip install policytext[pandas]`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from policytext.analysis import to_plain
from policytext.errors import BadInput


def build_frame(results: Iterable[object]) -> Any:
    """A `pandas.DataFrame` with a row for each hit, deadline, total or actor.

    A document's fields stand in columns of their own; columns `issued` and `date` hold dates. Raises `BadInput`
    where pandas is not installed.
    """
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise BadInput("pandas is not installed: pip install 'policytext[pandas]'") from error
    table = pandas.DataFrame([_flatten_row(_row_of(result)) for result in results])
    for column in {"issued", "date"} & set(table.columns):
        table[column] = pandas.to_datetime(table[column])
    return table


def _row_of(result: Any) -> dict[str, Any]:
    told = result.to_dict() if hasattr(result, "to_dict") else to_plain(result)
    return dict(told)


def _flatten_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Document and statement as columns: their own names, the statement's id, kind, act, text and areas."""
    flat = {**row.get("document", {}), **{key: value for key, value in row.items() if key != "document"}}
    statement = flat.get("statement")
    if isinstance(statement, Mapping):
        areas = [area["area"] for area in statement["areas"]]
        flat |= {"statement": statement["id"], "said": statement["kind"], "act": statement["act"]}
        flat |= {"text": statement["text"], "start": statement["start"], "end": statement["end"], "areas": areas}
    return flat
