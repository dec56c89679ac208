"""`policytext alerts`: searches that are kept, and what is new for them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policytext.cli import table_output
from policytext.cli.archive_option import archive_option, open_archive_file
from policytext.cli.printing import print_plain
from policytext.cli.question_options import Question, add_question_options

if TYPE_CHECKING:
    from policytext.archive import Archive
    from policytext.archive.overviews.kept_searches import Search
    from policytext.archive.results import Hit


Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose searches in which archive; `reader` is empty for whoever says no name."""

    archive: Path
    reader: str

    def of(self, reader: str) -> str:
        """The reader, as named behind the command or before it."""
        return reader or self.reader


def reader_option(command: Command) -> Command:
    """Adds --for; the command gets it as `reader`."""
    told = "Whose searches; each reader sees all that is new to them."
    return click.option("--for", "reader", default="", metavar="NAME", help=told)(command)


@click.group(invoke_without_command=True)
@click.option("--keep", is_flag=True, help="Show what is new, and show it again next time.")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@reader_option
@archive_option
@click.pass_context
def alerts(ctx: click.Context, archive: Path, *, keep: bool, form: str, reader: str) -> None:
    """Show what kept searches find that they did not find before.

    \b
    policytext alerts add Schulwege Radweg --area verkehr
    policytext alerts
    policytext alerts --for Rike                       # Rike's searches; the others' stay as they are
    policytext alerts add Kitas Kita --for Rike
    policytext alerts list
    policytext alerts remove Schulwege

    The exit status is 0 also when nothing is new.
    """
    ctx.obj = Desk(archive, reader)
    if ctx.invoked_subcommand is None:
        with open_archive_file(archive, write=True) as store:
            searches = store.searches(reader=reader)
            news = [(search, store.news(search, seen=not keep)) for search in searches]
            _write_news(news, form, store, reader)


@alerts.command(cls=Question)
@click.argument("name")
@reader_option
@add_question_options
@click.pass_obj
def add(desk: Desk, name: str, line: str, facts: dict[str, str], reader: str) -> None:
    """Keep a search under a NAME; what it finds today counts as seen."""
    with open_archive_file(desk.archive, write=True) as store:
        made = store.keep_search(name, line, reader=desk.of(reader), **facts)
        click.echo(_format_search(made))


@alerts.command(name="list")
@reader_option
@click.pass_obj
def list_(desk: Desk, reader: str) -> None:
    """List the kept searches: of a reader, or of all."""
    with open_archive_file(desk.archive) as store:
        wanted = desk.of(reader)
        for one in (wanted,) if wanted else store.readers():
            for search in store.searches(reader=one):
                click.echo(_format_search(search))


@alerts.command()
@click.argument("name")
@reader_option
@click.pass_obj
def remove(desk: Desk, name: str, reader: str) -> None:
    """Keep a search no longer."""
    with open_archive_file(desk.archive, write=True) as store:
        store.drop_search(name, reader=desk.of(reader))


def _format_search(search: Search) -> str:
    facts = " ".join(f"{field}:{value}" for field, value in search.facts.items())
    whose = f"für {search.reader}" if search.reader else ""
    return "  ".join(part for part in (search.name, search.line, facts, f"seit {search.made[:10]}", whose) if part)


def _write_news(news: list[tuple[Search, tuple[Hit, ...]]], form: str, archive: Archive, reader: str) -> None:
    if form != "text":
        rows: list[dict[str, Any]] = [{"search": search.name} | hit.to_dict() for search, hits in news for hit in hits]
        table_output.write_table(rows, form, (), sys.stdout)
        return
    if not news:
        whose = f" --for {reader!r}" if reader else ""
        click.echo(f"Keine Suche gemerkt: policytext alerts add NAME WORDS…{whose}", err=True)
    for search, hits in news:
        _show_hits(search, hits, archive)


def _show_hits(search: Search, hits: tuple[Hit, ...], archive: Archive) -> None:
    if not hits:
        click.echo(f"{search.name}: nichts Neues")
        return
    from policytext.cli import answers

    click.echo(f"{search.name}: {len(hits)} neu")
    print_plain(lambda out: answers.list_hits(hits, archive, out))
