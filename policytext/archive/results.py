"""What the archive answers, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policytext.analysis import to_plain
from policytext.model import Statement


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a document: its id (the SHA-256 of its file), and whether it is new."""

    id: str
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document as the archive lists it."""

    sha256: str
    name: str
    title: str | None
    issued: date | None
    kind: str
    issuer: str | None
    path: str | None = None
    size: int | None = None
    mtime: float | None = None
    pages: int | None = None
    statements: int = 0
    added: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One answer: a statement with its document; `statement` is `None` where a document matches as a whole.

    `spans` are the words found, as places in `snippet`; `speaker` is the speaker's canonical name; `similar` has the
    SHA-256 of near-identical documents that answer too; `more` counts the document's further statements that answer,
    where an answer is folded. `around` has words found that stand not in the statement but near it (who says it, its
    heading), `around_spans` their places in it.
    """

    document: Entry
    statement: Statement | None
    speaker: str | None
    page: int | None
    snippet: str
    spans: tuple[tuple[int, int], ...]
    score: float
    similar: tuple[str, ...] = ()
    more: int = 0
    around: str = ""
    around_spans: tuple[tuple[int, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The hit in JSON's types, as the contract has it."""
        told = ("sha256", "name", "title", "issued", "kind", "issuer")
        return {
            "document": {name: to_plain(getattr(self.document, name)) for name in told},
            "statement": to_plain(self.statement),
            "speaker": self.speaker,
            "page": self.page,
            "snippet": self.snippet,
            "spans": to_plain(self.spans),
            "score": round(self.score, 4),
            "similar": list(self.similar),
            "more": self.more,
            "around": self.around,
            "around_spans": to_plain(self.around_spans),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The hits of a question, how many there are in all (statements or documents), and counts over all of them.

    `facets` has `area`, `year`, `issuer` and `speaker`, each from value to number of statements, most first. `any` says
    that all words together found little and any of them was enough; `full` is how many have all of them, which mostly
    come first.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    any: bool = False
    full: int = 0

    def to_pandas(self) -> Any:
        """The hits as a `pandas.DataFrame`; raises `BadInput` where pandas is not installed."""
        from policytext.archive.frames import build_frame

        return build_frame(self.hits)
