"""A question to the archive: one line of words and `field:value`, read into a tree."""

from policytext.archive.search.query.fields import FIELDS, fact
from policytext.archive.search.query.parse import Piece, parse, pieces
from policytext.archive.search.query.tree import All, AnyOf, Fact, Near, Node, Not, Phrase, Word

__all__ = [
    "FIELDS",
    "All",
    "AnyOf",
    "Fact",
    "Near",
    "Node",
    "Not",
    "Phrase",
    "Piece",
    "Word",
    "fact",
    "parse",
    "pieces",
]
