"""`policytext actors`: who is named and who speaks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.analysis import to_plain
from policytext.cli import table_output
from policytext.cli.archive_option import archive_option, open_archive_file
from policytext.cli.printing import add_output_option, print_plain
from policytext.cli.question_options import NOTHING, Question, add_question_options

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.archive.overviews.actor_counts import ActorCount

COLUMNS = ("name", "kind", "documents", "statements", "mentions", "speaks", "role")
KINDS = ("person", "organisation", "authority", "group")


@click.command(cls=Question)
@add_question_options
@click.option("--of", "kind_of", type=click.Choice(KINDS), help="Only actors of this kind.")
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="Actors at most.")
@click.option("--format", "form", type=click.Choice(["text", *table_output.FORMS]), default="text", show_default=True)
@add_output_option
@archive_option
def actors(archive: Path, line: str, **wanted: Any) -> None:
    """Count who is named and who speaks, in the archive or in the statements that a question is about.

    \b
    policytext actors
    policytext actors Integration --of person --format csv
    """
    with open_archive_file(archive) as store:
        found = store.actors(line, **wanted["facts"])
    found = tuple(one for one in found if wanted["kind_of"] in (None, one.kind))
    if wanted["form"] != "text":
        table_output.write_table(
            [to_plain(one) for one in found[: wanted["limit"]]], wanted["form"], COLUMNS, sys.stdout
        )
    elif found:
        print_plain(lambda out: _show_actors(found, wanted["limit"], out))
    else:
        click.echo("Niemand wird genannt.", err=True)
    sys.exit(0 if found else NOTHING)


def _show_actors(found: tuple[ActorCount, ...], limit: int, out: Console) -> None:
    from rich.text import Text

    from policytext.cli.screen import build_table
    from policytext.exports.wording import ACTORS

    numbers = ("Dokumente", "Aussagen", "Nennungen", "spricht")
    table = build_table(("Name", "Amt oder Art", *numbers), right=numbers)
    for one in found[:limit]:
        counts = (one.documents, one.statements, one.mentions, one.speaks)
        table.add_row(Text(one.name), Text(one.role or ACTORS[one.kind]), *(str(count or "") for count in counts))
    out.print(table)
    if len(found) > limit:
        out.print(Text(f"und {len(found) - limit} weitere (--limit)", style="dim"))
