"""Accents that a PDF draws on their own, after the letter they belong to: o and two dots are ö."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import combining

from policytext.readers.pdf.printed import PrintedWord

NEAR = 0.25  # of the font size between a letter with its accent and the next letter: no blank


def with_marks(words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words in the order of the file, marks drawn on their own joined to the letter before them."""
    if not any(_is_mark(word) for word in words):
        return list(words)
    return list(_join_accents(words))


def _join_accents(words: Sequence[PrintedWord]) -> Iterator[PrintedWord]:
    base: PrintedWord | None = None
    is_marked = False
    for word in words:
        if base is not None and _is_mark(word) and abs(word.x0 - base.x1) <= base.size:
            text = base.text.rstrip() + word.text.strip()
            base, is_marked = base._replace(text=text, edges=_list_edges(base, text)), True
            continue
        if base is not None:
            yield base
        is_next = base is not None and is_marked and abs(word.x0 - base.x1) < NEAR * word.size
        base, is_marked = (word._replace(glued=True) if is_next else word), False
    if base is not None:
        yield base


def _list_edges(base: PrintedWord, text: str) -> tuple[float, ...]:
    known = base.edges[: len(base.text.rstrip())]
    return (*known, *[base.x1] * (len(text) + 1 - len(known)))


def _is_mark(word: PrintedWord) -> bool:
    text = word.text.strip()
    return bool(text) and all(map(combining, text))
