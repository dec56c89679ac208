"""Small stand-ins for statements and documents."""

from __future__ import annotations

from policytext.model import Document, Letterhead, Span, Statement, View


def statement(text: str, *, start: int = 0, parts: tuple[str, ...] = ()) -> Statement:
    """A statement with this text (for a split one: these parts, one after the other)."""
    pieces, place = [], start
    for part in parts:
        pieces.append(Span(start=place, end=place + len(part), text=part))
        place += len(part) + 20
    return Statement(start=start, end=start + len(text), text=text, kind="assertion", parts=tuple(pieces))


def document(text: str, *, title: str | None = None) -> Document:
    """A document with this text and title."""
    return Document(text, View(text), head=Letterhead(title=title))
