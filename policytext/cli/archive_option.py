"""Which archive a command works on, and how it is opened: shared by every command of the archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from policytext.cli.telling import one_line, say

if TYPE_CHECKING:
    from policytext.archive import Archive

Command = TypeVar("Command", bound=Callable[..., Any])
FAILED = 2  # exit status; 1 says that nothing was found, as grep does
VARIABLE = "POLICYTEXT_ARCHIVE"
VERSION_AT = slice(
    60, 64
)  # of an SQLite file: its user_version, https://sqlite.org/fileformat2.html#the_database_header


def default_archive() -> Path:
    """The user's own archive, in the folder that the system keeps for programs' data."""
    return Path(click.get_app_dir("policytext")) / "archive.db"


def archive_option(command: Command) -> Command:
    """Adds --archive; the command gets it as `archive`."""
    return click.option(
        "--archive",
        type=click.Path(path_type=Path),
        envvar=VARIABLE,
        default=default_archive,
        metavar="FILE",
        help=f"The archive [default: ${VARIABLE}, else a file of your own].",
    )(command)


@contextmanager
def opened(path: Path, *, write: bool = False, create: bool = False, synonyms: Path | None = None) -> Iterator[Archive]:
    """The archive, open; what goes wrong with it, or inside, is one line on standard error and status 2.

    Readers leave the file alone, unless it is of an older version and must be brought up to date first.
    """
    from policytext.collect import Archive

    with one_line(status=FAILED):
        _not_empty(path, create=create)
        readonly = not write and not create and not _outdated(path)
        with Archive(path, create=create, readonly=readonly, synonyms=synonyms) as archive:
            yield archive


def fail(words: str) -> NoReturn:
    """Says why a command cannot go on, and ends it."""
    say(words)
    sys.exit(FAILED)


def _not_empty(path: Path, *, create: bool) -> None:
    """Ends where there is a file without anything in it (SQLite would take it for an archive of an older version)."""
    if not create and path.is_file() and not path.stat().st_size:
        fail(f"{path}: it is empty: add documents to make it an archive")


def _outdated(path: Path) -> bool:
    """Whether a file is an archive of an older version, by its header."""
    from policytext.archive import schema

    try:
        with path.open("rb") as file:
            header = file.read(VERSION_AT.stop)
    except OSError:
        return False
    return 0 < int.from_bytes(header[VERSION_AT], "big") < schema.newest()
