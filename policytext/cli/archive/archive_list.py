"""`policytext archive list`: the documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import table_output
from policytext.cli.archive.archive_opening import open_archive
from policytext.cli.archive_option import archive_option
from policytext.cli.printing import add_output_option, print_plain
from policytext.cli.question_options import Question, add_question_options

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
@click.option("--format", "form", type=click.Choice(["text", *table_output.FORMS]), default="text", show_default=True)
@add_output_option
@archive_option
@add_question_options
def command(archive: Path, form: str, line: str, facts: dict[str, Any], **order: Any) -> None:
    """List the documents: id, date, kind, title, path, and other files of the same content.

    \b
    policytext archive list
    policytext archive list --kind agreement --since 2017 --sort issued --reverse
    policytext archive list radweg herausgeber:moorkamp --limit 20
    policytext archive list --format csv > bestand.csv

    Words and options are those of policytext search; here they are about whole documents.
    """
    with open_archive(archive) as store:
        entries = store.documents(line, **order, **facts)
        copies = store.copies()
    also = {
        one.sha256: [path for path in copies.get(one.sha256, ()) if path != (one.path or one.name)] for one in entries
    }
    if form != "text":
        table_output.write_table(
            (_entry_row(one) | {COPIES: also[one.sha256]} for one in entries), form, (*COLUMNS, COPIES), sys.stdout
        )
    elif entries:
        print_plain(lambda out: _show_entries(entries, also, out))


def _entry_row(entry: Entry) -> dict[str, Any]:
    from policytext.analysis import to_plain

    return {name: to_plain(getattr(entry, name)) for name in COLUMNS}


def _show_entries(entries: list[Entry], also: dict[str, list[str]], out: Console) -> None:
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
