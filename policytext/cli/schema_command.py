"""`policytext schema`: the JSON Schema of what comes out."""

from __future__ import annotations

from importlib.resources import files

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of the output (policytext/1)."""
    click.echo(files("policytext").joinpath("schema.json").read_text(encoding="utf-8"), nl=False)
