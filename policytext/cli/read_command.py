"""`policytext read`: the text of a file as the taggers see it."""

from __future__ import annotations

import sys
from typing import Any

import click

from policytext.cli import file_batches
from policytext.cli.inputs import expand_documents
from policytext.cli.options import add_work_options, ocr, password
from policytext.cli.printing import add_output_option


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE…")
@password
@ocr
@add_output_option
@add_work_options
def read(files: tuple[str, ...], password: str | None, ocr: str, **options: Any) -> None:
    """Print the text of files: cleaned, in reading order, without looking for facts."""
    file_batches.prepare_modules(models=False)
    from policytext.pipeline import Options

    failed = False
    wishes = Options(password=password, ocr=ocr)
    for outcome in file_batches.run_tasks(
        list(expand_documents(files, password)), file_batches.read_task, wishes, file_batches.Work(**options)
    ):
        if outcome.value is None:
            click.echo(f"policytext: {outcome.error}", err=True)
            failed = True
            continue
        failed = failed or bool(file_batches.explain_unread(outcome.value))
        for warning in outcome.value.warnings:
            click.echo(f"policytext: {outcome.value.name}: {warning}", err=True)
        click.echo(outcome.value.text)
    sys.exit(1 if failed else 0)
