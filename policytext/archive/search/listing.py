"""The documents that a question is about, as the archive lists them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.archive.results import Entry
from policytext.archive.search.plan import Target
from policytext.archive.search.query import Node
from policytext.archive.search.synonyms import Synonyms
from policytext.archive.storage.entries import ENTRY, build_entry
from policytext.errors import BadQuery

COUNT = "(SELECT count(*) FROM statements s WHERE s.document = d.id)"
SORTS = {  # by name: columns, empty ones last
    "added": "d.id",
    "issued": "d.issued IS NULL, d.issued, d.id",
    "title": "d.title IS NULL, folded(d.title), d.id",
    "kind": "d.kind, d.id",
    "issuer": "d.issuer IS NULL, folded(d.issuer), d.id",
    "name": "d.name, d.id",
    "pages": "d.pages IS NULL, d.pages, d.id",
    "statements": f"{COUNT}, d.id",
}


@dataclass(frozen=True, slots=True)
class Order:
    """By what a list is sorted (one of `SORTS`), from which end, and how many documents it has at most."""

    by: str = "added"
    reverse: bool = False
    limit: int | None = None


def list_documents(connection: sqlite3.Connection, node: Node, synonyms: Synonyms, order: Order) -> Iterator[Entry]:
    """The documents in which the words stand and of which the facts hold; all for an empty question.

    Raises `BadQuery` where the order cannot be, or fewer than one document is asked for.
    """
    if order.by not in SORTS:
        raise BadQuery(f"cannot sort by {order.by!r}: use one of {', '.join(SORTS)}")
    if order.limit is not None and order.limit < 1:
        raise BadQuery(f"cannot list {order.limit} documents: ask for 1 or more")
    where = Target(connection, "papers", synonyms).condition(node)
    columns = SORTS[order.by].split(", ")
    if order.reverse:
        columns = [column if column.endswith(" IS NULL") else f"{column} DESC" for column in columns]
    sql = f"SELECT {ENTRY}, {COUNT} FROM documents d WHERE {where.sql} ORDER BY {', '.join(columns)} LIMIT ?"
    for row in connection.execute(sql, (*where.values, -1 if order.limit is None else order.limit)):
        yield build_entry(row[:12], statements=row[12])
