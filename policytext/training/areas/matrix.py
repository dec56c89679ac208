"""Texts as a sparse matrix, with the same features as prediction uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from policytext.areas import text_brevity
from policytext.areas.area_features import Features, Recipe, weigh_buckets
from policytext.german import word_forms
from policytext.german.compound_splitting import SHORTEST_PART

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OFTEN = 12  # occurrences before a word may be part of a compound
LEAST_TEXTS = 1  # texts that must have a feature
LONGEST_PART = 14  # characters; longer words are compounds themselves


def choose_vocabulary(texts: Iterable[str], terms: Iterable[str]) -> tuple[str, ...]:
    """The words that compounds are split at: frequent ones of the texts and those of the area lexicon."""
    counts = Counter(
        word for text in texts for _, end, word in word_forms.tokenize_words(text) if text[end : end + 1] != "-"
    )
    counts.update({word: OFTEN for term in terms for _, _, word in word_forms.tokenize_words(term)})
    sizes = range(SHORTEST_PART, LONGEST_PART + 1)
    kept = (word for word, count in counts.items() if count >= OFTEN and len(word) in sizes)
    return tuple(sorted(word for word in kept if word not in text_brevity.FUNCTION_WORDS))


def compute_rarity(buckets: Sequence[NDArray[np.int64]], recipe: Recipe) -> NDArray[np.float32]:
    """The smoothed inverse document frequency of every bucket; 0 for one that no text has, so that it takes no room."""
    import numpy as np

    mask = (1 << recipe.bits) - 1
    counts = np.zeros(1 << recipe.bits, dtype=np.int64)
    for row in buckets:
        counts[np.unique(row & mask)] += 1
    smoothed = np.where(counts >= LEAST_TEXTS, 1.0 + np.log((1 + len(buckets)) / (1 + counts)), 0.0)
    return smoothed.astype(np.float16).astype(np.float32)  # as the model file keeps them


def build_rows(buckets: Sequence[NDArray[np.int64]], recipe: Recipe, rare: NDArray[np.float32]) -> Any:
    """The matrix (texts x buckets) of weighted features, each row of length 1."""
    import numpy as np
    from scipy.sparse import csr_matrix

    weighed = [weigh_buckets(row, recipe, rare) for row in buckets]
    ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
    places = np.concatenate([places for places, _ in weighed]).astype(np.int32)
    values = np.concatenate([values for _, values in weighed])
    matrix = csr_matrix((values, places, ends), shape=(len(buckets), 1 << recipe.bits))
    matrix.sum_duplicates()
    return matrix


def build_counts(buckets: Sequence[NDArray[np.int64]], recipe: Recipe) -> Any:
    """The matrix (texts x buckets) of sublinear counts, before rarity and length; all kinds of features weigh alike."""
    import numpy as np
    from scipy.sparse import csr_matrix

    found = [np.unique(row & ((1 << recipe.bits) - 1), return_counts=True) for row in buckets]
    ends = np.cumsum([0, *(len(places) for places, _ in found)])
    places = np.concatenate([places for places, _ in found]).astype(np.int32)
    values = np.concatenate([1.0 + np.log(often) for _, often in found]).astype(np.float32)
    return csr_matrix((values, places, ends), shape=(len(buckets), 1 << recipe.bits))


def rarity_of(table: Any) -> NDArray[np.float32]:
    """The smoothed inverse document frequency of every bucket of a matrix of counts, as `compute_rarity` gives it."""
    import numpy as np

    texts = np.bincount(table.indices, minlength=table.shape[1])
    smoothed = np.where(texts > 0, 1.0 + np.log((1 + table.shape[0]) / (1 + texts)), 0.0)
    return smoothed.astype(np.float16).astype(np.float32)


def scale_counts(table: Any, rare: NDArray[np.float32]) -> Any:
    """A matrix of counts with rarity, each row of length 1."""
    from scipy.sparse import diags
    from sklearn.preprocessing import normalize

    return normalize((table @ diags(rare)).tocsr(), copy=False)


def buckets_of(features: Features, texts: Iterable[str]) -> list[NDArray[np.int64]]:
    """The features of every text."""
    return [features.of_text(text) for text in texts]
