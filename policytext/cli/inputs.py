"""What the user names on the command line, as files to read: paths, globs, directories, `-`."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policytext.errors import UnreadableFile

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or the bytes of standard input.

    `found` says that it lay in a directory and was not named; `problem` why there is nothing to read.
    """

    name: str
    path: Path | None
    found: bool = False
    problem: str = ""

    def content(self) -> Path | bytes:
        """What a reader takes; raises `UnreadableFile` where there is nothing."""
        if self.problem:
            raise UnreadableFile(self.problem)
        return sys.stdin.buffer.read() if self.path is None else self.path


def sources(arguments: Sequence[str]) -> Iterator[Source]:
    """The sources that the arguments name, in their order, each file once."""
    seen: set[Path] = set()
    for argument in arguments:
        for source in _of_argument(argument):
            real = source.path.resolve() if source.path else None
            if real is None or real not in seen:
                yield source
            if real is not None:
                seen.add(real)


def _of_argument(argument: str) -> Iterator[Source]:
    path = Path(argument)
    if argument == STDIN:
        yield Source("standard input", None)
    elif not argument.strip():
        yield Source(argument, None, problem="an empty file name: name a file or a directory")
    elif path.is_dir():
        yield from _inside(path)
    elif not path.exists() and glob.has_magic(argument):
        yield from _matching(argument)
    else:
        yield Source(argument, path)


def _inside(directory: Path) -> Iterator[Source]:
    """The files of a directory, sorted, recursively, hidden ones left out."""
    files = [
        path for path in sorted(directory.rglob("*")) if path.is_file() and not _hidden(path.relative_to(directory))
    ]
    yield from (Source(str(path), path, found=True) for path in files)
    if not files:
        yield Source(str(directory), None, problem=f"{directory} holds no files: name a directory with documents")


def _matching(pattern: str) -> Iterator[Source]:
    """What a glob that the shell left alone stands for."""
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (absolute patterns too)
    yield from (source for match in matches for source in _of_argument(match))
    if not matches:
        yield Source(pattern, None, problem=f"no file matches {pattern}: check the pattern")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
