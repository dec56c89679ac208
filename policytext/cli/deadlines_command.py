"""`policytext deadlines`: what runs out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import table_output
from policytext.cli.archive_option import archive_option, open_archive_file
from policytext.cli.options import IsoDate
from policytext.cli.question_options import NOTHING, Question, add_question_options
from policytext.cli.table_output import MANY, Listing

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from policytext.archive.overviews.due_days import Deadline, Funds

COLUMNS = (
    *(
        "list",
        "date",
        "days",
        "role",
        "words",
        "what",
        "whom",
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
TITLES = {
    "due": "Zu tun, oder es endet",
    "funding": "Geld, das ausläuft",
    "other": "Andere Daten",
}
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
@add_question_options
@click.option("--within", type=Days(), metavar="90d", help="So many days from then on (with --past: before).")
@click.option("--from", "start", type=IsoDate(), metavar="DATE", help="The day to count from [default: today].")
@click.option("--past", is_flag=True, help="What ran out before that day, latest first.")
@click.option("--role", default="deadline,end,term", show_default=True, help="What to list.")
@click.option("--money", is_flag=True, help="Only where funding hangs on it: which money runs out?")
@click.option("--list", "only", type=click.Choice(["due", "funding"]), help="Only what is due, or money that ends.")
@click.option("--every", is_flag=True, help="All dates of these roles, also where nothing is due and no money ends.")
@click.option("--limit", type=click.IntRange(1), help=f"So many at most [default: {MANY} as text, else all].")
@click.option("--format", "form", type=click.Choice(["text", *table_output.FORMS]), default="text", show_default=True)
@archive_option
def deadlines(archive: Path, line: str, start: date | None, **wanted: Any) -> None:
    """List what runs out, by date, in two lists: what somebody must do or what ends, and money that ends.

    \b
    policytext deadlines --within 90d
    policytext deadlines Integration --from 2018-01-01 --role deadline,end
    policytext deadlines --past --list funding  # which money ran out?

    A date is listed where its sentence says that somebody must do something, that something ends, or that money is
    given until then; forecasts, aims and opening hours are left out, and what was over when the paper was written.
    Money that is demanded, refused or proposed does not run out. The same told in several papers is listed once.
    """
    roles = tuple(role.strip() for role in wanted["role"].split(",") if role.strip())
    asked = {"days": wanted["within"], "start": start, "past": wanted["past"], "roles": roles, "every": wanted["every"]}
    with open_archive_file(archive) as store:
        found = store.deadlines(line, **asked, **wanted["facts"])
    found = tuple(one for one in found if (one.funds or not wanted["money"]) and wanted["only"] in (None, one.list))
    found = found[::-1] if wanted["past"] else found
    listing = Listing(COLUMNS, _all_rows, _show_deadlines, "Nichts läuft in dieser Zeit aus.")
    table_output.write_listing(found, listing, wanted["form"], wanted["limit"])
    sys.exit(0 if found else NOTHING)


def _all_rows(found: Sequence[Deadline]) -> Iterator[dict[str, Any]]:
    for one in found:
        yield from _deadline_rows(one)


def _deadline_rows(one: Deadline) -> list[dict[str, Any]]:
    """A deadline as rows of a table: one for each funding record, one where there is none."""
    told = one.to_dict()
    told |= told.pop("document")
    funds: list[dict[str, Any]] = told.pop("funds")
    return [{**record, **told} for record in funds] or [told]


def _show_deadlines(found: Sequence[Deadline], out: Console) -> None:
    from rich.text import Text

    shown = [name for name in TITLES if any(one.list == name for one in found)]
    for name in shown:
        rows = [one for one in found if one.list == name]
        out.print(Text(("\n" if name != shown[0] else "") + TITLES[name], style="bold underline"))
        out.print(_build_table(rows))


def _build_table(rows: Sequence[Deadline]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_edge=False, show_header=False, padding=(0, 2, 1, 0))
    for name in ("Tag", "Was"):
        table.add_column(name, overflow="fold", no_wrap=name == "Tag")
    for one in rows:
        soon = 0 <= one.days <= LATE
        far = (f"\n{_format_distance(one.days)}", "red" if soon else "dim")
        when = Text.assemble((f"{one.date:%d.%m.%Y}", "bold"), far)
        table.add_row(when, _format_what(one).append(f"\n{_format_where(one)}", style="dim"))
    return table


def _format_distance(days: int) -> str:
    if days in (0, 1, -1):
        return {0: "heute", 1: "morgen", -1: "gestern"}[days]
    return f"in {days} Tagen" if days > 0 else f"vor {-days} Tagen"


def _format_what(one: Deadline) -> Text:
    """What is due or ends, for whom, with which money; then the sentence that says so."""
    from rich.text import Text

    from policytext.exports.wording import ROLES

    told = Text()
    own = one.id.startswith("t")  # an expression of its own, not the amount of a record
    due = f": {one.what}" if one.what and not one.funds else ""
    if own:
        told.append(f"{ROLES[one.role]} {one.words}{due}\n", style="bold")
    for record in _format_runs(one.funds):
        told.append(f"{record}\n", style="green")
    if one.whom and not one.funds:
        told.append(f"Wer: {'; '.join(one.whom)}\n")
    if not own and not any(sign.islower() for sign in one.sentence):
        return told.append((one.what or "") if not one.funds else "")
    told.append(f"{one.speaker}: " if one.speaker else "", style="cyan")
    return told.append(_cut_words(one.sentence, one.words))


def _format_runs(funds: Sequence[Funds]) -> Iterator[str]:
    """The money in one line each; the same sum year by year in one."""
    seen: dict[str, list[Funds]] = {}
    for record in funds:
        seen.setdefault(_format_fund(record), []).append(record)
    for line, same in seen.items():
        years = sorted({record.latest[:4] for record in same if record.latest})
        yield f"{line} (je {years[0]} bis {years[-1]})" if len(same) > 1 and len(years) > 1 else line


def _format_fund(record: Funds) -> str:
    from policytext.exports.wording import format_status, sum_between

    low, high = (None if value is None else Decimal(str(value)) for value in (record.low, record.high))
    told = sum_between(low, high, record.unit or "EUR", bound=record.bound or "exact", per=record.per) or record.amount
    givers, receivers = "; ".join(record.givers), "; ".join(record.receivers)
    parts = (
        told or "Förderung ohne Betrag",
        f"({format_status(record.status)})",
        f"von {givers}" if givers else "",
        f"an {receivers}" if receivers else "",
        f"für: {record.purpose}" if record.purpose else "",
    )
    return " ".join(part for part in parts if part)


def _cut_words(words: str, kept: str, longest: int = 240) -> str:
    """The sentence, where it is long the stretch with the words that name the day."""
    if len(words) <= longest:
        return words
    first = max(0, words.find(kept) + len(kept) - longest + 40)
    start = words.find(" ", first) + 1 if first else 0
    end = words.rfind(" ", start, start + longest) if start + longest < len(words) else len(words)
    return f"{'… ' if start else ''}{words[start:end]}{' …' if end < len(words) else ''}"


def _format_where(one: Deadline) -> str:
    document = one.document
    told = [document.title or document.name, document.issuer, f"S.\u00a0{one.page}" if one.page else None]
    told += [f"{document.sha256[:10]}:{one.id}", f"und {len(one.similar)} weitere" if one.similar else None]
    return " · ".join(part for part in told if part)
