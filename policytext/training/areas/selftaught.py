"""Titles that nobody labelled, under the areas that a classifier is sure of: self-training (Yarowsky 1995).

They bring words of grants that neither the lexicon nor the labelled texts have. Only weights come of them: no title is
kept in the model or in the project.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.areas.taxonomy import Taxonomy
from policytext.training.areas.area_examples import AreaExample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SOURCE = "titles"
COUNCIL = Path("karlsruhe", "papers.jsonl.gz")
SURE = 0.9  # probability from which an area is taken for right
OPEN = 0.1  # probability from which an area that is not sure is left open
WEIGHT = 0.3  # of a title, beside 6 for a labelled statement and some 0.1 for a weakly labelled one
LONGEST = 200  # characters of a title


def read_titles(data: Path) -> list[AreaExample]:
    """The distinct titles of a council's papers and of guidelines under `data`, in order, without labels."""
    found = {" ".join(title.split()) for title in (*_of_council(data), *_of_guidelines(data))}
    short = sorted(title for title in found if 0 < len(title) <= LONGEST)
    return [AreaExample(title, frozenset(), source=SOURCE) for title in short]


def _of_council(data: Path) -> Iterator[str]:
    if (data / COUNCIL).exists():
        with gzip.open(data / COUNCIL, "rt", encoding="utf-8") as lines:
            yield from (str(json.loads(line)["name"]) for line in lines)


def _of_guidelines(data: Path) -> Iterator[str]:
    for path in sorted((data / "revosax").glob("*.md")):
        with path.open(encoding="utf-8") as stream:
            yield stream.readline().lstrip("# ")


def choose_examples(
    texts: Sequence[str], chances: NDArray[np.float32], taxonomy: Taxonomy
) -> list[tuple[int, AreaExample]]:
    """The texts (their places) that are surely of an area, by probabilities (texts x areas); doubtful areas stay open.

    Sub-areas are always open: too few texts taught them.
    """
    found = []
    for place, (text, row) in enumerate(zip(texts, chances, strict=True)):
        tops = [(area.id, float(chance)) for area, chance in zip(taxonomy.areas, row, strict=True) if not area.parent]
        labels = frozenset(area for area, chance in tops if chance >= SURE)
        doubtful = frozenset(area for area, chance in tops if OPEN <= chance < SURE) | frozenset(taxonomy.parents)
        if labels:
            found.append((place, AreaExample(text, labels, doubtful, weight=WEIGHT, voice=SOURCE, source=SOURCE)))
    return found
