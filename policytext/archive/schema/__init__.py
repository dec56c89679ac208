"""The archive's shape, as numbered migrations: `0001_first.sql` makes version 1 out of nothing, and so on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from policytext.archive.transaction import transaction

APPLICATION = 0x706F6C74  # "polt": marks an SQLite file as an archive of ours


@cache
def load_migrations() -> Mapping[int, str]:
    """The SQL that leads to each version from the one before."""
    scripts = (file for file in files(__name__).iterdir() if file.name.endswith(".sql"))
    return {
        int(file.name[:4]): file.read_text(encoding="utf-8") for file in sorted(scripts, key=lambda file: file.name)
    }


def newest_version() -> int:
    """The version that this program writes."""
    return max(load_migrations())


def migrate_archive(
    connection: sqlite3.Connection,
    *,
    steps: Mapping[int, str] | None = None,
    renewals: Mapping[int, Callable[[sqlite3.Connection], None]] = MappingProxyType({}),
) -> int:
    """Bring the file to the newest version, all steps or none; gives the version it had.

    `renewals` do what SQL cannot: a function of the connection, called after the SQL that leads to its version.
    Checked inside the transaction: two programs that open a new file at once migrate it once.
    """
    steps = load_migrations() if steps is None else steps
    with transaction(connection):
        before = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for version in sorted(step for step in steps if step > before):
            for statement in split_statements(steps[version]):
                connection.execute(statement)
            if version in renewals:
                renewals[version](connection)
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    return before


def split_statements(script: str) -> list[str]:
    """The single statements of a script, each ending its line (`executescript` would end the transaction)."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found
