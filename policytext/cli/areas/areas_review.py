"""`policytext areas review`: labels that look wrong."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.table_output import guard_cell
from policytext.errors import PolicytextError

if TYPE_CHECKING:
    from policytext.training.areas.label_review import Doubt

COLUMNS = ("line", "score", "given", "suggested", "id", "text")
NARROWEST = 110  # columns that the table needs, also where the output is no terminal


@click.command("review")
@click.argument("labels", type=click.Path(path_type=Path), metavar="LABELS")
@click.option("--areas", metavar="FILE", help="The area taxonomy of the labels [default: the built-in one].")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True, help="Output."
)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.05,
    show_default=True,
    help="List texts whose labels fit worse than this; a higher value finds more and errs more.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="For the folds.")
def command(labels: Path, areas: str | None, form: str, below: float, seed: int) -> None:
    """List the labels of LABELS that look wrong, the worst first, with the areas that fit better.

    Every text is judged by classifiers that did not see it or anything of its group. Nothing is changed: look at each
    line and decide. It takes as long as `policytext areas train`.

    \b
    policytext areas review labels.csv
    policytext areas review labels.csv --areas jugend.toml --format csv > zweifel.csv
    """
    from policytext.areas import taxonomy
    from policytext.areas.labels import read_labels
    from policytext.training.areas.label_review import review_labels

    try:
        known = taxonomy.load_taxonomy(areas)
        rows = read_labels(labels, known)
        found = review_labels(rows, known, below=below, seed=seed)
    except PolicytextError as error:
        click.echo(f"policytext: {error}", err=True)
        sys.exit(1)
    _WRITERS[form](found)
    click.echo(f"policytext: {len(found)} of {len(rows)} texts have labels that look wrong", err=True)


def _print_table(found: Sequence[Doubt]) -> None:
    from rich.table import Table
    from rich.text import Text

    from policytext.cli.printing import print_plain
    from policytext.cli.screen import Screen

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("line", "score", "given", "suggested", "text"):
        table.add_column(name, justify="right" if name in ("line", "score") else "left", overflow="fold")
    table.columns[-1].min_width = NARROWEST // 2
    for doubt in found:
        row = _doubt_row(doubt)
        cells = (str(row["line"]), f"{doubt.score:.3f}", row["given"], row["suggested"], " ".join(row["text"].split()))
        table.add_row(*map(Text, cells))
    wide = Screen(width=max(NARROWEST, shutil.get_terminal_size((NARROWEST, 25)).columns))
    if found:
        print_plain(lambda out: out.print(table), out=wide)


def _write_csv(found: Sequence[Doubt]) -> None:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for doubt in found:
        writer.writerow({name: guard_cell(value) for name, value in _doubt_row(doubt).items()})


def _write_jsonl(found: Sequence[Doubt]) -> None:
    for doubt in found:
        lists = {"given": list(doubt.given), "suggested": list(doubt.suggested)}
        click.echo(json.dumps(_doubt_row(doubt) | lists, ensure_ascii=False))


_WRITERS = {"table": _print_table, "csv": _write_csv, "jsonl": _write_jsonl}


def _doubt_row(doubt: Doubt) -> dict[str, Any]:
    return {
        "line": doubt.row.line,
        "score": doubt.score,
        "given": "; ".join(doubt.given) or "none",
        "suggested": "; ".join(doubt.suggested) or "none",
        "id": doubt.row.id,
        "text": doubt.row.text,
    }
