"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import reduce
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class IsoDate(click.ParamType[date]):
    """A date as 2017-04-06 or 06.04.2017."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        return self.fail(f"{value!r} is no date; write 2017-04-06 or 06.04.2017", param, ctx)


WISHES = (
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
    click.option("--land", metavar="CODE", help="Land by ISO 3166-2 code (DE-BW), for school years and holidays."),
    click.option("--pipeline", metavar="NAME", help="Installed or saved spaCy pipeline in place of the shipped one."),
    click.option(
        "--no-model", "model", flag_value=False, default=True, help="Rules only: faster; fewer names, no areas."
    ),
)


def wishes(command: Command) -> Command:
    """Adds what the caller may know or want: --issued, --areas, --land, --pipeline."""
    return reduce(lambda inner, option: option(inner), reversed(WISHES), command)
