"""Cleaning step: running heads, footers and page numbers go; what they said is kept in `metadata["running"]`.

A line is part of the page's furniture if it stands at the page's upper or lower end and returns, digits aside, at the
same height on another page, if it is nothing but a page number, or if it is a small line over a later page that repeats
words of the first one's letterhead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from policytext.clean.line_endings import is_finished
from policytext.clean.page_numbers import (
    LEAST_CHAPTERS,
    LEAST_PAGES,
    PAGE_NUMBER_WITHIN,
    SAME_HEIGHT,
    Edge,
    find_numbered_lines,
    find_page_numbers,
    is_page_number,
)
from policytext.model import Line, RawDocument

EDGE_ROWS = 5  # rows from either end of a page in which furniture is looked for
MOST_LINES = 0.5  # of a page's lines; if more of them return, these are the pages' contents (forms, copies)
SMALL = 0.93  # times the body's size, for a head that only the pages after the first have
NEAR_TABLE = 1.5  # times its size between a remark and the table below it
LONGEST_HEAD, APART = 110, 1.5  # characters of a head in body size; times its size between it and the text
KNOWN_WORDS = 0.75  # of such a head's words stand on the first page too


def _remove_running_lines(raw: RawDocument) -> RawDocument:
    pages: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(raw.lines):
        if line.page is not None and line.box is not None:
            pages[line.page].append(number)
    edges = [edge for page in pages.values() for edge in _list_edges(raw.lines, page)]
    changing = _chapter_heads(raw.lines, edges, pages) | find_numbered_lines(
        edges, _body_size(raw.lines, pages), len(pages)
    )
    returning = _without_table_rows(raw.lines, pages, _find_returning(edges, len(pages)) | changing)
    running = find_page_numbers(edges) | _find_detached(raw.lines, pages, returning)
    running |= _following_heads(raw.lines, pages, running) | _find_sideways(raw.lines, pages)
    running -= {number for page in pages.values() if _is_too_much(page, running) for number in page}
    running -= {*_find_titles(raw.lines, pages, running), *_find_remarks(raw.lines, pages, running)}
    return _drop_lines(raw, running, {edge.number for edge in edges if is_page_number(edge)})


def _drop_lines(raw: RawDocument, running: set[int], page_numbers: set[int]) -> RawDocument:
    if not running:
        return raw
    texts = (raw.lines[number].text for number in sorted(running - page_numbers))
    said = {_comparison_key(text): text for text in texts if any(char.isalpha() for char in text)}
    metadata = {**raw.metadata, "running": "\n".join(said.values())} if said else raw.metadata
    lines = tuple(line for number, line in enumerate(raw.lines) if number not in running)
    return replace(raw, lines=lines, metadata=metadata)


def _list_edges(lines: Sequence[Line], page: list[int]) -> Iterator[Edge]:
    """The lines in the first and last rows of a page, each once a side."""
    tops = sorted({_line_top(lines[number]) for number in page})
    rows = [top for place, top in enumerate(tops) if not place or top - tops[place - 1] > SAME_HEIGHT / 2]
    for number in page:
        top = _line_top(lines[number])
        above = sum(row <= top for row in rows) - 1
        for side, depth in (("head", above), ("foot", len(rows) - 1 - above)):
            if depth < EDGE_ROWS:
                yield Edge(number, lines[number], top, side, depth)


def _line_top(line: Line) -> float:
    return line.box.top if line.box else 0.0


def _is_too_much(page: list[int], running: set[int]) -> bool:
    return len(page) > 4 and len(running.intersection(page)) > MOST_LINES * len(page)


def _find_detached(lines: Sequence[Line], pages: dict[int, list[int]], returning: set[int]) -> set[int]:
    """Those of the lines that are not set as the next or last line of a paragraph that stays."""
    kept = set(returning)
    for page in pages.values():
        order = sorted(page, key=lambda number: _line_top(lines[number]))
        for numbers in (order, order[::-1]):  # from either end inwards
            for number, inner in reversed(list(pairwise(numbers))):
                if number in kept and inner not in kept and _is_attached(lines[number], lines[inner]):
                    kept.discard(number)
    return kept


def _is_attached(line: Line, inner: Line) -> bool:
    if line.box is None or inner.box is None or PAGE_NUMBER_WITHIN.search(line.text):
        return False
    gap = max(line.box.top, inner.box.top) - min(line.box.bottom, inner.box.bottom)
    overlap = min(line.box.x1, inner.box.x1) - max(line.box.x0, inner.box.x0)
    size = line.size or 10.0
    return gap < 0.7 * size and overlap > 0 and abs(size - (inner.size or 10.0)) < 0.6


def _following_heads(lines: Sequence[Line], pages: dict[int, list[int]], running: set[int]) -> set[int]:
    """Heads that only the pages after the first have: small, apart from the text and made of the first page's words."""
    first = min(pages, default=0)
    known = {word for number in pages.get(first, ()) for word in _line_words(lines[number])}
    body = _body_size(lines, pages)
    found: set[int] = set()
    for place, page in pages.items():
        order = sorted(
            (number for number in page if number not in running), key=lambda number: _line_top(lines[number])
        )
        if place != first and len(order) > 1 and _is_following_head(lines[order[0]], lines[order[1]], known, body):
            found.add(order[0])
    return found


def _is_following_head(line: Line, inner: Line, known: set[str], body: float) -> bool:
    words = _line_words(line)
    is_small = (line.size or body) < SMALL * body and line.role is None
    repeats = bool(words) and len(words & known) >= KNOWN_WORDS * len(words)
    return is_small and repeats and not is_finished(line.text) and not _is_attached(line, inner)


