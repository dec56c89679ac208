"""`policytext read`: the text of a file as the taggers see it."""

from __future__ import annotations

import sys

import click

from policytext.cli.inputs import sources
from policytext.errors import PolicytextError


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE…")
def read(files: tuple[str, ...]) -> None:
    """Print the text of files: cleaned, in reading order, without looking for facts."""
    from policytext import pipeline

    failed = False
    for source in sources(files):
        try:
            document = pipeline.read(source.content(), name=source.name if source.path is None else "")
        except PolicytextError as error:
            click.echo(f"policytext: {error}", err=True)
            failed = True
            continue
        for warning in document.warnings:
            click.echo(f"policytext: {document.name}: {warning}", err=True)
        click.echo(document.text)
    sys.exit(1 if failed else 0)
