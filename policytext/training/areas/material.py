"""Everything that the default classifier is trained on."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policytext import lexicon
from policytext.areas.taxonomy import Taxonomy
from policytext.errors import BadInput
from policytext.training.areas import proceedings, weak
from policytext.training.areas.area_examples import AreaExample

OWN_WEIGHT = 6.0  # of a labelled statement of our own
WEAK_WEIGHT = 0.15  # of everything weakly labelled; chosen by cross-validation over our own training voices
SEED_WEIGHT = 3.0  # of a term of the area lexicon
NOWHERE_EVERY = 20  # sentences of the news that the gate is calibrated on
NEWS_EVERY = 2  # sentences of the news; the others are kept for measuring abstention


@dataclass(frozen=True, slots=True)
class Material:
    """Own statements for training and testing, everything else for training, later proceedings for testing."""

    own: list[AreaExample]
    nowhere: list[AreaExample]
    own_test: list[AreaExample]
    weak: list[AreaExample]
    later: list[proceedings.Proceeding]
    news_test: list[AreaExample]


def gather_material(data: Path, corpus: Path, taxonomy: Taxonomy, *, seed: int) -> Material:
    """The material under `data` (dip21, okfde, revosax, germeval2014) and `corpus` (our own JSONL files)."""
    _check_folders(data, corpus)
    filed = proceedings.read_proceedings(data, taxonomy)
    own = [replace(example, labels=taxonomy.with_parents(example.labels)) for example in read_own(corpus, taxonomy)]
    others = [
        *thin_proceedings(proceedings.list_training_texts(filed, seed=seed), seed=seed),
        *weak.read_coalition_agreement(data),
        *weak.read_guidelines(data),
    ]
    news = list(weak.read_news(data))
    return Material(
        own=[replace(example, weight=OWN_WEIGHT) for example in own if example.split == "train"],
        nowhere=[*weak.load_nowhere(), *news[::NOWHERE_EVERY]],
        own_test=[example for example in own if example.split == "test"],
        weak=[
            *map(_doubt_example, others),
            *list_seed_examples(taxonomy),
            *[text for place, text in enumerate(news) if place % NEWS_EVERY == 0 and place % NOWHERE_EVERY],
        ],
        later=[row for row in filed if row.term >= proceedings.TEST_TERM and row.labels],
        news_test=news[1::NEWS_EVERY],
    )


def _check_folders(data: Path, corpus: Path) -> None:
    for path in (data / proceedings.FILE, data / "okfde", data / "revosax", data / "germeval2014", corpus):
        if not path.exists():
            raise BadInput(
                f"{path}: not found; --data holds dip21, okfde, revosax and germeval2014, --corpus our statements"
            )


def thin_proceedings(examples: Iterable[AreaExample], *, seed: int) -> Iterator[AreaExample]:
    """Whole proceedings, and of each either its title or its descriptors: half the work, the same voices."""
    dice = random.Random(seed)
    for example in examples:
        if example.weight >= 1.0 or example.voice == "descriptors" or dice.random() < 0.5:
            yield example


def list_seed_examples(taxonomy: Taxonomy) -> Iterator[AreaExample]:
    """Every term of the area lexicon as a text; one that stands under several areas belongs to all of them."""
    areas: dict[str, set[str]] = defaultdict(set)
    for area, terms in taxonomy.seeds.items():
        for term in terms:
            areas[term].add(area)
    for term, found in areas.items():
        yield AreaExample(
            term, taxonomy.with_parents(frozenset(found)), weight=SEED_WEIGHT, voice="seeds", source="seeds"
        )


def _doubt_example(example: AreaExample) -> AreaExample:
    """A weak label counts less, and leaves open whether a sub-area holds that its words hint at."""
    lower = example.text.lower()
    doubtful = (
        area
        for area, hints in lexicon.load_lexicon("areas_weak")["doubtful"].items()
        if area.split("/")[0] in example.labels and any(hint in lower for hint in hints)
    )
    return replace(example, unknown=example.unknown | frozenset(doubtful), weight=example.weight * WEAK_WEIGHT)


def read_own(folder: Path, taxonomy: Taxonomy) -> Iterator[AreaExample]:
    """The labelled statements of a folder of JSONL files, grouped by voice and author (the middle of the id)."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield _build_own_example(json.loads(line), taxonomy, f"{path}:{number}")


def _build_own_example(row: dict[str, object], taxonomy: Taxonomy, where: str) -> AreaExample:
    labels, text = row.get("labels"), row.get("text")
    if not isinstance(text, str) or not text.strip() or not isinstance(labels, list):
        raise BadInput(f"{where}: needs a text and a list of labels")
    if strange := [label for label in labels if label not in taxonomy.ids]:
        raise BadInput(f"{where}: unknown area {strange[0]!r}")
    author = "-".join(str(row.get("id", "")).split("-")[-3:-1])
    return AreaExample(
        text,
        frozenset(map(str, labels)),
        voice=author or str(row.get("voice", "")),
        split=str(row.get("split", "train")),
    )


def list_voices(examples: Sequence[AreaExample]) -> list[str]:
    """The distinct voices, in order."""
    return sorted({example.voice for example in examples})
