"""What a question is made of."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

UNDATED = "none"  # the value of a date field that asks for documents without a date


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters; `prefix` where all words that begin so are meant."""

    form: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, side by side, in any inflection; `quoted` unless a hyphen or dot made it one."""

    forms: tuple[str, ...]
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases at most `distance` words apart."""

    items: tuple[Word | Phrase, ...]
    distance: int = 10


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its value as the archive looks it up: a text, a span of numbers or of days.

    `low`/`high` are the ends of the span, `None` where it is open; `strict` excludes the ends. `place` is where it
    stands in the line (from 1), for errors that only the archive can tell.
    """

    field: str
    value: str = ""
    low: float | date | None = None
    high: float | date | None = None
    strict: bool = False
    place: int = dataclasses.field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    item: Node


@dataclass(frozen=True, slots=True)
class All:
    """Everything of this must be there."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these must be there."""

    items: tuple[Node, ...]


Node = Word | Phrase | Near | Fact | Not | All | AnyOf
