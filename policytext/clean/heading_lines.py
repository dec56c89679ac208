"""Cleaning step: blocks that are larger or bolder than the text, or numbered as clauses are, become headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.clean.line_endings import LETTERED_HEAD
from policytext.clean.line_measure import Measure, measure_lines, size_of
from policytext.model import Line, RawDocument

LARGER = 1.15  # times the body's size
LONGEST = 250  # characters of a heading
LONGEST_BOLD = 160
LONGEST_CLAUSE = 90
SENTENCE_END = (".", ",", ";", "“", ":")


def _find_headings(raw: RawDocument) -> RawDocument:
    measure = measure_lines(raw.lines)
    lines: list[Line] = []
    for block in _list_blocks(raw.lines):
        role = "heading" if _is_heading(measure, block) else None
        lines += [replace(line, role=role) if role else line for line in block]
    return replace(raw, lines=tuple(lines))


def _list_blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        block.append(line)
        if line.glue == "\n\n":
            yield block
            block = []
    if block:
        yield block


def _is_heading(measure: Measure, block: Sequence[Line]) -> bool:
    if any(line.role in ("row", "item", "heading", "contents") or line.glue == "\n" for line in block):
        return False
    text = " ".join(line.text for line in block)
    if LETTERED_HEAD.match(text) and len(text) <= LONGEST_CLAUSE and not text.endswith(SENTENCE_END):
        return True
    if not any(char.isalpha() for char in text):
        return False
    if _is_larger(measure, block):
        return len(text) <= LONGEST and len(block) <= 4
    is_bold = all(line.bold for line in block) and not measure.body_bold
    return is_bold and len(text) <= LONGEST_BOLD and len(block) <= 3 and not text.endswith(SENTENCE_END)


def _is_larger(measure: Measure, block: Sequence[Line]) -> bool:
    body = measure.body_size or 0
    return all(line.size is not None and size_of(line) >= LARGER * body for line in block)


STEPS = (_find_headings,)
