"""Rows of `documents` as entries."""

from __future__ import annotations

from datetime import date
from typing import Any

from policytext.archive.results import Entry

ENTRY = "d.sha256, d.name, d.title, d.issued, d.kind, d.issuer, d.path, d.size, d.mtime, d.pages, d.added, d.version"


def build_entry(row: tuple[Any, ...], *, statements: int = 0) -> Entry:
    """A row of the columns `ENTRY` as an entry."""
    sha256, name, title, issued, kind, issuer, path, size, mtime, pages, added, version = row
    day = date.fromisoformat(issued) if issued else None
    told = {"path": path, "size": size, "mtime": mtime, "pages": pages, "added": added, "version": version}
    return Entry(
        sha256=sha256, name=name, title=title, issued=day, kind=kind, issuer=issuer, statements=statements, **told
    )
