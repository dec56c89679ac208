"""Text files: what stands on lines of its own stays there, as in a string that is analysed as it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from policytext.model import Line, RawDocument
from policytext.segment.block_grouping import group_lines, read_page
from policytext.segment.line_stretches import Lines, LineStretch

TYPED = frozenset({"text/plain", "text/markdown"})
FOUND = frozenset({"heading", "row", "contents"})  # kinds that a line is given by its form


def lay_out(raw: RawDocument) -> RawDocument:
    """The document with the lines of a text file named by their form; other formats as they are.

    Headings, rows and contents lines get their role, page marks go, and what begins a block ends the one before.
    """
    if raw.media_type not in TYPED:
        return raw
    text = "".join(line.text + line.glue for line in raw.lines)
    page = read_page(text)
    starts = [0]
    for line in raw.lines:
        starts.append(starts[-1] + len(line.text) + len(line.glue))
    lines: list[Line | None] = list(raw.lines)
    for stretch in page.lines:
        if stretch.kind == "page":
            for number in _line_numbers(starts, stretch):
                lines[number] = None
    for block in group_lines(page):
        _name_lines(page, starts, lines, block)
    return replace(raw, lines=tuple(_keep_lines(lines)))


def _line_numbers(starts: list[int], stretch: LineStretch) -> range:
    """The numbers of the lines that a stretch lies on."""
    return range(bisect_right(starts, stretch.start) - 1, bisect_right(starts, stretch.end - 1))


def _name_lines(page: Lines, starts: list[int], lines: list[Line | None], block: LineStretch) -> None:
    """Give the lines of a block their role and part it from the line before."""
    numbers = _line_numbers(starts, block)
    is_found = block.kind in FOUND and _is_bare(page.text, starts, block)
    for number in numbers:
        line = lines[number]
        if line is None:
            continue
        if number == numbers[0] and number and (before := lines[number - 1]):
            lines[number - 1] = replace(before, glue="\n\n")
        glue = "\n\n" if number == numbers[-1] else " "
        if is_found:
            lines[number] = replace(line, role=block.kind, glue=glue)


def _is_bare(text: str, starts: list[int], block: LineStretch) -> bool:
    """Whether a block begins with its line's first word: no mark and no other cell stands before it."""
    start = starts[bisect_right(starts, block.start) - 1]
    return not text[start : block.start].strip() and "|" not in text[block.start : block.end]


def _keep_lines(lines: list[Line | None]) -> Iterator[Line]:
    """The lines that stay; one after a page mark begins a line of its own."""
    for number, line in enumerate(lines):
        if line is not None:
            is_cut = number + 1 < len(lines) and lines[number + 1] is None
            yield replace(line, glue="\n") if is_cut and line.role is None else line
