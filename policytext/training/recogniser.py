"""Trains the recogniser of persons, organisations and places and writes what the package ships.

    python -m policytext.training.recogniser --data DIR

`DIR` holds `smartdata/train.jsonl.gz` and `germeval2014/{a,b}.tsv.gz`. What single words are known for comes from two
packages that only training needs: `pip install spacy-lookups-data faker`. Training is deterministic: which documents
and sentences are set aside follows from a checksum of their text, the optimiser (L-BFGS) draws no random numbers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from policytext.german import entities

HELD_OUT = 15  # percent of the sentences (GermEval) and documents (SmartData)
WORDS_KEPT = 400_000  # most frequent words of the cluster table; a million gave no better figures (docs/models.md)
PARAMETERS = {"c1": 0.1, "c2": 0.5, "max_iterations": 90, "feature.possible_transitions": True}
KINDS = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
}
NAME_LOCALES = [
    "de_DE",
    "de_AT",
    "de_CH",
    "en_GB",
    "en_US",
    "fr_FR",
    "it_IT",
    "es_ES",
    "pl_PL",
    "tr_TR",
    "nl_NL",
    "cs_CZ",
    "sv_SE",
    "da_DK",
    "no_NO",
    "hu_HU",
]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence: its tokens and their BIO labels."""

    tokens: tuple[str, ...]
    labels: tuple[str, ...]


def held_out(text: str) -> bool:
    """Whether a sentence or document is set aside for testing."""
    return zlib.crc32(text.encode("utf-8")) % 100 < HELD_OUT


# ---------------------------------------------------------------------------------------------- corpora


def read_germeval(folder: Path) -> Iterator[Sample]:
    """The sentences of GermEval 2014: outer names without parts of compounds, derivations and other names."""
    for part in ("a", "b"):
        with gzip.open(folder / f"{part}.tsv.gz", "rt", encoding="utf-8") as lines:
            yield from _read_sentences(lines)


def _read_sentences(lines: Iterable[str]) -> Iterator[Sample]:
    tokens: list[str] = []
    labels: list[str] = []
    for line in (*lines, ""):
        columns = line.rstrip("\n").split("\t")
        if len(columns) < 3:
            if tokens:
                yield Sample(tuple(tokens), tuple(labels))
            tokens, labels = [], []
        elif columns[0] != "#":
            tokens.append(columns[1])
            labels.append(columns[2] if columns[2][2:] in ("PER", "ORG", "LOC") else "O")


def read_smartdata(file: Path) -> Iterator[tuple[str, list[Sample]]]:
    """The documents of SmartData: the text and its sentences."""
    import spacy

    tokenizer = spacy.blank("de")
    tokenizer.add_pipe("sentencizer")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = [(m["start"], m["end"], KINDS[m["type"]]) for m in row["mentions"] if m["type"] in KINDS]
            yield row["text"], list(_cut_lines(tokenizer, row["text"], spans))


