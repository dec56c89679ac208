"""The Länder: their ISO 3166-2 codes, and which of them a name points to."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon


@cache
def load_codes() -> frozenset[str]:
    """The ISO 3166-2 codes of the sixteen Länder."""
    return frozenset(lexicon.load_lexicon("laender"))


def complete_code(code: str) -> str | None:
    """The ISO 3166-2 code that is written whole or short, in any case ("DE-BW", "bw"); `None` where no Land has it."""
    whole = code.upper() if "-" in code else f"DE-{code.upper()}"
    return whole if whole in load_codes() else None


def land_of(name: str) -> str | None:
    """The Land that a name of an office or association speaks of ("Sächsisches Staatsministerium …" → "DE-SN")."""
    found = _compile_names().search(name)
    return _code_by_name()[found.group().lower()] if found else None


@cache
def _code_by_name() -> dict[str, str]:
    rows = lexicon.load_lexicon("laender").items()
    return {
        name.lower(): code
        for code, row in rows
        for name in (row["name"], row["adjective"], *row["others"], *_short_adjectives(row["adjective"]))
    }


def _short_adjectives(adjective: str) -> tuple[str, ...]:
    return (adjective.removesuffix("isch"),) if adjective == "thüringisch" else ()


@cache
def _compile_names() -> re.Pattern[str]:
    names = sorted(_code_by_name(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?=(?:s|e[rsnm]?)?(?![\w-]))", re.IGNORECASE)
