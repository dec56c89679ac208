"""What a paper says of itself: kind, title, issuer, date, place, Aktenzeichen; and its contact blocks, set aside.

`read_letterhead` gives the document back with its `Letterhead` and with the blocks of the letterhead named as such:
`title`, `head` (kind, date, reference, office lines) and `contact` (people to call, addresses, numbers).
"""

from __future__ import annotations

from dataclasses import replace

from policytext.letterhead.blocks import with_roles
from policytext.letterhead.head_reading import LabelledHead, head_of
from policytext.model import Document, Letterhead

__all__ = ["LabelledHead", "read_letterhead"]


def read_letterhead(document: Document, *, kind: str | None = None) -> Document:
    """The document with its letterhead read and the letterhead's blocks named; `kind` where the caller knows it.

    A bare table (CSV) has no letterhead: a date in its first rows is one of its facts.
    """
    if document.blocks and all(block.kind == "row" for block in document.blocks):
        return replace(document, head=Letterhead(kind=kind or "other"))
    head = head_of(document, kind=kind)
    return with_roles(document, head)
