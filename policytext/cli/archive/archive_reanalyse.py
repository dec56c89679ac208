"""`policytext archive reanalyse`: facts found anew, where they were found by older models."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import file_batches
from policytext.cli.archive.archive_opening import explain_waiting, format_count, open_archive
from policytext.cli.archive_option import archive_option
from policytext.cli.options import add_wish_options, add_work_options
from policytext.cli.progress import say_words, show_progress
from policytext.errors import UnreadableFile

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.intake import Archive
    from policytext.model import Document
    from policytext.pipeline import Options


@dataclass(frozen=True, slots=True)
class ReanalyseJob:
    """A stored document whose facts are to be found anew, in its text or in the bytes of its file."""

    name: str
    sha256: str
    wishes: Options
    document: Document | None = field(default=None, repr=False)
    original: bytes | Path | None = field(default=None, repr=False)


def reanalyse_document(job: ReanalyseJob) -> Analysis:
    """What a worker does."""
    from policytext import pipeline

    if job.document is not None:
        return pipeline.analyse_document(job.document, job.wishes)
    if job.original is None:
        raise UnreadableFile(f"{job.name}: its file was not kept and is gone or changed: leave --from-files out")
    return pipeline.analyse_file(job.original, job.wishes, name=job.name if isinstance(job.original, bytes) else "")


@click.command("reanalyse")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--all", "everything", is_flag=True, help="Those too that the present models analysed.")
@click.option("--from-files", is_flag=True, help="Read the files again: kept originals, else those at their paths.")
@add_wish_options
@add_work_options
@archive_option
def command(archive: Path, ids: tuple[str, ...], *, everything: bool, from_files: bool, **options: Any) -> None:
    """Find the facts of stored documents anew: of those that another version of program or models analysed.

    \b
    policytext archive reanalyse
    policytext archive reanalyse --all
    policytext archive reanalyse --from-files 3f2a9c

    Works on the stored texts, so that no file is needed. What people said of facts stays, wherever the same words are
    found again. Give the same --areas, --land and --no-model as for adding.
    """
    file_batches.prepare_modules(models=options["model"])
    from policytext.intake import describe_version
    from policytext.pipeline import Options

    how = file_batches.Work(**{option: options.pop(option) for option in ("workers", "timeout", "memory")})
    chosen = Options(**options)
    with open_archive(archive) as store:
        now = describe_version(chosen)
        named = [store.entry(one).sha256 for one in ids]
        todo = named or [one.sha256 for one in store.documents() if everything or one.version != now]
        done, failed = _renew_documents(store, _list_jobs(store, todo, chosen, from_files=from_files), len(todo), how)
    say_words(f"{format_count(done, 'document')} analysed anew, {failed} not")
    sys.exit(1 if failed else 0)


def _list_jobs(archive: Archive, todo: list[str], chosen: Options, *, from_files: bool) -> Iterator[ReanalyseJob]:
    for sha256 in todo:
        entry = archive.entry(sha256)
        if from_files:
            yield ReanalyseJob(entry.name, sha256, chosen, original=archive.file(sha256))
        else:
            yield ReanalyseJob(entry.name, sha256, chosen, document=archive.get(sha256).document)


def _renew_documents(
    archive: Archive, jobs: Iterator[ReanalyseJob], total: int, how: file_batches.Work
) -> tuple[int, int]:
    """Does all jobs and stores what they gave; how many went well and how many did not."""
    if not total:
        return 0, 0
    done = failed = 0
    with how.crew(total, file_batches.list_modules(models=True)) as crew, show_progress("analysing", total) as bar:
        for outcome in crew.run(reanalyse_document, jobs, name=lambda job: job.name):
            wrong = (
                str(outcome.error) if outcome.value is None else _store_renewed(archive, outcome.item, outcome.value)
            )
            if wrong:
                bar.say(f"policytext: {wrong}")
            elif lost := explain_waiting(archive, outcome.item.sha256):
                bar.say(lost)
            failed, done = failed + bool(wrong), done + (not wrong)
            bar.step()
    return done, failed


def _store_renewed(archive: Archive, job: ReanalyseJob, analysis: Analysis) -> str:
    """Puts an analysis in place of the old one; what speaks against it, if anything."""
    from policytext.intake import describe_version

    if analysis.document.sha256 != job.sha256:
        return f"{job.name}: its file is another one now: policytext add takes it"
    if analysis.document.text and not analysis.document.blocks:
        return f"{job.name}: it was stored without its layout: add its file"
    if job.document is not None:  # read under the head that people corrected, kept under the machine's own
        head = archive.machine(job.sha256).document.head
        analysis = replace(analysis, document=replace(analysis.document, head=head))
    archive.replace(analysis, version=describe_version(job.wishes))
    return ""
