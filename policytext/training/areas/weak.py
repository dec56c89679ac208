"""Weakly labelled texts: chapters of the coalition agreement (okfde), Saxon guidelines (revosax), news as "none"."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from policytext import lexicon
from policytext.training.areas.area_examples import AreaExample

SECTION = re.compile(r"^\#+[ ]*(?P<head>[^\n]*)\n(?P<body>(?:(?!^\#).*\n?)*)", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
MARKS = re.compile(r"[*_`>]|<[^>]+>")
SENTENCE_END = re.compile(r"(?<=[a-zäöüß)]\.)\s+(?=[A-ZÄÖÜ])")
NONE_WEIGHT = 3.0
NEWS_WEIGHT = 0.5  # some are about matters of an area after all
SHORTEST = 40  # characters of a sentence worth reading
PURPOSE = re.compile(r"zweck|gegenstand|ziel|Maßnahmen|Präambel|Allgemeines", re.IGNORECASE)
LEGAL = re.compile(r"SächsGVBl|SächsABl|Haushaltsordnung|ABl\.|BGBl|Rechtsanspruch|Ermessen|De-minimis")


def read_coalition_agreement(folder: Path) -> Iterator[AreaExample]:
    """Sentences of the coalition agreement with the areas of their section."""
    table, left_out = (
        lexicon.load_lexicon("areas_weak")["okfde"],
        lexicon.load_lexicon("areas_weak")["okfde_left_out"]["headings"],
    )
    for path in sorted((folder / "okfde").glob("*.md")):
        number = "-".join(part for part in path.stem.split("-")[:2] if part.isdigit())
        text = FRONT_MATTER.sub("", path.read_text(encoding="utf-8"))
        for match in SECTION.finditer(f"# {path.stem}\n{text}"):
            head = match["head"].strip()
            labels = table.get(head) or table.get(number)
            if labels and head not in left_out:
                yield from _cut_sentences(match["body"], frozenset(labels), 0.5, f"okfde {path.stem}")


def read_guidelines(folder: Path) -> Iterator[AreaExample]:
    """Title and sentences of purpose of Saxon guidelines with the areas of the guideline."""
    table, left_out = (
        lexicon.load_lexicon("areas_weak")["revosax"],
        lexicon.load_lexicon("areas_weak")["revosax_left_out"]["names"],
    )
    seen = set[str]()
    for path in sorted((folder / "revosax").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        labels = frozenset(area for key, areas in table.items() if key in path.stem for area in areas)
        if not labels or text[:2000] in seen or any(name in path.stem for name in left_out):
            continue
        seen.add(text[:2000])
        title = text.partition("\n")[0].lstrip("# ")
        yield AreaExample(title, labels, weight=1.0, voice=f"revosax {path.stem}", source="revosax")
        for match in SECTION.finditer(text):
            if PURPOSE.search(match["head"]):
                yield from _cut_sentences(match["body"], labels, 0.5, f"revosax {path.stem}", limit=12)


def _cut_sentences(
    body: str, labels: frozenset[str], weight: float, voice: str, *, limit: int = 1000
) -> Iterator[AreaExample]:
    taken = 0
    for sentence in SENTENCE_END.split(" ".join(MARKS.sub("", body).split())):
        if len(sentence) >= SHORTEST and not LEGAL.search(sentence) and taken < limit:
            taken += 1
            yield AreaExample(sentence[:600], labels, weight=weight, voice=voice, source=voice.split(maxsplit=1)[0])


def read_news(folder: Path) -> Iterator[AreaExample]:
    """The sentences of GermEval's news and Wikipedia text: nearly never about funding, so "none"."""
    for name in ("a", "b"):
        with gzip.open(folder / "germeval2014" / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
            for sentence in _join_tokens(lines):
                yield AreaExample(
                    sentence, frozenset(), weight=NEWS_WEIGHT, voice=f"germeval {name}", source="germeval2014"
                )


def _join_tokens(lines: Iterator[str]) -> Iterator[str]:
    words: list[str] = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(columns) < 2:
            if words and not line.startswith("#"):
                yield " ".join(words)
            words = []
        else:
            words.append(columns[1])
    if words:
        yield " ".join(words)


def load_nowhere() -> Iterator[AreaExample]:
    """Phrases and sentences of the lexicon that belong to no area."""
    for kind, texts in lexicon.load_lexicon("areas_weak")["none"].items():
        for text in texts:
            yield AreaExample(text, frozenset(), weight=NONE_WEIGHT, voice=f"none {kind}", source="seeds")
