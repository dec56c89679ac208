"""How alike words of a question and a text are by their letters: runs of five, as Damashek (1995) compares texts.

What stems and compounds do not bring together ("Wildgehege", "Gehegetiere"; typing errors) often has letters in common.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

LENGTH = 5  # letters
K1, B, USUAL = 1.2, 0.9, 5000  # BM25's, with the usual length of a document in letters
MOST = 120  # runs of a question: more change nothing


def cut_runs(words: Sequence[str]) -> list[str]:
    """The runs of letters in some words in small letters, each with the blank before it."""
    found = dict.fromkeys(
        f" {word}"[start : start + LENGTH] for word in words for start in range(max(1, len(word) + 2 - LENGTH))
    )
    return list(found)[:MOST]


def measure_likeness(words: Sequence[str], texts: Sequence[str], *, flat: float = 1.0) -> list[float]:
    """How alike each text is to the words, 0 to 1; what is rare among them counts more. `flat`: as length counts."""
    asked = cut_runs(words)
    plain = [text.lower().replace("-\n", "").replace("\n", " ") for text in texts]
    counts = [[text.count(run) for run in asked] for text in plain]
    rare = [_measure_rarity(sum(row[at] > 0 for row in counts), len(texts)) for at in range(len(asked))]
    damped = [K1 * (1 - B * flat + B * flat * len(text) / USUAL) for text in plain]
    scores = [
        sum(weight * count / (count + damp) for weight, count in zip(rare, row, strict=True) if count)
        for row, damp in zip(counts, damped, strict=True)
    ]
    most = max(scores, default=0.0) or 1.0
    return [score / most for score in scores]


def _measure_rarity(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))
