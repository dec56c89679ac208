"""Annotated papers: records on their text, laid beside what the taggers find in it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policytext import pipeline
from policytext.analysis import Analysis
from policytext.link.party_candidates import PartyCandidate, find_candidates
from policytext.link.passages import Paper, Site

Span = tuple[int, int]
STOP_WORDS = frozenset(
    "der die das des dem den ein eine einer eines einem einen und oder sowie für von vom zur zum zu im in an am auf aus"
    " bei mit durch als ist sind".split()
)
ENDINGS = ("ungen", "ern", "en", "er", "es", "em", "e", "n", "s")
STATISTICS = frozenset("statistic salary income endowment capital balance leverage worth".split())
SAME_PURPOSE = 0.5  # Dice coefficient of the content words from which on two phrases name the same


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paper with its records as a reader gave them.

    `records[site number]` is the record on a sum, `reasons[site number]` why a sum is none ("" where nobody says).
    """

    gold: dict[str, Any]
    analysis: Analysis
    paper: Paper
    candidates: list[PartyCandidate]
    records: dict[int, dict[str, Any]]
    reasons: dict[int, str]

    @property
    def own(self) -> bool:
        """Whether the paper is of our own writing: what holds for it alone shall not sway what holds for real ones."""
        return "split" in self.gold

    @property
    def drawn(self) -> bool:
        """Whether the paper is one of those that we drew from public corpora and annotated."""
        return "sha256" in self.gold

    def words(self, span: Span) -> str:
        """The text of a gold span."""
        text: str = self.gold["text"]
        return text[span[0] : span[1]]


def load_papers(path: Path) -> Iterator[dict[str, Any]]:
    """The annotated papers of a folder (JSON or JSONL) that may be trained on: kept and test ones are left out."""
    for file in sorted([*path.glob("*.json"), *path.glob("*.jsonl")]) if path.is_dir() else [path]:
        text = file.read_text(encoding="utf-8")
        for row in map(json.loads, text.splitlines() if file.suffix == ".jsonl" else [text]):
            if "text" in row and not row.get("keep") and row.get("split") != "test":
                yield row


def load_corpus(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of our corpus that rules may be written on (split `dev`), in the shape of annotated papers."""
    for file in sorted(path.glob("*/gold.json")):
        about = tomllib.loads(file.with_name("about.toml").read_text(encoding="utf-8"))
        if about.get("split") == "dev":
            gold = json.loads(file.read_text(encoding="utf-8"))
            for record in gold["records"]:
                for side in ("giver", "receiver"):
                    record[side] = [record[side]] if isinstance(record[side], str) else record[side] or []
            yield {**gold, "split": "train"}


def annotate_paper(gold: dict[str, Any]) -> Annotated:
    """A paper analysed, its sums matched with the reader's records."""
    issued = gold.get("document_date")
    options = pipeline.Options(issued=date.fromisoformat(issued) if issued else None)
    analysis = pipeline.tag_string(gold["text"], options)
    paper = Paper(analysis.document, analysis.amounts, analysis.times)
    records: dict[int, dict[str, Any]] = {}
    reasons: dict[int, str] = {}
    for number, site in enumerate(paper.sites):
        record, reason = _match_record(gold, site)
        if record is not None:
            records[number] = record
        elif reason is not None:
            reasons[number] = reason
    return Annotated(gold, analysis, paper, find_candidates(paper, analysis.actors), records, reasons)


def _match_record(gold: dict[str, Any], site: Site) -> tuple[dict[str, Any] | None, str | None]:
    """The record on a sum, or why it is none; two `None` where the reader's numbers differ from the tagger's."""
    span = site.amount.start, site.amount.end
    for record in gold["records"]:
        if record["amount_span"] and is_overlapping(record["amount_span"], span):
            same = _list_numbers(record) == {float(v) for v in (site.amount.low, site.amount.high) if v is not None}
            return (record, None) if same or record["bound"] == "vague" else (None, None)
    for other in gold["non_funding_amounts"]:
        if is_overlapping(other["span"], span):
            return None, "statistic" if other.get("what") in STATISTICS else str(other["why"])
    return None, ""


def _list_numbers(record: dict[str, Any]) -> set[float]:
    return {float(value) for value in (record["low"], record["high"]) if value is not None}


def is_overlapping(one: Iterable[int], other: Iterable[int]) -> bool:
    """Whether two spans share a character."""
    (start, end), (first, last) = one, other
    return start < last and first < end


def stem_content(text: str) -> frozenset[str]:
    """The stems of a phrase's content words, by which two purposes are compared."""
    text = re.sub(r"(?<=[a-zäöüß])-\s+(?=[a-zäöüß])|\u00ad", "", text)
    return frozenset(_cut_ending(word) for word in re.findall(r"\w{2,}", text) if word.lower() not in STOP_WORDS)


def _cut_ending(word: str) -> str:
    word = word.lower().replace("ß", "ss")
    for ending in ENDINGS:
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def measure_dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice the shared words by all words (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def same_party(annotated: Annotated, actor: str, candidate: PartyCandidate) -> bool:
    """Whether a candidate is an actor of the reader's: an equal name or a shared place."""
    gold = next(row for row in annotated.gold["actors"] if row["id"] == actor)
    if re.sub(r"\W+", " ", gold["name"].lower()) == re.sub(r"\W+", " ", candidate.name.lower()):
        return True
    back = annotated.paper.document.view.back
    spans = [back(mention.start, mention.end) for mention in candidate.mentions]
    return any(is_overlapping(span, mention) for span in spans for mention in gold["mentions"])
