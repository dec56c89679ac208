"""Annotations of public papers that stand apart from their texts: spans here, the texts in a folder of public corpora.

The papers of a council have no licence that would let us ship them, our reading of them is ours.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any


def join_texts(annotations: Path, data: Path) -> Iterator[dict[str, Any]]:
    """The annotated papers with their texts, in the shape of papers that hold their own.

    `annotations` is JSONL, a paper a line; its `source` names a corpus in `data` and a paper of it
    ("karlsruhe/37952"), `sha256` is the checksum of the text that was read. An absent or another text raises
    `SystemExit` with the paper's name.
    """
    rows = [json.loads(line) for line in annotations.read_text(encoding="utf-8").splitlines()]
    wanted: dict[str, set[str]] = {}
    for row in rows:
        corpus, _, name = row["source"].partition("/")
        wanted.setdefault(corpus, set()).add(name)
    texts = {f"{corpus}/{name}": text for corpus in wanted for name, text in READERS[corpus](data, wanted[corpus])}
    for row in rows:
        text = texts.get(row["source"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise SystemExit(f"{row['source']}: this paper is not in {data}, or its text is another one")
        yield {**row, "title": None, "text": text, "actors": [{"name": "", **actor} for actor in row["actors"]]}


def _read_karlsruhe(data: Path, names: set[str]) -> Iterator[tuple[str, str]]:
    with gzip.open(data / "karlsruhe" / "papers.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in names:
                yield row["id"], row["text"]


def _read_revosax(data: Path, names: set[str]) -> Iterator[tuple[str, str]]:
    for name in sorted(names):
        file = data / "revosax" / f"{name}.md"
        if file.is_file():
            yield name, file.read_text(encoding="utf-8")


READERS: Mapping[str, Callable[[Path, set[str]], Iterator[tuple[str, str]]]] = {
    "karlsruhe": _read_karlsruhe,
    "revosax": _read_revosax,
}
