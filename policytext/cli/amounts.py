"""`policytext amounts`: sums of funding."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.analysis import plain
from policytext.cli import tables
from policytext.cli.archive_option import archive_option, opened
from policytext.cli.printing import printed
from policytext.cli.question import NOTHING, Question, question

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.archive.overviews.totals import Total

GROUPS = ("status", "area", "giver", "receiver", "year", "issuer", "unit")
HEADS = dict(zip(GROUPS, ("Stand", "Bereich", "Von", "An", "Jahr", "Herausgeber", "Einheit"), strict=True))
COLUMNS = ("group", "unit", "status", "records", "low", "high", "open", "vague", "rates", "joined")


@click.command(cls=Question)
@question
@click.option("--by", "group", type=click.Choice(GROUPS), default="status", show_default=True, help="Sum by.")
@click.option("--format", "form", type=click.Choice(["text", *tables.FORMS]), default="text", show_default=True)
@archive_option
def amounts(archive: Path, line: str, **wanted: Any) -> None:
    """Sum the funding records of the archive, or of the statements that a question is about.

    \b
    policytext amounts --by area
    policytext amounts Integration --by giver --since 2016 --status committed

    A part is counted within its whole, money that is told again once, the same document once, each unit and each status
    for itself. "Bis zu 5 Mio." counts from 0 to 5 million. Rates ("je Platz") and sums without a figure are counted,
    not added.
    """
    with opened(archive) as store:
        found = store.totals(line, by=wanted["group"], **wanted["facts"])
    if wanted["form"] != "text":
        tables.write([plain(one) for one in found], wanted["form"], COLUMNS, sys.stdout)
    elif found:
        printed(lambda out: _show(found, wanted["group"], out))
    else:
        click.echo("Keine Förderung gefunden.", err=True)
    sys.exit(0 if found else NOTHING)


def _show(found: tuple[Total, ...], by: str, out: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from policytext.exports.wording import STATUS

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    extra = () if by == "status" else ("Stand",)
    for name in (HEADS[by], *extra, "Summe", "Posten", "nicht addiert"):
        table.add_column(name, justify="right" if name in ("Summe", "Posten") else "left", overflow="fold")
    for one in found:
        group = STATUS.get(one.group or "", one.group) if by == "status" else one.group
        status = () if by == "status" else (Text(STATUS.get(one.status or "", "(ohne)")),)
        added = one.records - one.rates - one.vague
        table.add_row(Text(group or "(ohne)"), *status, Text(_sum(one), style="bold"), str(added or ""), _apart(one))
    out.print(table)


def _sum(one: Total) -> str:
    from policytext.exports.wording import number

    if one.records == one.rates + one.vague:
        return "–"
    unit = {"EUR": "€", "Stelle": "Stellen"}.get(one.unit, one.unit)
    reach = number(one.high) if one.low == one.high else f"{number(one.low)} bis {number(one.high)}"
    return f"{'mindestens ' if one.open else ''}{reach} {unit}"


def _apart(one: Total) -> str:
    told = (
        f"{one.rates} je Einheit" if one.rates else "",
        f"{one.vague} ohne Zahl" if one.vague else "",
        f"{one.joined} noch einmal genannt" if one.joined else "",
    )
    return ", ".join(part for part in told if part)
