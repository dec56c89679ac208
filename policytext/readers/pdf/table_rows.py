"""A row of a table as it goes into the text: its cells between bars, however many lines they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.model import Box, Line
from policytext.readers.pdf.page_words import PrintedWord
from policytext.readers.pdf.text_lines import TextLine

FIELD = re.compile(r"[A-ZÄÖÜ][^:|\d]{1,30}:\s\S")  # a label and what it says


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: for every column the lines of its cell, none where it is empty."""

    cells: tuple[tuple[TextLine, ...], ...]

    @property
    def words(self) -> tuple[PrintedWord, ...]:
        """All words of the row."""
        return tuple(word for cell in self.cells for line in cell for word in line.words)

    def lines(self, page: int) -> Iterator[Line]:
        """The row as the model knows it: one line, or, where cells have several, one for each of theirs."""
        filled = [cell for cell in self.cells if cell]
        if len(filled) > 1 and all(_is_field(cell) for cell in filled):
            yield from (replace(line.line(page), glue="\n\n") for cell in filled for line in cell)
            return
        if all(len(cell) <= 1 for cell in self.cells):
            yield self._one_line(page)
            return
        yield from self._many_lines(page)

    def _many_lines(self, page: int) -> Iterator[Line]:
        """A line for each of the cells' lines; the bars of empty cells stand before or behind them."""
        places = [number for number, cell in enumerate(self.cells) if cell]
        before = "| " * places[0]
        for number, after in zip(places, (*places[1:], 0), strict=True):
            made = [line.line(page) for line in self.cells[number]]
            bar = (
                _choose_bar([line.text for line in made[-1:]])
                if number == 0 and after == 1
                else " |" * (after - number) + " "
            )
            for line in made:
                glue = " " if line is not made[-1] else bar if after else "\n\n"
                edges = (*line.edges[:1] * len(before), *line.edges)
                yield replace(line, text=before + line.text, edges=edges, role="row", glue=glue)
                before = ""

    def _one_line(self, page: int) -> Line:
        parts: list[str] = []
        edges: list[float] = []
        made = [cell[0].line(page) if cell else None for cell in self.cells]
        boxes = [line.box for line in made if line and line.box]
        right = boxes[0].x0
        for number, line in enumerate(made):
            if number:
                bar = _choose_bar(parts)
                parts.append(bar)
                left = line.box.x0 if line and line.box else right
                edges += [round(right + (left - right) * place / len(bar), 2) for place in range(len(bar))]
            if line and line.box:
                parts.append(line.text)
                edges += line.edges[:-1]
                right = line.box.x1
        box = Box(boxes[0].x0, min(one.top for one in boxes), right, max(one.bottom for one in boxes))
        first = next(line for line in made if line)
        bold = all(line.bold for line in made if line)
        return Line("".join(parts), page, box, (*edges, right), first.size, bold, "row", "\n\n")


def _is_field(cell: Sequence[TextLine]) -> bool:
    """Whether a cell is a form's field of its own: Sitzung am: 18. Juni 2024."""
    return len(cell) == 1 and FIELD.match(" ".join(word.text for word in cell[0].words)) is not None


def _choose_bar(parts: Sequence[str]) -> str:
    """What parts a cell from the one before it: a label ends in a colon and needs no bar."""
    return " " if len(parts) == 1 and parts[0].endswith(":") else " | "
