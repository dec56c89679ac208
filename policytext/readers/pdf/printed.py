"""A word as it is printed on a page of a PDF: its text, its place, its type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class PrintedWord(NamedTuple):
    """A word of a page, or several with blanks between them.

    `edges` are the left sides of its characters and the right side of the last; `glued` tells that the file has no
    blank before it. A tuple and no dataclass: a frozen dataclass takes four times as long to make.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    edges: tuple[float, ...]
    glued: bool = False


def single_words(word: PrintedWord) -> Iterator[PrintedWord]:
    """The words of a run one by one."""
    for match in re.finditer(r"\S+", word.text):
        start, end = match.span()
        edges = word.edges[start : end + 1]
        yield word._replace(text=match.group(), x0=edges[0], x1=edges[-1], edges=edges, glued=word.glued and not start)
