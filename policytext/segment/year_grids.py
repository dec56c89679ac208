"""Grids of a budget: years in a row as a head, single blanks between, and below them lines of numbers under the years.

    Art 2026 2027 2028
    Transferaufwendungen
    23.820 24.000 24.500

The numbers stand for the years in their order, those of a short line for the first ones. A label may stand on the line
before its numbers, and the last numbers of a row on the line after.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.model import Block, Cell
from policytext.segment import cell_values
from policytext.segment.line_stretches import Lines, LineStretch

YEARS = re.compile(r"(?:[^\W\d]\S*[ ]+){0,3}(?P<years>(?:19|20)\d\d(?:[ \t\u00a0]+(?:19|20)\d\d){1,9})")
YEAR = re.compile(r"\d{4}")
FEWEST = 3  # years that make a head beside words; two do alone
LONGEST_ROW = 200  # characters of a line
LONGEST_LABEL = 60  # characters of a line without numbers that may hold a verb and be a label all the same
LONGEST = 30  # lines that a grid may have
FARTHEST = 4  # line breaks within a grid


def find_grid(page: Lines, number: int) -> tuple[list[LineStretch], int]:
    """The rows of the grid whose head is this line, and the line after them; no rows where it is no head."""
    line = page.lines[number]
    count = len(_find_years(page.text, line.start, line.end))
    if not count or line.kind not in ("paragraph", "heading", "form"):
        return [], number
    rows = [replace(line, kind="row")]
    last = number
    for ahead in range(number + 1, min(len(page.lines), number + LONGEST)):
        here = page.lines[ahead]
        if (
            here.gap > FARTHEST
            or here.kind == "row"
            or _find_years(page.text, here.start, here.end)
            or _is_prose(page, ahead)
        ):
            break
        rows.append(replace(here, kind="row"))
        if _find_numbers(page.text, here.start, here.end, count):
            last = ahead
    return (rows[: last - number + 1], last + 1) if last > number else ([], number)


def _find_years(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the years of a head, none where a line is no head."""
    found = YEARS.fullmatch(text, start, end) if end - start < LONGEST_ROW else None
    if not found:
        return []
    years = [match.span() for match in YEAR.finditer(text, found.start("years"), found.end("years"))]
    numbers = [int(text[first:last]) for first, last in years]
    rising = all(later == earlier + 1 for earlier, later in itertools.pairwise(numbers))
    alone = found.start("years") == start
    return years if rising and len(years) >= (2 if alone else FEWEST) else []


def _find_numbers(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The numbers at a line's end, where they are no more than the years."""
    found = cell_values.find_values(text, start, end)
    return found if 0 < len(found) <= count and cell_values.count_strong(text, found) else []


def _is_prose(page: Lines, number: int) -> bool:
    words = page.words(number)
    told = words.split()
    is_sentence = (
        len(words) > LONGEST_LABEL and not words[-1].isdigit() and not cell_values.load_verbs().isdisjoint(told)
    )
    return is_sentence or len(words) > 110 or (words.endswith((".", "!", "?", ":")) and len(told) > 4)


def is_grid(text: str, blocks: Sequence[Block]) -> bool:
    """Whether these rows are a grid: the first has nothing but years."""
    return len(blocks) > 1 and bool(_find_years(text, blocks[0].start, blocks[0].end))


def grid_rows(text: str, blocks: Sequence[Block]) -> Iterator[list[Cell]]:
    """The cells of a grid's rows: a label, then a cell for each year."""
    years = _find_years(text, blocks[0].start, blocks[0].end)
    open_from = len(years)  # first year for which the row above has no number
    for number, block in enumerate(blocks):
        found = years if number == 0 else _find_numbers(text, block.start, block.end, len(years))
        first = found[0][0] if found else block.end
        label = text[block.start : first].rstrip()
        cells = [Cell(*span) for span in found]
        end = cells[-1].end if cells else block.end
        goes_on = bool(found) and not label and len(found) <= len(years) - open_from
        skipped = open_from if goes_on else 0
        missing = len(years) - len(cells) - skipped if cells else 0
        open_from = len(years) - missing if cells else len(years)
        before = (Cell(block.start, block.start) for _ in range(skipped))
        after = (Cell(end, end) for _ in range(missing))
        yield [Cell(block.start, block.start + len(label)), *before, *cells, *after]
