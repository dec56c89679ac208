"""Where words that a person copied stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.errors import BadInput
from policytext.model import Document

MOST = 8  # pages that a message lists


def find_places(document: Document, words: str) -> Iterator[tuple[int, int]]:
    """The spans in which the words stand as whole words, whatever blanks and line breaks part them, in order."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return
    before = r"(?<!\w)" if words.split(maxsplit=1)[0][0].isalnum() else ""
    behind = r"(?!\w)" if words.rsplit(maxsplit=1)[-1][-1].isalnum() else ""
    pattern = re.compile(before + r"\s+".join(parts) + behind)
    for match in pattern.finditer(document.view.text):
        yield document.view.back(match.start(), match.end())


def find_nearest(document: Document, words: str, offset: int) -> tuple[int, int] | None:
    """The place of the words that is nearest to an offset, `None` where they do not stand in the text."""
    return min(find_places(document, words), key=lambda span: (abs(span[0] - offset), span), default=None)


def find_one_place(
    document: Document, words: str, *, page: int | None = None, after: str | None = None
) -> tuple[int, int]:
    """The one place of the words: on `page` (from 1) where that is given, the first behind the words `after`.

    Raises `BadInput` where they stand nowhere, or in several places.

        find(document, "12 Mio. Euro", page=3)
        find(document, "12 Mio. Euro", after="für den zweiten Bauabschnitt")
    """
    found = list(find_places(document, words))
    if not found:
        raise BadInput(f"{words!r} does not stand in the text: copy the words as they are there")
    if page is not None:
        found = [span for span in found if document.page(span[0]) == page]
        if not found:
            raise BadInput(f"{words!r} does not stand on page {page}: it stands {_describe_places(document, words)}")
    if after is not None:
        found = _find_behind(document, found, words, after)
    if len(found) > 1:
        told = f"{words!r} stands {_describe_places(document, words)}"
        raise BadInput(f"{told}: say which by its page (--page), or by words before it (--after)")
    return found[0]


def _find_behind(document: Document, found: list[tuple[int, int]], words: str, after: str) -> list[tuple[int, int]]:
    """For each place of `after` the first place of the words behind it."""
    marks = list(find_places(document, after))
    if not marks:
        raise BadInput(f"{after!r} does not stand in the text: copy the words as they are there")
    following = (next((span for span in found if span[0] >= end), None) for _, end in marks)
    left = list(dict.fromkeys(span for span in following if span is not None))
    if not left:
        raise BadInput(f"{words!r} does not stand behind {after!r}")
    return left


def _describe_places(document: Document, words: str) -> str:
    found = list(find_places(document, words))
    times = "once" if len(found) == 1 else f"{len(found)} times"
    pages = list(dict.fromkeys(page for start, _ in found if (page := document.page(start))))
    more = ", …" if len(pages) > MOST else ""
    told = f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages[:MOST]))}{more}"
    return f"{times}, on {told}" if pages else times
