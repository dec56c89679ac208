"""`policytext archive stats`: how much is stored."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policytext.cli.archive.archive_opening import open_archive
from policytext.cli.archive_option import archive_option


@click.command("stats")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@archive_option
def command(archive: Path, form: str) -> None:
    """Count what is stored: documents, facts, characters of text, bytes of the file.

    \b
    policytext archive stats
    policytext archive stats --format json
    """
    with open_archive(archive) as store:
        counts = store.stats()
    if form == "json":
        click.echo(json.dumps(counts))
        return
    width = max(map(len, counts))
    for name, number in counts.items():
        click.echo(f"{name:<{width}}  {number:>15,}")
