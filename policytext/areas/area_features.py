"""A text as hashed features: stems, compound parts, character n-grams, pairs of stems, hits of the area lexicon.

Hashing is `zlib.crc32`, the same on every machine; there is no table to ship and none to look up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from policytext.areas import text_brevity
from policytext.german import word_forms
from policytext.german.compound_splitting import Compounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Values = NDArray[np.float32]

KEPT_WORDS = 100_000  # words whose features are remembered; a word costs about 400 bytes


@dataclass(frozen=True, slots=True)
class Recipe:
    """How texts become features; stored with the model so that both always agree."""

    bits: int = 18  # 2**bits buckets
    shortest: int = 3  # character n-grams inside a word with its borders, from here
    longest: int = 6  # to here
    word_weight: float = 1.0  # of stems, parts, pairs and lexicon hits against character n-grams
    pairs: bool = True
    style: bool = False  # function words, words of money and numbers, which tell a grant from a greeting

    def bucket(self, feature: str) -> int:
        """The bucket of a feature's name."""
        return crc32(feature.encode()) & ((1 << self.bits) - 1)


class Features:
    """Turns texts into buckets and counts.

    `vocabulary` holds the words that compounds are split at, `seeds` an area's terms by area.
    """

    def __init__(self, recipe: Recipe, vocabulary: Iterable[str], seeds: Mapping[str, Sequence[str]]) -> None:
        self.recipe = recipe
        self.compounds = Compounds(vocabulary)
        self.seeds = {area: tuple(terms) for area, terms in seeds.items()}
        self._hits = _index_seeds(self.seeds)
        self._longest_hit = max((len(key) for key in self._hits), default=1)
        self.of_word = lru_cache(maxsize=KEPT_WORDS)(self._of_word)
        self._of_pair = lru_cache(maxsize=KEPT_WORDS)(self._pair)
        self._of_name = lru_cache(maxsize=KEPT_WORDS)(self._name)

    def of_text(self, text: str) -> Indices:
        """The buckets of a text, one a feature, repeated as often as it occurs."""
        import numpy as np

        pieces = [buckets for _, buckets in self.by_word(text)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)

    def by_word(self, text: str) -> Iterator[tuple[tuple[int, int], Indices]]:
        """Span and buckets of every word, then of every pair and lexicon hit."""
        every = list(word_forms.tokenize_words(word_forms.strip_invisible(text)))
        read = [token for token in every if token[2] not in text_brevity.SKIPPED]
        for start, end, word in read:
            yield (start, end), self.of_word(word)
        stems = [word_forms.stem_form(word) for _, _, word in read]
        if self.recipe.pairs:
            for left, right, one, two in zip(read, read[1:], stems, stems[1:], strict=False):
                yield (left[0], right[1]), self._of_pair(one, two)
        yield from self._of_lexicon(read, stems)
        if self.recipe.style:
            yield from self._of_style(text, every)

    def _of_style(self, text: str, every: Sequence[tuple[int, int, str]]) -> Iterator[tuple[tuple[int, int], Indices]]:
        """What is no topic: function words, words of money, numbers and signs of an address."""
        for start, end, word in every:
            if word in text_brevity.SKIPPED:
                yield (start, end), self._of_name(f"f {word}")
        for sign, pattern in text_brevity.SIGNS.items():
            if pattern.search(text):
                yield (0, 0), self._of_name(f"s {sign}")

    def _of_word(self, word: str) -> Indices:
        import numpy as np

        names = [f"w {part}" for part in dict.fromkeys(self._stems(word))]
        return np.array([*map(self._heavy, names), *map(self.recipe.bucket, self._grams(word))], dtype=np.int64)

    def _stems(self, word: str) -> Iterator[str]:
        yield word_forms.stem_form(word)
        for part in self.compounds.parts(word):
            yield word_forms.stem_form(part)

    def _grams(self, word: str) -> list[str]:
        """The distinct character n-grams of the folded word between its borders."""
        edged = f"<{word_forms.fold_umlauts(word)}>"
        sizes = range(self.recipe.shortest, self.recipe.longest + 1)
        return list(dict.fromkeys(f"c {edged[i : i + size]}" for size in sizes for i in range(len(edged) - size + 1)))

    def _heavy(self, name: str) -> int:
        """A bucket of the kind that counts `word_weight` times: marked by the bit above all buckets."""
        return self.recipe.bucket(name) | (1 << self.recipe.bits)

    def _pair(self, one: str, two: str) -> Indices:
        import numpy as np

        return np.array([self._heavy(f"p {one} {two}")], dtype=np.int64)

    def _name(self, name: str) -> Indices:
        import numpy as np

        return np.array([self._heavy(name)], dtype=np.int64)

    def _of_lexicon(
        self, read: Sequence[tuple[int, int, str]], stems: Sequence[str]
    ) -> Iterator[tuple[tuple[int, int], Indices]]:
        import numpy as np

        for first in range(len(stems)):
            for size in range(1, min(self._longest_hit, len(stems) - first) + 1):
                for area in self._hits.get(tuple(stems[first : first + size]), ()):
                    span = read[first][0], read[first + size - 1][1]
                    yield span, np.array([self._heavy(f"l {area}")], dtype=np.int64)


def _index_seeds(seeds: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The areas of every seed term, under the stems of its words."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for area, terms in seeds.items():
        for term in terms:
            read = [word for _, _, word in word_forms.tokenize_words(term) if word not in text_brevity.SKIPPED]
            key = tuple(word_forms.stem_form(word) for word in read)
            if key and area not in found.get(key, ()):
                found[key] = (*found.get(key, ()), area)
    return found


def weigh_buckets(buckets: Indices, recipe: Recipe, rarity: NDArray[Any]) -> tuple[Indices, Values]:
    """Distinct buckets with their values: sublinear count times rarity (idf), of length 1 together."""
    import numpy as np

    found, counts = np.unique(buckets, return_counts=True)
    heavy = found >> recipe.bits
    places = found & ((1 << recipe.bits) - 1)
    values = (1.0 + np.log(counts)) * rarity[places] * np.where(heavy, recipe.word_weight, 1.0)
    length = float(np.sqrt(np.dot(values, values)))
    return places, (values / length if length else values).astype(np.float32)
