"""How the commands of `policytext areas` speak: tables on standard output, errors in one line on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

import click

WIDEST = 110  # columns of a table where the output is no terminal


def format_table(head: Sequence[str], rows: Iterable[Sequence[object]], *, right: frozenset[str] = frozenset()) -> str:
    """A table in plain text; the columns in `right` are numbers."""
    from rich.table import Table

    from policytext.cli.screen import Screen

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in head:
        drawn.add_column(name, justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*map(str, row))
    console = Screen(width=max(Screen().width, WIDEST), color_system=None)
    with console.capture() as written:
        console.print(drawn)
    return "\n".join(line.rstrip() for line in written.get().rstrip("\n").split("\n"))


def taxonomy_option(command: click.decorators.FC) -> click.decorators.FC:
    """Adds --areas: which taxonomy or model to look at."""
    return click.option(
        "--areas", "name", type=click.Path(), metavar="NAME|FILE", help="Taxonomy or model [default: the built-in one]."
    )(command)


def write_out(out: Path | None, write: Callable[[TextIO], None]) -> None:
    """Lets `write` write to a file, or to standard output."""
    from policytext.errors import BadInput

    if out is None:
        write(sys.stdout)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
    except OSError as error:
        raise BadInput(f"{out}: cannot be written ({error.strerror}); name another file") from error


def write_text(path: Path, text: str) -> None:
    """Writes a text file beside a model."""
    from policytext.errors import BadInput

    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror})") from error
