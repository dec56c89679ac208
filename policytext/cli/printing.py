"""Printing for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console


def printed(show: Callable[[Console], None]) -> None:
    """Print what `show` writes on a console, without the blanks that tables leave at line ends."""
    from policytext.cli.report import console

    out = console()
    with out.capture() as caught:
        show(out)
    click.echo("\n".join(text.rstrip() for text in caught.get().rstrip("\n").split("\n")))
