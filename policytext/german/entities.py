"""Persons, organisations and places by a linear-chain CRF (Lafferty et al. 2001), as a spaCy component.

In: tokens of sentences; out: BIO labels. What a token looks like to the model (`Words.features`) stands here, since
training and tagging must agree on it. Word knowledge (Brown clusters after Brown et al. 1992, frequencies, first
names, surnames) lies in a table of word hashes beside the model.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

Features = tuple[str, ...]
MODEL = Path(__file__).parents[1] / "models" / "actors"

CLUSTER_BITS, FREQUENCY_BITS = 16, 5
FIRST_NAME, SURNAME, PLACE, LOWER = 1, 2, 4, 8
FLAGS = {FIRST_NAME: "vor", SURNAME: "nach", PLACE: "ort", LOWER: "klein"}


def word_key(word: str) -> int:
    """A number of 32 bits for a word, the same on every machine."""
    return zlib.crc32(word.encode("utf-8"))


def pack(cluster: int, frequency: int, flags: int) -> int:
    """Cluster path, frequency class (0 rare to 31) and name flags in one number of 32 bits."""
    return cluster | frequency << CLUSTER_BITS | flags << (CLUSTER_BITS + FREQUENCY_BITS)


def shape(word: str) -> str:
    """The word's outline, repeated marks once: `Heute-Bluhm` is `Xx-Xx`, `CDU` is `X`, `2017` is `9`."""
    outline: list[str] = []
    for letter in word[:24]:
        mark = "X" if letter.isupper() else "x" if letter.islower() else "9" if letter.isdigit() else letter
        if not outline or outline[-1] != mark:
            outline.append(mark)
    return "".join(outline)


def _signed(sign: str, features: Iterable[str]) -> Features:
    """Features of another word, marked by where it stands; words share most of them, which are kept once."""
    return tuple(sys.intern(sign + feature) for feature in features)


def _length_class(word: str) -> str:
    return "1" if len(word) == 1 else "2-3" if len(word) < 4 else "4-6" if len(word) < 7 else "7+"


class Words:
    """What the model knows of single words: turns tokens into features."""

    def __init__(self, keys: Iterable[int], values: Iterable[int]) -> None:
        self._table = dict(zip(keys, values, strict=True))
        self._atoms = lru_cache(maxsize=40_000)(self._look_up)

    @classmethod
    def load(cls, path: Path) -> Words:
        """From the arrays `keys` and `values` of an npz file."""
        import numpy as np

        with np.load(path, allow_pickle=False) as arrays:
            return cls(arrays["keys"].tolist(), arrays["values"].tolist())

    def _known(self, word: str) -> tuple[str, list[str]]:
        """The cluster path as bits (empty when unknown) and what else the table says."""
        value = self._table.get(word_key(word))
        if value is None:
            return "", ["neu"]
        cluster = value & (1 << CLUSTER_BITS) - 1
        frequency = value >> CLUSTER_BITS & (1 << FREQUENCY_BITS) - 1
        flags = value >> (CLUSTER_BITS + FREQUENCY_BITS)
        facts = [name for flag, name in FLAGS.items() if flags & flag]
        path = format(cluster, "b")[::-1] if cluster else ""
        return path, [*facts, f"h{frequency // 2}"]

    def _look_up(self, word: str) -> tuple[Features, tuple[Features, Features], tuple[Features, Features], str, str]:
        """Features of a word at its own place, beside others (before, behind), at two steps, cluster, shape."""
        outline, low = shape(word), word.lower()
        path, facts = self._known(word)
        own = [f"w={word}", f"l={low}", f"s={outline}", f"n={_length_class(word)}", *facts]
        own += [f"p{n}={word[:n]}" for n in range(1, 5)] + [f"e{n}={low[-n:]}" for n in range(2, 7)]
        paths = [f"c{n}={path[:n]}" for n in (4, 6, 8)] + [f"c={path}"] if path else ["c=?"]
        own += paths + self._parts(word)
        near = [f"l={low}", f"s={outline}", f"e3={low[-3:]}", *paths, *(fact for fact in facts if fact[0] != "h")]
        far = [f"l={low}", f"s={outline}", f"c={path}"]
        beside = (_signed("-", near), _signed("+", near))
        return tuple(own), beside, (_signed("--", far), _signed("++", far)), path or "?", outline

    def _parts(self, word: str) -> list[str]:
        """What a hyphenated word begins and ends with: `SPD-Politiker`, `Heute-Bluhm`."""
        first, hyphen, _ = word.partition("-")
        last = word.rpartition("-")[2]
        if not hyphen or not first or not last:
            return []
        heads, tails = self._known(first)[0], self._known(last)[0]
        return [f"t={last}", f"a={first}", f"tc={tails[:8]}", f"ac={heads[:8]}", f"te={last[-4:]}"]

    def features(self, tokens: Sequence[str]) -> list[list[str]]:
        """One list of features a token."""
        atoms = [self._atoms(token) for token in tokens]
        size = len(atoms)
        rows: list[list[str]] = []
        for place, (own, _, _, path, outline) in enumerate(atoms):
            row = list(own)
            if place:
                _, near, _, before, form = atoms[place - 1]
                row += near[0]
                row += [f"-cc={before}|{path}", f"-sc={form}|{path}", f"-ws={tokens[place - 1]}|{outline}"]
            else:
                row.append("anfang")
            if place + 1 < size:
                _, near, _, behind, form = atoms[place + 1]
                row += near[1]
                row += [f"+cc={path}|{behind}", f"+sc={path}|{form}", f"+ws={outline}|{tokens[place + 1]}"]
            else:
                row.append("ende")
            if place > 1:
                row += atoms[place - 2][2][0]
            if place + 2 < size:
                row += atoms[place + 2][2][1]
            rows.append(row)
        return rows


class Recogniser:
    """The spaCy component: sets `doc.ents` with the labels PER, ORG and LOC, sentence by sentence."""

    def __init__(self, folder: Path = MODEL) -> None:
        import pycrfsuite

        self._words = Words.load(folder / "words.npz")
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(folder / "entities.crf"))

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span
        from spacy.util import filter_spans

        found: list[Span] = []
        for sentence in doc.sents:
            tokens = [token.text for token in sentence if not token.is_space]
            places = [token.i for token in sentence if not token.is_space]
            labels = self._tagger.tag(self._words.features(tokens))
            found += [Span(doc, places[first], places[last] + 1, label=label) for first, last, label in runs(labels)]
        doc.ents = filter_spans([*doc.ents, *found])
        return doc


def runs(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """First and last place and label of every entity in BIO labels."""
    spans: list[tuple[int, int, str]] = []
    for place, label in enumerate(labels):
        if label.startswith("B-") or (
            label.startswith("I-") and not (spans and spans[-1][1] == place - 1 and spans[-1][2] == label[2:])
        ):
            spans.append((place, place, label[2:]))
        elif label.startswith("I-"):
            spans[-1] = (spans[-1][0], place, label[2:])
    return spans


def register(name: str) -> None:
    """Make the recogniser known to spaCy as the component `name`."""
    from spacy.language import Language

    if not Language.has_factory(name):
        Language.factory(name, func=_make, assigns=["doc.ents"])


def _make(nlp: object, name: str) -> Recogniser:
    return Recogniser()