def _line_words(line: Line) -> set[str]:
    """The words and reference numbers of a line."""
    words = (word.strip(".,;:·|–()") for word in line.text.casefold().split())
    return {word for word in words if len(word) > 1}


# ---------------------------------------------------------------------------------------------- returning lines


def _find_returning(edges: list[Edge], pages: int) -> set[int]:
    """Lines that return at the same end and height of enough pages, digits aside."""
    alike: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        key = edge.line.text if edge.line.role == "row" else _comparison_key(edge.line.text)
        alike[edge.side, key].append(edge)
    return {number for (_, key), group in alike.items() for number in _at_one_height(key, group, pages)}


def _comparison_key(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _at_one_height(key: str, group: list[Edge], pages: int) -> Iterator[int]:
    letters = sum(char.isalpha() for char in key)
    if len({edge.line.page for edge in group}) < 2 or letters < 4:
        return
    for edge in group:
        same = {other.line.page for other in group if _is_same_place(edge, other)}
        if len(same) >= max(2, LEAST_PAGES * pages):
            yield edge.number


def _is_same_place(edge: Edge, other: Edge) -> bool:
    if PAGE_NUMBER_WITHIN.search(edge.line.text) and edge.depth <= 1 and other.depth <= 1:
        return True  # a footer that follows the text instead of standing at the page's end
    near = abs(edge.top - other.top) <= SAME_HEIGHT
    return near and abs((edge.line.size or 0) - (other.line.size or 0)) < 0.6


def _without_table_rows(lines: Sequence[Line], pages: dict[int, list[int]], returning: set[int]) -> set[int]:
    """The lines without the heads of tables that run over pages: rows of theirs follow."""
    kept = set(returning)
    for page in pages.values():
        for number, after in reversed(list(pairwise(page))):
            if number in kept and lines[number].role == lines[after].role == "row" and after not in kept:
                kept.discard(number)
    return kept


def _chapter_heads(lines: Sequence[Line], edges: list[Edge], pages: dict[int, list[int]]) -> set[int]:
    """Small lines that stand over most pages, apart from the text and at one height, whatever chapter they name."""
    body = _body_size(lines, pages)
    alike: dict[tuple[int, float], set[int]] = defaultdict(set)
    apart = {number for page in pages.values() for number, after in pairwise(page) if _is_apart(lines, number, after)}
    for edge in edges:
        size = edge.line.size or body
        is_small = size < SMALL * body or (size <= body and not edge.line.bold and edge.number in apart)
        is_small = is_small and edge.line.role is None
        if edge.side == "head" and edge.depth == 0 and is_small and not is_finished(edge.line.text.rstrip("…")):
            alike[round(edge.top), edge.line.size or body].add(edge.number)
    groups = (group for group in alike.values() if len({lines[number].page for number in group}) >= LEAST_CHAPTERS)
    return {number for group in groups for number in group if len(group) >= MOST_LINES * len(pages)}


def _is_apart(lines: Sequence[Line], number: int, after: int) -> bool:
    """Whether more than a line's blank parts a short line from the next one below."""
    line = lines[number]
    return len(line.text) <= LONGEST_HEAD and _measure_gap(line, lines[after]) > APART * (line.size or 10.0)


def _body_size(lines: Sequence[Line], pages: dict[int, list[int]]) -> float:
    return median([lines[number].size or 10.0 for page in pages.values() for number in page] or [10.0])


def _find_titles(lines: Sequence[Line], pages: dict[int, list[int]], running: set[int]) -> Iterator[int]:
    """The running lines over the first page that are set as large as a title: there they are one."""
    page = pages.get(min(pages, default=0), [])
    body = _body_size(lines, pages)
    half = max((_line_top(lines[number]) for number in page), default=0.0) / 2
    for number in running.intersection(page):
        is_large = (lines[number].size or 0.0) > body or (lines[number].bold and (lines[number].size or 0.0) >= body)
        if is_large and _line_top(lines[number]) < half and any(char.isalpha() for char in lines[number].text):
            yield number


def _find_remarks(lines: Sequence[Line], pages: dict[int, list[int]], running: set[int]) -> Iterator[int]:
    """The first of the running lines that stand right over a table's head on each page: "Alle Angaben in EUR"."""
    seen: set[str] = set()
    for page in pages.values():
        for number, after in pairwise(page):
            key = _comparison_key(lines[number].text)
            is_over = number in running and after not in running and lines[after].role == "row"
            if (
                is_over
                and key not in seen
                and _measure_gap(lines[number], lines[after]) < NEAR_TABLE * (lines[number].size or 10.0)
            ):
                seen.add(key)
                yield number


def _measure_gap(line: Line, after: Line) -> float:
    return after.box.top - line.box.bottom if line.box and after.box else 0.0


def _find_sideways(lines: Sequence[Line], pages: dict[int, list[int]]) -> set[int]:
    """Lines that run along the margin of enough pages."""
    alike: dict[str, list[int]] = defaultdict(list)
    for page in pages.values():
        for number in page:
            box = lines[number].box
            if box and not lines[number].edges and box.bottom - box.top > 2 * (box.x1 - box.x0):
                alike[_comparison_key(lines[number].text)].append(number)
    groups = (group for group in alike.values() if len({lines[number].page for number in group}) > 1)
    return {number for group in groups for number in group if len(group) >= LEAST_PAGES * len(pages)}


STEPS = (_remove_running_lines,)
