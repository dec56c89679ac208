"""`policytext read`: the text of a file as the taggers see it."""

from __future__ import annotations

import sys
from typing import Any

import click

from policytext.cli import batch
from policytext.cli.inputs import documents
from policytext.cli.options import ocr, password, work
from policytext.cli.printing import output


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE…")
@password
@ocr
@output
@work
def read(files: tuple[str, ...], password: str | None, ocr: str, **options: Any) -> None:
    """Print the text of files: cleaned, in reading order, without looking for facts."""
    batch.prepare(models=False)
    from policytext.pipeline import Wishes

    failed = False
    wishes = Wishes(password=password, ocr=ocr)
    for outcome in batch.outcomes(list(documents(files, password)), batch.read, wishes, batch.Work(**options)):
        if outcome.value is None:
            click.echo(f"policytext: {outcome.error}", err=True)
            failed = True
            continue
        failed = failed or bool(batch.unread(outcome.value))
        for warning in outcome.value.warnings:
            click.echo(f"policytext: {outcome.value.name}: {warning}", err=True)
        click.echo(outcome.value.text)
    sys.exit(1 if failed else 0)
