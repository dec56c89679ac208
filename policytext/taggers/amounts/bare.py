"""Money whose unit is not said beside it: "um 20 auf 70 Mio. erhöht", "Eintritt 5,-", numbers of a table in euro."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from policytext import lexicon
from policytext.german import numbers
from policytext.model import Cell, Document, View
from policytext.taggers.amounts import quantities, units
from policytext.taggers.amounts.drafts import Draft
from policytext.taggers.amounts.quantities import Quantity
from policytext.taggers.amounts.ranges import refers
from policytext.taggers.amounts.units import Anchor, Unit

MONEY = Unit("money", "EUR")
_SCALE = re.compile(r"(?:Mio|Mrd|Mill)(?![^\W\d_])\.?|(?:Million|Milliarde)(?:en|n)?(?![^\W\d_])")
_NO_THING = re.compile(
    r"""[ ]?(?: $ | [\n.,;:)!?“"] | [–-][ ]
        | [ ]?(?!(?:und|oder)\b)[a-zäöüß]+(?![\w-])(?![ ][A-ZÄÖÜ])       # 70 Mio. erhöht; not 3 Mio. junge Menschen
        | (?:für|aus|im|an|zur|zum|bis|durch|vom|von)[ ] )""",
    re.VERBOSE,
)
_AROUND = 150


def scaled(text: str, anchors: list[Anchor]) -> Iterator[Draft]:
    """Numbers with a scale and no unit that the sentence shows to be money."""
    for match in _SCALE.finditer(text):
        if not text[max(0, match.start() - 2) : match.start()].rstrip(" -")[-1:].isalnum():
            continue
        quantity = quantities.before(text, match.end())
        if quantity and quantity.scale and _NO_THING.match(text, match.end()) and _is_money(text, quantity):
            unit = _nearest_currency(anchors, quantity.start)
            yield Draft(quantity.start, match.end(), unit, quantity.value, quantity.value, quantity)


def _nearest_currency(anchors: list[Anchor], start: int) -> Unit:
    """The currency of the text next to the number, the euro where there is none."""
    at = bisect_right(anchors, start, key=lambda anchor: anchor.start)
    near = [anchor for anchor in anchors[max(0, at - 2) : at + 2] if anchor.unit.kind == "money"]
    near = [anchor for anchor in near if abs(anchor.start - start) < _AROUND]
    nearest = min(near, key=lambda anchor: abs(anchor.start - start), default=None)
    return Unit("money", nearest.unit.code) if nearest else MONEY


@cache
def _evidence() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon.load("amounts")["bare"]
    money, things = ("|".join(map(re.escape, words[key])) for key in ("money", "things"))
    return re.compile(money), re.compile(things)


def _is_money(text: str, quantity: Quantity) -> bool:
    """Whether the words around speak of money and of nothing that one could count."""
    start = max(text.rfind("\n", 0, quantity.start) + 1, quantity.start - _AROUND)
    line_end = text.find("\n", quantity.end)
    around = text[start : min(line_end if line_end >= 0 else len(text), quantity.end + _AROUND)]
    money, things = _evidence()
    changed = re.search(r"\bum [^.;]{1,40} auf [^.;]{1,40}(?:erhöh|aufgestockt|angehoben|gekürzt|gesenkt)", around)
    return bool(money.search(around) or changed) and not things.search(around)


_DASHED = re.compile(
    r"(?<=\d)(?:\.-{1,2}|,(?:--?|[–—]{1,2}))(?!\w)(?=[ ]?(?:$|[\n.,;:)/|]|[a-zäöü(+]|pro\b|je\b|[A-ZÄÖÜ]))"
)
_YEAR = re.compile(r"(?:19|20)\d\d[,.].")


def dashed(text: str) -> Iterator[Draft]:
    """Prices whose cents are a dash: "5,-", "12.500,--"."""
    for match in _DASHED.finditer(text):
        quantity = quantities.before(text, match.end())
        if quantity and not refers(text, quantity.start) and not _YEAR.fullmatch(text[quantity.start : quantity.end]):
            yield Draft(quantity.start, match.end(), MONEY, quantity.value, quantity.value, quantity)


# ------------------------------------------------------------------------------------------------------------ tables

_YEARS = re.compile(r"\b(?:19|20)\d\d(?:[/–-](?:19|20)?\d\d)?\b")  # Zuschuss 2024 in Euro
_NUMBER = re.compile(rf"[ ]*(?P<number>[-−+]?(?:{numbers.DIGITS}))[ ]*(?:\*+[ ]*)?", re.VERBOSE)
_IN = re.compile(
    r"(?:\b(?:in|In|Angaben|je)[ ]|[(\[]|^[ ]*|[ ]|-)"
    r"(?P<scale>Tsd\.?|Tausend|Mio\.?|Mrd\.?|Millionen|Milliarden|1\.000|1 000)?[ ]?\Z"
)
_CAPTION = re.compile(
    r"(?:(?:[Aa]ngaben|[Bb]eträge|[Ww]erte|[Ss]ummen)[ ](?:jeweils[ ])?|\()"  # Angaben in TEUR; Mittel (in Mio. Euro)
    r"in[ ](?:Tsd\.?[ ]|Mio\.?[ ]|Mrd\.?[ ])?\Z"
)


def cells(document: Document, anchors: list[Anchor]) -> Iterator[Draft]:
    """The numbers of table cells whose unit stands in the head of their column or in the note before the table."""
    rows = {row.block: row for table in document.tables for row in table.rows}
    if not rows:
        return
    starts = [anchor.start for anchor in anchors]
    text, heads, caption = document.view.text, dict[int, Unit](), list[Unit]()
    others: set[int] = set()
    for number, block in enumerate(document.blocks):
        first, last = document.view.forth(block.start), document.view.forth(block.end)
        inside = anchors[bisect_right(starts, first - 1) : bisect_right(starts, last)]
        if number not in rows:
            heads, others, caption = {}, set(), list(_captions(text, inside))
            continue
        row = [_cell(document.view, cell) for cell in rows[number].cells]
        if not _has_numbers(row) and (named := dict(_heads(text, row, inside))):
            heads, others = named, _others(row)
        elif not heads:
            others |= _others(row)
        yield from _numbers(row, heads, caption, others)


class _Cell(NamedTuple):
    """Where a cell begins in the view, and its words."""

    start: int
    words: str


def _cell(view: View, cell: Cell) -> _Cell:
    start = view.forth(cell.start)
    return _Cell(start, view.text[start : view.forth(cell.end)])


def _captions(text: str, anchors: Iterable[Anchor]) -> Iterator[Unit]:
    """The unit of "Angaben in TEUR"."""
    for anchor in anchors:
        if _CAPTION.search(text, max(0, anchor.start - 40), anchor.start):
            yield _scaled_unit(text, anchor)


def _scaled_unit(text: str, anchor: Anchor) -> Unit:
    match = _IN.search(text, max(0, anchor.start - 16), anchor.start)
    word = match["scale"] if match else None
    if word is None:
        return anchor.unit
    scale = numbers.read_scale(word)
    return Unit(anchor.unit.kind, anchor.unit.code, scale[1] if scale else units.THOUSAND)


def _heads(text: str, row: list[_Cell], anchors: Iterable[Anchor]) -> Iterator[tuple[int, Unit]]:
    """Column -> unit, of a row that is a table's head: words with a unit and no number before it."""
    starts = [cell.start for cell in row]
    for anchor in anchors:
        column = bisect_right(starts, anchor.start) - 1
        if column < 0 or re.search(r"\d", _YEARS.sub("", row[column].words.replace("1.000", ""))):
            continue
        if _IN.search(text, max(starts[column], anchor.start - 16), anchor.start):
            yield column, _scaled_unit(text, anchor)


