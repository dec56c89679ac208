"""What a paper says of itself: kind, title, issuer, date, place, Aktenzeichen; and its contact blocks, set aside.

`read` gives the document back with its `Letterhead` and with the blocks of the letterhead named as such:
`title`, `head` (kind, date, reference, office lines) and `contact` (people to call, addresses, numbers).
"""

from __future__ import annotations

from policytext.letterhead.blocks import with_roles
from policytext.letterhead.reading import Head, head_of
from policytext.model import Document

__all__ = ["Head", "read"]


def read(document: Document, *, kind: str | None = None) -> Document:
    """The document with its letterhead read and the letterhead's blocks named; `kind` where the caller knows it."""
    head = head_of(document, kind=kind)
    return with_roles(document, head)
