"""Amounts in the making, and the simple ones: one number and one unit side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import quantities
from policytext.taggers.amounts.quantities import Quantity
from policytext.taggers.amounts.unit_words import AmountUnit, Anchor

_SMALL = PatternLists("amounts", "small_words")
_REFERENCES = PatternLists("amounts", "references")
_POSTS = PatternLists("amounts", "posts")


@dataclass(slots=True)
class AmountDraft:
    """An amount that is still being read; `start:end` counts in the view, `low`/`high` in units.

    `count` and `scale` are the last number as written, so that a bare number before it can share its scale.
    `governed` says that a noun far to the left set the bound, `cued` that the text set it at all,
    `by_verb` that words behind the amount did.
    """

    start: int
    end: int
    unit: AmountUnit
    low: Decimal | None
    high: Decimal | None
    quantity: Quantity | None = None
    bound: str = "exact"
    per: tuple[str, ...] = ()
    change: str | None = None
    cued: bool = False
    governed: bool = False
    by_verb: bool = False
    lead: str = ""
    """The end of the line that opens the list in which this is an item's first amount ("Gezahlt werden höchstens:")."""
    sentence: tuple[int, int] = (0, 0)
    floor: int = 0
    """Where the words that may belong to this amount begin: the start of its sentence or the end of the one before."""
    ceiling: int = 0
    """Where the words that may belong to this amount end: the end of its sentence or the start of the next one."""


def find_simple_drafts(text: str, anchors: Iterable[Anchor]) -> Iterator[AmountDraft]:
    """Every number with its unit, in order; ranges, bounds and rates come later."""
    reached = 0
    for anchor in anchors:
        draft = _read_draft(text, anchor, reached)
        if draft and draft.start >= reached:
            yield draft
            reached = draft.end


def _read_draft(text: str, anchor: Anchor, reached: int) -> AmountDraft | None:
    if _in_a_chain(text, anchor):
        return None
    if anchor.unit.kind == "positions":
        return _read_positions(text, anchor)
    quantity = _without_reference(text, quantities.read_quantity_before(text, anchor.start))
    if quantity and quantity.start >= reached and _owns_number(text, quantity, anchor):
        return _build_draft(text, quantity.start, anchor.end, quantity, anchor.unit)
    if (
        anchor.unit.before
        and (quantity := quantities.read_quantity_after(text, anchor.end))
        and _may_follow(text, anchor, quantity)
    ):
        return _build_draft(text, anchor.start, quantity.end, quantity, anchor.unit)
    return None


_REFERENCE = re.compile(  # Nummern 1 bis |3
    rf"\b{_REFERENCES.lists}[ ](?:(?:[\d.]+,?[ ])+{_REFERENCES.joints}[ ])?\Z"
)


def _without_reference(text: str, quantity: Quantity | None) -> Quantity | None:
    """The number without the digits that belong to a reference before it ("Nummern 1 bis 3 |500 Euro")."""
    if quantity is None or not _REFERENCE.search(text, max(0, quantity.start - 40), quantity.start):
        return quantity
    blank = text.find(" ", quantity.start, quantity.end)
    rest = (
        quantities.read_quantity_before(text[blank + 1 : quantity.end], quantity.end - blank - 1) if blank > 0 else None
    )
    if rest is None or text[blank + 1] == "0":
        return quantity
    return Quantity(blank + 1 + rest.start, quantity.end, rest.count, rest.scale)


def _build_draft(text: str, start: int, end: int, quantity: Quantity, unit: AmountUnit) -> AmountDraft:
    value = quantity.value * unit.factor
    return AmountDraft(start, _end_of_tail(text, end), unit, value, value, quantity)


_TAIL = re.compile(r",(?:--?|[–—]{1,2})(?!\w)")


def _end_of_tail(text: str, end: int) -> int:
    """The end with a dash for no cents, where one stands behind the unit or number ("5 €,-")."""
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER_NUMBER = re.compile(r"[ ]?(?:[A-ZÄÖÜ²³°%/]|\.\d)")


_DIRECT_REFERENCE = re.compile(rf"(?:§|\b{_REFERENCES.cited})[ ]?\Z")  # Art. |5


def _owns_number(text: str, quantity: Quantity, anchor: Anchor) -> bool:
    """Whether the number before the unit is its number ("2019 EUR 500" is a year and an amount)."""
    written = text[quantity.start : quantity.end]
    if _DIRECT_REFERENCE.search(text, max(0, quantity.start - 12), quantity.start):
        return False
    if text[anchor.end - 1] == "%" and text[quantity.start - 1 : quantity.start] in ("%", "&", "="):
        return False
    if anchor.unit.before and _YEAR.fullmatch(written) and quantities.read_quantity_after(text, anchor.end):
        return False
    return not is_name(text, anchor)


def _in_a_chain(text: str, anchor: Anchor) -> bool:
    """Whether numbers and per cent signs follow each other without a blank: "0%1%2%3%", "?q=a%20b"."""
    return text[anchor.end - 1] == "%" and text[anchor.end : anchor.end + 1].isdigit()


