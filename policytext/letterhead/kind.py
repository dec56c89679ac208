"""What kind of paper it is: what a line or title calls it, and what its form tells (a softmax over features)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.letterhead.patterns import KIND_LABELS, KIND_WORDS, SPACED_LETTERS
from policytext.letterhead.weights import FeatureWeights, load_weights
from policytext.lexicon.pattern_lists import PatternLists

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parents[1] / "models" / "letterhead" / "kinds.npz"
INFORMAL = 0.85  # probability of a council paper without a form, a number or a table of sittings
LEAST = 0.3  # probability below which the kind is `other`
_KIND_WORDS = PatternLists("letterhead", "kind_words")
COMPOUND = re.compile(  # Gebührensatzung   Zielvereinbarung
    rf"\b\w+(?P<guideline>{_KIND_WORDS.guideline})\b|\b\w*(?P<agreement>{_KIND_WORDS.agreement})\b"
)
RULE_CODE = re.compile(rf"{_KIND_WORDS.rule_codes}\b")  # VwV Jugendhilfe


@lru_cache(maxsize=4096)
def kind_label(line: str) -> str | None:
    """The kind that a line names, where it is little more than that name ("PRESSEMITTEILUNG Nr. 12/2017")."""
    joined = SPACED_LETTERS.sub(r"\1", line)
    return next((kind for kind, pattern in KIND_LABELS.items() if pattern.match(joined)), None)


def kind_of_title(title: str) -> str | None:
    """The kind that a title names ("Förderrichtlinie Ortskerne", "Rede der Ministerin …")."""
    if kind := next((kind for kind, pattern in KIND_WORDS.items() if pattern.search(title)), None):
        return kind
    if compound := COMPOUND.search(title):
        return compound.lastgroup
    return "guideline" if RULE_CODE.match(title) else None


@dataclass(frozen=True, slots=True)
class KindClassifier:
    """`weights` has one number a feature and kind, `bias` one a kind."""

    kinds: tuple[str, ...]
    weights: FeatureWeights
    bias: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> KindClassifier:
        """From the arrays `kinds`, `features`, `weights`, `bias` of an npz file."""
        return cls(*load_weights(path, classes="kinds", further="bias"))

    def shares(self, row: Sequence[str]) -> dict[str, float]:
        """The probability of each kind."""
        import numpy as np

        scores = self.bias + self.weights.add_up(row)
        shares = np.exp(scores - scores.max())
        return dict(zip(self.kinds, (shares / shares.sum()).tolist(), strict=True))


@cache
def load_shipped_classifier() -> KindClassifier:
    """The classifier that the package ships."""
    return KindClassifier.load(MODEL)


def drop_impossible(shares: Mapping[str, float], *, formal: bool) -> dict[str, float]:
    """The probabilities without those that cannot be.

    A paper without anything of a form (`formal`) is a council paper only where little else can be.
    """
    if formal or shares["council_paper"] >= INFORMAL:
        return dict(shares)
    rest = 1 - shares["council_paper"]
    return {kind: share / rest for kind, share in shares.items() if kind != "council_paper"}


def choose_likeliest(shares: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest kind and its probability, `other` where none is likely."""
    kind, share = max(shares.items(), key=lambda pair: pair[1])
    return (kind, share) if share >= LEAST else ("other", 1 - share)
