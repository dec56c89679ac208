"""Needs as FTS5 expressions. Terms are letters and digits, so nothing that a user types is ever read as syntax."""

from __future__ import annotations

from collections.abc import Iterable

from policytext.archive.search.needs import Need
from policytext.archive.search.synonyms import Terms
from policytext.german.words import fold

NEAR_COLUMNS = "word"


def exact(need: Need) -> str:
    """What a text must have so that the need is met in full."""
    if need.items:
        return near(need)
    found = [_written(need)]
    if need.halves:
        found.append(f"({' AND '.join(exact(half) for half in need.halves)})")
    return _either([*found, *map(in_a_row, need.others)])


def loose(need: Need) -> str:
    """What a text may have so that the need is met a little: a part of a compound is enough."""
    if need.items:
        return _either(loose(item) for item in need.items)
    if len(need.terms) > 1 and not need.halves:
        return _either([_written(need), *(_quoted((term,)) for term in need.terms), *map(in_a_row, need.others)])
    return _either([_written(need), *(_written(leaf) for leaf in need.leaves()), *map(in_a_row, need.others)])


def near(need: Need) -> str:
    """Words near each other, as they stand in the text."""
    inside = " ".join(_quoted(item.terms) + ("*" if item.prefix else "") for item in need.items)
    return f"({NEAR_COLUMNS} : NEAR({inside}, {need.distance}))"


def in_a_row(terms: Terms) -> str:
    """Terms side by side; a single one may also be part of a compound."""
    return _quoted(terms) if len(terms) == 1 else f"({NEAR_COLUMNS} : {_quoted(terms)})"


def _written(need: Need) -> str:
    if need.prefix:
        typed = fold(need.forms[0])
        return _either([_quoted(need.terms), f"{_quoted((typed,))}*"])
    row = in_a_row(need.terms)
    return _either([row, _quoted((need.joined,))]) if need.joined else row


def _quoted(terms: Terms) -> str:
    return '"' + " ".join(terms) + '"'


def _either(options: Iterable[str]) -> str:
    found = list(dict.fromkeys(options))
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"
