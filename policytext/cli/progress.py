"""Words about the work on standard error: lines, errors in one line, a bar with rate and remaining time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from policytext.errors import PolicytextError

FEW = 3  # up to here a bar is more noise than news


@dataclass(frozen=True, slots=True)
class Bar:
    """`step` says that one more is done, `say` prints a line to standard error."""

    step: Callable[[], None]
    say: Callable[[str], None]


@contextmanager
def one_line(*, status: int = 1) -> Iterator[None]:
    """Turns the toolkit's errors into one line on standard error and an exit status."""
    try:
        yield
    except PolicytextError as error:
        say_words(str(error))
        sys.exit(status)


def say_words(words: str) -> None:
    """Words about the work."""
    click.echo(f"policytext: {words}", err=True)


@contextmanager
def show_progress(what: str, total: int) -> Iterator[Bar]:
    """A bar over so many steps, where there are many and standard error is a terminal."""
    if total <= FEW or not sys.stderr.isatty():
        yield Bar(lambda: None, lambda words: click.echo(words, err=True))
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining
    from rich.text import Text

    from policytext.cli.screen import Screen

    class Rate(ProgressColumn):
        """Documents a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), Rate(), Remaining())
    errors = Screen(stderr=True, soft_wrap=True)
    with Progress(*columns, console=errors, transient=True, redirect_stdout=False) as drawn:
        task = drawn.add_task(what, total=total)
        yield Bar(lambda: drawn.advance(task), errors.print)
