"""`policytext explain`: which evidence filled a record's slots, and what lost."""

from __future__ import annotations

import sys
from typing import Any

import click

from policytext.cli import batch
from policytext.cli.inputs import documents
from policytext.cli.options import wishes, work
from policytext.errors import BadInput


@click.command()
@click.argument("file", type=click.Path(), metavar="FILE")
@click.option("--record", required=True, metavar="ID", help="The record's id, as JSON and CSV name it: r3.")
@wishes
@work
def explain(file: str, record: str, **options: Any) -> None:
    """Say why a funding record has its values: the evidence of what won, and what lost.

    \b
    policytext explain mitteilung.pdf --record r1
    """
    batch.prepare(models=options["model"])
    from policytext.pipeline import Wishes, explain_record, format_explanations

    how = batch.Work(**{option: options.pop(option) for option in ("workers", "timeout", "memory")})
    chosen = Wishes(**options)
    for outcome in batch.outcomes(list(documents((file,), chosen.password)), batch.analysed, chosen, how):
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
