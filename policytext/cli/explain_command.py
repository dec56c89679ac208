"""`policytext explain`: which evidence filled a record's slots, and what lost."""

from __future__ import annotations

import sys
from typing import Any

import click

from policytext.cli import file_batches
from policytext.cli.inputs import expand_documents
from policytext.cli.options import add_wish_options, add_work_options
from policytext.errors import BadInput


@click.command()
@click.argument("file", type=click.Path(), metavar="FILE")
@click.option("--record", required=True, metavar="ID", help="The record's id, as JSON and CSV name it: r3.")
@add_wish_options
@add_work_options
def explain(file: str, record: str, **options: Any) -> None:
    """Say why a funding record has its values: the evidence of what won, and what lost.

    \b
    policytext explain mitteilung.pdf --record r1
    """
    file_batches.prepare_modules(models=options["model"])
    from policytext.pipeline import Options, explain_record, format_explanations

    how = file_batches.Work(**{option: options.pop(option) for option in ("workers", "timeout", "memory")})
    chosen = Options(**options)
    for outcome in file_batches.run_tasks(
        list(expand_documents((file,), chosen.password)), file_batches.analyse_task, chosen, how
    ):
        if outcome.value is None:
            raise click.ClickException(str(outcome.error))
        try:
            lines = format_explanations(explain_record(outcome.value, record))
        except BadInput as error:
            raise click.ClickException(f"{file}: {error}") from error
        for line in lines:
            click.echo(line)
        return
    sys.exit(1)
