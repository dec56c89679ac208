"""How the commands that write to the archive open it, and count things."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.cli.progress import one_line

SHORT = 10  # characters of an id, as search prints it

if TYPE_CHECKING:
    from policytext.intake import Archive


@contextmanager
def open_archive(path: Path, *, create: bool = False) -> Iterator[Archive]:
    """The archive, open for writing; what goes wrong with it, or inside, is one line and the exit status 1."""
    from policytext.intake import Archive

    with one_line(), Archive(path, create=create) as archive:
        yield archive


def format_count(number: int, word: str) -> str:
    """A number of things."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def explain_waiting(archive: Archive, sha256: str) -> str:
    """That marks of a document do not hold, since their words are gone; empty where all do."""
    lost = archive.waiting(sha256)
    if not lost:
        return ""
    short = sha256[:SHORT]
    told = f"{format_count(len(lost), 'mark')} wait{'s' if len(lost) == 1 else ''}"
    return f"policytext: {short}: {told}, words of theirs are not there any more: policytext mark {short}"