def _cut_lines(tokenizer: Any, text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[Sample]:
    start = 0
    for line in text.split("\n"):
        inside = [(s - start, e - start, kind) for s, e, kind in spans if start <= s and e <= start + len(line)]
        yield from _label_sentences(tokenizer(line), inside)
        start += len(line) + 1


def _label_sentences(doc: Any, spans: Sequence[tuple[int, int, str]]) -> Iterator[Sample]:
    """The sentences of a line; names that do not fall on tokens, such as first parts of compounds, are none."""
    from spacy.util import filter_spans

    labels = ["O"] * len(doc)
    found = [span for s, e, kind in spans if (span := doc.char_span(s, e, label=kind))]
    for span in filter_spans(found):
        labels[span.start : span.end] = [f"I-{span.label_}"] * len(span)
        labels[span.start] = f"B-{span.label_}"
    for sentence in doc.sents:
        kept = [token.i for token in sentence if not token.is_space]
        if kept:
            yield Sample(tuple(doc[i].text for i in kept), tuple(labels[i] for i in kept))


# ---------------------------------------------------------------------------------------------- words


def word_table() -> dict[int, int]:
    """What is known of words: Brown clusters and frequencies (spacy-lookups-data), first names and surnames (Faker)."""
    folder = Path(str(import_module("spacy_lookups_data").__file__)).parent / "data"
    clusters, frequencies = (
        _load_table(folder / "de_lexeme_cluster.json.gz"),
        _load_table(folder / "de_lexeme_prob.json.gz"),
    )
    flags: dict[str, int] = {}
    for attribute, flag in (("first_names", entities.FIRST_NAME), ("last_names", entities.SURNAME)):
        for name in _faker_names(attribute):
            flags[name] = flags.get(name, 0) | flag
    common = sorted((word for word in clusters if word in frequencies), key=lambda word: (-frequencies[word], word))
    table: dict[int, int] = {}
    for word in (*common[:WORDS_KEPT], *sorted(flags)):
        flag = flags.get(word, 0)
        if word[:1].isupper() and frequencies.get(word.lower(), -99.0) > frequencies.get(word, -99.0) - 1.0:
            flag |= entities.LOWER
        rank = min(31, max(0, int((frequencies[word] + 20) * 31 / 17))) if word in frequencies else 0
        table.setdefault(entities.word_key(word), entities.pack_cluster(int(clusters.get(word, 0)), rank, flag))
    return table


def _load_table(file: Path) -> dict[str, float]:
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        loaded: dict[str, float] = json.load(stream)
    return loaded


def _faker_names(attribute: str) -> Iterator[str]:
    for locale in NAME_LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for field in dir(provider):
            if field.startswith(attribute):
                yield from (name for name in getattr(provider, field) if name[:1].isupper())


# ---------------------------------------------------------------------------------------------- training and scores


def train_recogniser(samples: Iterable[Sample], words: entities.WordFeatures, file: Path) -> None:
    """Write the CRF trained on the samples."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(PARAMETERS)
    for sample in samples:
        trainer.append(words.features(sample.tokens), sample.labels)
    trainer.train(str(file))


def score_recogniser(
    samples: Iterable[Sample], words: entities.WordFeatures, file: Path
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each label over exact spans."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(file))
    right, found, wanted = _Counter(), _Counter(), _Counter()
    for sample in samples:
        gold = set(entities.find_runs(sample.labels))
        predicted = set(entities.find_runs(tagger.tag(words.features(sample.tokens))))
        for counter, spans in ((right, gold & predicted), (found, predicted), (wanted, gold)):
            counter.add(spans)
    return {label: _compute_figures(right[label], found[label], wanted[label]) for label in ("PER", "ORG", "LOC")}


class _Counter(dict[str, int]):
    def __missing__(self, label: str) -> int:
        return 0

    def add(self, spans: Iterable[tuple[int, int, str]]) -> None:
        for _, _, label in spans:
            self[label] += 1


def _compute_figures(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def write_words(table: dict[int, int], file: Path) -> None:
    """Write the word table as two sorted arrays, loaded without pickle."""
    import numpy as np

    keys = np.array(sorted(table), dtype=np.uint32)
    values = np.array([table[key] for key in sorted(table)], dtype=np.uint32)
    np.savez_compressed(file, keys=keys, values=values)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the model and report the figures on what was set aside."""
    parser = argparse.ArgumentParser(
        prog="python -m policytext.training.recogniser", description=__doc__.split("\n", maxsplit=1)[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with smartdata/ and germeval2014/")
    parser.add_argument("--to", type=Path, default=entities.MODEL, help="folder to write the model to")
    options = parser.parse_args(arguments)
    options.to.mkdir(parents=True, exist_ok=True)
    table = word_table()
    write_words(table, options.to / "words.npz")
    words = entities.WordFeatures(table.keys(), table.values())
    sentences = list(read_germeval(options.data / "germeval2014"))
    documents = list(read_smartdata(options.data / "smartdata" / "train.jsonl.gz"))
    training = [sample for sample in sentences if not held_out(" ".join(sample.tokens))]
    training += [sample for text, samples in documents if not held_out(text[:60]) for sample in samples]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "entities.crf"
        train_recogniser(training, words, file)
        (options.to / "entities.crf").write_bytes(file.read_bytes())
    tests = {
        "GermEval": [sample for sample in sentences if held_out(" ".join(sample.tokens))],
        "SmartData": [sample for text, samples in documents if held_out(text[:60]) for sample in samples],
    }
    for name, samples in tests.items():
        for label, (precision, recall, f1) in score_recogniser(samples, words, options.to / "entities.crf").items():
            sys.stdout.write(f"{name:10} {label}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}\n")


if __name__ == "__main__":
    main()
