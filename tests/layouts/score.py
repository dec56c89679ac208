"""How well a reader got a layout: blocks and their order, words, runs of five, hyphens, table cells, furniture."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.layouts.sheet import Block, Truth

SUPERSCRIPTS = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
BAR = re.compile(r"(?<!\S)\|(?!\S)")  # between a row's cells
LEADERS = re.compile(r"(?:[ ]?[.·…_]){4,}")  # Inhalt ........ 7
MARK = re.compile(r"^(?:[•▪–*-]|\(?(?:\d{1,2}|[a-z])[.)])[ ](?=\S)")  # a list item's, whether kept or not
NOTE = re.compile(r"^\(?\d{1,2}[.)]?[ ]?(?=[A-ZÄÖÜ])")  # a footnote's


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader gave: its blocks' texts in order, the cells of those that are table rows, lines of contents."""

    blocks: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    contents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """`exact`: all blocks whole and in order, nothing else; the others are shares or counts (right, of)."""

    exact: bool
    tokens: float
    runs: float
    real_hyphens: tuple[int, int]
    false_hyphens: tuple[int, int]
    cells: tuple[int, int]
    furniture: tuple[int, int]
    first_fault: str = ""


def score(found: Found, truth: Truth) -> Score:
    """The score of what was found against what is true."""
    said = [normal(block) for block in found.blocks if normal(block)]
    fault = first_fault(said, truth.blocks) or _wrong_role(found, truth.blocks) or _wrong_column(found, truth.blocks)
    mine, right = _words(said), _words(normal(block.text) for block in truth.blocks)
    breaks = {real: [one.word for one in truth.breaks if one.real == real] for real in (True, False)}
    return Score(
        exact=not fault,
        tokens=f1(Counter(mine), Counter(right)),
        runs=f1(_runs(mine), _runs(right)),
        real_hyphens=_whole(breaks[True], mine),
        false_hyphens=_whole(breaks[False], mine),
        cells=_cells(found.rows, truth.blocks),
        furniture=_absent(said, truth),
        first_fault=fault,
    )


def normal(text: str) -> str:
    """A block's text without what readers may show in their own way: blanks, marks of items and notes, leaders."""
    text = unicodedata.normalize("NFC", text).translate(SUPERSCRIPTS)
    text = " ".join(LEADERS.sub(" ", BAR.sub(" ", text)).split())
    without = MARK.sub("", text)
    return NOTE.sub("", text) if without == text else without


# ---------------------------------------------------------------------------------------------- order and paragraphs


def first_fault(said: Sequence[str], blocks: Sequence[Block]) -> str:
    """The first place where blocks differ from the true ones; empty where none does."""
    rest = list(said)
    for name in dict.fromkeys(block.apart for block in blocks if block.apart):
        group = [block for block in blocks if block.apart == name]
        place = _find(rest, group)
        if place is None:
            return f"{name}: {normal(group[0].text)[:70]!r} is not there as a whole"
        del rest[slice(*place)]
    at = 0
    for block in (block for block in blocks if not block.apart):
        end = _fits(rest, at, block)
        if end is None:
            got = rest[at] if at < len(rest) else "the end"
            return f"{block.kind}: {_differing(got, normal(block.text))}"
        at = end
    return f"too much: {rest[at]!r}" if at < len(rest) else ""


def _find(rest: Sequence[str], group: Sequence[Block]) -> tuple[int, int] | None:
    """Where the blocks of a group stand one after the other."""
    for start in range(len(rest)):
        at: int | None = start
        for block in group:
            at = _fits(rest, at, block) if at is not None else None
        if at is not None:
            return start, at
    return None


def _fits(rest: Sequence[str], at: int, block: Block) -> int | None:
    """The index after the block if it stands at `at`."""
    wanted = normal(block.text)
    if not block.loose:
        return at + 1 if at < len(rest) and rest[at] == wanted else None
    for end in range(at + 1, len(rest) + 1):
        joined = normal(" ".join(rest[at:end]))
        if joined == wanted:
            return end
        if len(joined) >= len(wanted):
            return None
    return None


def _differing(got: str, wanted: str) -> str:
    """Both texts from shortly before where they part."""
    same = next((n for n, (a, b) in enumerate(zip(got, wanted, strict=False)) if a != b), min(len(got), len(wanted)))
    start = max(0, same - 25)
    return f"{got[start : same + 40]!r} instead of {wanted[start : same + 40]!r}"


# ---------------------------------------------------------------------------------------------- words, hyphens, cells


def f1(one: Counter[object], other: Counter[object]) -> float:
    """F1 of two bags."""
    both = sum((one & other).values())
    return 2 * both / total if (total := sum(one.values()) + sum(other.values())) else 1.0


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.split()]


def _runs(words: Sequence[str], length: int = 5) -> Counter[object]:
    return Counter(tuple(words[n : n + length]) for n in range(len(words) - length + 1))


def _whole(broken: Sequence[str], words: Sequence[str]) -> tuple[int, int]:
    """How many of the words that a line end broke are whole again."""
    wanted = Counter(broken)
    have = Counter(words)
    return sum(min(count, have[word]) for word, count in wanted.items()), len(broken)


def _cells(rows: Sequence[Sequence[str]], blocks: Sequence[Block]) -> tuple[int, int]:
    """Cells in a row of their own with the right neighbours: row by row, each found row used once."""
    left = [tuple(cell for cell in (" ".join(cell.split()) for cell in row) if cell) for row in rows]
    right = total = 0
    for block in (block for block in blocks if block.cells):
        wanted = tuple(filter(None, block.cells))
        total += len(wanted)
        best = max(left, key=lambda row: _same_cells(row, wanted), default=())
        if best and (same := _same_cells(best, wanted)):
            right += same
            left.remove(best)
    return right, total


def _same_cells(row: Sequence[str], wanted: Sequence[str]) -> int:
    return sum(a == b for a, b in zip(row, wanted, strict=False)) if row else 0


def _wrong_column(found: Found, blocks: Sequence[Block]) -> str:
    """The first row whose cells are not those of a found row, or do not stand in their columns; empty if none is."""
    rows = {_trimmed(row) for row in found.rows}
    known = rows | {tuple(filter(None, row)) for row in rows}
    wrong = (
        block for block in blocks if block.cells and _trimmed(block.cells) not in (rows if "" in block.cells else known)
    )
    return next((f"cells: {' | '.join(block.cells)!r} are no row with these columns" for block in wrong), "")


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """The cells without empty ones at the end."""
    filled = [place for place, cell in enumerate(row) if cell]
    return tuple(" ".join(cell.split()) for cell in row[: max(filled, default=-1) + 1])


def _wrong_role(found: Found, blocks: Sequence[Block]) -> str:
    """The first entry of a contents page that is no entry for the reader; readers that know no roles are not asked."""
    known = {normal(text) for text in found.contents}
    wrong = (block for block in blocks if block.kind == "toc" and normal(block.text) not in known)
    return next((f"contents: {block.text!r} is no entry" for block in wrong), "")


def _absent(said: Sequence[str], truth: Truth) -> tuple[int, int]:
    """How many kinds of page furniture are gone: no block is or holds it (a bare number: no block is it)."""
    true = {normal(block.text) for block in truth.blocks}
    text = "\n".join(block for block in said if block not in true)
    gone = sum(
        not (any(block == item for block in said if block not in true) if len(item) < 4 else item in text)
        for item in map(normal, truth.absent)
    )
    return gone, len(truth.absent)
