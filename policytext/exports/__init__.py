"""Analyses as files of other programs: a module a format, each `write(analyses, stream)`; `stream` takes text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from policytext.analysis import Analysis
from policytext.exports import csv, json, jsonl

__all__ = ["FORMATS", "csv", "json", "jsonl"]


def _write_html(analyses: Iterable[Analysis], stream: TextIO) -> None:
    """Writes the page; its module is loaded only now, so that the command line starts without it."""
    from policytext.exports import html_page

    html_page.write_html(analyses, stream)


FORMATS: dict[str, Callable[[Iterable[Analysis], TextIO], None]] = {
    "json": json.write_json,
    "jsonl": jsonl.write_jsonl,
    "csv": csv.write_csv,
    "html": _write_html,
}
