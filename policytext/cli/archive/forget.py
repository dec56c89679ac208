"""`policytext archive forget`: a person out of the archive, for good."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policytext.cli.archive.opening import counted, opened
from policytext.cli.archive_option import archive_option
from policytext.cli.telling import say

MOST = 20  # names that are listed where several people may be meant


@click.command("forget")
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@archive_option
def command(archive: Path, person: str, *, yes: bool) -> None:
    """Take a person out: mentions, statements as theirs, search index; █ stands for their name in the texts.

    \b
    policytext archive forget "Erika Beispiel"
    policytext archive forget --yes "Erika Beispiel"

    Stored originals of these documents go too. The archive keeps salted hashes of the name and of these files, so that
    adding or analysing them again does not bring the person back. Files outside of the archive stay as they are.
    """
    with opened(archive) as store:
        found = store.people(person)
        if len(found) != 1:
            _unclear(person, found)
        if not yes and not click.confirm(f"Forget {found[0]} in {archive}? This cannot be undone", err=True):
            say("nothing was changed")
            sys.exit(1)
        touched = store.forget(found[0])
    told = (
        counted(touched.documents, "document"),
        counted(touched.mentions, "mention"),
        f"{counted(touched.statements, 'statement')} attributed to them",
        f"{counted(touched.originals, 'stored original')} dropped",
    )
    say(f"forgot {found[0]}: {', '.join(told)}; the search index is written anew")


def _unclear(person: str, found: list[str]) -> None:
    """Says who may be meant, and ends the command."""
    if not found:
        say(f"the archive names no person {person!r}: policytext actors lists whom it names")
    else:
        shown = [*found[:MOST], *(["…"] if len(found) > MOST else [])]
        say(f"{person!r} may be {', '.join(shown)}: give the full name")
    sys.exit(1)
