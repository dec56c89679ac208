"""The command line: one module a command, nothing heavy imported before it is needed."""

from __future__ import annotations

import errno
import sys
from typing import Any

import click

from policytext import __version__
from policytext.cli.actors import actors
from policytext.cli.add import add
from policytext.cli.alerts import alerts
from policytext.cli.amounts import amounts
from policytext.cli.analyse import analyse
from policytext.cli.archive import archive
from policytext.cli.areas import areas
from policytext.cli.deadlines import deadlines
from policytext.cli.evaluate import evaluate
from policytext.cli.explain import explain
from policytext.cli.mark import mark
from policytext.cli.printing import guarded
from policytext.cli.read import read
from policytext.cli.schema import schema
from policytext.cli.search import search
from policytext.cli.show import show
from policytext.errors import PolicytextError


class Group(click.Group):
    """The commands; what goes wrong with standard output is one line, as all errors are."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Runs the program; nothing that a document says steers the terminal."""
        with guarded():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was named."""
        if sys.stdout is None:
            raise click.ClickException("standard output is closed")
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except PolicytextError as error:  # what stops a whole command, such as workers that do not start
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader went away: click ends quietly
                raise
            if _is_interrupted(error):
                raise click.Abort from error
            raise click.ClickException(f"cannot write: {error.strerror or error}") from error
        return outcome


def _is_interrupted(error: BaseException) -> bool:
    """Whether it went wrong while Ctrl-C was ending everything, as a pipe does that is closed already."""
    before = error.__context__
    return before is not None and (isinstance(before, KeyboardInterrupt) or _is_interrupted(before))


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="policytext")
def main() -> None:
    """Read German policy texts: who pays how much to whom, for what, until when, who said so.

    Data goes to standard output, words about the work to standard error. The exit status is 1 when any file failed.
    """


for command in (
    analyse,
    read,
    add,
    search,
    show,
    deadlines,
    amounts,
    actors,
    alerts,
    mark,
    archive,
    areas,
    evaluate,
    explain,
    schema,
):
    main.add_command(command)