def _has_numbers(row: list[_Cell]) -> bool:
    """Whether a row holds numbers other than years: then it is no head, even if a cell ends in "Mark" or "EUR"."""
    found = (_NUMBER.fullmatch(cell.words) for cell in row)
    return any(number and not _YEARS.fullmatch(number["number"]) for number in found)


@cache
def _other_columns() -> tuple[str, ...]:
    return tuple(lexicon.load("amounts")["tables"]["other_columns"])


def _others(row: list[_Cell]) -> set[int]:
    """The columns whose head says that they count something else."""
    return {column for column, cell in enumerate(row) if cell.words.strip().startswith(_other_columns())}


def _numbers(row: list[_Cell], heads: dict[int, Unit], caption: list[Unit], others: set[int]) -> Iterator[Draft]:
    for column, cell in enumerate(row):
        unit = heads.get(column) or (caption[0] if caption and column and column not in others else None)
        match = _NUMBER.fullmatch(cell.words) if unit else None
        if unit is None or match is None or re.fullmatch(r"(?:19|20)\d\d", match["number"]):
            continue
        if (value := numbers.read(match["number"].lstrip("+"))) is not None:
            start = cell.start + match.start("number")
            value *= unit.factor
            yield Draft(start, start + len(match["number"]), unit, value, value, cued=True)
