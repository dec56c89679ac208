"""`policytext mark`: what people say of facts."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.archive_option import archive_option, fail_with, open_archive_file

if TYPE_CHECKING:
    from policytext.archive import Archive
    from policytext.archive.corrections import Correction

ACTIONS = ("verified", "wrong", "set", "clear")
ADD = "add"
WAITING = "wartet, weil Wörter davon nicht mehr im Dokument stehen"
SAID = {"verified": "bestätigt", "wrong": "falsch", "edited": "geändert", "added": "ergänzt"}
SHORT = 10


@dataclass(frozen=True, slots=True)
class Call:
    """What stands on the command line."""

    id: str
    fact: str
    action: str
    words: tuple[str, ...]
    page: int | None
    after: str | None
    by: str | None
    why: str

    @property
    def signed(self) -> dict[str, str]:
        """Who says so, and why."""
        return {"by": self.by or _login_name(), "why": self.why}


@click.command()
@click.argument("target", metavar="ID[:FACT]", required=False)
@click.argument("action", required=False, metavar="[verified|wrong|set|clear]")
@click.argument("words", nargs=-1, metavar="[SLOT=VALUE…]")
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="With add: the page on which the words stand.")
@click.option("--after", metavar="WORDS", help="With add: words that stand before them.")
@click.option("--by", metavar="NAME", help="Who says so [default: your login name].")
@click.option("--why", default="", metavar="TEXT", help="For what reason.")
@click.option("--export", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Write judged layers as gold.")
@click.option("--contacts", is_flag=True, help="Leave contact blocks readable in what is written.")
@archive_option
def mark(archive: Path, target: str | None, action: str | None, words: tuple[str, ...], **given: Any) -> None:
    """Say that a fact is verified or wrong, set its slots, or add one; without an action, list what was said.

    \b
    policytext mark 3f2a9c:a2 verified
    policytext mark 3f2a9c:r1 set stand=gefordert bis=31.12.2018 --why "siehe Seite 2"
    policytext mark 3f2a9c:amounts verified      # all amounts that nobody has judged
    policytext mark 3f2a9c set titel="Neue Radwege" datum=6.4.2017
    policytext mark add 3f2a9c frist "bis Ende Mai" bis=31.05.2018 --page 2
    policytext mark add 3f2a9c förderung "12 Mio. Euro" geber="Land Hallerfeld" stand=zugesagt
    policytext mark 3f2a9c:a2 clear
    policytext mark 3f2a9c                       # what was said of this document
    policytext mark --export gold/               # for policytext evaluate gold/

    ID is the beginning of a document's SHA-256, FACT a fact's id in it, the whole document where there is none. What
    people say wins over the machine in every answer and total. Slots and values are understood in German and English.
    """
    folder, contacts = given.pop("folder"), given.pop("contacts")
    if folder is not None:
        _export_gold(archive, folder, with_contacts=contacts)
        return
    if target == ADD:  # mark add ID … as well as mark ID add …
        target, action = action, ADD
    id_, _, fact = (target or "").partition(":")
    if not action:
        with open_archive_file(archive) as store:
            _list_all(store, id_, fact)
        return
    call = _check_arguments(Call(id_, fact, action, words, **given))
    with open_archive_file(archive, write=True) as store:
        _apply_mark(store, call)


def _check_arguments(call: Call) -> Call:
    """The call with its fact; ends the command where it cannot be meant."""
    if call.action == ADD:
        if call.fact or not call.id or len(call.words) < 2:
            raise click.UsageError('write add ID KIND "WORDS" [SLOT=VALUE…], such as add 3f2a9c frist "bis Ende Mai"')
        return call
    if call.action not in ACTIONS:
        raise click.UsageError(f"{call.action!r}: use one of {', '.join((ADD, *ACTIONS))}")
    if call.words and call.action != "set":
        raise click.UsageError(f"{call.words[0]!r}: only set and add take slot=value")
    if not call.fact and call.action not in ("set", "clear"):
        raise click.UsageError("which fact? write ID:FACT, such as 3f2a9c:a2")
    return replace(call, fact=call.fact or "document")


def _apply_mark(archive: Archive, call: Call) -> None:
    if call.action == "clear":
        click.echo(f"{archive.unmark(call.id, call.fact)} zurückgenommen")
    elif call.action == ADD:
        from policytext.archive import Wanted

        kind, words, *slots = call.words
        wanted = Wanted(kind, words, slots, page=call.page, after=call.after)
        _list_corrections(archive.mark_missing(call.id, wanted, **call.signed))
    else:
        change = list(call.words) if call.action == "set" else call.action
        _list_corrections(archive.mark(call.id, call.fact, change, **call.signed))


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        fail_with("nobody is logged in: say who you are with --by NAME")


def _list_all(archive: Archive, id_: str, fact: str) -> None:
    """What was said of a document or of all, and what of it does not hold at present."""
    said = archive.corrections(id_ or None)
    _list_corrections(said, fact)
    lost = [one for sha256 in dict.fromkeys(one.sha256 for one in said) for one in archive.waiting(sha256)]
    if lost:
        click.echo(f"{WAITING}:", err=True)
        for one in lost:
            click.echo(f"  {format_correction(one)}", err=True)


def _list_corrections(corrections: Iterable[Correction], fact: str = "") -> None:
    for one in corrections:
        if not fact or fact in (one.ident, one.layer):
            click.echo(format_correction(one))


def format_correction(one: Correction) -> str:
    """A correction in one line."""
    slots = ", ".join(f"{slot}={_format_value(value)}" for slot, value in _list_filled_slots(one).items())
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


def _list_filled_slots(one: Correction) -> dict[str, Any]:
    """The slots that say something: of an added fact, those that are filled."""
    added = one.verdict == "added"
    return {slot: value for slot, value in one.slots.items() if value is not True and not (added and value is None)}


def _format_value(value: object) -> str:
    """A slot's value as it may be typed again."""
    if isinstance(value, dict):
        told = value.get("record") or value.get("area") or value.get("words") or f"{value['start']}–{value['end']}"
        return " ".join(str(told).split())
    if isinstance(value, list):
        return ";".join(map(_format_value, value)) or "-"
    return "-" if value is None else str(value)


def _export_gold(archive: Path, folder: Path, *, with_contacts: bool) -> None:
    with open_archive_file(archive) as store:
        written = store.write_gold(folder, with_contacts=with_contacts)
        if not written:
            fail_with("no gold yet: a document is gold when all its amounts or all its actors have been judged")
    for path in written:
        click.echo(path)
    sys.exit(0)
