"""`policytext areas check`: everything that is wrong with a taxonomy file, and what is doubtful."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policytext.cli.progress import one_line


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def command(file: Path) -> None:
    """Check a taxonomy in TOML; the exit status is 1 where it cannot be used.

    \b
    policytext areas check jugend.toml
    """
    from policytext.areas import taxonomy

    with one_line():
        data = taxonomy.read_taxonomy(file)
    problems = taxonomy.find_problems(data)
    for problem in problems:
        click.echo(f"{file}: error: {problem}")
    for warning in [] if problems else taxonomy.find_warnings(data):
        click.echo(f"{file}: warning: {warning}")
    if not problems:
        found = taxonomy.parse_taxonomy(data, str(file))
        click.echo(f"{file}: {len(found.areas)} areas, {sum(len(area.seeds) for area in found.areas)} terms: usable")
    sys.exit(1 if problems else 0)
