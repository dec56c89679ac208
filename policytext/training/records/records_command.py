"""The command that trains the rankers of funding records, measures them and writes model and card."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from policytext.link.linear import Linear
from policytext.link.rankers import SLOTS, Ranker, Rankers, write_rankers
from policytext.training.records.annotated import Annotated, annotate_paper, load_corpus, load_papers
from policytext.training.records.crossing import (
    CLASSES,
    ModelAnswer,
    SlotFigures,
    cross_validate,
    fit_slot,
    measure_answers,
)
from policytext.training.records.decision_examples import DecisionExample, make_examples
from policytext.training.records.isotonic import fit_knots
from policytext.training.records.record_card import write_card
from policytext.training.records.settings import SETTINGS
from policytext.training.records.standoff import join_texts

PACKAGE = Path(__file__).parents[2]
PROCESSES = 2
SMALLEST = 0.005  # weights below are left out: they change no decision and make half of the file


def main(arguments: Sequence[str]) -> int:
    """Trains, measures, writes; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m policytext.training.records", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotated papers (JSON, one each)")
    own = PACKAGE.parent / "corpus" / "records"
    parser.add_argument("--own", type=Path, default=own, help="our own (JSONL), in the corpus")
    parser.add_argument("--out", type=Path, default=PACKAGE / "models" / "records", help="folder to write to")
    parser.add_argument("--data", type=Path, required=True, help="folder of the public corpora that we annotated")
    options = parser.parse_args(arguments)
    read = [*load_papers(options.gold), *load_papers(options.own), *load_corpus(options.own.parent)]
    read += join_texts(options.own.parent / "papers" / "annotations.jsonl", options.data)
    papers = [annotate_paper(gold) for gold in read]
    slots, figures = train_rankers(papers)
    write_rankers(Rankers(slots), options.out / "model.npz")
    write_card(options.out / "CARD.md", papers, figures)
    for slot, (given, drawn) in figures.items():
        for row in (given, drawn):
            sys.stderr.write(f"{slot}: right {row.right:.3f}, of given {row.sure:.3f}, spurious {row.spurious:.3f}\n")
    return 0


def train_rankers(papers: Sequence[Annotated]) -> tuple[dict[str, Ranker], dict[str, tuple[SlotFigures, SlotFigures]]]:
    """A ranker for each slot, calibrated on papers left out, and its figures there: on given papers, on drawn ones.

    Two processes share the slots; the papers reach them by forking, since they are too large to be sent.
    """
    with get_context("fork").Pool(PROCESSES, _hold_papers, (papers,)) as pool:
        trained = pool.map(_train_slot, SLOTS, chunksize=1)
    return {slot: row[0] for slot, row in zip(SLOTS, trained, strict=True)}, {
        slot: row[1] for slot, row in zip(SLOTS, trained, strict=True)
    }


_held: list[Annotated] = []


def _hold_papers(papers: Sequence[Annotated]) -> None:
    _held[:] = papers


def _train_slot(slot: str) -> tuple[Ranker, tuple[SlotFigures, SlotFigures]]:
    papers = [paper for paper in _held if SETTINGS[slot].drawn or not paper.drawn]
    examples = list(_list_examples(slot, papers))
    answers = cross_validate(slot, examples, [paper.gold["id"] for paper in papers])
    knots = fit_knots([a.raw for a in answers], [is_right(slot, a) for a in answers])
    fitted = fit_slot(slot, examples)
    ranker = Ranker(prune_model(fitted.paper), prune_model(fitted.plain), tuple(knots), SETTINGS[slot].threshold)
    given, drawn = (
        measure_answers(
            [a for a in answers if papers[a.example.paper].drawn is kind], ranker.calibrate, ranker.threshold
        )
        for kind in (False, True)
    )
    return ranker, (given, drawn)


def prune_model(model: Linear) -> Linear:
    """The model without weights that change nothing."""
    kept = {name: row for name, row in model.weights.items() if max(map(abs, row)) >= SMALLEST}
    return Linear(model.classes, kept)


def _list_examples(slot: str, papers: Sequence[Annotated]) -> Iterator[DecisionExample]:
    for number, paper in enumerate(papers):
        yield from make_examples(slot, number, paper)


def is_right(slot: str, answer: ModelAnswer) -> bool:
    """Whether an answer, if given, is right; to an open slot none is."""
    return answer.right and (slot in CLASSES or bool(answer.example.asked))
