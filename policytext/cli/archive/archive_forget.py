"""`policytext archive forget`: a person out of the archive, for good."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policytext.cli.archive.archive_opening import format_count, open_archive
from policytext.cli.archive_option import archive_option
from policytext.cli.progress import say_words

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
    with open_archive(archive) as store:
        found = store.people(person)
        if len(found) != 1:
            _report_unclear(person, found)
        if not yes and not click.confirm(f"Forget {found[0]} in {archive}? This cannot be undone", err=True):
            say_words("nothing was changed")
            sys.exit(1)
        touched = store.forget(found[0])
    told = (
        format_count(touched.documents, "document"),
        format_count(touched.mentions, "mention"),
        f"{format_count(touched.statements, 'statement')} attributed to them",
        f"{format_count(touched.originals, 'stored original')} dropped",
    )
    say_words(f"forgot {found[0]}: {', '.join(told)}; the search index is written anew")


def _report_unclear(person: str, found: list[str]) -> None:
    """Says who may be meant, and ends the command."""
    if not found:
        say_words(f"the archive names no person {person!r}: policytext actors lists whom it names")
    else:
        shown = [*found[:MOST], *(["…"] if len(found) > MOST else [])]
        say_words(f"{person!r} may be {', '.join(shown)}: give the full name")
    sys.exit(1)
