"""The Bundestag's proceedings (dip21) as labelled texts: titles, abstracts and descriptors under a crosswalk."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext import lexicon
from policytext.areas.taxonomy import Taxonomy
from policytext.training.areas.area_examples import AreaExample

FILE = Path("dip21", "vorgaenge-wp8-18.jsonl.gz")
TEST_TERM = 18  # the last one: held out by time
FIRST_TERM = 14  # 1998; older proceedings cost time and gained nothing
MIXED = "Gesellschaftspolitik, soziale Gruppen"  # family, equality and social matters in one: no label by itself
MIXED_AREAS = frozenset({"familie-kinder-jugend", "gleichstellung", "soziales"})
TOURISM = ("Tourismus", "Fremdenverkehr")  # descriptors; the Bundestag files tourism under sport, we under business
TORN = frozenset({"sport", "wirtschaft-tourismus"})
LEAST_OFTEN = 2  # proceedings with a descriptor before it counts as a text of its own
CLEAR = 0.6  # share of a descriptor's proceedings in one area that makes it a text of that area


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One proceeding: its term, title with abstract, descriptors, areas and the areas its filing leaves open."""

    term: int
    title: str
    abstract: str
    descriptors: tuple[str, ...]
    labels: frozenset[str]
    unknown: frozenset[str]


def read_proceedings(folder: Path, taxonomy: Taxonomy) -> list[Proceeding]:
    """The proceedings of the terms in use."""
    crosswalk = taxonomy.crosswalk("bundestag")
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [_build_proceeding(row, crosswalk) for row in rows if int(row["wp"]) >= FIRST_TERM]


def _build_proceeding(row: Mapping[str, Any], crosswalk: Mapping[str, str]) -> Proceeding:
    descriptors, telling = tuple(row["schlagwort"]), lexicon.load_lexicon("areas_weak")["telling"]
    labels = frozenset(crosswalk[name] for name in row["sachgebiet"] if name in crosswalk)
    told = frozenset(
        area for area, heads in telling.items() if any(word.startswith(tuple(heads)) for word in descriptors)
    )
    mixed = MIXED in row["sachgebiet"]
    unknown = (MIXED_AREAS - labels - told) if mixed else frozenset()
    torn = TORN if any(word.startswith(TOURISM) for word in descriptors) else frozenset()
    return Proceeding(
        int(row["wp"]),
        " ".join((row["titel"] or "").split()),
        " ".join((row["abstrakt"] or "").split()),
        descriptors,
        (labels | told) if mixed else labels,
        unknown | (torn - labels if torn else frozenset()),
    )


def list_training_texts(rows: Iterable[Proceeding], *, seed: int) -> Iterator[AreaExample]:
    """Texts of the earlier terms: whole, title alone, a few descriptors, and descriptors that stand for one area."""
    earlier = [row for row in rows if row.term < TEST_TERM]
    dice = random.Random(seed)
    for row in earlier:
        yield _build_example(row, f"{row.title}. {row.abstract}", 1.0)
        yield _build_example(row, row.title, 0.5)
        if row.descriptors:
            few = dice.sample(row.descriptors, min(len(row.descriptors), dice.randint(1, 4)))
            yield _build_example(row, ", ".join(few), 0.5)
    yield from list_descriptors(earlier)


def _build_example(row: Proceeding, text: str, weight: float) -> AreaExample:
    return AreaExample(text, row.labels, row.unknown, weight=weight, voice=f"term-{row.term}", source="dip21")


def list_descriptors(rows: Iterable[Proceeding]) -> Iterator[AreaExample]:
    """Every descriptor that most of its proceedings file under one area, as a text of that area."""
    seen: Counter[str] = Counter()
    areas: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        seen.update(row.descriptors)
        for word in row.descriptors:
            areas[word].update(row.labels)
    for word, count in sorted(seen.items()):
        labels = frozenset(area for area, times in areas[word].items() if times / count >= CLEAR)
        if count >= LEAST_OFTEN and labels and "," not in word:  # "Chemnitz, Stadt" is a place
            possible = frozenset(area for area, times in areas[word].items() if times / count >= CLEAR / 4)
            yield AreaExample(word, labels, possible - labels, weight=0.5, voice="descriptors", source="dip21")
