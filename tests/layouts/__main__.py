"""Scores of all layouts: `python -m tests.layouts [GROUP] [--save DIR] [--only NAME] [--diff]`."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.layouts import sides
from tests.layouts.catalogue import GROUPS, layouts
from tests.layouts.score import Score, normal, score
from tests.layouts.sheet import Truth


def main() -> None:
    """Print the report."""
    wanted = _arguments()
    chosen = [layout for layout in layouts(wanted.group) if wanted.only in layout.name]
    made = {layout: layout.make() for layout in chosen}
    if wanted.save:
        wanted.save.mkdir(parents=True, exist_ok=True)
        for layout, (pdf, _) in made.items():
            (wanted.save / f"{layout.name}.pdf").write_bytes(pdf)
    for name, reader in sides.installed().items():
        start = perf_counter()
        found = {layout.name: reader(pdf) for layout, (pdf, _) in made.items()}
        seconds = perf_counter() - start
        scores = {layout.name: score(found[layout.name], truth) for layout, (_, truth) in made.items()}
        if name == "policytext":
            _each(scores)
        if wanted.diff and name == "policytext":
            for layout, (_, truth) in made.items():
                _difference(found[layout.name].blocks, truth)
        print(f"{name:11} {summary(list(scores.values()))}  {seconds:.1f} s")  # noqa: T201


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Scores of the layouts' readers.")
    parser.add_argument("group", nargs="?", default="", choices=("", *GROUPS))
    parser.add_argument("--only", default="", help="a part of the layouts' names")
    parser.add_argument("--save", type=Path, help="write the PDFs there")
    parser.add_argument("--diff", action="store_true", help="show true and found blocks where they differ")
    return parser.parse_args()


def _each(scores: dict[str, Score]) -> None:
    for name, one in sorted(scores.items()):
        mark = "ok " if one.exact else "-- "
        cells = f" cells {one.cells[0]}/{one.cells[1]}" if one.cells[1] else ""
        print(f"{mark}{name:27} tokens {one.tokens:.3f} runs {one.runs:.3f}{cells} {one.first_fault}")  # noqa: T201


def _difference(said: Sequence[str], truth: Truth) -> None:
    true = [normal(block.text) for block in truth.blocks]
    for line in difflib.unified_diff(true, [normal(block) for block in said], "true", "found", lineterm="", n=0):
        print("   ", line)  # noqa: T201


def summary(scores: Sequence[Score]) -> str:
    """One line for a reader: exact ones, mean F1 of words and runs, hyphens, cells, furniture."""

    def counted(name: str) -> str:
        pairs = [getattr(one, name) for one in scores]
        return f"{sum(right for right, _ in pairs)}/{sum(total for _, total in pairs)}"

    exact = sum(one.exact for one in scores)
    tokens = sum(one.tokens for one in scores) / len(scores)
    runs = sum(one.runs for one in scores) / len(scores)
    return (
        f"exact {exact}/{len(scores)}  tokens {tokens:.4f}  5-grams {runs:.4f}  real hyphens {counted('real_hyphens')}"
        f"  false hyphens {counted('false_hyphens')}  cells {counted('cells')}  furniture gone {counted('furniture')}"
    )


if __name__ == "__main__":
    main()
