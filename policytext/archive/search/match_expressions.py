"""Words in a row and near each other as FTS5 expressions.

Terms are letters and digits, so nothing that a user types is ever read as syntax.
"""

from __future__ import annotations

from policytext.archive.search.needs import Need
from policytext.archive.search.synonyms import Terms
from policytext.german.word_forms import fold_umlauts


def write_row(terms: Terms) -> str:
    """Terms side by side."""
    return '"' + " ".join(terms) + '"'


def match_near(need: Need) -> str:
    """Words near each other, as they stand in the text."""
    inside = " ".join(write_row(item.terms) + ("*" if item.prefix else "") for item in need.items)
    return f"NEAR({inside}, {need.distance})"


def write_beginning(need: Need) -> str:
    """What the terms of a word with a star begin with."""
    return fold_umlauts(need.forms[0])
