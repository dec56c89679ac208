"""Rows for other programs: JSON (one list), JSON lines, CSV; and what is found, in these or for people."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TextIO, TypeVar

import click

from policytext.cli.printing import bare_words, print_plain

if TYPE_CHECKING:
    from rich.console import Console

FORMS = ("json", "jsonl", "csv")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection

MANY = 50  # entries that a person looks at at once


class Plain(Protocol):
    """What can say itself in JSON's types."""

    def to_dict(self) -> dict[str, Any]:
        """Its fields."""


Found = TypeVar("Found", bound=Plain)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Found]):
    """How entries are written: the columns and rows of their CSV, for people, and what is said where there are none."""

    columns: Sequence[str]
    rows: Callable[[Sequence[Found]], Iterable[Mapping[str, Any]]]
    show: Callable[[Sequence[Found], Console], None]
    nothing: str


def write_listing(everything: Sequence[Found], listing: Listing[Found], form: str, limit: int | None) -> None:
    """Write what was found, at most `limit` entries (as text `MANY` where none is given)."""
    found = everything[: limit or (MANY if form == "text" else None)]
    if form == "csv":
        write_table(listing.rows(found), form, listing.columns, sys.stdout)
    elif form != "text":
        write_table([one.to_dict() for one in found], form, listing.columns, sys.stdout)
    elif found:
        print_plain(lambda out: listing.show(found, out))
        if len(everything) > len(found):
            click.echo(f"\nund {len(everything) - len(found)} weitere (--limit)")
    else:
        click.echo(listing.nothing, err=True)


def write_table(rows: Iterable[Mapping[str, Any]], form: str, columns: Sequence[str], stream: TextIO) -> None:
    """Write rows of JSON's types; `columns` are the CSV's, lists in them joined with `; `."""
    if form == "json":
        write_object(list(rows), stream)
    elif form == "jsonl":
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    else:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([guard_cell(row.get(name)) for name in columns] for row in rows)


def write_object(value: object, stream: TextIO) -> None:
    """Write one value of JSON's types, indented."""
    json.dump(value, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def guard_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula and no terminal for a command; lists are joined."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    if not isinstance(value, str):
        return value
    words = bare_words(value)
    return f"'{words}" if words.startswith(FORMULA) else words
