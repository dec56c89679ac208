"""`policytext evaluate`: how well the toolkit reads, measured against gold."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policytext.errors import PolicytextError

NARROWEST = 110  # columns that the tables need, also where the output is no terminal


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--split", type=click.Choice(["dev", "test"]), help="Only the documents of this split.")
@click.option("--floors", type=click.Path(path_type=Path), help="Figures to hold [default: DIR/floors.json if there].")
@click.option("--update-floors", is_flag=True, help="Raise the floors to today's figures; never lowers one.")
@click.option("--errors", metavar="LAYER", help="List what is wrong in a layer, such as amounts or records.giver.")
def evaluate(directory: Path, split: str | None, floors: Path | None, update_floors: bool, errors: str | None) -> None:
    """Score analyses against gold: a corpus, a directory of gold documents, or a JSONL of gold sentences.

    Prints precision, recall and F1 of every layer, and what was gained and lost against the floors. The exit status is
    1 when a text could not be read or a figure fell below its floor.
    """
    from policytext import evaluate as evaluation
    from policytext.cli.screen import Screen
    from policytext.evaluate import floors as kept

    path = floors or directory / "floors.json"
    try:
        report = evaluation.evaluate_directory(directory, split=split)
        before = kept.read_floors(path) if path.exists() or floors else None
        evaluation.render_report(report, Screen(width=max(Screen().width, NARROWEST)), before=before, errors=errors)
        if update_floors:
            kept.write_floors(path, report.floors())
    except PolicytextError as error:
        click.echo(f"policytext: {error}", err=True)
        sys.exit(1)
    fell = before is not None and report.compare(before).falls
    sys.exit(1 if report.failed or fell else 0)
