"""A question as a caller puts it, checked: the line, facts by name, how answers are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from policytext.archive.search.answer import Ranking, Wish
from policytext.archive.search.query import All, Node, fact, parse
from policytext.archive.storage.rows import writable
from policytext.errors import BadQuery

BY = ("statement", "document")
ORDERS = ("relevance", "date")
MOST = 10_000  # hits at once


def asked(  # noqa: PLR0913 (the ways of asking, each by name)
    query: str,
    facts: Mapping[str, str],
    *,
    by: str = "statement",
    limit: int = 20,
    any: bool = False,  # noqa: A002 (the word that people use)
    ranking: Ranking | None = None,
    today: date | None = None,
) -> Wish:
    """The wish behind a question; a value that cannot be used is told the allowed ones."""
    ranking = ranking or Ranking()
    if by not in BY:
        raise BadQuery(f"cannot answer by {by!r}: use one of {', '.join(BY)}")
    if ranking.order not in ORDERS:
        raise BadQuery(f"cannot order by {ranking.order!r}: use one of {', '.join(ORDERS)}")
    if not 1 <= limit <= MOST:
        raise BadQuery(f"cannot give {limit} hits: ask for 1 to {MOST}")
    today = today or date.today()
    return Wish(node=_tree(query, facts, today), by=by, limit=limit, any=any, ranking=ranking, today=today)


def _tree(query: str, facts: Mapping[str, str], today: date) -> Node:
    node = parse(str(writable(query)), today=today)
    try:
        told = tuple(fact(name, str(writable(value)), today=today) for name, value in facts.items() if value)
    except BadQuery as error:
        raise BadQuery(f"cannot read this query: {error}") from None
    if not told:
        return node
    return All((*(node.items if isinstance(node, All) else (node,)), *told))
