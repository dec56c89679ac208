"""The command line: one module a command, nothing heavy imported before it is needed."""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from typing import Any

import click

from policytext import __version__
from policytext.cli.printing import guard_streams
from policytext.errors import PolicytextError

COMMANDS = {  # name -> what its line in the help says; the module `<name>_command` holds a command of that name
    "actors": "Count who is named and who speaks.",
    "add": "Read, analyse and store files.",
    "alerts": "Show what kept searches find that they did not find before.",
    "amounts": "Sum the funding records.",
    "analyse": "Analyse files.",
    "archive": "Look after the archive.",
    "areas": "Look at funding areas, write your own.",
    "deadlines": "List what runs out, by date, with its money.",
    "evaluate": "Score analyses against gold.",
    "explain": "Say why a funding record has its values.",
    "mark": "Say that a fact is verified or wrong.",
    "read": "Print the text of files, cleaned, in reading order.",
    "schema": "Print the JSON Schema of the output (policytext/1).",
    "search": "Find statements.",
    "show": "Show a document of the archive with its facts.",
}
GROUPS = ("archive", "areas")  # commands that have commands of their own


class Group(click.Group):
    """The commands, imported when used; what goes wrong with standard output is one line, as all errors are."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, `None` where there is none."""
        if cmd_name not in COMMANDS:
            return None
        room = cmd_name if cmd_name in GROUPS else f"{cmd_name}_command"
        command: click.Command = getattr(import_module(f"policytext.cli.{room}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their lines, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **extra: Any) -> Any:
        """Runs the program; nothing that a document says steers the terminal."""
        with guard_streams():
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
