"""Persons, organisations and places by a linear-chain CRF (Lafferty et al. 2001), as a spaCy component.

In: tokens of sentences; out: BIO labels. What a token looks like to the model (`Words.features`) stands here, since
training and tagging must agree on it. Word knowledge (Brown clusters after Brown et al. 1992, frequencies, first
names, surnames) lies in a table of word hashes beside the model.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from policytext.german.linear_chain import Chain

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from policytext.german.linear_chain import Floats

MODEL = Path(__file__).parents[1] / "models" / "actors"

CLUSTER_BITS, FREQUENCY_BITS = 16, 5
FIRST_NAME, SURNAME, PLACE, LOWER = 1, 2, 4, 8
EDGE = ""  # what stands before and behind the tokens of a sentence
STEPS = (0, 1, -1, 2, -2)  # from a word to the tokens that it gives features
REMEMBERED = 60_000  # words, and pairs of neighbours, whose worth is kept
BATCH = 10_000  # tokens that are labelled side by side; it bounds the memory
Key = TypeVar("Key")
FLAGS = {FIRST_NAME: "vor", SURNAME: "nach", PLACE: "ort", LOWER: "klein"}


def word_key(word: str) -> int:
    """A number of 32 bits for a word, the same on every machine."""
    return zlib.crc32(word.encode("utf-8"))


def pack_cluster(cluster: int, frequency: int, flags: int) -> int:
    """Cluster path, frequency class (0 rare to 31) and name flags in one number of 32 bits."""
    return cluster | frequency << CLUSTER_BITS | flags << (CLUSTER_BITS + FREQUENCY_BITS)


def outline_word(word: str) -> str:
    """The word's outline, repeated marks once: `Heute-Bluhm` is `Xx-Xx`, `CDU` is `X`, `2017` is `9`."""
    outline: list[str] = []
    for letter in word[:24]:
        mark = "X" if letter.isupper() else "x" if letter.islower() else "9" if letter.isdigit() else letter
        if not outline or outline[-1] != mark:
            outline.append(mark)
    return "".join(outline)


def _sign_features(sign: str, features: Iterable[str]) -> list[str]:
    """Features of another word, marked by where it stands."""
    return [sign + feature for feature in features]


def _length_class(word: str) -> str:
    return "1" if len(word) == 1 else "2-3" if len(word) < 4 else "4-6" if len(word) < 7 else "7+"


class WordFeatures:
    """What the model knows of single words: turns tokens into features."""

    def __init__(self, keys: Iterable[int], values: Iterable[int]) -> None:
        self._table = dict(zip(keys, values, strict=True))
        self._sketch = lru_cache(maxsize=40_000)(self._path_and_outline)

    @classmethod
    def load(cls, path: Path) -> WordFeatures:
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

    def _path_and_outline(self, word: str) -> tuple[str, str]:
        return self._known(word)[0] or "?", outline_word(word)

    def of_word(self, word: str) -> tuple[list[str], ...]:
        """Features that a word gives the tokens at each of `STEPS` from it."""
        if word == EDGE:
            return ([],) * len(STEPS)
        outline, low = outline_word(word), word.lower()
        path, facts = self._known(word)
        own = [f"w={word}", f"l={low}", f"s={outline}", f"n={_length_class(word)}", *facts]
        own += [f"p{n}={word[:n]}" for n in range(1, 5)] + [f"e{n}={low[-n:]}" for n in range(2, 7)]
        paths = [f"c{n}={path[:n]}" for n in (4, 6, 8)] + [f"c={path}"] if path else ["c=?"]
        own += paths + self._parts(word)
        near = [f"l={low}", f"s={outline}", f"e3={low[-3:]}", *paths, *(fact for fact in facts if fact[0] != "h")]
        far = [f"l={low}", f"s={outline}", f"c={path}"]
        return (
            own,
            _sign_features("-", near),
            _sign_features("+", near),
            _sign_features("--", far),
            _sign_features("++", far),
        )

    def _parts(self, word: str) -> list[str]:
        """What a hyphenated word begins and ends with: `SPD-Politiker`, `Heute-Bluhm`."""
        first, hyphen, _ = word.partition("-")
        last = word.rpartition("-")[2]
        if not hyphen or not first or not last:
            return []
        heads, tails = self._known(first)[0], self._known(last)[0]
        return [f"t={last}", f"a={first}", f"tc={tails[:8]}", f"ac={heads[:8]}", f"te={last[-4:]}"]

    def of_pair(self, pair: tuple[str, str]) -> tuple[list[str], list[str]]:
        """Features that two neighbours give the left one and the right one; `EDGE` stands for a sentence's edge."""
        left, right = pair
        if EDGE in pair:
            return ["ende"] if left != EDGE else [], ["anfang"] if right != EDGE else []
        (before, form), (behind, outline) = self._sketch(left), self._sketch(right)
        return (
            [f"+cc={before}|{behind}", f"+sc={before}|{outline}", f"+ws={form}|{right}"],
            [f"-cc={before}|{behind}", f"-sc={form}|{behind}", f"-ws={left}|{outline}"],
        )

    def features(self, tokens: Sequence[str]) -> list[list[str]]:
        """One list of features a token of a sentence."""
        edged = (EDGE, EDGE, *tokens, EDGE, EDGE)
        atoms = [self.of_word(token) for token in edged]
        pairs = [self.of_pair(pair) for pair in pairwise(edged)]
        rows: list[list[str]] = []
        for place in range(2, len(edged) - 2):
            row = atoms[place][0] + atoms[place - 1][1] + pairs[place - 1][1]
            row += atoms[place + 1][2] + pairs[place][0]
            rows.append(row + atoms[place - 2][3] + atoms[place + 2][4])
        return rows


