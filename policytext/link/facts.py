"""What the taggers found in a document: what linking starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policytext.model import Actor, Amount, Document, Statement, Time


@dataclass(frozen=True, slots=True)
class Facts:
    """A document with its amounts, times, actors and statements, all with ids."""

    document: Document
    amounts: Sequence[Amount]
    times: Sequence[Time]
    actors: Sequence[Actor]
    statements: Sequence[Statement]
