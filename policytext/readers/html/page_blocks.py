"""From a tree of elements to blocks of text, each with its role, the element that holds it, and how much is link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from policytext.model import Line

ROLES = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head", "summary"), "heading")
ROLES |= {"li": "item", "item": "item", "dt": "item", "dd": "item", "tr": "row", "row": "row"}
BLOCKS = frozenset(ROLES) | {
    *("p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "quote", "address", "pre"),
    *("ul", "ol", "dl", "list", "table", "thead", "tbody", "tfoot", "caption", "figure", "figcaption", "hr", "ab"),
    *("body", "html", "doc", "fieldset", "details", "center", "td", "th", "nav", "form", "button", "dialog", "legend"),
}
PARTS = frozenset({"p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "head", "list", "div"})
BREAKS = frozenset({"br", "lb"})
MOST_BREAKS = 4  # in a cell of a table that is one; more are paragraphs
DEEPEST = 200  # elements within each other
APART = frozenset({"a", "span", "button", "time", "strong"})  # side by side with the same they are words of their own
MAYBE = "\ue000"  # a private character where words may be glued
GLUED = re.compile(f"{MAYBE}(?=[A-ZÄÖÜ])")
NOTE_MARK = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")  # 1  [2]  3)


@dataclass(slots=True)
class PageBlock:
    """A stretch of text: its role, the element that holds it, how many of its characters are words to click on."""

    role: str
    text: str
    element: Any
    linked: int = 0


@dataclass(slots=True)
class _GatheredBlocks:
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def apart(self) -> None:
        """A blank where two elements without one between them would glue their words."""
        if re.search(r"[a-zäöüß\d]$", "".join(self.parts[-2:])):
            self.parts.append(MAYBE)

    def add(self, text: str | None, *, is_link: bool = False) -> None:
        flat = re.sub(r"[ \t\r\n\f]+", " ", text or "")
        self.parts.append(flat)
        self.linked += len(flat.strip()) if is_link else 0

    def text(self) -> str:
        """What was gathered, words of their own apart."""
        return GLUED.sub(" ", "".join(self.parts)).replace(MAYBE, "")

    def block(self, role: str, element: Any) -> Iterator[PageBlock]:
        """What was gathered, if it has any words."""
        text, linked = self.text(), self.linked
        self.parts, self.linked = [], 0
        if text.strip():
            yield PageBlock(role, text, element, linked)


def lines_of(blocks: Iterable[PageBlock]) -> Iterator[Line]:
    """The lines of blocks; a table row is one line."""
    for block in blocks:
        rows = [" ".join(row.split()) for row in block.text.split("\n")]
        rows = [row for row in rows if row.strip(" |")]
        for number, row in enumerate(rows, start=1):
            yield Line(row, role=block.role, glue="\n\n" if number == len(rows) else "\n")


def blocks_of(element: Any, role: str = "paragraph", depth: int = 0) -> Iterator[PageBlock]:
    """The blocks below an element in order; text between two block elements is a block of its own."""
    gathered = _GatheredBlocks()
    is_link = element.tag == "a"
    gathered.add(element.text, is_link=is_link)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("tr", "row") and not _is_layout(child):
            yield from gathered.block(role, element)
            yield _build_row(child)
        elif (tag in BLOCKS or _holds_blocks(child)) and depth < DEEPEST:
            yield from gathered.block(role, element)
            yield from blocks_of(child, ROLES.get(tag, role), depth + 1)
        elif tag:
            _gather_inline(child, gathered, is_link=is_link)
            _set_apart(child, gathered)
        gathered.add(child.tail, is_link=is_link)
    yield from gathered.block(role, element)


def _set_apart(element: Any, gathered: _GatheredBlocks) -> None:
    following = element.getnext()
    if following is not None and not element.tail and following.tag == element.tag and element.tag in APART:
        gathered.apart()


def _build_row(row: Any) -> PageBlock:
    cells, linked = [], 0
    for cell in row:
        if isinstance(cell.tag, str):
            gathered = _GatheredBlocks()
            _gather_inline(cell, gathered, is_link=False)
            linked += gathered.linked
            cells.append(" ".join(gathered.text().split()))
    return PageBlock("row", " | ".join(cells), row, linked)


def _is_layout(row: Any) -> bool:
    """Whether a table row only places text on the page, as old pages do: a cell of it holds several blocks."""
    return any(_count_parts(cell) > 1 or len(cell.findall(".//br")) > MOST_BREAKS for cell in row)


def _count_parts(cell: Any) -> int:
    return sum(part.tag in PARTS for part in cell.iterdescendants())


def _holds_blocks(element: Any) -> bool:
    return any(str(child.tag) in BLOCKS for child in element.iterdescendants())


def _gather_inline(element: Any, gathered: _GatheredBlocks, *, is_link: bool, depth: int = 0) -> None:
    """The text of an element without blocks; line breaks in it are kept, marks of footnotes are not."""
    if element.tag in BREAKS:
        gathered.parts.append("\n")
        return
    if element.tag == "sup" and NOTE_MARK.fullmatch(text := "".join(element.itertext())):
        measure = "".join(gathered.parts)[-1:] == "m" and text.strip() in ("2", "3")
        gathered.parts.append({"2": "²", "3": "³"}[text.strip()] if measure else "")
        return
    is_link = is_link or element.tag == "a"
    gathered.add(element.text, is_link=is_link)
    for child in element if depth < DEEPEST else ():
        if isinstance(child.tag, str):
            if child.tag in BLOCKS:
                gathered.parts.append(" ")
            _gather_inline(child, gathered, is_link=is_link, depth=depth + 1)
            _set_apart(child, gathered)
            if child.tag in BLOCKS:
                gathered.parts.append(" ")
        gathered.add(child.tail, is_link=is_link)
