"""Which statements a question is about, as a condition for overviews; and the facts of documents, thin, as stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policytext.archive.results import Entry
from policytext.archive.search.plan import OF_DOCUMENTS, Condition, Plan, Target, facts_only
from policytext.archive.search.query import All, Node
from policytext.archive.search.query.query_tree import Fact
from policytext.archive.search.synonyms import Synonyms
from policytext.archive.storage.codec import expand_text
from policytext.archive.storage.entries import ENTRY, build_entry

Thin = dict[str, Any]  # a fact as it is stored: no words, no defaults


@dataclass(frozen=True)
class StoredPaper:
    """A document whose facts an overview asks for; `rows` are those of its facts that the question is about."""

    entry: Entry
    family: int
    text: str
    packed: bytes
    said: bytes
    idents: frozenset[str]
    land: str | None = None

    @cached_property
    def facts(self) -> dict[str, dict[str, Thin]]:
        """Every fact by layer and id."""
        found = json.loads(expand_text(self.packed)) | {"statements": json.loads(expand_text(self.said))}
        return {name: {fact.get("id", ""): fact for fact in layer} for name, layer in found.items()}

    def words(self, span: Thin | None) -> str:
        """The words of a span, in one line."""
        return " ".join(self.text[span["start"] : span["end"]].split()) if span else ""

    def names(self, idents: Sequence[str]) -> list[str]:
        """The names of actors."""
        return [self.facts["actors"][ident]["name"] for ident in idents if ident in self.facts["actors"]]


def select_facts(connection: sqlite3.Connection, node: Node, synonyms: Synonyms) -> Condition:
    """The facts `f`, standing in statements `s`, that a question is about.

    What is asked of documents holds for facts outside of statements too: headings and tables have dates and sums.
    """
    items = node.items if isinstance(node, All) else (node,)
    target = Target(connection, "lines", synonyms)
    return Plan(tuple(_of_paper(item) or target.condition(item) for item in items)).where()


def _of_paper(item: Node) -> Condition | None:
    """A document's fact as a condition on `f`."""
    if not isinstance(item, Fact) or item.field not in OF_DOCUMENTS:
        return None
    inner = OF_DOCUMENTS[item.field](item)
    return Condition(f"(f.document IN (SELECT d.id FROM documents d WHERE {inner.sql}))", inner.values)


def select_documents(connection: sqlite3.Connection, node: Node, synonyms: Synonyms) -> Condition:
    """The documents `d` that meet the facts of a question, whatever its words."""
    return Plan(facts_only(node, Target(connection, "papers", synonyms))).where()


def load_papers(connection: sqlite3.Connection, table: str, where: Condition) -> Iterator[StoredPaper]:
    """The documents with rows of `table` (as `f`, its statement as `s`) that meet a condition, in their order."""
    sql = (
        f"SELECT f.document, json_group_array(f.ident) FROM {table} f LEFT JOIN statements s ON s.id = f.statement"
        f" WHERE {where.sql} GROUP BY f.document ORDER BY f.document"
    )
    for document, idents in connection.execute(sql, where.values).fetchall():
        row = connection.execute(
            f"SELECT {ENTRY}, d.family, c.text, c.facts, c.said, d.land"
            " FROM documents d JOIN contents c ON c.document = d.id WHERE d.id = ?",
            (document,),
        ).fetchone()
        yield StoredPaper(
            build_entry(row[:12]),
            row[12],
            expand_text(row[13]),
            row[14],
            row[15],
            frozenset(json.loads(idents)),
            row[16],
        )
