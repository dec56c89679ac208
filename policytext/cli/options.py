"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from policytext.errors import BadInput
from policytext.metadata import Known, read_date, read_table
from policytext.model import KINDS

Command = TypeVar("Command", bound=Callable[..., Any])
MOST_SECONDS = 1_000_000
MOST_MEGABYTES = 1_000_000


class IsoDate(click.ParamType[date]):
    """A date as 2017-04-06 or 06.04.2017."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return read_date(value)
        except BadInput as error:
            return self.fail(str(error), param, ctx)


class MetadataTable(click.ParamType["dict[str, Known]"]):
    """A CSV file with what is known of files, by their names."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, Known]:
        if isinstance(value, dict):
            return value
        try:
            return read_table(Path(value))
        except BadInput as error:
            return self.fail(str(error), param, ctx)


password = click.option(
    "--password",
    metavar="WORD",
    envvar="POLICYTEXT_PASSWORD",
    help="Opens encrypted files. Safer in the environment, as POLICYTEXT_PASSWORD: others may see command lines.",
)
ocr = click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Pages to read from their pictures: those without text, every page, or none.",
)
WISHES = (
    password,
    ocr,
    click.option(
        "--issued",
        type=IsoDate(),
        metavar="DATE",
        help="The document's date, where you know it better than its letterhead.",
    ),
    click.option(
        "--areas",
        type=click.Path(),
        metavar="NAME|FILE",
        help="Area taxonomy or trained model in place of the default.",
    ),
    click.option("--title", metavar="WORDS", help="The document's title, where you know it better."),
    click.option("--issuer", metavar="NAME", help="Who issued the document, where you know it better."),
    click.option("--kind", type=click.Choice(KINDS), help="What kind of paper it is, where you know it better."),
    click.option(
        "--metadata",
        type=MetadataTable(),
        metavar="FILE",
        default=dict,
        help="CSV table of what you know of many files: a column file and any of title, issuer, kind, issued, land, "
        "reference.",
    ),
    click.option("--land", metavar="CODE", help="Land by ISO 3166-2 code (DE-BW), for school years and holidays."),
    click.option("--pipeline", metavar="NAME", help="Installed or saved spaCy pipeline in place of the shipped one."),
    click.option(
        "--no-model", "model", flag_value=False, default=True, help="Rules only: faster; fewer names, no areas."
    ),
)


excel_de = click.option(
    "--excel-de", is_flag=True, help="CSV as a German Excel opens it: semicolons, decimal commas, byte order mark."
)


def check_excel_de(form: str | None, *, excel_de: bool) -> None:
    """Raises `UsageError` where --excel-de is given for another format than CSV."""
    if excel_de and form != "csv":
        raise click.UsageError("--excel-de tells how CSV is written: add --format csv")


def add_wish_options(command: Command) -> Command:
    """Adds what the caller may know or want: --issued, --title, --issuer, --kind, --metadata, --areas, --land, …"""
    return _add_options(WISHES, command)


WORK = (
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="Files read at a time [default: one a core, up to 16].",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True, max=MOST_SECONDS),
        metavar="SECONDS",
        default=120,
        show_default=True,
        help="Longest time for a file.",
    ),
    click.option(
        "--memory",
        type=click.IntRange(min=1, max=MOST_MEGABYTES),
        metavar="MB",
        default=2000,
        show_default=True,
        help="Most memory for a file.",
    ),
)


def add_work_options(command: Command) -> Command:
    """Adds how files are read: --workers, --timeout, --memory."""
    return _add_options(WORK, command)


def _add_options(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    return reduce(lambda inner, option: option(inner), reversed(options), command)
