"""`policytext mark`: what people say of facts."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.archive_option import archive_option, fail, opened

if TYPE_CHECKING:
    from policytext.archive import Archive
    from policytext.archive.corrections import Correction

ACTIONS = ("verified", "wrong", "set", "clear")
SAID = {"verified": "bestätigt", "wrong": "falsch", "edited": "geändert"}
SHORT = 10


@click.command()
@click.argument("target", metavar="ID[:FACT]", required=False)
@click.argument("action", required=False, metavar="[verified|wrong|set|clear]")
@click.argument("slots", nargs=-1, metavar="[SLOT=VALUE…]")
@click.option("--by", metavar="NAME", help="Who says so [default: your login name].")
@click.option("--why", default="", metavar="TEXT", help="For what reason.")
@click.option("--export", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Write judged layers as gold.")
@click.option("--contacts", is_flag=True, help="Leave contact blocks readable in what is written.")
@archive_option
def mark(archive: Path, target: str | None, action: str | None, slots: tuple[str, ...], **signed: Any) -> None:
    """Say that a fact is verified or wrong, or set its slots; without an action, list what was said.

    \b
    policytext mark 3f2a9c:a2 verified
    policytext mark 3f2a9c:r1 set status=demanded latest=2018-12-31 --why "siehe Seite 2"
    policytext mark 3f2a9c:amounts verified      # all amounts that nobody has judged
    policytext mark 3f2a9c:a2 clear
    policytext mark 3f2a9c                       # what was said of this document
    policytext mark --export gold/               # for policytext evaluate gold/

    ID is the beginning of a document's SHA-256, FACT a fact's id in it. What people say wins over the machine in every
    answer and total.
    """
    if signed["folder"] is not None:
        _export(archive, signed["folder"], with_contacts=signed["contacts"])
        return
    id_, _, fact = (target or "").partition(":")
    if not action:
        with opened(archive) as store:
            _list(store.corrections(id_ or None), fact)
        return
    _checked(fact, action, slots)
    with opened(archive, write=True) as store:
        _done(store, id_, fact, action, slots, signed=(signed["by"] or _login(), signed["why"]))


def _checked(fact: str, action: str, slots: tuple[str, ...]) -> None:
    if action not in ACTIONS:
        raise click.UsageError(f"{action!r}: use one of {', '.join(ACTIONS)}")
    if not fact:
        raise click.UsageError("which fact? write ID:FACT, such as 3f2a9c:a2")
    if slots and action != "set":
        raise click.UsageError(f"{slots[0]!r}: only set takes slot=value")


def _done(  # noqa: PLR0913 (one a word of the command line)
    archive: Archive, id_: str, fact: str, action: str, slots: tuple[str, ...], *, signed: tuple[str, str]
) -> None:
    if action == "clear":
        click.echo(f"{archive.unmark(id_, fact)} zurückgenommen")
        return
    change = list(slots) if action == "set" else action
    _list(archive.mark(id_, fact, change, by=signed[0], why=signed[1]))


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        fail("nobody is logged in: say who you are with --by NAME")


def _list(corrections: Iterable[Correction], fact: str = "") -> None:
    for one in corrections:
        if not fact or fact in (one.ident, one.layer):
            click.echo(line(one))


def line(one: Correction) -> str:
    """A correction in one line."""
    slots = ", ".join(f"{slot}={_told(value)}" for slot, value in one.slots.items())
    words = f"„{' '.join(one.words.split())}“" if one.words else ""
    told = (
        f"{one.sha256[:SHORT]}:{one.ident}",
        words,
        SAID[one.verdict],
        slots,
        f"{one.made[:10]} {one.author}",
        one.reason,
    )
    return "  ".join(part for part in told if part)


def _told(value: object) -> str:
    """A slot's value as it may be typed again."""
    if isinstance(value, dict):
        return str(value.get("area") or f"{value.get('start')}–{value.get('end')}")
    if isinstance(value, list):
        return ";".join(map(_told, value)) or "-"
    return "-" if value is None else str(value)


def _export(archive: Path, folder: Path, *, with_contacts: bool) -> None:
    from policytext.archive.corrections import gold

    with opened(archive) as store:
        written = gold.write(store.gold(with_contacts=with_contacts), folder)
        if not written:
            fail("no gold yet: a document is gold when all its amounts or all its actors have been judged")
    for path in written:
        click.echo(path)
    sys.exit(0)
