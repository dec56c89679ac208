"""`policytext archive remove`: documents out of the archive."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.archive.archive_opening import format_count, open_archive
from policytext.cli.archive_option import archive_option
from policytext.cli.progress import say_words


@click.command("remove")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@archive_option
def command(archive: Path, ids: tuple[str, ...]) -> None:
    """Take documents out, with all their facts and what people said of them; where one id is wrong, none goes.

    \b
    policytext archive remove 3f2a9c 81bd07

    Their files stay where they are: added again, the documents come back.
    """
    with open_archive(archive) as store:
        entries = {entry.sha256: entry for entry in map(store.entry, ids)}
        for entry in entries.values():
            store.remove(entry.sha256)
            say_words(f"removed {entry.sha256[:10]} {entry.title or entry.name}")
        say_words(f"{format_count(len(entries), 'document')} removed")
