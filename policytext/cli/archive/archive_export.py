"""`policytext archive export`: analyses for other programs, or to read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext import exports
from policytext.cli.archive.archive_opening import SHORT, format_count, open_archive
from policytext.cli.archive_option import archive_option
from policytext.cli.options import check_excel_de, excel_de
from policytext.cli.printing import add_output_option
from policytext.cli.progress import say_words
from policytext.errors import DamagedDocument

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.intake import Archive


@click.command("export")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--format", "form", type=click.Choice(list(exports.FORMATS)), default="jsonl", show_default=True)
@click.option("--contacts", is_flag=True, help="With contact blocks, which are made unreadable otherwise.")
@click.option("--gold", type=click.Path(path_type=Path), metavar="DIR", help="Write judged layers there instead.")
@add_output_option
@excel_de
@archive_option
def command(  # noqa: PLR0913 (an option a parameter)
    archive: Path, ids: tuple[str, ...], form: str, *, contacts: bool, gold: Path | None, excel_de: bool
) -> None:
    """Write the analyses of documents, or of all, to standard output, with what people have corrected.

    \b
    policytext archive export > fakten.jsonl
    policytext archive export --format csv > mittel.csv
    policytext archive export --format html 3f2a9c > bericht.html
    policytext archive export --gold gold/             # for policytext evaluate gold/
    """
    check_excel_de(form, excel_de=excel_de)
    with open_archive(archive) as store:
        if gold is not None:
            _export_gold(store, gold, with_contacts=contacts)
            return
        chosen = [store.entry(one).sha256 for one in ids] or [entry.sha256 for entry in store.documents()]
        damaged: list[str] = []
        analyses = _list_analyses(store, chosen, damaged, contacts=contacts)
        if form == "json":
            exports.json.write_json(analyses, sys.stdout, many=len(ids) != 1)
        elif excel_de:
            exports.csv.write_csv(analyses, sys.stdout, excel_de=True)
        else:
            exports.FORMATS[form](analyses, sys.stdout)
    sys.exit(1 if damaged else 0)


def _list_analyses(archive: Archive, ids: list[str], damaged: list[str], *, contacts: bool) -> Iterator[Analysis]:
    """The analyses, one at a time; those that cannot be read are said at once and kept in `damaged`."""
    from policytext.archive.privacy.hidden_contacts import cover_contacts

    for one in ids:
        try:
            analysis = archive.get(one)
        except DamagedDocument:
            say_words(f"{one[:SHORT]}: it is damaged and left out: policytext archive check names the remedy")
            damaged.append(one)
            continue
        yield analysis if contacts else cover_contacts(analysis)


def _export_gold(archive: Archive, folder: Path, *, with_contacts: bool) -> None:
    written = archive.write_gold(folder, with_contacts=with_contacts)
    for path in written:
        click.echo(path)
    say_words(
        f"{format_count(len(written), 'document')} of gold: those of which somebody judged all amounts or all actors"
    )
