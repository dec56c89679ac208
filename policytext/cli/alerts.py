"""`policytext alerts`: searches that are kept, and what is new for them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import tables
from policytext.cli.archive_option import archive_option, opened
from policytext.cli.printing import printed
from policytext.cli.question import Question, question

if TYPE_CHECKING:
    from policytext.archive import Archive
    from policytext.archive.overviews.alerts import Search
    from policytext.archive.results import Hit


@click.group(invoke_without_command=True)
@click.option("--keep", is_flag=True, help="Show what is new, and show it again next time.")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@archive_option
@click.pass_context
def alerts(ctx: click.Context, archive: Path, *, keep: bool, form: str) -> None:
    """Show what kept searches find that they did not find before.

    \b
    policytext alerts add Schulwege Radweg --area verkehr
    policytext alerts
    policytext alerts list
    policytext alerts remove Schulwege

    The exit status is 0 also when nothing is new.
    """
    ctx.obj = archive
    if ctx.invoked_subcommand is None:
        with opened(archive, write=True) as store:
            news = [(search, store.news(search, seen=not keep)) for search in store.searches()]
            _write(news, form, store)


@alerts.command(cls=Question)
@click.argument("name")
@question
@click.pass_obj
def add(archive: Path, name: str, line: str, facts: dict[str, str]) -> None:
    """Keep a search under a NAME; what it finds today counts as seen."""
    with opened(archive, write=True) as store:
        made = store.keep_search(name, line, **facts)
        click.echo(_line(made))


@alerts.command(name="list")
@click.pass_obj
def list_(archive: Path) -> None:
    """List the kept searches."""
    with opened(archive) as store:
        for search in store.searches():
            click.echo(_line(search))


@alerts.command()
@click.argument("name")
@click.pass_obj
def remove(archive: Path, name: str) -> None:
    """Keep a search no longer."""
    with opened(archive, write=True) as store:
        store.drop_search(name)


def _line(search: Search) -> str:
    facts = " ".join(f"{field}:{value}" for field, value in search.facts.items())
    return "  ".join(part for part in (search.name, search.line, facts, f"seit {search.made[:10]}") if part)


def _write(news: list[tuple[Search, tuple[Hit, ...]]], form: str, archive: Archive) -> None:
    if form != "text":
        rows: list[dict[str, Any]] = [{"search": search.name} | hit.to_dict() for search, hits in news for hit in hits]
        tables.write(rows, form, (), sys.stdout)
        return
    if not news:
        click.echo("Keine Suche gemerkt: policytext alerts add NAME WORDS…", err=True)
    for search, hits in news:
        _show(search, hits, archive)


def _show(search: Search, hits: tuple[Hit, ...], archive: Archive) -> None:
    if not hits:
        click.echo(f"{search.name}: nichts Neues")
        return
    from policytext.cli import answers

    click.echo(f"{search.name}: {len(hits)} neu")
    printed(lambda out: answers.listed(hits, archive, out))
