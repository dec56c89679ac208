"""The files of a command, each read in a worker process."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from policytext.cli.inputs import Content, InputSource
from policytext.cli.progress import say_words
from policytext.errors import UnreadableFile
from policytext.metadata import Known, without_file

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.model import Document
    from policytext.pipeline import Options
    from policytext.workers import Outcome, Workers

Value = TypeVar("Value")
SHOWN = 5  # names that a line lists


@dataclass(frozen=True, slots=True)
class Work:
    """How files are read: by how many processes, and what each file may take (seconds, megabytes)."""

    workers: int | None
    timeout: float
    memory: int

    def crew(self, files: int, loaded: tuple[str, ...]) -> Workers:
        """Processes for so many files, with these modules loaded."""
        from policytext.workers import Limits, Workers

        most = Workers(self.workers).count
        return Workers(min(most, files), limits=Limits(self.timeout, self.memory), modules=loaded)


@dataclass(frozen=True, slots=True)
class Task:
    """A source with its path, bytes or place in an archive, and what the caller knows of it."""

    source: InputSource
    content: Content = field(repr=False)
    wishes: Options

    @property
    def name(self) -> str:
        """What the reader is to call it; empty where its path says so."""
        return self.source.name if isinstance(self.content, bytes) else ""


def analyse_task(task: Task) -> Analysis:
    """What a worker does for `policytext analyse`."""
    from policytext.pipeline import analyse_file

    return analyse_file(task.content, task.wishes, name=task.name)


def read_task(task: Task) -> Document:
    """What a worker does for `policytext read`."""
    from policytext import pipeline

    return pipeline.read(task.content, name=task.name, password=task.wishes.password, ocr=task.wishes.ocr)


def list_modules(*, models: bool) -> tuple[str, ...]:
    """What the processes load before their first file: the taggers' models too, or the readers only."""
    return "policytext.cli", "policytext.preload" if models else "policytext.pipeline"


def prepare_modules(*, models: bool) -> None:
    """Has the processes' modules loaded from now on, while the command itself still gets ready."""
    from policytext.workers import server

    server.start_server(list_modules(models=models))


def run_tasks(
    sources: Sequence[InputSource], function: Callable[[Task], Value], wishes: Options, work: Work
) -> Iterator[Outcome[Task, Value]]:
    """What became of every source, in their order; those that are not there need no process."""
    from policytext.workers import Outcome

    problems = [explain_missing(source) for source in sources]
    there = [source for source, problem in zip(sources, problems, strict=True) if not problem]
    with closing(_run_in_crew(there, function, wishes, work)) as worked:
        for source, problem in zip(sources, problems, strict=True):
            yield Outcome(Task(source, b"", wishes), error=UnreadableFile(problem)) if problem else next(worked)


def _run_in_crew(
    sources: Sequence[InputSource], function: Callable[[Task], Value], wishes: Options, work: Work
) -> Generator[Outcome[Task, Value], None, None]:
    with work.crew(len(sources), list_modules(models=function is analyse_task and wishes.model)) as workers:
        tasks = (Task(source, source.content(), wishes) for source in sources)
        yield from workers.run(function, tasks, name=lambda task: task.source.name)


def explain_missing(source: InputSource) -> str:
    """Why there is nothing to read, as far as it shows without opening the file."""
    if source.path is not None and not os.path.lexists(source.path):
        return f"{source.path} does not exist: check the spelling of its name"
    return source.problem


def explain_unread(document: Document) -> list[str]:
    """What is to be said of pages that were not read, with the remedy; nothing where all were."""
    if "unread" not in document.metadata:
        return []
    return [f"policytext: {document.name}: {warning}" for warning in document.warnings if warning.startswith("page")]


def tell_strangers(table: Mapping[str, Known], names: Iterable[str]) -> None:
    """Says which rows of a table of metadata are about files that are not there; most likely they are mistyped."""
    strangers = without_file(table, names)
    if strangers:
        more = f" and {len(strangers) - SHOWN} more" if len(strangers) > SHOWN else ""
        rows = "a row" if len(strangers) == 1 else f"{len(strangers)} rows"
        say_words(f"--metadata has {rows} about files that are not there: {', '.join(strangers[:SHOWN])}{more}")


def document_name(source: InputSource) -> str:
    """The name of the document that a source gives."""
    if source.member is not None:
        return source.member.name
    return source.path.name if source.path is not None else source.name
