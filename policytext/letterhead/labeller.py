"""Labels of a head's lines by a linear-chain CRF (Lafferty et al. 2001) in plain arrays.

Trained by `policytext.training.letterhead_training`; the best sequence is found by Viterbi (Rabiner 1989), in
time linear in the number of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.german.linear_chain import best_labels
from policytext.letterhead import line_features
from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.weights import FeatureWeights, load_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parents[1] / "models" / "letterhead" / "lines.npz"
LABELS = (
    "title",
    "title+",
    "subtitle",
    "issuer",
    "date",
    "reference",
    "kind",
    "addressee",
    "contact",
    "form",
    "running",
    "body",
)


@dataclass(frozen=True, slots=True)
class Labeller:
    """`weights` has one number a feature and label, `steps` labels by labels (from, to)."""

    labels: tuple[str, ...]
    weights: FeatureWeights
    steps: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> Labeller:
        """From the arrays `labels`, `features`, `weights`, `steps` of an npz file."""
        return cls(*load_weights(path, classes="labels", further="steps"))

    def scores(self, rows: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Lines by labels: what each line says for each label."""
        import numpy as np

        found = np.zeros((len(rows), len(self.labels)), dtype=np.float32)
        for place, row in enumerate(rows):
            found[place] = self.weights.add_up(row)
        return found

    def label(self, units: Sequence[HeadLine]) -> tuple[list[tuple[str, float]], list[float]]:
        """The label of each line in the best sequence, with its probability; and how likely each opens the title."""
        if not units:
            return [], []
        scores = self.scores(line_features.list_features(units))
        best, shares = self._best(scores), self._shares(scores)
        named = [(self.labels[label], float(shares[place, label])) for place, label in enumerate(best)]
        return named, shares[:, self.labels.index("title")].tolist()

    def _best(self, scores: NDArray[np.float32]) -> list[int]:
        import numpy as np

        path: list[int] = best_labels(scores, self.steps.T, np.array([0]), np.array([len(scores)])).tolist()
        return path

    def _shares(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """The marginal probability of each label of each line (forward and backward sums)."""
        import numpy as np

        count = len(scores)
        ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
        ahead[0] = scores[0]
        for place in range(1, count):
            ahead[place] = np.logaddexp.reduce(ahead[place - 1][:, None] + self.steps, axis=0) + scores[place]
        for place in range(count - 2, -1, -1):
            behind[place] = np.logaddexp.reduce(self.steps + (scores[place + 1] + behind[place + 1])[None, :], axis=1)
        both = ahead + behind
        shares: NDArray[np.float32] = np.exp(both - np.logaddexp.reduce(both, axis=1)[:, None])
        return shares


@cache
def load_shipped_labeller() -> Labeller:
    """The labeller that the package ships."""
    return Labeller.load(MODEL)
