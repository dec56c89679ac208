"""`policytext areas evaluate`: how well a model does on labelled texts that it has not seen."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from policytext.cli.areas.areas_figures import format_report, share
from policytext.cli.progress import one_line


@click.command("evaluate")
@click.argument("labels", type=click.Path(path_type=Path), metavar="LABELS")
@click.option("--model", required=True, type=click.Path(), metavar="NAME|FILE", help="A model, or a bare taxonomy.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to write.")
@click.option("--recall", type=share, metavar="SHARE", help="Say which thresholds would find this share of every area.")
def command(labels: Path, model: str, form: str, recall: float | None) -> None:
    """Score a model, or a bare taxonomy, on labelled texts that it was not trained on.

    \b
    policytext areas evaluate neue.csv --model jugend.npz
    policytext areas evaluate neue.csv --model jugend.toml --format json
    """
    from policytext.areas.labels import read_labels
    from policytext.areas.shipped import load_classifier, taxonomy_of
    from policytext.training.areas import evaluation

    with one_line():
        rows = read_labels(labels, taxonomy_of(model), classes=1)
        figures, promises = evaluation.evaluate_classifier(load_classifier(model), rows, recall=recall)
    if form == "text":
        click.echo(format_report(figures, promises))
        return
    found = {"model": model, "labels": str(labels), **figures.to_dict(), "promises": list(map(asdict, promises))}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
