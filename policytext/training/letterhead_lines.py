"""Labelled heads for the line labeller: our own, line by line, and a council register's, aligned by their title."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policytext import segment
from policytext.german.titles import TITLE_LABEL
from policytext.letterhead import line_features
from policytext.letterhead.head_lines import HeadLine, head_units
from policytext.letterhead.kind import kind_label
from policytext.letterhead.letter_dates import date_of_line
from policytext.letterhead.paper_form import paper_label
from policytext.letterhead.patterns import (
    ADDRESSEE,
    CONTACT_LABEL,
    FORM_LABEL,
    INSTITUTION,
    MEMBER,
    NUMBERS,
    PAGE_LINE,
    PARTY,
    REFERENCE_LABEL,
    RUNNING_WORD,
    SECTION_LABEL,
    TABLE_WORD,
)

LETTERS = {
    "I": "issuer",
    "K": "kind",
    "R": "reference",
    "D": "date",
    "T": "title",
    "t": "title+",
    "S": "subtitle",
    "A": "addressee",
    "C": "contact",
    "F": "form",
    "X": "running",
    "B": "body",
}
HELD_OUT = 5  # every fifth paper of the register, by a checksum of its number, is never trained on
ALIGNED = 0.75  # share of content words that title and lines have in common (Dice)
LONGEST_TITLE = 8  # lines
HEAD = 5000  # characters of a paper that are read
SAME_LAYOUT = 60  # papers with the same first lines that are used; a register has thousands of them


@dataclass(frozen=True, slots=True)
class TrainingHead:
    """The lines of a head with their labels and what is to be read off them."""

    units: tuple[HeadLine, ...]
    labels: tuple[str, ...]
    text: str
    told: dict[str, str]


def held_out(paper: str) -> bool:
    """Whether a paper of the register is set aside for testing."""
    return zlib.crc32(paper.encode()) % HELD_OUT == 0


# ---------------------------------------------------------------------------------------------- our own heads


def read_own_heads(path: Path) -> Iterator[TrainingHead]:
    """The heads of `corpus/letterheads/heads.toml`; raises `ValueError` for a line without letters."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["head"]:
        lines = [
            re.match(r"(?:(?P<letters>[A-Za-z]+)\|)?(?P<text>.*)", line) for line in row["lines"].strip().split("\n")
        ]
        text = "\n".join(line["text"] for line in lines if line)
        letters = [list(line["letters"] or "") for line in lines if line and line["text"].strip()]
        units = head_units(segment.from_text(text))
        told = {name: value for name, value in row.items() if name != "lines"}
        yield TrainingHead(tuple(units), tuple(_list_labels(units, letters)), text, told)


def _list_labels(units: Sequence[HeadLine], letters: Sequence[list[str]]) -> Iterator[str]:
    """One label a field; where a line is one field, the last letter is its own ("Betreff: …" is FT: the title)."""
    lines: list[list[HeadLine]] = []
    for unit in units:
        lines += [[]] if unit.first else []
        lines[-1].append(unit)
    for fields, marks in zip(lines, letters, strict=False):
        if not marks:
            raise ValueError(f"no letter before {fields[0].text!r}")
        for place, _ in enumerate(fields):
            yield LETTERS[marks[-1] if len(fields) == 1 else marks[min(place, len(marks) - 1)]]


# ---------------------------------------------------------------------------------------------- a council's register


def read_register(path: Path, *, test: bool = False) -> Iterator[dict[str, str]]:
    """The rows of a council's register (`papers.jsonl.gz`), those set aside or the others."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        yield from (row for line in rows if held_out((row := json.loads(line))["paper"]) == test)


def align_titles(rows: Iterator[dict[str, str]]) -> Iterator[TrainingHead]:
    """The papers whose head prints the title that the register gives, few of each layout."""
    layouts: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        layout = (row["type"], re.sub(r"\d+", "9", " ".join(row["text"].split())[:40]))
        if layouts[layout] >= SAME_LAYOUT:
            continue
        units = head_units(segment.from_text(row["text"][:HEAD]))
        if found := title_lines(units, row["name"]):
            layouts[layout] += 1
            yield TrainingHead(tuple(units), tuple(_label_weakly(units, *found)), row["text"], row)


def title_lines(units: Sequence[HeadLine], title: str) -> tuple[int, int] | None:
    """First and last (exclusive) line of the run that shares most content words with `title`."""
    wanted = _content_words(title)
    best, where = ALIGNED, None
    useful = [bool(_content_words(unit.text) & wanted) or "-" in unit.text for unit in units]
    for first in (place for place, hit in enumerate(useful[:45]) if hit):
        for last in range(first + 1, min(first + LONGEST_TITLE, len(units)) + 1):
            words = "\n".join(unit.text for unit in units[first:last])
            label = TITLE_LABEL.match(words)
            if (
                share := _measure_dice(_content_words(words[label.start("title") :] if label else words), wanted)
            ) > best:
                best, where = share, (first, last)
            if len(words) > 2 * len(title) + 80:
                break
    return where


def _content_words(text: str) -> frozenset[str]:
    whole = re.sub(r"(?<=[a-zäöüß])-\s+(?=[a-zäöüß])", "", text)
    return frozenset(word.lower()[:8] for word in re.findall(r"\w{3,}", whole))


def _measure_dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _label_weakly(units: Sequence[HeadLine], first: int, last: int) -> Iterator[str]:
    """The title's lines by the register, the others by rules."""
    body = False
    for place, unit in enumerate(units):
        if first <= place < last:
            yield "title" if place == first else "title+"
            continue
        label = _by_rule(unit)
        sentence = bool(line_features.FINITE.search(unit.text)) and len(unit.text) > 60
        body = body or (place >= last and (sentence or bool(SECTION_LABEL.match(unit.text))))
        if body and not SECTION_LABEL.match(unit.text):
            yield "body"
        else:
            yield label or "form"


def _by_rule(unit: HeadLine) -> str | None:
    text = unit.text
    short = len(text) < 90
    rules = (
        ("running", RUNNING_WORD.search(text) or PAGE_LINE.fullmatch(text)),
        ("kind", short and (paper_label(text) or kind_label(text)) and not REFERENCE_LABEL.match(text)),
        ("date", date_of_line(text)),
        ("reference", short and REFERENCE_LABEL.match(text)),
        ("form", SECTION_LABEL.match(text) or FORM_LABEL.match(text) or TABLE_WORD.fullmatch(text)),
        ("contact", NUMBERS.search(text) or CONTACT_LABEL.match(text)),
        ("addressee", ADDRESSEE.match(text)),
        ("issuer", short and (MEMBER.match(text) or PARTY.match(text) or INSTITUTION.fullmatch(text))),
    )
    return next((label for label, fits in rules if fits), None)
