"""A question as a caller puts it, checked: the line, facts by name, how answers are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from policytext.archive.search.answer import Page, Ranking, Wish
from policytext.archive.search.query import All, Node, Piece, fact, parse, pieces
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
    page: Page | None = None,
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
    page = page or Page()
    if page.limit < 1 or page.offset < 0 or page.last > MOST:
        raise BadQuery(f"cannot give hits {page.offset + 1} to {page.last}: ask for 1 to {MOST}")
    today = today or date.today()
    return Wish(node=_tree(query, facts, today), by=by, page=page, any=any, ranking=ranking, today=today)


def parts(query: str, facts: Mapping[str, str], *, today: date | None = None) -> list[Piece]:
    """The parts of a question that must all be met, each as it was asked for: of its line, then the facts by name."""
    day = today or date.today()
    named = [
        Piece(f"{name}:{value}", fact(name, str(writable(value)), today=day)) for name, value in facts.items() if value
    ]
    return [*pieces(str(writable(query)), today=day), *named]


def _tree(query: str, facts: Mapping[str, str], today: date) -> Node:
    node = parse(str(writable(query)), today=today)
    try:
        told = tuple(fact(name, str(writable(value)), today=today) for name, value in facts.items() if value)
    except BadQuery as error:
        raise BadQuery(f"cannot read this query: {error}") from None
    if not told:
        return node
    return All((*(node.items if isinstance(node, All) else (node,)), *told))
