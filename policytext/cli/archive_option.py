"""Which archive a command works on, and how it is opened: shared by every command of the archive."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

import click

from policytext.cli.progress import one_line, say_words
from policytext.errors import LeftOut

if TYPE_CHECKING:
    from policytext.archive import Archive

Command = TypeVar("Command", bound=Callable[..., Any])
PROGRAM, FILE = "policytext", "archive.db"
FAILED = 2  # exit status; 1 says that nothing was found, as grep does
VARIABLE = "POLICYTEXT_ARCHIVE"
VERSION_AT = slice(
    60, 64
)  # of an SQLite file: its user_version, https://sqlite.org/fileformat2.html#the_database_header


def default_archive() -> Path:
    """The user's own archive: where the system keeps programs' data, unless it still lies where it was kept before."""
    here, before = _list_places()
    return before if before.exists() and not here.exists() else here


def _list_places() -> tuple[Path, Path]:
    """Where the user's own archive belongs, and where earlier versions kept it (among settings, not data)."""
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False) / FILE, Path(click.get_app_dir(PROGRAM)) / FILE


def archive_option(command: Command) -> Command:
    """Adds --archive; the command gets it as `archive`."""
    return click.option(
        "--archive",
        type=click.Path(path_type=Path),
        envvar=VARIABLE,
        default=default_archive,
        callback=_say_where,
        metavar="FILE",
        help=f"The archive [default: ${VARIABLE}, else a file of your own].",
    )(command)


def _say_where(ctx: click.Context, param: click.Parameter, archive: Path) -> Path:
    """The archive; says so where nobody named it and it lies at the older place."""
    if ctx.get_parameter_source(str(param.name)) is click.core.ParameterSource.DEFAULT:
        here, before = _list_places()
        if archive == before != here:
            say_words(f"the archive lies where earlier versions kept it: move {before} to {here}")
    return archive


@contextmanager
def open_archive_file(
    path: Path, *, write: bool = False, create: bool = False, synonyms: Path | None = None
) -> Iterator[Archive]:
    """The archive, open; what goes wrong with it, or inside, is one line on standard error and status 2.

    Readers leave the file alone, unless it is of an older version and must be brought up to date first.
    """
    from policytext.intake import Archive

    with one_line(status=FAILED):
        _not_empty(path, create=create)
        readonly = not write and not create and not _is_outdated(path)
        with Archive(path, create=create, readonly=readonly, synonyms=synonyms) as archive, _saying_what_is_left_out():
            yield archive


@contextmanager
def _saying_what_is_left_out() -> Iterator[None]:
    """Says on standard error that answers leave damaged documents out, once."""
    shown = warnings.showwarning
    told: set[str] = set()

    def show(  # noqa: PLR0913, PLR0917 (as the standard library calls it)
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if not issubclass(category, LeftOut):
            shown(message, category, filename, lineno, file, line)
        elif str(message) not in told:
            told.add(str(message))
            say_words(str(message))

    with warnings.catch_warnings():
        warnings.simplefilter("always", LeftOut)
        warnings.showwarning = show
        yield


def fail_with(words: str) -> NoReturn:
    """Says why a command cannot go on, and ends it."""
    say_words(words)
    sys.exit(FAILED)


def _not_empty(path: Path, *, create: bool) -> None:
    """Ends where there is a file without anything in it (SQLite would take it for an archive of an older version)."""
    if not create and path.is_file() and not path.stat().st_size:
        fail_with(f"{path}: it is empty: add documents to make it an archive")


def _is_outdated(path: Path) -> bool:
    """Whether a file is an archive of an older version, by its header."""
    from policytext.archive import schema

    try:
        with path.open("rb") as file:
            header = file.read(VERSION_AT.stop)
    except OSError:
        return False
    return 0 < int.from_bytes(header[VERSION_AT], "big") < schema.newest_version()
