"""Bare numbers under years: rows of a budget ("Transferaufwendungen  23.820  24.000" below "2026  2027").

No unit stands beside such numbers and often none in the head; the words of the row, of its subheading or of the table's
other heads say that it is money (Aufwendungen, Auszahlungen, Zuschuss) or positions (Stellen).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from policytext import lexicon
from policytext.german import numbers
from policytext.layout import Cell, Table
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Document
from policytext.taggers.amounts import unit_words
from policytext.taggers.amounts.amount_drafts import AmountDraft
from policytext.taggers.amounts.unit_words import AmountUnit

MONEY, POSITIONS = AmountUnit("money", "EUR"), AmountUnit("positions", "Stelle")
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?")
NUMBER = re.compile(rf"(?P<number>[-−+]?(?:{numbers.DIGITS}))(?:\s*\*+)?", re.VERBOSE)
_SMALL = PatternLists("amounts", "small_words")
_SCALES = PatternLists("amounts", "scales")
SCALED = re.compile(rf"\b(?P<scale>{_SCALES.heads})[ ]?(?:€|{_SMALL.euro}\b)")  # Tsd. Euro
THOUSANDS = re.compile(rf"\b{_SCALES.thousands}")  # TEUR
CAPTION = 120  # characters before a table that may name its unit
FEWEST_YEARS = 2  # over the columns of a table of years: one alone may be a number


def find_year_cells(document: Document) -> Iterator[AmountDraft]:
    """The numbers without a unit of tables whose columns are years, where words say what they count."""
    for table in document.tables:
        yield from _of_table(document, table)


def _of_table(document: Document, table: Table) -> Iterator[AmountDraft]:
    named = _read_unit(_line_before(document.text, table.rows[0].cells[0].start if table.rows[0].cells else 0))
    for number, row in enumerate(table.rows):
        words = " ".join(document.text[cell.start : cell.end] for cell in row.cells)
        if row.role in ("head", "group"):
            named = _read_unit(words) or named
            continue
        unit = _read_unit(words) or named
        if unit is None:
            continue
        columns = [n for n in range(len(row.cells)) if _is_year(document, table.heads(number, n))]
        if len(columns) >= FEWEST_YEARS:
            yield from _read_cells(document, [row.cells[n] for n in columns], unit)


def _line_before(text: str, place: int) -> str:
    """The last words before a table, where its caption stands."""
    return text[max(0, place - CAPTION) : place].rstrip().rsplit("\n", 1)[-1]


def _is_year(document: Document, heads: Sequence[Cell]) -> bool:
    return any(YEAR.fullmatch(document.text[cell.start : cell.end].strip()) for cell in heads)


def _read_cells(document: Document, cells: Sequence[Cell], unit: AmountUnit) -> Iterator[AmountDraft]:
    for cell in cells:
        text = document.text[cell.start : cell.end].strip()
        found = NUMBER.fullmatch(text)
        value = numbers.read_number(found["number"].lstrip("+")) if found and not YEAR.fullmatch(text) else None
        if found and value:
            start = document.view.forth(cell.start)
            value *= unit.factor
            yield AmountDraft(start, start + len(found["number"]), unit, value, value, cued=True)


@cache
def _compile_words(key: str) -> re.Pattern[str]:
    words = lexicon.load_lexicon("amounts")["year_columns"][key]
    return re.compile("|".join(words))


def _read_unit(words: str) -> AmountUnit | None:
    """Euro, with the scale that stands beside it ("in Mio. Euro"), or positions, where the words say so."""
    if _compile_words("positions").search(words):
        return POSITIONS
    scaled = SCALED.search(words)
    if scaled and (scale := numbers.read_scale(scaled["scale"])):
        return AmountUnit("money", "EUR", scale[1])
    if scaled or THOUSANDS.search(words):
        return AmountUnit("money", "EUR", unit_words.THOUSAND)
    return MONEY if _compile_words("money").search(words) else None
