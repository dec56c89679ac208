"""The command that trains, measures and writes the shipped classifier."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from policytext.areas import model_file, taxonomy
from policytext.areas.classifier import Classifier
from policytext.errors import PolicytextError
from policytext.training.areas import area_card, build, material, selftaught, shipped_figures

PACKAGE = Path(__file__).parents[2]


def main(arguments: Sequence[str]) -> int:
    """Runs the command; the exit status is 1 where something cannot be used."""
    wishes = _build_parser().parse_args(arguments)
    try:
        _train_model(wishes)
    except PolicytextError as error:
        print(error)  # noqa: T201 - a command speaks
        return 1
    return 0


def _build_parser() -> argparse.ArgumentParser:
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


def _train_model(wishes: argparse.Namespace) -> None:
    began = time.monotonic()
    areas = taxonomy.load_taxonomy()
    read = material.gather_material(wishes.data, wishes.corpus, areas, seed=wishes.seed)
    model = build.train_shipped(
        [*read.own, *read.nowhere],
        [*read.weak, *selftaught.read_titles(wishes.data)],
        areas,
        seed=wishes.seed,
        card={"seed": wishes.seed, "own": len(read.own), "weak": len(read.weak), "nowhere": len(read.nowhere)},
    )
    wishes.out.mkdir(parents=True, exist_ok=True)
    model_file.save_model(model, wishes.out / "areas.npz")
    classifier = Classifier(model_file.open_model(wishes.out / "areas.npz"))
    figures = shipped_figures.report_figures(classifier, read.own_test, read.later, read.news_test)
    rows = shipped_figures.by_area(classifier, read.own_test)
    (wishes.out / "CARD.md").write_text(area_card.write_card_text(classifier, read, figures, rows), encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:30} {value:.3f}")  # noqa: T201 - the command's result
    print(f"trained in {time.monotonic() - began:.0f} s")  # noqa: T201 - the command's result
