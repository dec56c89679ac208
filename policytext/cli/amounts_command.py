"""`policytext amounts`: sums of funding, and the events that they are made of."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.analysis import to_plain
from policytext.cli import table_output
from policytext.cli.archive_option import archive_option, open_archive_file
from policytext.cli.printing import print_plain
from policytext.cli.question_options import NOTHING, Question, add_question_options
from policytext.cli.table_output import MANY, Listing

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.archive.events import Event, Telling
    from policytext.archive.overviews.totals import Total

GROUPS = ("status", "area", "giver", "receiver", "year", "issuer", "unit")
HEADS = dict(zip(GROUPS, ("Stand", "Bereich", "Von", "An", "Jahr", "Herausgeber", "Einheit"), strict=True))
COLUMNS = ("group", "unit", "status", "records", "low", "high", "open", "vague", "rates", "joined")
EACH = ("event", "part", "low", "high", "unit", "per", "status", "givers", "receivers", "purpose", "years")
TELLING = ("amount", "record", "sha256", "name", "title", "issued", "issuer")
NOTHING_FOUND = "Keine Förderung gefunden."


@click.command(cls=Question)
@add_question_options
@click.option("--by", "group", type=click.Choice(GROUPS), default="status", show_default=True, help="Sum by.")
@click.option("--each", is_flag=True, help="List the money itself, each event with every document that tells it.")
@click.option("--limit", type=click.IntRange(1), help=f"With --each: so many [default: {MANY} as text, else all].")
@click.option("--format", "form", type=click.Choice(["text", *table_output.FORMS]), default="text", show_default=True)
@archive_option
def amounts(archive: Path, line: str, **wanted: Any) -> None:
    """Sum the funding records of the archive, or of the statements that a question is about.

    \b
    policytext amounts --by area
    policytext amounts Integration --by giver --since 2016 --status committed
    policytext amounts Integration --each       # which money, told where?

    A part is counted within its whole, each unit and each status for itself, and money once, however often it is told:
    the same or a rounded sum of the same giver for the same purpose, receiver and years in papers of about the same
    time. "Bis zu 5 Mio." counts from 0 to 5 million. Rates ("je Platz") and sums without a figure are counted, not
    added.
    """
    with open_archive_file(archive) as store:
        if wanted["each"]:
            events = store.events(line, **wanted["facts"])
        else:
            totals = store.totals(line, by=wanted["group"], **wanted["facts"])
    if wanted["each"]:
        listing = Listing((*EACH, *TELLING), _telling_rows, _show_each, NOTHING_FOUND)
        table_output.write_listing(events, listing, wanted["form"], wanted["limit"])
        sys.exit(0 if events else NOTHING)
    if wanted["form"] != "text":
        table_output.write_table([to_plain(one) for one in totals], wanted["form"], COLUMNS, sys.stdout)
    elif totals:
        print_plain(lambda out: _show_totals(totals, wanted["group"], out))
    else:
        click.echo(NOTHING_FOUND, err=True)
    sys.exit(0 if totals else NOTHING)


# ---------------------------------------------------------------------------------------------- sums


def _show_totals(found: tuple[Total, ...], by: str, out: Console) -> None:
    from rich.text import Text

    from policytext.cli.screen import build_table
    from policytext.exports.wording import format_status

    extra = () if by == "status" else ("Stand",)
    heads, numbers = (HEADS[by], *extra, "Summe", "Posten", "nicht addiert"), ("Summe", "Posten")
    table = build_table(heads, right=numbers, unbroken=(*numbers, "Stand"))
    for one in found:
        group = format_status(one.group) if by == "status" else one.group or "ohne Angabe"
        firm = () if by == "status" else (format_status(one.status),)
        added = one.records - one.rates - one.vague
        table.add_row(Text(group), *firm, Text(_format_sum(one), style="bold"), str(added or ""), _format_extras(one))
    out.print(table)


def _format_sum(one: Total) -> str:
    from policytext.exports.wording import sum_between

    if one.records == one.rates + one.vague:
        return "–"
    return f"{'mindestens ' if one.open else ''}{sum_between(one.low, one.high, one.unit)}"


def _format_extras(one: Total) -> str:
    told = (
        f"{one.rates} je Einheit" if one.rates else "",
        f"{one.vague} ohne Zahl" if one.vague else "",
        f"{one.joined} noch einmal genannt" if one.joined else "",
    )
    return ", ".join(part for part in told if part)


# ---------------------------------------------------------------------------------------------- events


def _telling_rows(found: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """A row for every telling; `event` numbers the money."""
    for number, event in enumerate(found, 1):
        told = event.to_dict()
        for telling in told.pop("tellings"):
            yield {"event": number, **told, **telling}


def _show_each(found: Sequence[Event], out: Console) -> None:
    from rich.text import Text

    from policytext.cli.screen import build_table

    table = build_table(("Summe", "Stand", "Wer, wofür und wo"), right=("Summe",), unbroken=("Summe", "Stand"))
    for one in found:
        table.add_row(*_format_event(one))
        for more in one.tellings[1:]:
            table.add_row(
                Text(_format_telling(more), style="dim"),
                Text("auch:", style="dim"),
                Text(_format_where(more), style="dim"),
            )
        table.add_row()
    out.print(table)


def _format_event(event: Event) -> tuple[Any, Any, Any]:
    from rich.text import Text

    from policytext.exports.wording import format_status

    told = event.to_dict()
    years = " bis ".join(dict.fromkeys(str(year) for year in told["years"] if year))
    parts = (
        f"von {'; '.join(told['givers'])}" if told["givers"] else "",
        f"an {'; '.join(told['receivers'])}" if told["receivers"] else "",
        f"für: {told['purpose']}" if told["purpose"] else "",
        f"({years})" if years else "",
        "– in einer größeren Summe enthalten" if told["part"] else "",
    )
    words = " ".join(part for part in parts if part)
    shown = Text(f"{words}\n" if words else "").append(_format_where(event.first), style="dim")
    return Text(_format_telling(event.first), style="bold"), format_status(event.status), shown


def _format_telling(one: Telling) -> str:
    from policytext.exports.wording import sum_between

    return sum_between(one.low, one.high, one.unit, bound=one.bound, per=one.per) or one.words


def _format_where(one: Telling) -> str:
    from policytext.exports.wording import format_day

    document = one.document
    told = (format_day(document.issued), document.title or document.name, f"{document.sha256[:10]}:{one.record}")
    return " · ".join(part for part in told if part)
