"""`policytext actors`: who is named and who speaks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.analysis import plain
from policytext.cli import tables
from policytext.cli.archive_option import archive_option, opened
from policytext.cli.printing import output, printed
from policytext.cli.question import NOTHING, Question, question

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.archive.overviews.people import ActorCount

COLUMNS = ("name", "kind", "documents", "statements", "mentions", "speaks", "role")
KINDS = ("person", "organisation", "authority", "group")


@click.command(cls=Question)
@question
@click.option("--of", "kind_of", type=click.Choice(KINDS), help="Only actors of this kind.")
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="Actors at most.")
@click.option("--format", "form", type=click.Choice(["text", *tables.FORMS]), default="text", show_default=True)
@output
@archive_option
def actors(archive: Path, line: str, **wanted: Any) -> None:
    """Count who is named and who speaks, in the archive or in the statements that a question is about.

    \b
    policytext actors
    policytext actors Integration --of person --format csv
    """
    with opened(archive) as store:
        found = store.actors(line, **wanted["facts"])
    found = tuple(one for one in found if wanted["kind_of"] in (None, one.kind))
    if wanted["form"] != "text":
        tables.write([plain(one) for one in found[: wanted["limit"]]], wanted["form"], COLUMNS, sys.stdout)
    elif found:
        printed(lambda out: _show(found, wanted["limit"], out))
    else:
        click.echo("Niemand wird genannt.", err=True)
    sys.exit(0 if found else NOTHING)


def _show(found: tuple[ActorCount, ...], limit: int, out: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from policytext.exports.wording import ACTORS

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("Name", "Amt oder Art", "Dokumente", "Aussagen", "Nennungen", "spricht"):
        table.add_column(name, justify="left" if name in ("Name", "Amt oder Art") else "right", overflow="fold")
    for one in found[:limit]:
        counts = (one.documents, one.statements, one.mentions, one.speaks)
        table.add_row(Text(one.name), Text(one.role or ACTORS[one.kind]), *(str(count or "") for count in counts))
    out.print(table)
    if len(found) > limit:
        out.print(Text(f"und {len(found) - limit} weitere (--limit)", style="dim"))
