"""`policytext archive`: looking after the archive; one module a command, loaded when used."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {  # name -> what its line in the help says; the module `archive_<name>` holds its command
    "list": "The documents.",
    "stats": "How much is stored.",
    "check": "What is wrong with the file, if anything.",
    "backup": "A copy of the file, while others use it.",
    "export": "Analyses for other programs, or to read.",
    "reanalyse": "Analyse anew what older models analysed.",
    "remove": "Take documents out.",
    "forget": "Take a person out, for good.",
    "vacuum": "Write the file anew, as small as it can be.",
}


class LazyArchiveGroup(click.Group):
    """A group whose commands live in the modules of this package and are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, `None` where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.archive_{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their lines, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyArchiveGroup)
def archive() -> None:
    """Look after the archive that `policytext add` fills and `policytext search` asks.

    \b
    policytext archive list
    policytext archive stats
    policytext archive check
    policytext archive backup sicherung.db
    policytext archive export --format csv > mittel.csv
    policytext archive reanalyse
    policytext archive remove 3f2a9c
    policytext archive forget "Erika Beispiel"
    """
