"""Analyses as files of other programs: a module a format, each `write(analyses, stream)`; `stream` takes text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from policytext.analysis import Analysis
from policytext.exports import csv, json, jsonl

__all__ = ["FORMATS", "csv", "json", "jsonl"]

FORMATS: dict[str, Callable[[Iterable[Analysis], TextIO], None]] = {
    "json": json.write,
    "jsonl": jsonl.write,
    "csv": csv.write,
}
