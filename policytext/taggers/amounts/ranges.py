"""Two numbers that belong together: ranges, and bare numbers that take the unit of their neighbour.

"zwischen 10 und 15 Millionen Euro"   one amount, 10 and 15 million
"50 000 EUR bis zu 300 000 EUR"       one amount
"von 924 auf 1.200 Euro"              two amounts, both in euro
"nicht 58, sondern 60 Millionen Euro" two amounts
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import quantities
from policytext.taggers.amounts.amount_drafts import AmountDraft
from policytext.taggers.amounts.quantities import Quantity

_SMALL = PatternLists("amounts", "small_words")
_RANGES = PatternLists("amounts", "ranges")
_COMPARISON = PatternLists("amounts", "compared")
_BRACKET = r"(?:[ ]?\([^()]{1,60}\))?"
_TO = re.compile(
    rf"""(?P<bracket>{_BRACKET})(?:
          [ ]{_RANGES.until}[ ](?:{_RANGES.limits}[ ])?     # 10 bis 15 Euro, 10 Euro bis zu 15 Euro
        | [ ]?[–—-][ ]?(?:{_RANGES.to}[ ])?                 # 10–15 Mio. €, 10 € - 15 €
        )\Z""",
    re.VERBOSE,
)
_AND = re.compile(rf"{_BRACKET}[ ]{_SMALL.joint}[ ](?:{_RANGES.limits}[ ])?\Z")  # 10 |und| 15 Euro
_BETWEEN = re.compile(rf"{_RANGES.between}[ ](?:{_RANGES.limits}[ ])?\Z")  # zwischen |10
_COORDINATED = re.compile(
    rf"""(?P<comma>,[ ](?:{_RANGES.each}[ ])?)\Z          # 5, 10 und 15 Prozent
    | (?: ,?[ ]{_RANGES.joints}                           # von 924 auf 1.200 Euro
        | (?P<instead>,?[ ]{_RANGES.instead})             # nicht 58, sondern 60 Millionen Euro
        | [ ]?/ )[ ]?(?:{_RANGES.adverbs}[ ])?\Z          # 13/14 v. H.""",
    re.VERBOSE,
)
_LONGEST_LINK = 90
_THOUSAND = 1000  # a number from here on shares no scale: "zwischen 80.000 und 1 Million"
_YEAR = re.compile(r"(?:19|20)\d\d")


