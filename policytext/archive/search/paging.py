"""A page of an answer: from which hit on, and the hits of one document folded into the first of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from policytext.archive.results import Answer, Hit
from policytext.archive.search.answer import Wish, answer
from policytext.archive.search.query import All, Fact, Node
from policytext.archive.search.query.tree import UNDATED
from policytext.archive.search.synonyms import Synonyms
from policytext.errors import BadQuery

MOST = 10_000  # hits at once
AT_ONCE = 3  # hits looked at for each document of a folded page, at first; tripled until the page is full
DATES = ("since", "until", "issued")


def page(
    connection: sqlite3.Connection, wish: Wish, synonyms: Synonyms, *, offset: int = 0, fold: bool = False
) -> Answer:
    """The hits from `offset` on, `wish.limit` of them; with `fold` one a document, and how many more it has."""
    last = offset + wish.limit
    if offset < 0 or last > MOST:
        raise BadQuery(f"cannot give hits {offset + 1} to {last}: ask for hits up to {MOST}")

    def ask(limit: int) -> Answer:
        return answer(connection, replace(wish, limit=limit), synonyms)

    if not fold or wish.by != "statement":
        found = ask(last)
        return replace(found, hits=found.hits[offset:])
    found, firsts = _folded(ask, last)
    shown = firsts[offset:last]
    counts = [_places(connection, wish, synonyms, hit, any_word=found.any) for hit in shown]
    return replace(found, hits=tuple(replace(hit, more=count - 1) for hit, count in zip(shown, counts, strict=True)))


def _folded(ask: Callable[[int], Answer], wanted: int) -> tuple[Answer, Sequence[Hit]]:
    """An answer with hits of so many documents (or all there are), and the first hit of each."""
    limit = min(MOST, AT_ONCE * wanted)
    while True:
        found = ask(limit)
        firsts = list({hit.document.sha256: hit for hit in reversed(found.hits)}.values())[::-1]
        if len(firsts) >= wanted or len(found.hits) < limit or limit == MOST:
            return found, firsts
        limit = min(MOST, AT_ONCE * limit)


def _places(connection: sqlite3.Connection, wish: Wish, synonyms: Synonyms, hit: Hit, *, any_word: bool) -> int:
    """How many statements of a hit's document answer."""
    inside = joined(wish.node, Fact("id", hit.document.sha256))
    return max(1, answer(connection, replace(wish, node=inside, limit=1, any=any_word or wish.any), synonyms).total)


def joined(node: Node, *more: Node) -> Node:
    """A question with further parts that must be met."""
    return All((*(node.items if isinstance(node, All) else (node,)), *more))


def undated(connection: sqlite3.Connection, wish: Wish, synonyms: Synonyms) -> int:
    """How many documents without a date a filter by date leaves out, though they meet the rest of a question."""
    parts = wish.node.items if isinstance(wish.node, All) else (wish.node,)
    rest = tuple(part for part in parts if not (isinstance(part, Fact) and part.field in DATES))
    asked_so = any(part.value != UNDATED for part in parts if isinstance(part, Fact) and part.field in DATES)
    if not asked_so or not connection.execute("SELECT 1 FROM documents WHERE issued IS NULL LIMIT 1").fetchone():
        return 0
    without = replace(wish, node=All((*rest, Fact("issued", UNDATED))), by="document", limit=1)
    found = answer(connection, without, synonyms)
    return 0 if found.any and not wish.any else found.total
