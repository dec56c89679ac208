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
from policytext.cli.question import Question, question

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.archive import Entry

SHORT = 10  # characters of an id, as search prints it
COLUMNS = (*("sha256", "issued", "kind", "title", "issuer", "name", "path", "pages", "statements", "added", "version"),)
COPIES = "also"  # column of other files with the same content
SORTS = ("added", "issued", "title", "kind", "issuer", "name", "pages", "statements")


@click.command("list", cls=Question)
@click.option("--sort", type=click.Choice(SORTS), default="added", show_default=True, help="By what to sort.")
@click.option("--reverse", is_flag=True, help="From the other end: newest or most first.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many documents.")
@click.option("--format", "form", type=click.Choice(["text", *tables.FORMS]), default="text", show_default=True)
@output
@archive_option
@question
def command(archive: Path, form: str, line: str, facts: dict[str, Any], **order: Any) -> None:
    """List the documents: id, date, kind, title, path, and other files of the same content.

    \b
    policytext archive list
    policytext archive list --kind agreement --since 2017 --sort issued --reverse
    policytext archive list radweg herausgeber:moorkamp --limit 20
    policytext archive list --format csv > bestand.csv

    Words and options are those of policytext search; here they are about whole documents.
    """
    with opened(archive) as store:
        entries = store.documents(line, **order, **facts)
        copies = store.copies()
    also = {
        one.sha256: [path for path in copies.get(one.sha256, ()) if path != (one.path or one.name)] for one in entries
    }
    if form != "text":
        tables.write((_row(one) | {COPIES: also[one.sha256]} for one in entries), form, (*COLUMNS, COPIES), sys.stdout)
    elif entries:
        printed(lambda out: _show(entries, also, out))


def _row(entry: Entry) -> dict[str, Any]:
    from policytext.analysis import plain

    return {name: plain(getattr(entry, name)) for name in COLUMNS}


def _show(entries: list[Entry], also: dict[str, list[str]], out: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("id", "date", "kind", "title", "path"):
        drawn.add_column(name, overflow="fold")
    for one in entries:
        issued = one.issued.isoformat() if one.issued else ""
        paths = "\n".join((one.path or one.name, *(f"= {path}" for path in also[one.sha256])))
        cells = (one.sha256[:SHORT], issued, one.kind, one.title or "", paths)
        drawn.add_row(*(Text(cell) for cell in cells))
    out.print(drawn)
