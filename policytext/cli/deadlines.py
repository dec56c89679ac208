"""`policytext deadlines`: what runs out."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import tables
from policytext.cli.archive_option import archive_option, opened
from policytext.cli.options import IsoDate
from policytext.cli.printing import printed
from policytext.cli.question import NOTHING, Question, question

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from policytext.archive.overviews.deadlines import Deadline, Funds

COLUMNS = (
    *(
        "date",
        "days",
        "role",
        "words",
        "what",
        "sentence",
        "speaker",
        "actors",
        "amount",
        "low",
        "high",
        "unit",
        "bound",
        "status",
    ),
    *("purpose", "givers", "receivers", "sha256", "name", "title", "issued", "issuer", "page", "statement", "id"),
)
DAYS = re.compile(r"(?P<count>\d{1,5})\s*(?P<unit>[dtwmjy]?)")  # 90   90d   12w   3m   1j
LENGTHS = {"w": 7.0, "m": 30.44, "j": 365.25, "y": 365.25}  # days
MANY = 50  # deadlines that a person looks at at once
LATE = 30  # days: nearer ones are shown in red


class Days(click.ParamType[int]):
    """A number of days: 90, 90d, 12w, 3m, 1y."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = DAYS.fullmatch(value.strip().lower())
        if not found:
            self.fail(f"{value!r} is no number of days; write 90, 90d, 12w, 3m or 1y", param, ctx)
        return int(int(found["count"]) * LENGTHS.get(found["unit"], 1.0))


@click.command(cls=Question)
@question
@click.option("--within", type=Days(), metavar="90d", help="So many days from then on (with --past: before).")
@click.option("--from", "start", type=IsoDate(), metavar="DATE", help="The day to count from [default: today].")
@click.option("--past", is_flag=True, help="What ran out before that day, latest first.")
@click.option("--role", default="deadline,end,term", show_default=True, help="What to list.")
@click.option("--money", is_flag=True, help="Only where funding hangs on it: which money runs out?")
@click.option("--limit", type=click.IntRange(1), help=f"So many at most [default: {MANY} as text, else all].")
@click.option("--format", "form", type=click.Choice(["text", *tables.FORMS]), default="text", show_default=True)
@archive_option
def deadlines(archive: Path, line: str, start: date | None, **wanted: Any) -> None:
    """List what runs out, by date: deadlines, ends and terms, with the money that hangs on them.

    \b
    policytext deadlines --within 90d
    policytext deadlines Integration --from 2018-01-01 --role deadline,end
    policytext deadlines --past --money         # which money ran out?
    """
    roles = tuple(role.strip() for role in wanted["role"].split(",") if role.strip())
    asked = {"days": wanted["within"], "start": start, "past": wanted["past"], "roles": roles}
    with opened(archive) as store:
        found = store.deadlines(line, **asked, **wanted["facts"])
    found = tuple(one for one in found if one.funds or not wanted["money"])
    found = found[::-1] if wanted["past"] else found
    _write(found, wanted["form"], wanted["limit"])
    sys.exit(0 if found else NOTHING)


def _write(everything: tuple[Deadline, ...], form: str, limit: int | None) -> None:
    found = everything[: limit or (MANY if form == "text" else None)]
    if form == "csv":
        tables.write([row for one in found for row in _rows(one)], form, COLUMNS, sys.stdout)
    elif form != "text":
        tables.write([one.to_dict() for one in found], form, COLUMNS, sys.stdout)
    elif found:
        printed(lambda out: _show(found, out))
        if len(everything) > len(found):
            click.echo(f"\nund {len(everything) - len(found)} weitere (--limit)")
    else:
        click.echo("Nichts läuft in dieser Zeit aus.", err=True)


def _rows(one: Deadline) -> list[dict[str, Any]]:
    """A deadline as rows of a table: one for each funding record, one where there is none."""
    told = one.to_dict()
    told |= told.pop("document")
    funds: list[dict[str, Any]] = told.pop("funds")
    return [{**record, **told} for record in funds] or [told]


def _show(found: tuple[Deadline, ...], out: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    for name in ("Tag", "Was"):
        table.add_column(name, overflow="fold", no_wrap=name == "Tag")
    for one in found:
        soon = 0 <= one.days <= LATE
        far = (f"\n{_distance(one.days)}", "red" if soon else "dim")
        when = Text.assemble((f"{one.date:%d.%m.%Y}", "bold"), far)
        table.add_row(when, _what(one).append(f"\n{_where(one)}", style="dim"))
    out.print(table)


def _distance(days: int) -> str:
    if days in (0, 1, -1):
        return {0: "heute", 1: "morgen", -1: "gestern"}[days]
    return f"in {days} Tagen" if days > 0 else f"vor {-days} Tagen"


def _what(one: Deadline) -> Text:
    from rich.text import Text

    from policytext.exports.wording import ROLES

    own = one.id.startswith("t")  # an expression of its own, not the amount of a record
    told = Text()
    due = f" – {one.what}" if one.what else ""
    told.append(f"{ROLES[one.role]}: {one.words}{due}\n" if own else "", style="bold")
    for record in one.funds:
        told.append(f"{_fund(record)}\n", style="green")
    told.append(f"{one.speaker}: " if one.speaker else "", style="cyan")
    return told.append(_cut(one.sentence))


def _fund(record: Funds) -> str:
    from policytext.exports.wording import BOUNDS, status

    givers, receivers = "; ".join(record.givers), "; ".join(record.receivers)
    parts = (
        f"{BOUNDS.get(record.bound or '', '')} {record.amount}".strip() if record.amount else "Förderung ohne Betrag",
        f"({status(record.status)})",
        f"von {givers}" if givers else "",
        f"an {receivers}" if receivers else "",
        f"für: {record.purpose}" if record.purpose else "",
    )
    return " ".join(part for part in parts if part)


def _cut(words: str, longest: int = 240) -> str:
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def _where(one: Deadline) -> str:
    document = one.document
    told = [document.title or document.name, document.issuer, f"S.\u00a0{one.page}" if one.page else None]
    told += [f"{document.sha256[:10]}:{one.id}", f"und {len(one.similar)} fast gleiche" if one.similar else None]
    return " · ".join(part for part in told if part)
