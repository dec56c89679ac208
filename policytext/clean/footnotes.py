"""Cleaning step: footnotes and boxes step out of the way of the sentence that runs past them.

A footnote is a run of small lines at the foot of a page or column whose first starts with a mark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from policytext.clean.line_measure import measure_lines, size_of
from policytext.model import Line, RawDocument

NOTE = "note"  # the role of a footnote's lines until paragraphs are whole
ASIDE = "aside"  # the role that a reader gives the lines of a box within the text
SMALL = 0.95  # times the body's size
MARK = re.compile(
    r"""[⁰¹²³⁴-⁹]+[⁾)]?\s?\S       # ¹ Stand der Angaben
      | \(?\d{1,2}\)?\s[A-ZÄÖÜ„]   # 1 Stand der Angaben   2) Ohne Mittel des Bundes
      | \*{1,3}\)?\s?[^\s*]        # * vorläufig
      | †\s?\S""",
    re.VERBOSE,
)


def _find_notes(raw: RawDocument) -> RawDocument:
    """Gives the lines of footnotes their role."""
    pages: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(raw.lines):
        if line.page is not None and line.box is not None:
            pages[line.page].append(number)
    body = measure_lines(raw.lines).body_size if pages else None
    found = {number for page in pages.values() for number in _notes_of(raw.lines, page, body or 0.0)}
    if not found:
        return raw
    lines = (replace(line, role=NOTE) if number in found else line for number, line in enumerate(raw.lines))
    return replace(raw, lines=tuple(lines))


def _notes_of(lines: Sequence[Line], page: Sequence[int], body: float) -> Iterator[int]:
    """The numbers of the lines of one page that belong to footnotes."""
    run: list[int] = []
    for place, number in enumerate(page):
        if _is_small(lines[number], body) and (run or MARK.match(lines[number].text)):
            run.append(number)
        else:
            run = []
        if run and _ends_column(lines, number, page[place + 1] if place + 1 < len(page) else None):
            yield from run
            run = []


def _is_small(line: Line, body: float) -> bool:
    return line.role in (None, "paragraph") and size_of(line) <= SMALL * body


def _ends_column(lines: Sequence[Line], number: int, after: int | None) -> bool:
    """Whether the next line stands on another page or further up."""
    if after is None:
        return True
    here, there = lines[number].box, lines[after].box
    return here is not None and there is not None and there.bottom < here.top


def around_notes(raw: RawDocument, step: Callable[[RawDocument], RawDocument]) -> RawDocument:
    """What a step makes of the lines without footnotes and boxes, and of these by themselves.

    They then stand behind the block that runs past them.
    """
    if not any(line.role in (NOTE, ASIDE) for line in raw.lines):
        return step(raw)
    body = [line for line in raw.lines if line.role not in (NOTE, ASIDE)]
    joined = list(step(replace(raw, lines=tuple(body))).lines)
    waiting: dict[int, list[Line]] = defaultdict(list)
    for before, group in _list_groups(raw.lines):
        made = step(replace(raw, lines=tuple(_part_notes(group)))).lines
        is_note = group[0].role == NOTE
        waiting[_block_end(joined, before)] += [replace(line, role="paragraph") if is_note else line for line in made]
    lines: list[Line] = list(waiting.get(-1, ()))
    for number, line in enumerate(joined):
        lines += [line, *waiting.get(number, ())]
    return replace(raw, lines=tuple(lines))


def _list_groups(lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Runs of lines of footnotes or of a box, each with the number of other lines before it."""
    before = 0
    for role, run in groupby(lines, key=lambda line: line.role if line.role in (NOTE, ASIDE) else None):
        group = list(run)
        if role:
            yield before, group
        else:
            before += len(group)


def _part_notes(group: Sequence[Line]) -> Iterator[Line]:
    """The lines without their role, one footnote a block."""
    for number, line in enumerate(group):
        is_last = number + 1 == len(group) or (line.role == NOTE and MARK.match(group[number + 1].text) is not None)
        yield replace(line, role=None, glue="\n\n" if is_last else line.glue)


def _block_end(lines: Sequence[Line], before: int) -> int:
    """The place of the line that ends the block to which line `before - 1` belongs."""
    for number in range(max(0, before - 1), len(lines)):
        if before and lines[number].glue == "\n\n":
            return number
    return len(lines) - 1 if before else -1


STEPS = (_find_notes,)
