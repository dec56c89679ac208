"""What a sum's row says by its columns: who receives it and what for stand under heads that say so, in this row.

The sum of a row is not for whom another row names, and a head such as "Empfänger" is nobody.
"""

from __future__ import annotations

import re

from policytext import lexicon
from policytext.link.party_candidates import Mention, PartyCandidate
from policytext.link.passages import Paper, Site
from policytext.link.purpose_candidates import PurposeCandidate
from policytext.model import Cell, Table

WORDS = ("label", "text")  # kinds of columns that hold words
PARTED = re.compile(r"[\s/(,:*-]+")


def find_cell(site: Site, kind: str) -> Cell | None:
    """The cell of a sum's row under a head of `receivers` or `purposes`, `None` where the table has no such column."""
    paper = site.passage.paper
    seat = paper.seat(site)
    if seat is None or seat.total:
        return None
    return paper.remember(("cell", kind, seat.table, seat.row), lambda: _find_cell(paper, seat.table, seat.row, kind))


def _find_cell(paper: Paper, number: int, row: int, kind: str) -> Cell | None:
    table = paper.document.tables[number]
    for column, cell in enumerate(table.rows[row].cells):
        if cell.end > cell.start and column in _find_columns(paper, number, kind):
            return cell
    return None


def _find_columns(paper: Paper, number: int, kind: str) -> frozenset[int]:
    """The columns of a table whose head begins with a word of this kind."""
    table = paper.document.tables[number]
    heads = [row.cells for row in table.rows[:1] if row.role == "head"]
    return paper.remember(
        ("columns", kind, number),
        lambda: frozenset(
            column
            for cells in heads
            for column, cell in enumerate(cells)
            if column < len(table.columns) and table.columns[column] in WORDS and _is_head(paper, cell, kind)
        ),
    )


def _is_head(paper: Paper, cell: Cell, kind: str) -> bool:
    lists = lexicon.load_lexicon("structure")["tables"]
    words = PARTED.split(paper.document.text[cell.start : cell.end].lower())
    first = next((word for word in words if word not in lists["head_openings"]), "")
    return first.endswith(tuple(lists[kind]))


def fits_row(site: Site, candidate: PartyCandidate, *, receives: bool) -> bool:
    """Whether a candidate may give or receive a sum, by the columns of its row."""
    cell = find_cell(site, "receivers")
    is_there = is_named_in(site, candidate, cell)
    if cell is not None and receives:
        return is_there
    is_thing = not receives and is_named_in(site, candidate, find_cell(site, "purposes"))
    return not (is_there or is_thing or _is_head_of_cells(site, candidate) or _stands_in_other_row(site, candidate))


def _is_head_of_cells(site: Site, candidate: PartyCandidate) -> bool:
    """Whether a candidate of one word is nothing but the head over the cells of receivers or purposes."""
    paper = site.passage.paper
    seat = paper.seat(site)
    if seat is None or not candidate.mentions or " " in candidate.name:
        return False
    columns = _find_columns(paper, seat.table, "receivers") | _find_columns(paper, seat.table, "purposes")
    table = paper.document.tables[seat.table]
    heads = [cell for column, cell in enumerate(table.rows[0].cells) if column in columns]
    places = (_find_place(site, mention) for mention in (candidate.mentions[0], candidate.mentions[-1]))
    return all(any(cell.start <= place < cell.end for cell in heads) for place in places)


def is_named_in(site: Site, candidate: PartyCandidate, cell: Cell | None) -> bool:
    """Whether a candidate has a mention in a cell of the sum's row."""
    places = (_find_place(site, mention) for mention in candidate.mentions_in(site.passage))
    return cell is not None and any(cell.start <= place < cell.end for place in places)


def is_purpose_in(candidate: PurposeCandidate, cell: Cell) -> bool:
    """Whether a phrase stands in a cell."""
    span = candidate.span()
    return cell.start <= span.start and span.end <= cell.end


def _find_place(site: Site, mention: Mention) -> int:
    return site.passage.paper.span(mention.start, mention.end).start


def _stands_in_other_row(site: Site, candidate: PartyCandidate) -> bool:
    """Whether a candidate is named in other rows of the sum's table only, where the sum's own row says something else.

    Whoever is named outside the table, in its heads or subheadings, or above an empty cell of the row may be meant.
    """
    paper = site.passage.paper
    seat = paper.seat(site)
    if seat is None or seat.total or not candidate.mentions or candidate.mentions_in(site.passage):
        return False
    table = paper.document.tables[seat.table]
    above = candidate.last_before(site.passage)
    named = (candidate.mentions[0], candidate.mentions[-1], *((above,) if above else ()))
    return all(_is_elsewhere(site, mention, table, seat.row) for mention in named)


def _is_elsewhere(site: Site, mention: Mention, table: Table, row: int) -> bool:
    """Whether a mention stands in a row with a number of its own, in a column for which the sum's row has words."""
    place, own = table.seat(_find_place(site, mention)), table.seat(site.amount.start)
    if place is None or own is None or place[0] == row or table.rows[place[0]].role != "body":
        return False
    cells, others = table.rows[row].cells, table.rows[place[0]].cells
    has_words = place[1] < len(cells) and cells[place[1]].end > cells[place[1]].start
    return has_words and own[1] < len(others) and _has_digit(site, others[own[1]])


def _has_digit(site: Site, cell: Cell) -> bool:
    return any(map(str.isdigit, site.passage.paper.document.text[cell.start : cell.end]))