def _is_sum(text: str, quantity: Quantity) -> bool:
    """Whether a number behind the word "Euro" can be a sum ("Euro 250", "Euro 5,-"; not "Euro 6", "Euro 3 Monate")."""
    long = quantity.scale is not None or abs(quantity.count) >= 100 or "," in text[quantity.start : quantity.end]
    return long and not _AFTER_NUMBER.match(text, quantity.end)


def _may_follow(text: str, anchor: Anchor, quantity: Quantity) -> bool:
    """Whether the number after the unit is its number ("EUR 500", not "Angaben in EUR 2019" or "Euro 3 Monate")."""
    if _YEAR.fullmatch(text[quantity.start : quantity.end]):
        return False
    if text[anchor.start : anchor.end] == "Euro" and not _is_sum(text, quantity):
        return False
    return not re.search(r"[^\W\d_-]\Z", text[anchor.start - 1 : anchor.start])


@cache
def _compile_names() -> re.Pattern[str]:
    names = lexicon.load_lexicon("amounts")["not_amounts"]["names"]
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")


def is_name(text: str, anchor: Anchor) -> bool:
    """Whether the unit is part of a thing's name ("Ein-Euro-Job")."""
    return bool(_compile_names().match(text, anchor.start)) and text[anchor.start - 1] == "-"


# --------------------------------------------------------------------------------------------------------- positions

_HALF_OF = re.compile(
    rf"""(?: (?P<half>{_POSTS.half})                                        # die Hälfte einer Vollzeitstelle
           | (?:(?P<three>{_POSTS.three_quarters}) | {_POSTS.one_quarter})?
             [ ]?{_POSTS.quarter} )                                        # drei Viertel der Stelle
    [ ]{_POSTS.whole}[ ](?:[a-zäöü]+en[ ])?\Z""",
    re.VERBOSE,
)
_ADJECTIVE = re.compile(r"(?<=[ ])([a-zäöüß]+?)(?:[nrms]?)[ ]\Z")


@cache
def _load_adjectives() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("amounts")["positions"]["adjectives"])


def _read_positions(text: str, anchor: Anchor) -> AmountDraft | None:
    """Posts: "1.000 Stellen", "zwei zusätzliche Stellen", "die Hälfte einer Vollzeitstelle"."""
    if part := _HALF_OF.search(text, max(0, anchor.start - 40), anchor.start):
        return _part_of_post(part, anchor)
    start, described = anchor.start, False
    for _ in range(3):
        adjective = _ADJECTIVE.search(text, max(0, start - 40), start)
        if not adjective or adjective[1] not in _load_adjectives():
            break
        start, described = adjective.start(), adjective[1] not in ("halbe", "weitere") or described
    quantity = quantities.read_quantity_before(text, anchor.start) or quantities.read_quantity_before(text, start)
    if (
        quantity
        and quantity.count == _HALF
        and (many := quantities.read_quantity_before(text, quantity.start))
        and many.count > 1
    ):
        quantity = Quantity(many.start, quantity.end, many.value * _HALF)  # 20 halbe Stellen
    if quantity and (part := _PART_OF_POST.match(text, anchor.start)):
        quantity = Quantity(quantity.start, quantity.end, quantity.value * _QUARTER * (3 if part[1] else 1))
        return _build_draft(text, quantity.start, anchor.end, quantity, anchor.unit)
    if quantity is None or not _counts_posts(text, quantity, anchor, described):
        return None
    return _build_draft(text, quantity.start, anchor.end, quantity, anchor.unit)


def _part_of_post(part: re.Match[str], anchor: Anchor) -> AmountDraft:
    share = _HALF if part["half"] else _QUARTER * (3 if part["three"] else 1)
    start = part.start()
    return AmountDraft(start, anchor.end, anchor.unit, share, share, Quantity(start, anchor.end, share))


_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_PART_OF_POST = re.compile(rf"({_POSTS.three})?{_POSTS.quarter_post}")
_ARTICLE = re.compile(_SMALL.one, re.IGNORECASE)
_PAY_GRADE = re.compile(  # A-16-Stelle, E 9-Stellen
    rf"(?:\b[A-Z]{{1,2}}|{_POSTS.pay_grades})[ -]\Z|[^\W\d_]-\Z"
)
_DECIMAL_PLACES = re.compile(rf"[ ]{_POSTS.places}\b")  # zwei Stellen hinter dem Komma


def _counts_posts(text: str, quantity: Quantity, anchor: Anchor, described: bool) -> bool:
    """Whether the number counts posts: "eine Stelle" is any office, "an zwei Stellen" are places."""
    if _DECIMAL_PLACES.match(text, anchor.end) or _PAY_GRADE.search(text, max(0, quantity.start - 18), quantity.start):
        return False
    plain = text[anchor.start : anchor.end] in ("Stelle", "Stellen")
    if plain and _ARTICLE.fullmatch(text[quantity.start : quantity.end]) and not described:
        return False
    return not (plain and text.endswith(("an ", "An "), 0, quantity.start) and quantity.value < 13)