def join_ranges(text: str, drafts: list[AmountDraft]) -> list[AmountDraft]:
    """The drafts with ranges made one and the bare numbers before them added, in order."""
    joined: list[AmountDraft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and _is_range(text, last, draft):
            joined[-1] = _build_range(last, draft)
            continue
        floor = last.end if last else 0
        joined.extend(_with_bare_numbers(text, draft, floor))
    return joined


def _is_range(text: str, low: AmountDraft, high: AmountDraft) -> bool:
    """Whether two whole amounts are the ends of one range."""
    if low.unit.code != high.unit.code or low.bound == "range" or None in (low.low, high.low):
        return False
    if high.start - low.end > _LONGEST_LINK or not _is_ascending(low.low, high.low):
        return False
    if _TO.fullmatch(text, low.end, high.start):
        return True
    between = _BETWEEN.search(text, max(0, low.start - 30), low.start)
    return bool(between and _AND.fullmatch(text, low.end, high.start))


def _is_ascending(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low < high


def _build_range(low: AmountDraft, high: AmountDraft) -> AmountDraft:
    return AmountDraft(low.start, high.end, high.unit, low.low, high.high, high.quantity, "range", cued=True)


# ------------------------------------------------------------------------------------------------------ bare numbers


def _with_bare_numbers(text: str, draft: AmountDraft, floor: int) -> Iterator[AmountDraft]:
    """The draft, widened to a range ("10 bis 15 Euro") or after the bare numbers of its list ("5, 10 und 15 Euro")."""
    if draft.quantity is None or draft.bound == "range":
        yield draft
        return
    forward = _range_after_unit(text, draft)
    if forward or (forward := _range_before(text, draft, floor)):
        yield forward
        return
    yield from reversed(list(_read_coordinated(text, draft, floor)))
    yield draft
    if compared := _read_comparison(text, draft):
        yield compared


_COMPARED = re.compile(rf"[ ]{_COMPARISON.links}[ ](?:{_COMPARISON.hedges}[ ])?(?=\d)")  # nach rund |388,6
_THE_YEAR_BEFORE = re.compile(
    rf"""[ ](?:{_COMPARISON.likes}[ ])?(?:
          {_COMPARISON.at}[ ](?:{_COMPARISON.earlier} | {_COMPARISON.year}[ ](?:19|20)\d\d)  # im Vorjahr, im Jahr 2019
        | {_COMPARISON.ago}                                                   # zwei Jahre zuvor
        | {_COMPARISON.within}[ ](?:19|20)\d\d                                # in 2019
        )(?![ ]\w+{_COMPARISON.participles}[ ][A-ZÄÖÜ])  # not: nach 14 im Vorjahr gestellten Anträgen""",
    re.VERBOSE,
)
_UP_TO = re.compile(rf"[ ]{_RANGES.to}[ ]|[ ]?[–—][ ]?|-(?=\d)")  # EUR 10 |bis| 15 Mio.


def _read_comparison(text: str, draft: AmountDraft) -> AmountDraft | None:
    """ "auf 859 Mio. Euro nach 388,6 im Vorjahr": the number of an earlier time behind the amount."""
    link = _COMPARED.match(text, draft.end)
    bare = quantities.read_quantity_after(text, link.end()) if link else None
    if bare is None or draft.quantity is None or not _THE_YEAR_BEFORE.match(text, bare.end):
        return None
    value = _share_scale(bare, draft.quantity) * draft.unit.factor
    return AmountDraft(bare.start, bare.end, draft.unit, value, value, bare)


def _range_after_unit(text: str, draft: AmountDraft) -> AmountDraft | None:
    """ "EUR 10 bis 15 Mio.": the unit stands before both numbers."""
    quantity = draft.quantity
    if quantity is None or quantity.start == draft.start or not draft.unit.before:
        return None
    link = _UP_TO.match(text, draft.end)
    high = quantities.read_quantity_after(text, link.end()) if link else None
    if high is None:
        return None
    low = _share_scale(quantity, high)
    values = low * draft.unit.factor, high.value * draft.unit.factor
    return (
        AmountDraft(draft.start, high.end, draft.unit, *values, high, "range", cued=True)
        if values[0] < values[1]
        else None
    )


def _range_before(text: str, draft: AmountDraft, floor: int) -> AmountDraft | None:
    """ "10 bis 15 Euro", "zwischen 10 und 15 Euro": the first number stands bare before the draft."""
    window = max(floor, draft.start - _LONGEST_LINK)
    to = _TO.search(text, window, draft.start)
    link = to or _AND.search(text, window, draft.start)
    low = quantities.read_quantity_before(text, link.start()) if link else None
    if link is None or low is None or low.start < floor or draft.quantity is None or draft.low is None:
        return None
    between = _BETWEEN.search(text, max(0, low.start - 30), low.start)
    if not between and (to is None or not _may_open_range(text, low, link.group())):
        return None
    value = _share_scale(low, draft.quantity) * draft.unit.factor
    if not value < draft.low and low.count >= _THOUSAND:
        value = low.value * draft.unit.factor  # zwischen 80.000 und 1 Million
    if not value < draft.low:
        return None
    return AmountDraft(low.start, draft.end, draft.unit, value, draft.high, draft.quantity, "range", cued=True)


_OPENS_RANGE = re.compile(rf"{_RANGES.openings}[ ](?:{_RANGES.hedges}[ ])?\Z")  # von rund |10
_NOUN_BEFORE = re.compile(r"[A-ZÄÖÜ][\w-]*[ ]\Z")


def _may_open_range(text: str, low: Quantity, link: str) -> bool:
    """Whether a bare number before "bis" or a dash is the low end, not a year, a reference or a rank."""
    written = text[low.start : low.end]
    if _YEAR.fullmatch(written) or is_reference(text, low.start):
        return False
    opened = _OPENS_RANGE.search(text, max(0, low.start - 30), low.start)
    if " zu " in link or "(" in link:
        return bool(opened)
    if link.strip() in "–—-" and link.startswith(" "):
        return not _NOUN_BEFORE.search(text, max(0, low.start - 40), low.start)
    return True


def _share_scale(bare: Quantity, neighbour: Quantity) -> Decimal:
    """The value of a bare number: it shares the scale of its neighbour unless it has or needs none."""
    if bare.scale is not None or neighbour.scale is None or bare.count >= _THOUSAND:
        return bare.value
    return bare.count * neighbour.scale


def _read_coordinated(text: str, draft: AmountDraft, floor: int) -> Iterator[AmountDraft]:
    """The bare numbers of a list before its last one, which has the unit, from right to left."""
    start, neighbour, comma_allowed = draft.start, draft.quantity, False
    while neighbour is not None:
        link = _COORDINATED.search(text, max(floor, start - 30), start)
        if link is None or (link["comma"] and not comma_allowed):
            return
        bare = quantities.read_quantity_before(text, link.start())
        if bare is None or bare.start < floor or not _may_stand_bare(text, bare, link):
            return
        value = _share_scale(bare, neighbour) * draft.unit.factor
        yield AmountDraft(bare.start, bare.end, draft.unit, value, value, bare)
        start, neighbour, comma_allowed = bare.start, _with_scale(bare, neighbour), True


def _with_scale(bare: Quantity, neighbour: Quantity) -> Quantity:
    return bare if bare.scale else Quantity(bare.start, bare.end, bare.count, neighbour.scale)


_ARTICLE = re.compile(_SMALL.one, re.IGNORECASE)
_LOWER_BEFORE = re.compile(
    r"(?:(?:^|[\s(„])[a-zäöü][a-zäöüß]*[ ]|[(:][ ]?|,[ ]|[a-z]\.[ ]|(?<!.)|[\n]"
    rf"|{_RANGES.capitals}[ ])\Z"
)


def _may_stand_bare(text: str, bare: Quantity, link: re.Match[str]) -> bool:
    """Whether a number without a unit may borrow its neighbour's."""
    written = text[bare.start : bare.end]
    if _YEAR.fullmatch(written) or is_reference(text, bare.start):
        return False
    if _ARTICLE.fullmatch(written) and "oder" not in link.group():
        return False
    return link["instead"] is not None or bool(_LOWER_BEFORE.search(text, max(0, bare.start - 30), bare.start))


@cache
def _load_references() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("amounts")["not_amounts"]["references"])


_LISTED_NUMBERS = re.compile(rf"(?:[\d.,]+|{_RANGES.listed}|[a-z]\)?)[ ]?\Z")  # Nummern |2 und| 3


def is_reference(text: str, start: int) -> bool:
    """Whether the number at `start` hangs on a reference ("Nummern 2 und |3", "in den Jahren 2017, |2018")."""
    words = text[max(0, start - 60) : start].split()
    while words and _LISTED_NUMBERS.fullmatch(words[-1]):
        words.pop()
    return bool(words) and words[-1] in _load_references()
