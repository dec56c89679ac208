"""An analysis out of the contract's object (`Analysis.to_dict()`, a line of JSONL), for those who have no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policytext.analysis import SCHEMA, Analysis
from policytext.archive.storage.codec import revive_value
from policytext.errors import BadInput
from policytext.model import Actor, Amount, AreaScore, Document, Letterhead, Record, Statement, Time, View

LAYERS: dict[str, type] = {
    "amounts": Amount,
    "times": Time,
    "actors": Actor,
    "statements": Statement,
    "records": Record,
    "areas": AreaScore,
}
TOLD = ("name", "media_type", "sha256", "pages", "language")


def analysis_of(found: Mapping[str, Any]) -> Analysis:
    """The analysis that an object of the contract describes; layout and boxes are not part of it."""
    if found.get("schema") != SCHEMA:
        raise BadInput(f"this is no analysis: its key 'schema' must be {SCHEMA!r}, not {found.get('schema')!r}")
    try:
        paper = found["document"]
        text = paper["text"]
        layers = {
            name: tuple(revive_value(kind, fact, text) for fact in found.get(name) or [])
            for name, kind in LAYERS.items()
        }
        head = {name: paper[name] for name in _letterhead_fields() if paper.get(name) is not None}
        document = Document(
            text=text,
            view=View(text),
            head=revive_value(Letterhead, head, text),
            warnings=tuple(paper.get("warnings") or ()),
            **{name: paper[name] for name in TOLD if paper.get(name) is not None},
        )
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise BadInput(f"this analysis does not follow {SCHEMA}: {type(error).__name__} {error}") from error
    return Analysis(document, **layers)


def _letterhead_fields() -> tuple[str, ...]:
    return tuple(Letterhead.__dataclass_fields__)
