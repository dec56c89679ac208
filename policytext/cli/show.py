"""`policytext show`: one document of the archive, or one fact of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext import exports
from policytext.cli.archive_option import archive_option, opened
from policytext.cli.printing import output, printed

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.analysis import Analysis
    from policytext.archive.corrections import Correction


@click.command()
@click.argument("target", metavar="ID[:FACT]")
@click.option("--format", "form", type=click.Choice(["text", *exports.FORMATS]), default="text", show_default=True)
@click.option("--text", "whole", is_flag=True, help="The whole text with its facts marked, after the report.")
@click.option("--machine", is_flag=True, help="What the machine found, without corrections.")
@click.option("--contacts", is_flag=True, help="With contact blocks, which are made unreadable otherwise.")
@output
@archive_option
def show(archive: Path, target: str, form: str, **wanted: bool) -> None:
    """Show a document of the archive with its facts and what people said of them; ID:s3 shows one fact.

    ID is the beginning of the document's SHA-256, as search prints it.
    """
    from policytext.archive.privacy import contacts

    id_, _, fact = target.partition(":")
    with opened(archive) as store:
        analysis = store.machine(id_) if wanted["machine"] else store.get(id_)
        analysis = analysis if wanted["contacts"] else contacts.covered(analysis)
        said = () if wanted["machine"] else store.corrections(id_)
        if fact:
            _fact(analysis, fact, form, said)
        elif form == "text":
            _report(analysis, said, whole=wanted["whole"])
        elif form == "json":
            exports.json.write([analysis], sys.stdout)
        else:
            exports.FORMATS[form]([analysis], sys.stdout)


# ---------------------------------------------------------------------------------------------- a document


def _report(analysis: Analysis, said: tuple[Correction, ...], *, whole: bool) -> None:
    from policytext.cli import report

    def write(out: Console) -> None:
        report.show(analysis, out)
        _corrections(said, out)
        if whole:
            from policytext.cli import marked

            out.print()
            out.print(marked.text(analysis))

    printed(write)


def _corrections(said: tuple[Correction, ...], out: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from policytext.cli.mark import line

    if said:
        out.print(Text("\nVon Menschen geprüft", style="bold"))
        for one in said:
            out.print(Padding(Text(f"• {line(one)}"), (0, 0, 0, 2), expand=False))


# ---------------------------------------------------------------------------------------------- a fact


def _fact(analysis: Analysis, ident: str, form: str, said: tuple[Correction, ...]) -> None:
    from policytext.analysis import plain
    from policytext.archive.corrections.record import fact_of, place_of
    from policytext.cli import tables

    fact = fact_of(analysis, ident)
    row: dict[str, Any] = plain(fact)
    start, end = place_of(analysis, fact)
    row |= {"places": plain(analysis.document.locate(start, end))}
    if form in tables.FORMS:
        rows = [row]
        tables.write(rows, form, tuple(row), sys.stdout)
        return
    _print_fact(analysis, row, (start, end), tuple(one for one in said if one.ident == ident))


def _print_fact(analysis: Analysis, row: dict[str, Any], span: tuple[int, int], said: tuple[Correction, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    from policytext.cli import marked

    def write(out: Console) -> None:
        out.print(Text(analysis.document.head.title or analysis.document.name or "(ohne Titel)", style="bold"))
        out.print(marked.around(analysis.document.text, *span))
        out.print()
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="dim")
        table.add_column(overflow="fold")
        for name, value in row.items():
            if value not in (None, [], {}) and name not in ("text", "start", "end", "places", "evidence", "parts"):
                table.add_row(name, Text(_value(analysis, value)))
        out.print(table)
        _corrections(said, out)

    printed(write)


def _value(analysis: Analysis, value: object) -> str:
    """A slot's value for people: words of spans, names of actors and words of amounts behind their ids."""
    if isinstance(value, dict):
        told = value.get("text") or value.get("area") or value
        return " ".join(str(told).split())
    if isinstance(value, list):
        return ", ".join(_value(analysis, item) for item in value)
    actor, amount = analysis.actor(str(value)), analysis.amount(str(value))
    behind = actor.name if actor else amount.text if amount else None
    return f"{behind} ({value})" if behind else str(value)
