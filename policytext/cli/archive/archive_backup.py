"""`policytext archive backup`: a copy of the archive."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.archive.archive_opening import open_archive
from policytext.cli.archive_option import archive_option
from policytext.cli.progress import say_words


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@archive_option
def command(archive: Path, file: Path) -> None:
    """Copy the archive to a new FILE, whole and sound, also while others read and write.

    \b
    policytext archive backup sicherung.db

    The copy is an archive itself: policytext search --archive sicherung.db.
    """
    with open_archive(archive) as store:
        store.backup(file)
    say_words(f"{file}: {file.stat().st_size:,} bytes")
