"""How much a term weighs where it stands, worked out when a document is stored: BM25's share of the text.

Robertson and Zaragoza (2009): counts of weighted fields, saturated, long texts damped. Rarity is left to the question,
since it changes with every document; the usual length is a constant, so that stored weights stay comparable.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policytext.archive.index import batch
from policytext.archive.index.batch import Batch
from policytext.archive.index.terms import Terms

PART = 0.5  # a part of a compound, beside the word itself
FRAME = 0.25  # what stands around a statement: the rest of its sentence, who speaks, headings, what nobody says
LEAD, FIRST = 1.0, 100  # a document's first words count so much more
K1 = 1.2
HALF = 127  # weights are bytes, their last bit says whether the word is the text's own


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual length of a text in words, and how much length counts against it (BM25's b)."""

    words: float
    b: float


LINE = Usual(22, 0.4)
PAPER = Usual(800, 0.9)


def weigh_terms(terms: Terms) -> Batch:
    """The postings of a document and its statements."""
    return batch.build_batch(
        {
            "lines": [_weigh_line(terms, number) for number in range(len(terms.lines))],
            "papers": [_weigh_paper(terms)],
            "titles": [_weigh_title(terms)],
        }
    )


def _weigh_title(terms: Terms) -> Mapping[str, int]:
    counts = _count_words(terms.title, 1.0)
    return _saturate_counts(counts, 0, PAPER, frozenset(counts))


def _weigh_line(terms: Terms, number: int) -> Mapping[str, int]:
    words = terms.words_of(terms.lines[number])
    counts = _count_words(words, 1.0)
    own = frozenset(counts)
    frame = [*terms.words_of(terms.frames[number]), *terms.speakers[number]] if terms.frames else []
    for term, count in _count_words(frame, FRAME).items():
        counts[term] += min(count, 2 * FRAME)  # a word that a whole table repeats is no more than said around it
    return _saturate_counts(counts, len(words), LINE, own)


def _weigh_paper(terms: Terms) -> Mapping[str, int]:
    counts = _count_words(terms.words, 1.0)
    for term, count in _count_words(terms.words[:FIRST], LEAD).items():
        counts[term] += count
    return _saturate_counts(counts, len(terms.words), PAPER, frozenset(counts))


def _count_words(words: Iterable[str], worth: float) -> defaultdict[str, float]:
    counts = defaultdict[str, float](float)
    for word, count in Counter(words).items():
        term, *parts = word.split("+")
        counts[term] += worth * count
        for part in parts:
            counts[part] += PART * worth * count
    return counts


def _saturate_counts(counts: Mapping[str, float], length: int, usual: Usual, own: frozenset[str]) -> Mapping[str, int]:
    """Saturated counts as bytes: up to 255, odd for terms of the text's own, even for those that stand around it."""
    damped = K1 * (1 - usual.b + usual.b * length / usual.words)
    return {term: 2 * max(1, round(HALF * count / (count + damped))) + (term in own) for term, count in counts.items()}
