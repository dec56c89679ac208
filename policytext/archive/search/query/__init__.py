"""A question to the archive: one line of words and `field:value`, read into a tree."""

from policytext.archive.search.query.parse import QueryPiece, cut_pieces, parse_query
from policytext.archive.search.query.query_fields import FIELDS, read_fact
from policytext.archive.search.query.query_tree import All, AnyOf, Fact, Near, Node, Not, Phrase, Word

__all__ = [
    "FIELDS",
    "All",
    "AnyOf",
    "Fact",
    "Near",
    "Node",
    "Not",
    "Phrase",
    "QueryPiece",
    "Word",
    "cut_pieces",
    "parse_query",
    "read_fact",
]
