"""Papers of known kind, for the classifier of kinds: whole ones, and pieces cut out of their middle."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from policytext import segment
from policytext.letterhead import form
from policytext.letterhead.head_lines import head_units
from policytext.letterhead.labeller import load_shipped_labeller
from policytext.letterhead.title import find_title
from policytext.training.letterhead_lines import read_own_heads, read_register

COUNCIL_PAPERS, OF_A_TYPE = 900, 300
NEWS, SPEECHES, CHAPTER_PIECES, GUIDELINE_PIECES = 500, 150, 6, 2
PIECE = 3000  # characters of a piece cut out of the middle
SHORTEST = 400  # characters


@dataclass(frozen=True, slots=True)
class TrainingPaper:
    """A text, its kind, where it is from, and how much it counts in all."""

    text: str
    kind: str
    source: str
    weight: float = 1.0


def collect_papers(data: Path, mine: Path) -> Iterator[TrainingPaper]:
    """The papers of every source; each source counts as much as its weight says, however many texts it has."""
    yield from _read_own_papers(mine)
    yield from _read_council_papers(data / "karlsruhe" / "papers.jsonl.gz")
    yield from _read_guidelines(data / "revosax")
    yield from _read_coalition_papers(data / "okfde")
    yield from _read_news_papers(data / "smartdata" / "train.jsonl.gz")
    yield from _read_speeches(data / "spkatt2023" / "train.jsonl.gz")


def features_of(text: str) -> list[str]:
    """What the classifier sees of a text."""
    document = segment.from_text(text)
    units = head_units(document)
    title = find_title(units, *load_shipped_labeller().label(units))
    return form.describe_form(units, document.text, title=title.text if title else None)


def _read_own_papers(folder: Path) -> Iterator[TrainingPaper]:
    """Our heads with our bodies of the same kind, whole and one without the other."""
    bodies = tomllib.loads((folder / "bodies.toml").read_text(encoding="utf-8"))["body"]
    for body in bodies:
        yield TrainingPaper(body["text"], body["kind"], "own", 4.0)
    for place, head in enumerate(read_own_heads(folder / "heads.toml")):
        kind = head.told["kind"]
        yield TrainingPaper(head.text, kind, "own", 3.0)
        same = [body["text"] for body in bodies if body["kind"] == kind]
        for text in same[place % 3 :: 3]:
            yield TrainingPaper(f"{head.text}\n{text}", kind, "own", 2.0)


def _read_council_papers(path: Path) -> Iterator[TrainingPaper]:
    types: Counter[str] = Counter()
    for row in read_register(path):
        if len(row["text"]) < SHORTEST or types[row["type"]] >= OF_A_TYPE or zlib.crc32(row["id"].encode()) % 3:
            continue
        types[row["type"]] += 1
        yield TrainingPaper(row["text"], "council_paper", "karlsruhe", 1.0)
        if len(row["text"]) > 2 * PIECE:
            yield TrainingPaper(row["text"][PIECE : 2 * PIECE], "council_paper", "karlsruhe", 0.3)


def _read_guidelines(folder: Path) -> Iterator[TrainingPaper]:
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        yield TrainingPaper(text, "guideline", "revosax", 1.0)
        yield from _cut_pieces(text, "guideline", "revosax", GUIDELINE_PIECES)


def _read_coalition_papers(folder: Path) -> Iterator[TrainingPaper]:
    for path in sorted(folder.glob("*.md")):
        yield from _cut_pieces(path.read_text(encoding="utf-8"), "agreement", "okfde", CHAPTER_PIECES)


def _cut_pieces(text: str, kind: str, source: str, most: int) -> Iterator[TrainingPaper]:
    starts = range(0, max(len(text) - PIECE // 2, 1), max(PIECE, len(text) // most))
    for start in islice(starts, most):
        begin = text.find("\n", start) + 1 if start else 0
        yield TrainingPaper(text[begin : begin + PIECE], kind, source, 1.0)


def _read_news_papers(path: Path) -> Iterator[TrainingPaper]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = (json.loads(row)["text"] for row in rows)
        long = (
            text
            for text in texts
            if len(text) > SHORTEST and not re.search(r"\bots\b|Pressemitteilung|Presse", text[:600])
        )
        for text in islice(long, NEWS):
            yield TrainingPaper(text, "news", "smartdata", 0.5)


def _read_speeches(path: Path) -> Iterator[TrainingPaper]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in islice(rows, SPEECHES):
            sentences = json.loads(row).get("Sentences", [])
            words = [" ".join(sentence["Tokens"]) for sentence in sentences]
            text = re.sub(r" (?=[.,;:!?])", "", " ".join(words))
            if len(text) > SHORTEST:
                yield TrainingPaper(text, "speech", "spkatt2023", 0.5)
