"""`policytext archive check`: whether the file is sound."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policytext.cli.archive.archive_opening import format_count
from policytext.cli.archive_option import archive_option
from policytext.cli.progress import one_line, say_words


@click.command("check")
@archive_option
def command(archive: Path) -> None:
    """Check the archive: file, documents, facts and search index. A line a problem, and the exit status 1.

    \b
    policytext archive check
    """
    from policytext.intake import Archive

    with one_line(), Archive(archive, create=False) as store:
        problems, documents = store.check(), len(store.documents())
    for problem in problems:
        click.echo(problem)
    say_words(
        f"{archive}: {format_count(documents, 'document')},"
        f" {format_count(len(problems), 'problem') if problems else 'all well'}"
    )
    sys.exit(1 if problems else 0)
