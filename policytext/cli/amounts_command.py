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

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from policytext.archive.events import Event, Telling
    from policytext.archive.overviews.totals import Total

GROUPS = ("status", "area", "giver", "receiver", "year", "issuer", "unit")
HEADS = dict(zip(GROUPS, ("Stand", "Bereich", "Von", "An", "Jahr", "Herausgeber", "Einheit"), strict=True))
COLUMNS = ("group", "unit", "status", "records", "low", "high", "open", "vague", "rates", "joined")
EACH = ("event", "part", "low", "high", "unit", "per", "status", "givers", "receivers", "purpose", "years")
TELLING = ("amount", "record", "sha256", "name", "title", "issued", "issuer")
MANY = 50  # events that a person looks at at once


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
        _write_each(events, wanted["form"], wanted["limit"])
        sys.exit(0 if events else NOTHING)
    if wanted["form"] != "text":
        table_output.write_table([to_plain(one) for one in totals], wanted["form"], COLUMNS, sys.stdout)
    elif totals:
        print_plain(lambda out: _show_totals(totals, wanted["group"], out))
    else:
        _say_nothing()
    sys.exit(0 if totals else NOTHING)


def _say_nothing() -> None:
    click.echo("Keine Förderung gefunden.", err=True)


# ---------------------------------------------------------------------------------------------- sums


def _show_totals(found: tuple[Total, ...], by: str, out: Console) -> None:
    from rich.text import Text

    from policytext.exports.wording import format_status

    extra = () if by == "status" else ("Stand",)
    table = _build_table((HEADS[by], *extra, "Summe", "Posten", "nicht addiert"), right=("Summe", "Posten"))
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


def _build_table(heads: Sequence[str], *, right: Sequence[str] = ()) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(
            head, justify="right" if head in right else "left", overflow="fold", no_wrap=head in (*right, "Stand")
        )
    return table


# ---------------------------------------------------------------------------------------------- events


def _write_each(everything: tuple[Event, ...], form: str, limit: int | None) -> None:
    found = everything[: limit or (MANY if form == "text" else None)]
    if form == "csv":
        table_output.write_table(_telling_rows(found), form, (*EACH, *TELLING), sys.stdout)
    elif form != "text":
        table_output.write_table([one.to_dict() for one in found], form, EACH, sys.stdout)
    elif found:
        print_plain(lambda out: _show_each(found, out))
        if len(everything) > len(found):
            click.echo(f"\nund {len(everything) - len(found)} weitere (--limit)")
    else:
        _say_nothing()


def _telling_rows(found: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """A row for every telling; `event` numbers the money."""
    for number, event in enumerate(found, 1):
        told = event.to_dict()
        for telling in told.pop("tellings"):
            yield {"event": number, **told, **telling}


def _show_each(found: Sequence[Event], out: Console) -> None:
    from rich.text import Text

    table = _build_table(("Summe", "Stand", "Wer, wofür und wo"), right=("Summe",))
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
