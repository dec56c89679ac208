"""How the commands that write to the archive open it, and how they speak: words about the work to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.errors import PolicytextError

if TYPE_CHECKING:
    from policytext.collect import Archive


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Archive]:
    """The archive, open for writing; what goes wrong with it, or inside, is one line and the exit status 1."""
    from policytext.collect import Archive

    with one_line(), Archive(path, create=create) as archive:
        yield archive


@contextmanager
def one_line() -> Iterator[None]:
    """Turns errors into one line on standard error and the exit status 1."""
    try:
        yield
    except PolicytextError as error:
        say(str(error))
        sys.exit(1)


def say(words: str) -> None:
    """Words about the work."""
    click.echo(f"policytext: {words}", err=True)


def counted(number: int, word: str) -> str:
    """A number of things."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
