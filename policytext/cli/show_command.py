"""`policytext show`: one document of the archive, or one fact of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext import exports
from policytext.cli.archive_option import archive_option, open_archive_file
from policytext.cli.printing import add_output_option, print_plain

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
@add_output_option
@archive_option
def show(archive: Path, target: str, form: str, **wanted: bool) -> None:
    """Show a document of the archive with its facts and what people said of them; ID:s3 shows one fact.

    ID is the beginning of the document's SHA-256, as search prints it.
    """
    from policytext.archive.privacy import hidden_contacts

    id_, _, fact = target.partition(":")
    with open_archive_file(archive) as store:
        analysis = store.machine(id_) if wanted["machine"] else store.get(id_)
        analysis = analysis if wanted["contacts"] else hidden_contacts.cover_contacts(analysis)
        said = () if wanted["machine"] else store.corrections(id_)
        if fact:
            _show_fact(analysis, fact, form, said)
        elif form == "text":
            _show_report(analysis, said, whole=wanted["whole"])
        elif form == "json":
            exports.json.write_json([analysis], sys.stdout)
        else:
            exports.FORMATS[form]([analysis], sys.stdout)


# ---------------------------------------------------------------------------------------------- a document


def _show_report(analysis: Analysis, said: tuple[Correction, ...], *, whole: bool) -> None:
    from policytext.cli import analysis_report

    def write(out: Console) -> None:
        analysis_report.show_analysis(analysis, out)
        _show_corrections(said, out)
        if whole:
            from policytext.cli import marked

            out.print()
            out.print(marked.mark_text(analysis))

    print_plain(write)


def _show_corrections(said: tuple[Correction, ...], out: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from policytext.cli.mark_command import format_correction

    if said:
        out.print(Text("\nVon Menschen geprüft", style="bold"))
        for one in said:
            out.print(Padding(Text(f"• {format_correction(one)}"), (0, 0, 0, 2), expand=False))


# ---------------------------------------------------------------------------------------------- a fact


def _show_fact(analysis: Analysis, ident: str, form: str, said: tuple[Correction, ...]) -> None:
    from policytext.analysis import to_plain
    from policytext.archive.corrections.record import fact_of, place_of
    from policytext.cli import table_output

    fact = fact_of(analysis, ident)
    row: dict[str, Any] = to_plain(fact)
    start, end = place_of(analysis, fact)
    row |= {"places": to_plain(analysis.document.locate(start, end))}
    if form in table_output.FORMS:
        rows = [row]
        table_output.write_table(rows, form, tuple(row), sys.stdout)
        return
    _print_fact(analysis, row, (start, end), tuple(one for one in said if one.ident == ident))


def _print_fact(analysis: Analysis, row: dict[str, Any], span: tuple[int, int], said: tuple[Correction, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    from policytext.cli import marked

    def write(out: Console) -> None:
        out.print(Text(analysis.document.head.title or analysis.document.name or "(ohne Titel)", style="bold"))
        out.print(marked.mark_around(analysis.document.text, *span))
        out.print()
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="dim")
        table.add_column(overflow="fold")
        for name, value in row.items():
            if value not in (None, [], {}) and name not in ("text", "start", "end", "places", "evidence", "parts"):
                table.add_row(name, Text(_format_value(analysis, value)))
        out.print(table)
        _show_corrections(said, out)

    print_plain(write)


def _format_value(analysis: Analysis, value: object) -> str:
    """A slot's value for people: words of spans, names of actors and words of amounts behind their ids."""
    if isinstance(value, dict):
        told = value.get("text") or value.get("area") or value
        return " ".join(str(told).split())
    if isinstance(value, list):
        return ", ".join(_format_value(analysis, item) for item in value)
    actor, amount = analysis.actor(str(value)), analysis.amount(str(value))
    behind = actor.name if actor else amount.text if amount else None
    return f"{behind} ({value})" if behind else str(value)
