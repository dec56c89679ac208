"""`policytext add`: files into the archive."""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import file_batches
from policytext.cli.archive.archive_opening import explain_waiting, open_archive
from policytext.cli.archive_option import archive_option, default_archive
from policytext.cli.inputs import InputSource, expand_documents, list_sources
from policytext.cli.options import add_wish_options, add_work_options
from policytext.cli.progress import say_words, show_progress
from policytext.errors import PolicytextError, UnknownFormat, UnreadableFile

if TYPE_CHECKING:
    from policytext.archive.storage.origins import Look
    from policytext.intake import Archive, IntakeDocument
    from policytext.pipeline import Options

INTERRUPTED = 128  # and the signal's number: the exit status of what a signal ended
COUNTS = ("new", "changed", "unchanged", "unreadable", "skipped")


class Stop:
    """Ctrl-C and SIGTERM, both as `KeyboardInterrupt`, and never between storing a document and counting it."""

    def __init__(self) -> None:
        self.number = 0
        self.holding = False

    def _come(self, number: int, _: object) -> None:
        self.number = number
        if not self.holding:
            raise KeyboardInterrupt

    @contextmanager
    def minded(self) -> Iterator[None]:
        """Minds the signals while inside."""
        before = {number: signal.signal(number, self._come) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Lets what is inside come to its end first."""
        self.holding = True
        try:
            yield
        finally:
            self.holding = False
        if self.number:
            raise KeyboardInterrupt


@dataclass(frozen=True, slots=True)
class AddOptions:
    """What is to be done with every file, and what has been done with how many documents."""

    wishes: Options
    work: file_batches.Work
    version: str
    keep: bool
    counts: Counter[str] = field(default_factory=Counter)
    stop: Stop = field(default_factory=Stop)

    def told(self) -> str:
        """How many documents there were of which fate."""
        return ", ".join(f"{self.counts[name]:,} {name}" for name in COUNTS if self.counts[name] or name != "skipped")


@dataclass(frozen=True, slots=True)
class File:
    """A file to add, how it looked before it was read, and whether it was found in a directory."""

    path: Path | None
    look: Look | None
    found: bool


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE…")
@click.option("--keep-originals", "keep", is_flag=True, help="Store the files' bytes too.")
@click.option("--watch", is_flag=True, help="Go on, and add what comes, until Ctrl-C.")
@click.option(
    "--every",
    type=click.FloatRange(min=0.1, max=86_400),
    default=5,
    show_default=True,
    metavar="SECONDS",
    help="How often --watch looks.",
)
@archive_option
@add_wish_options
@add_work_options
def add(archive: Path, files: tuple[str, ...], *, keep: bool, watch: bool, every: float, **options: Any) -> None:
    """Read, analyse and store files, directories (recursively), globs, or standard input (-).

    \b
    policytext add archiv/
    policytext add --keep-originals --archive akte.db mitteilung.pdf akte.zip
    policytext add --watch eingang/

    A document is known by its content: adding it twice is free, and files that look as they did are not even read. A
    file that has changed takes the place of what it was. Whatever ends the command, what it has stored is safe; started
    again, it goes on where it stopped.
    """
    file_batches.prepare_modules(models=options["model"])
    from policytext.intake import describe_version
    from policytext.pipeline import Options

    reading = file_batches.Work(**{option: options.pop(option) for option in ("workers", "timeout", "memory")})
    chosen = Options(**options)
    _make_room(archive)
    how = AddOptions(chosen, reading, describe_version(chosen), keep)
    with how.stop.minded(), open_archive(archive, create=True) as store:
        try:
            _watch_folders(store, files, how, every) if watch else _add_once(store, files, how)
        except KeyboardInterrupt:
            say_words(f"{how.told()}; stopped" + ("" if watch else ": the same command goes on from here"))
            sys.exit(0 if watch else INTERRUPTED + how.stop.number)
        except PolicytextError as error:
            say_words(str(error))
            say_words(how.told())
            sys.exit(1)
    say_words(how.told())
    sys.exit(1 if how.counts["unreadable"] or how.counts["unread"] else 0)


def _make_room(archive: Path) -> None:
    """The folder of the user's own archive; another one's must be there."""
    if archive == default_archive():
        try:
            archive.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            say_words(f"{archive.parent} cannot be made ({error.strerror}): name an archive with --archive")
            sys.exit(1)


# ---------------------------------------------------------------------------------------------- which files


def _add_once(archive: Archive, arguments: tuple[str, ...], how: AddOptions) -> None:
    given = list(list_sources(arguments))
    held = _take_files(archive, _to_read(archive, iter(given), how), how)
    known = (name for one in given if one.path is not None for name in archive.names(one.path))
    file_batches.tell_strangers(how.wishes.metadata, (*map(file_batches.document_name, (*given, *held)), *known))


def _to_read(archive: Archive, given: Iterator[InputSource], how: AddOptions) -> list[tuple[InputSource, File]]:
    """The files that do not look as they did when they were stored."""
    from policytext.archive.storage import origins

    found = []
    for source in given:
        look = None if source.path is None else origins.look_at_file(source.path)
        stored = None if source.path is None or look is None else archive.unchanged(source.path, look)
        if stored is None:
            found.append((source, File(source.path, look, source.found)))
        else:
            how.counts["unchanged"] += stored
    return found


def _watch_folders(archive: Archive, arguments: tuple[str, ...], how: AddOptions, every: float) -> None:
    """Adds what is there and what comes; a file that is still being written waits until it looks the same twice."""
    before: dict[Path, Look] = {}
    tried: dict[Path, Look] = {}
    say_words(f"watching {', '.join(arguments)}: Ctrl-C ends it")
    while True:
        found = [
            (one, file) for one, file in _to_read(archive, list_sources(arguments), how) if file.path and file.look
        ]
        how.counts["unchanged"] = 0  # looked at again and again
        now = {file.path: file.look for _, file in found if file.path and file.look}
        still = {path for path, look in now.items() if before.get(path) == look and tried.get(path) != look}
        ready = [(one, file) for one, file in found if file.path in still]
        if ready:
            stored = how.counts.total()
            _take_files(archive, ready, how)
            tried |= {path: now[path] for path in still}
            if how.counts.total() > stored:
                say_words(how.told())
        before = now
        time.sleep(every)


# ---------------------------------------------------------------------------------------------- reading and storing


def _take_files(archive: Archive, todo: list[tuple[InputSource, File]], how: AddOptions) -> list[InputSource]:
    """Reads files in worker processes and stores what they hold, here, one document after the other; gives these."""
    from policytext.intake import IntakeJob, find_facts

    files = {str(file.path): file for _, file in todo if file.path is not None}
    held, left = _expand_documents(todo, how)
    if not held:
        return held
    jobs = (IntakeJob(source.content(), source.name, how.wishes, archive.path, how.keep) for source in held)
    crew = how.work.crew(len(held), file_batches.list_modules(models=how.wishes.model))
    with crew, show_progress("adding", len(held)) as bar:
        for source, outcome in zip(held, crew.run(find_facts, jobs, name=lambda job: job.name), strict=True):
            file = files.get(str(_find_holder(source)))
            if outcome.value is None:
                passed_over = _report_failure(
                    source, outcome.error, how, bar.say, found=file is not None and file.found
                )
                left[str(_find_holder(source))] -= passed_over and source.member is not None
            else:
                left[str(_find_holder(source))] -= 1
                _store_analysis(
                    archive, outcome.value, source, how, file if not left[str(_find_holder(source))] else None
                )
                for words in (
                    file_batches.explain_unread(outcome.value.analysis.document) if outcome.value.analysis else ()
                ):
                    bar.say(words)
                    how.counts["unread"] += 1
            bar.step()
    return held


def _expand_documents(todo: list[tuple[InputSource, File]], how: AddOptions) -> tuple[list[InputSource], Counter[str]]:
    """What the files hold, and how many documents each; what cannot be read is said at once."""
    found, left = [], Counter[str]()
    unnamed = [source for source, file in todo if file.path is None]
    paths = [file.path for _, file in todo if file.path is not None]
    for source in [*unnamed, *expand_documents([str(path) for path in paths], how.wishes.password)]:
        if problem := file_batches.explain_missing(source):
            _report_failure(source, UnreadableFile(problem), how, _say_line, found=False)
            left.update(str(path) for path in paths if source.name.startswith(f"{path.name}/"))  # to be read again
        else:
            found.append(source)
            left[str(_find_holder(source))] += 1
    return found, left


def _find_holder(source: InputSource) -> Path | None:
    """The file that a document stands in."""
    holder: object = source.path if source.member is None else source.member
    while holder is not None and not isinstance(holder, Path):
        holder = getattr(holder, "holder", None)
    return holder


def _report_failure(
    source: InputSource, error: PolicytextError | None, how: AddOptions, tell: Callable[[str], None], *, found: bool
) -> bool:
    """Says why a document is not stored; whether that is no failure, since it merely lay in a directory or archive."""
    passed_over = (found or source.member is not None) and isinstance(error, UnknownFormat)
    tell(f"policytext: {'skipped: ' if passed_over else ''}{error}")
    how.counts["skipped" if passed_over else "unreadable"] += 1
    return passed_over


def _store_analysis(
    archive: Archive, found: IntakeDocument, source: InputSource, how: AddOptions, whole: File | None
) -> None:
    """Stores a document; `whole` is its file, where this was all that was left of it."""
    from policytext.archive.storage.origins import Origin

    holder = _find_holder(source)
    name = source.member.name if source.member is not None else holder.name if holder is not None else ""
    origin = None if holder is None else Origin(holder, name)
    with how.stop.held():
        fate = archive.take(found, origin, version=how.version, done=None if whole is None else whole.look)
        how.counts[fate] += 1
    if fate == "changed" and (lost := explain_waiting(archive, found.sha256)):
        _say_line(lost)


def _say_line(words: str) -> None:
    click.echo(words, err=True)
