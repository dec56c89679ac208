"""How the commands that write to the archive open it, and count things."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.cli.telling import one_line

if TYPE_CHECKING:
    from policytext.collect import Archive


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Archive]:
    """The archive, open for writing; what goes wrong with it, or inside, is one line and the exit status 1."""
    from policytext.collect import Archive

    with one_line(), Archive(path, create=create) as archive:
        yield archive


def counted(number: int, word: str) -> str:
    """A number of things."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
