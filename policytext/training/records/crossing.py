"""Cross-validation over real papers: every answer comes from a model that has not seen its paper."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from policytext.link.decisions import TRIED, smooth_shares
from policytext.link.linear import Linear
from policytext.training.records.annotated import SAME_PURPOSE, measure_dice, stem_content
from policytext.training.records.decision_examples import DecisionExample
from policytext.training.records.optimise import Fitted, fit_classifier, fit_ranker
from policytext.training.records.settings import FOLDS, SETTINGS, Setting

CLASSES = frozenset(("use", "money", "status"))


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What a model says to an example: its raw probability, that of "none", whether it is right, its class."""

    example: DecisionExample
    raw: float
    none: float
    right: bool
    label: str = ""


def fit_slot(slot: str, examples: Sequence[DecisionExample], setting: Setting | None = None) -> Fitted:
    """A slot's models."""
    chosen = setting or SETTINGS[slot]
    make = fit_classifier if slot in CLASSES else fit_ranker
    return make(examples, penalty=chosen.penalty, real=chosen.real)


def cross_validate(
    slot: str, examples: Sequence[DecisionExample], names: Sequence[str], setting: Setting | None = None
) -> list[ModelAnswer]:
    """The answers to all examples of real papers; `names` are the papers' ids, which share them out."""
    fold = {n: zlib.crc32(name.encode()) % FOLDS for n, name in enumerate(names)}
    found: list[ModelAnswer] = []
    for number in range(FOLDS):
        learned = [e for e in examples if e.own or fold[e.paper] != number]
        asked = [e for e in examples if not e.own and fold[e.paper] == number]
        model = fit_slot(slot, learned, setting).paper
        found += [answer_example(slot, model, example) for example in asked]
    return _smooth_answers(found) if slot == "use" else found


def _smooth_answers(answers: Sequence[ModelAnswer]) -> list[ModelAnswer]:
    """The answers on uses, each drawn towards its neighbours' as in linking."""
    found: list[ModelAnswer] = []
    for _, group in groupby(answers, key=lambda one: one.example.paper):
        own = list(group)
        shares = smooth_shares([one.raw for one in own], [one.example.texts[0] for one in own])
        found += [replace(one, raw=share, none=1 - share) for one, share in zip(own, shares, strict=True)]
    return found


def answer_example(slot: str, model: Linear, example: DecisionExample) -> ModelAnswer:
    """A model's answer to one example."""
    if slot == "use":
        share = model.classify(example.candidates[0])["funding"]
        return ModelAnswer(example, share, 1 - share, example.label == "funding", "funding")
    if slot in ("status", "money"):
        shares = model.classify(example.candidates[0])
        best = max(sorted(shares), key=shares.__getitem__)
        return ModelAnswer(example, shares[best], 0.0, best == example.label, best)
    ranked = model.rank(example.candidates)
    if len(ranked) < 2:
        return ModelAnswer(example, 0.0, 1.0, False)
    support = _support_phrases(ranked, example.texts) if slot == "purpose" else dict(enumerate(ranked[1:], 1))
    best_place = max(sorted(support), key=support.__getitem__)
    return ModelAnswer(example, support[best_place], ranked[0], best_place in example.right)


def _support_phrases(ranked: Sequence[float], texts: Sequence[str]) -> dict[int, float]:
    """For the likeliest phrases, the probability that they or one that says the same is right."""
    order = sorted(range(1, len(ranked)), key=lambda n: -ranked[n])[:TRIED]
    words = {n: stem_content(texts[n - 1]) for n in order}
    return {
        n: sum(ranked[k] for k in order if k == n or measure_dice(words[n], words[k]) >= SAME_PURPOSE) for n in order
    }


@dataclass(frozen=True, slots=True)
class SlotFigures:
    """Shares: of the values asked for given rightly, of the given ones right, of the open ones given."""

    right: float
    sure: float
    spurious: float
    asked: int


def measure_answers(answers: Sequence[ModelAnswer], calibrate: object, threshold: float) -> SlotFigures:
    """The figures of answers given from a threshold on."""
    given = [a for a in answers if a.raw > a.none and calibrate(a.raw) >= threshold]  # type: ignore[operator]
    asked = [a for a in answers if a.example.asked]
    open_ones = [a for a in answers if a.example.asked is False]
    hits = sum(a.right for a in given if a.example.asked)
    loose = sum(a.example.asked is False for a in given)
    return SlotFigures(
        hits / max(1, len(asked)),
        hits / max(1, sum(a.example.asked is not None for a in given)),
        loose / max(1, len(open_ones)),
        len(asked),
    )
