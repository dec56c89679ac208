"""The command that trains, measures and writes the shipped classifier."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from policytext.areas import store, taxonomy
from policytext.areas.classifier import Classifier
from policytext.errors import PolicytextError
from policytext.training.areas import build, card, material, measure, selftaught

PACKAGE = Path(__file__).parents[2]


def main(arguments: Sequence[str]) -> int:
    """Runs the command; the exit status is 1 where something cannot be used."""
    wishes = _parser().parse_args(arguments)
    try:
        _train(wishes)
    except PolicytextError as error:
        print(error)  # noqa: T201 - a command speaks
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m policytext.training.areas", description="Train the shipped area classifier."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with dip21, okfde, revosax and germeval2014")
    parser.add_argument(
        "--corpus", type=Path, default=PACKAGE.parent / "corpus" / "areas", help="our labelled statements"
    )
    parser.add_argument(
        "--out", type=Path, default=PACKAGE / "models" / "areas", help="folder for areas.npz and CARD.md"
    )
    parser.add_argument("--seed", type=int, default=1)
    return parser


def _train(wishes: argparse.Namespace) -> None:
    began = time.monotonic()
    areas = taxonomy.load()
    read = material.gather(wishes.data, wishes.corpus, areas, seed=wishes.seed)
    model = build.train(
        [*read.own, *read.nowhere],
        [*read.weak, *selftaught.titles(wishes.data)],
        areas,
        seed=wishes.seed,
        card={"seed": wishes.seed, "own": len(read.own), "weak": len(read.weak), "nowhere": len(read.nowhere)},
    )
    wishes.out.mkdir(parents=True, exist_ok=True)
    store.save(model, wishes.out / "areas.npz")
    classifier = Classifier(store.open_model(wishes.out / "areas.npz"))
    figures = measure.report(classifier, read.own_test, read.later, read.news_test)
    rows = measure.by_area(classifier, read.own_test)
    (wishes.out / "CARD.md").write_text(card.text(classifier, read, figures, rows), encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:30} {value:.3f}")  # noqa: T201 - the command's result
    print(f"trained in {time.monotonic() - began:.0f} s")  # noqa: T201 - the command's result
