"""`policytext archive list`: the documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import tables
from policytext.cli.archive.opening import opened
from policytext.cli.archive_option import archive_option
from policytext.cli.printing import output, printed

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.archive import Entry

SHORT = 10  # characters of an id, as search prints it
COLUMNS = (*("sha256", "issued", "kind", "title", "issuer", "name", "path", "pages", "statements", "added", "version"),)


@click.command("list")
@click.option("--format", "form", type=click.Choice(["text", *tables.FORMS]), default="text", show_default=True)
@output
@archive_option
def command(archive: Path, form: str) -> None:
    """List the documents: id, date, kind, title, path, in the order in which they came.

    \b
    policytext archive list
    policytext archive list --format csv > bestand.csv
    """
    with opened(archive) as store:
        entries = store.documents()
    if form != "text":
        tables.write(map(_row, entries), form, COLUMNS, sys.stdout)
    elif entries:
        printed(lambda out: _show(entries, out))


def _row(entry: Entry) -> dict[str, Any]:
    from policytext.analysis import plain

    return {name: plain(getattr(entry, name)) for name in COLUMNS}


def _show(entries: list[Entry], out: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("id", "date", "kind", "title", "path"):
        drawn.add_column(name, overflow="fold")
    for one in entries:
        issued = one.issued.isoformat() if one.issued else ""
        cells = (one.sha256[:SHORT], issued, one.kind, one.title or "", one.path or one.name)
        drawn.add_row(*(Text(cell) for cell in cells))
    out.print(drawn)
