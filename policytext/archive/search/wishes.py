"""A question as a caller puts it, checked: the line, facts by name, how answers are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from policytext.archive.search.answer import HitPage, Ranking, SearchOptions
from policytext.archive.search.query import All, Node, QueryPiece, cut_pieces, parse_query, read_fact
from policytext.archive.storage.fact_rows import make_writable
from policytext.errors import BadQuery

BY = ("statement", "document")
ORDERS = ("relevance", "date")
MOST = 10_000  # hits at once


def build_wish(  # noqa: PLR0913 (the ways of asking, each by name)
    query: str,
    facts: Mapping[str, str],
    *,
    by: str = "statement",
    page: HitPage | None = None,
    any: bool = False,  # noqa: A002 (the word that people use)
    ranking: Ranking | None = None,
    today: date | None = None,
) -> SearchOptions:
    """The wish behind a question; a value that cannot be used is told the allowed ones."""
    ranking = ranking or Ranking()
    if by not in BY:
        raise BadQuery(f"cannot answer by {by!r}: use one of {', '.join(BY)}")
    if ranking.order not in ORDERS:
        raise BadQuery(f"cannot order by {ranking.order!r}: use one of {', '.join(ORDERS)}")
    page = page or HitPage()
    if page.limit < 1 or page.offset < 0 or page.last > MOST:
        raise BadQuery(f"cannot give hits {page.offset + 1} to {page.last}: ask for 1 to {MOST}")
    today = today or date.today()
    return SearchOptions(node=_build_tree(query, facts, today), by=by, page=page, any=any, ranking=ranking, today=today)


def list_parts(query: str, facts: Mapping[str, str], *, today: date | None = None) -> list[QueryPiece]:
    """The parts of a question that must all be met, each as it was asked for: of its line, then the facts by name."""
    day = today or date.today()
    named = [
        QueryPiece(f"{name}:{value}", read_fact(name, str(make_writable(value)), today=day))
        for name, value in facts.items()
        if value
    ]
    return [*cut_pieces(str(make_writable(query)), today=day), *named]


def _build_tree(query: str, facts: Mapping[str, str], today: date) -> Node:
    node = parse_query(str(make_writable(query)), today=today)
    try:
        told = tuple(read_fact(name, str(make_writable(value)), today=today) for name, value in facts.items() if value)
    except BadQuery as error:
        raise BadQuery(f"cannot read this query: {error}") from None
    if not told:
        return node
    return All((*(node.items if isinstance(node, All) else (node,)), *told))
