"""`policytext areas list`: the areas of a taxonomy or model."""

from __future__ import annotations

import click

from policytext.cli.areas.areas_output import format_table, taxonomy_option
from policytext.cli.progress import one_line


@click.command("list")
@taxonomy_option
def command(name: str | None) -> None:
    """List areas: id, title, parent, number of terms.

    \b
    policytext areas list
    policytext areas list --areas jugend.toml
    """
    from policytext.areas.shipped import taxonomy_of

    with one_line():
        found = taxonomy_of(name)
    rows = [(area.id, area.title, area.parent or "", len(area.seeds)) for area in found.areas]
    click.echo(format_table(("id", "title", "parent", "terms"), rows, right=frozenset({"terms"})))
