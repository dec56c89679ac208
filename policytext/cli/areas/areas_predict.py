"""`policytext areas predict`: the areas of every row of a table, as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from policytext.cli.areas.areas_output import taxonomy_option, write_out
from policytext.cli.progress import one_line, say_words
from policytext.cli.table_output import guard_cell

if TYPE_CHECKING:
    from policytext.areas import Classifier
    from policytext.model import AreaScore

ADDED = ("area", "title", "score", "unsure", "further")  # columns that the command writes behind those of the table


@click.command("predict")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--column", default="text", show_default=True, metavar="NAME", help="The column with the texts.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write [default: standard output].")
@taxonomy_option
def command(file: Path, column: str, out: Path | None, name: str | None) -> None:
    """Give every row of a table (CSV or JSONL) its area, in a CSV with the columns of the table and five more.

    area and title are the likeliest area, further the others; score is how likely it is right (0 to 1). unsure says
    that the area is no more than the likeliest: look at it yourself. Rows that are sentences may have no area.

    \b
    policytext areas predict zuschuesse.csv --column Zweck > bereiche.csv
    policytext areas predict zuschuesse.csv --column Zweck --areas jugend.npz --out bereiche.csv
    """
    from policytext.areas import load_classifier
    from policytext.areas.suggestion import texts

    with one_line():
        rows = list(texts.read_text_rows(file, column))
        classifier = load_classifier(name)
        found = list(_predict_rows(rows, classifier))
        write_out(out, lambda stream: _write_table(found, stream))
    say_words(f"{len(rows)} rows")


def _predict_rows(
    rows: Sequence[tuple[str, Mapping[str, str]]], classifier: Classifier
) -> Iterator[Mapping[str, object]]:
    """The rows with their areas; columns of the table that are named like ours keep their values under "old_…"."""
    titles = classifier.model.titles
    for (_, row), areas in zip(rows, classifier.predict([text for text, _ in rows]), strict=True):
        kept = {f"old_{key}" if key in ADDED else key: value for key, value in row.items()}
        yield {**kept, **_area_cells(areas, titles)}


def _area_cells(areas: Sequence[AreaScore], titles: Mapping[str, str]) -> Mapping[str, object]:
    if not areas:
        return dict.fromkeys(ADDED, "")
    first, *others = areas
    return {
        "area": first.area,
        "title": titles.get(first.area, first.area),
        "score": f"{first.score:.2f}",
        "unsure": "yes" if first.unsure else "no",
        "further": "; ".join(one.area for one in others),
    }


def _write_table(rows: Sequence[Mapping[str, object]], stream: TextIO) -> None:
    writer = csv.DictWriter(stream, list(dict.fromkeys(key for row in rows for key in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: guard_cell(value) for key, value in row.items()} for row in rows)