class Scores:
    """What the model's chain thinks of tokens, remembered by word and by pair of words."""

    def __init__(self, words: WordFeatures, chain: Chain) -> None:
        self._words, self._chain = words, chain
        self._of_words: dict[str, bytes] = {}
        self._of_pairs: dict[tuple[str, str], bytes] = {}

    def _weigh(
        self, keys: Sequence[Key], features: Callable[[Key], Sequence[Sequence[str]]], known: dict[Key, bytes]
    ) -> Floats:
        """What the features of words or pairs are worth; kept as bytes of arrays, which are quickly joined."""
        import numpy as np

        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing and len(known) + len(missing) > REMEMBERED:
            known.clear()
            missing = list(dict.fromkeys(keys))
        if missing:
            worth = self._chain.worth(listed for key in missing for listed in features(key)).tobytes()
            size = len(worth) // len(missing)
            known.update((key, worth[size * number : size * (number + 1)]) for number, key in enumerate(missing))
        return np.frombuffer(b"".join(map(known.__getitem__, keys))).reshape(len(keys), -1, len(self._chain.labels))

    def label(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """BIO labels of the tokens of sentences."""
        import numpy as np

        tokens, starts = [EDGE, EDGE], []
        for sentence in sentences:
            starts.append(len(tokens))
            tokens += (*sentence, EDGE, EDGE)
        sizes = np.array([len(sentence) for sentence in sentences], dtype=np.intp)
        best = self._chain.best(self.of_tokens(tokens), np.array(starts, dtype=np.intp), sizes).tolist()
        names = self._chain.labels
        return [
            [names[number] for number in best[start : start + len(sentence)]]
            for start, sentence in zip(starts, sentences, strict=True)
        ]

    def of_tokens(self, tokens: Sequence[str]) -> Floats:
        """A row a token, a number a label; there are `EDGE`s, two or more, around every sentence."""
        words = self._weigh(tokens, self._words.of_word, self._of_words)
        pairs = self._weigh(list(pairwise(tokens)), self._words.of_pair, self._of_pairs)
        scores = words[:, 0].copy()
        for number, step in enumerate(STEPS):
            if step > 0:
                scores[step:] += words[:-step, number]
            elif step < 0:
                scores[:step] += words[-step:, number]
        scores[:-1] += pairs[:, 0]
        scores[1:] += pairs[:, 1]
        return scores


class Recogniser:
    """The spaCy component: sets `doc.ents` with the labels PER, ORG and LOC, sentence by sentence."""

    def __init__(self, folder: Path = MODEL) -> None:
        self._scores = Scores(WordFeatures.load(folder / "words.npz"), Chain.load(folder / "entities.crf"))

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe((doc,)))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """The same for many texts, the sentences of `BATCH` tokens at a time; `batch_size` is spaCy's and not used."""
        docs: list[Doc] = []
        size = 0
        for doc in stream:
            docs.append(doc)
            size += len(doc) + 2
            if size >= BATCH:
                yield from self._name(docs)
                docs, size = [], 0
        yield from self._name(docs)

    def _name(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        from spacy.tokens import Span
        from spacy.util import filter_spans

        sentences = [
            (doc, [token for token in sentence if not token.is_space]) for doc in docs for sentence in doc.sents
        ]
        labels = self._scores.label([[token.text for token in tokens] for _, tokens in sentences])
        found: dict[Doc, list[Span]] = {doc: [] for doc in docs}
        for (doc, tokens), row in zip(sentences, labels, strict=True):
            found[doc] += [
                Span(doc, tokens[first].i, tokens[last].i + 1, label=label) for first, last, label in find_runs(row)
            ]
        for doc, spans in found.items():
            doc.ents = filter_spans([*doc.ents, *spans])
        return docs


def find_runs(labels: Sequence[str]) -> list[tuple[int, int, str]]:
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


def register_recogniser(name: str) -> None:
    """Make the recogniser known to spaCy as the component `name`."""
    from spacy.language import Language

    if not Language.has_factory(name):
        Language.factory(name, func=_make_recogniser, assigns=["doc.ents"])


def _make_recogniser(nlp: object, name: str) -> Recogniser:
    return Recogniser()
