"""A correction as it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policytext.analysis import Analysis
from policytext.errors import BadInput
from policytext.model import Actor, Record, Span

VERDICTS = ("verified", "wrong", "edited", "added")
DOCUMENT = "document"  # stands for the paper's head, as layer and as id
LAYERS = {"a": "amounts", "t": "times", "p": "actors", "s": "statements", "r": "records"}
IDENT = re.compile(r"(?P<layer>[atpsr])[1-9]\d{0,8}")

SUMLESS = "funding"  # the evidence of a record without an amount
Fact = Any  # one of the model's five kinds of facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody said of one fact, or of the paper's head (`layer` and `ident` are `document` then).

    `sha256` and `ident` name document and fact, `start`, `end` and `words` where it stood; `slots` are new values in
    JSON's types, empty unless `verdict` is `edited` or `added`; `made` is UTC in ISO 8601.
    """

    sha256: str
    layer: str
    ident: str
    start: int
    end: int
    words: str
    verdict: str
    slots: Mapping[str, Any]
    author: str
    made: str
    reason: str = ""
    id: int = 0

    @property
    def checked(self) -> str:
        """Who has judged, and on which day."""
        return f"{self.author}, {self.made[:10]}"


def layer_of(ident: str) -> str:
    """The layer that a fact's id belongs to: `a3` is the third of the amounts."""
    if ident == DOCUMENT:
        return DOCUMENT
    found = IDENT.fullmatch(ident)
    if not found:
        raise BadInput(
            f"{ident!r} is no fact's id: write a1 (amount), t1 (time), p1 (actor), s1 (statement), r1 (record), or"
            f" {DOCUMENT}"
        )
    return LAYERS[found["layer"]]


def fact_of(analysis: Analysis, ident: str) -> Fact:
    """The fact with this id."""
    layer = layer_of(ident)
    facts = getattr(analysis, layer, ())
    found = next((fact for fact in facts if fact.id == ident), None)
    if found is None:
        known = f"{facts[0].id} to {facts[-1].id}" if facts else "none"
        raise BadInput(f"the document has no {ident}: its {layer} are {known}")
    return found


def place_of(analysis: Analysis, fact: Fact) -> tuple[int, int]:
    """Where a fact stands: its span; an actor's first mention; a record's amount, else the words that tell of it."""
    span: Span | None = fact if isinstance(fact, Span) else None
    if isinstance(fact, Actor):
        span = fact.mentions[0] if fact.mentions else None
    if isinstance(fact, Record):
        span = analysis.amount(fact.amount)
        if span is None and fact.evidence.get(SUMLESS):
            return fact.evidence[SUMLESS][0]
        span = span or fact.purpose
    return (0, 0) if span is None else (span.start, span.end)
