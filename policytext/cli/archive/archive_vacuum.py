"""`policytext archive vacuum`: the file as small as it can be."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.archive.archive_opening import open_archive
from policytext.cli.archive_option import archive_option
from policytext.cli.progress import say_words


@click.command("vacuum")
@archive_option
def command(archive: Path) -> None:
    """Write search index and file anew, as small as they can be; nothing else can write meanwhile.

    \b
    policytext archive vacuum
    """
    with open_archive(archive) as store:
        before = store.stats()["bytes"]
        store.vacuum()
        say_words(f"{archive}: {before:,} bytes before, {store.stats()['bytes']:,} now")
