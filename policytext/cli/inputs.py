"""What the user names on the command line, as files to read: paths, globs, directories, `-`, and what archives hold."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from policytext.errors import PolicytextError, UnreadableFile

if TYPE_CHECKING:
    from policytext.pipeline import Member
    from policytext.workers import Workers

Content: TypeAlias = "Path | bytes | Member"

STDIN = "-"


@dataclass(frozen=True, slots=True)
class InputSource:
    """One thing to read: a file, a document that a file holds, or the bytes of standard input.

    `found` says that it lay in a directory or archive and was not named; `problem` why there is nothing to read.
    """

    name: str
    path: Path | None
    found: bool = False
    problem: str = ""
    member: Member | None = None

    def content(self) -> Content:
        """What a reader takes; raises `UnreadableFile` where there is nothing."""
        if self.problem:
            raise UnreadableFile(self.problem)
        if self.member is not None:
            return self.member
        return sys.stdin.buffer.read() if self.path is None else self.path


def list_sources(arguments: Sequence[str]) -> Iterator[InputSource]:
    """The sources that the arguments name, in their order, each file once."""
    seen: set[Path] = set()
    for argument in arguments:
        for source in _of_argument(argument):
            real = Path(os.path.realpath(source.path)) if source.path else None  # resolve() fails on links in a circle
            if real is None or real not in seen:
                yield source
            if real is not None:
                seen.add(real)


def expand_documents(arguments: Sequence[str], password: str | None = None) -> Iterator[InputSource]:
    """The same with every archive, mailbox and mail with attachments as the documents that it holds."""
    from policytext.workers import Workers

    with ExitStack() as stack:
        crew: Workers | None = None
        for source in list_sources(arguments):
            if source.path is None or not _holds_documents(source.path):
                yield source
                continue
            crew = crew or stack.enter_context(Workers(1, modules=("policytext.pipeline",)))
            yield from _expand_source(source, source.path, password, crew)


def _holds_documents(path: Path) -> bool:
    from policytext import pipeline

    return _answer_or_no(path.is_file) and pipeline.holds_documents(path)


def _expand_source(source: InputSource, path: Path, password: str | None, crew: Workers) -> Iterator[InputSource]:
    """The documents of a file, found by a worker: what is wrong with the file costs nothing else."""
    for outcome in crew.run(_list_members, [(path, password)], name=lambda job: str(job[0])):
        if outcome.value is None:
            yield InputSource(source.name, None, source.found, problem=str(outcome.error))
            return
        for member in outcome.value:
            if isinstance(member, PolicytextError):
                yield InputSource(source.name, None, problem=str(member))
            elif member.name == path.name:
                yield source
            else:
                yield InputSource(member.name, None, found=True, member=member)


def _list_members(job: tuple[Path, str | None]) -> list[Member | UnreadableFile]:
    from policytext import pipeline

    return list(pipeline.members(job[0], password=job[1]))


def _of_argument(argument: str) -> Iterator[InputSource]:
    path = Path(argument)
    if argument == STDIN:
        yield InputSource("standard input", None)
    elif not argument.strip():
        yield InputSource(argument, None, problem="an empty file name: name a file or a directory")
    elif _answer_or_no(path.is_dir):
        yield from _walk_directory(path)
    elif not _answer_or_no(path.exists) and glob.has_magic(argument):
        yield from _match_glob(argument)
    else:
        yield InputSource(argument, path)


def _walk_directory(directory: Path) -> Iterator[InputSource]:
    """The files of a directory, sorted, recursively, hidden ones left out."""
    files = [
        path for path in sorted(directory.rglob("*")) if path.is_file() and not _is_hidden(path.relative_to(directory))
    ]
    yield from (InputSource(str(path), path, found=True) for path in files)
    if not files:
        yield InputSource(str(directory), None, problem=f"{directory} holds no files: name a directory with documents")


def _match_glob(pattern: str) -> Iterator[InputSource]:
    """What a glob that the shell left alone stands for."""
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (absolute patterns too)
    yield from (source for match in matches for source in _of_argument(match))
    if not matches:
        yield InputSource(pattern, None, problem=f"no file matches {pattern}: check the pattern")


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _answer_or_no(question: Callable[[], bool]) -> bool:
    """The answer; no where the system has none, as for a name that is too long."""
    try:
        return question()
    except (OSError, ValueError):
        return False
