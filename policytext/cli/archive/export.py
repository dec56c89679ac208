"""`policytext archive export`: analyses for other programs, or to read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext import exports
from policytext.cli.archive.opening import SHORT, counted, opened
from policytext.cli.archive_option import archive_option
from policytext.cli.options import check_excel_de, excel_de
from policytext.cli.printing import output
from policytext.cli.telling import say
from policytext.errors import DamagedDocument

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.collect import Archive


@click.command("export")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--format", "form", type=click.Choice(list(exports.FORMATS)), default="jsonl", show_default=True)
@click.option("--contacts", is_flag=True, help="With contact blocks, which are made unreadable otherwise.")
@click.option("--gold", type=click.Path(path_type=Path), metavar="DIR", help="Write judged layers there instead.")
@output
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
    with opened(archive) as store:
        if gold is not None:
            _gold(store, gold, with_contacts=contacts)
            return
        chosen = [store.entry(one).sha256 for one in ids] or [entry.sha256 for entry in store.documents()]
        damaged: list[str] = []
        analyses = _analyses(store, chosen, damaged, contacts=contacts)
        if form == "json":
            exports.json.write(analyses, sys.stdout, many=len(ids) != 1)
        elif excel_de:
            exports.csv.write(analyses, sys.stdout, excel_de=True)
        else:
            exports.FORMATS[form](analyses, sys.stdout)
    sys.exit(1 if damaged else 0)


def _analyses(archive: Archive, ids: list[str], damaged: list[str], *, contacts: bool) -> Iterator[Analysis]:
    """The analyses, one at a time; those that cannot be read are said at once and kept in `damaged`."""
    from policytext.archive.privacy.contacts import covered

    for one in ids:
        try:
            analysis = archive.get(one)
        except DamagedDocument:
            say(f"{one[:SHORT]}: it is damaged and left out: policytext archive check names the remedy")
            damaged.append(one)
            continue
        yield analysis if contacts else covered(analysis)


def _gold(archive: Archive, folder: Path, *, with_contacts: bool) -> None:
    written = archive.write_gold(folder, with_contacts=with_contacts)
    for path in written:
        click.echo(path)
    say(f"{counted(len(written), 'document')} of gold: those of which somebody judged all amounts or all actors")
