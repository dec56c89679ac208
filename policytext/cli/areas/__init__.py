"""`policytext areas`: the funding areas, and a classifier of one's own; one module a command, loaded when used."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {  # name -> what its line in the help says; the module `areas_<name>` holds its command
    "list": "The areas of a taxonomy or model.",
    "show": "One area: definition, terms, crosswalk, sub-areas.",
    "check": "Everything that is wrong with a taxonomy file.",
    "train": "A classifier from labelled texts.",
    "predict": "The areas of every row of a table.",
    "evaluate": "How well a model does on labelled texts.",
    "suggest": "The texts worth labelling next.",
    "review": "Labels that look wrong.",
}


class LazyAreasGroup(click.Group):
    """A group whose commands live in the modules of this package and are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, `None` where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"policytext.cli.areas.areas_{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their lines, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyAreasGroup)
def areas() -> None:
    """Funding areas: look at a taxonomy, write your own, train and measure a classifier for it.

    \b
    policytext areas list
    policytext areas show integration
    policytext areas check jugend.toml
    policytext areas train labels.csv --areas jugend.toml --out jugend.npz
    policytext areas predict zuschuesse.csv --column Zweck --areas jugend.npz
    policytext analyse --areas jugend.npz mitteilung.pdf
    """
