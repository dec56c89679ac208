"""Money in a sentence that names no unit beside it: "um 20 auf 70 Mio. erhöht", "Eintritt 5,-"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.german import numbers
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import quantities
from policytext.taggers.amounts.amount_drafts import AmountDraft
from policytext.taggers.amounts.quantities import Quantity
from policytext.taggers.amounts.ranges import is_reference
from policytext.taggers.amounts.unit_words import AmountUnit, Anchor

MONEY = AmountUnit("money", "EUR")
_SMALL = PatternLists("amounts", "small_words")
_SCALES = PatternLists("amounts", "scales")
_BARE = PatternLists("amounts", "bare")
_SCALE = re.compile(rf"{_SCALES.bare_abbreviations}(?![^\W\d_])\.?|{_SCALES.bare_nouns}(?![^\W\d_])")
_NO_THING = re.compile(
    rf"""[ ]?(?: $ | [\n.,;:)!?“"] | [–-][ ]
        | [ ]?(?!{_SMALL.and_or}\b)[a-zäöüß]+(?![\w-])(?![ ][A-ZÄÖÜ])       # 70 Mio. erhöht; not 3 Mio. junge Menschen
        | {_BARE.prepositions}[ ] )                                      # 70 Mio. für Schulen""",
    re.VERBOSE,
)
_CHANGED = re.compile(
    rf"\b{_SMALL.by}[ ][^.;]{{1,40}}[ ]{_SMALL.onto}[ ][^.;]{{1,40}}{_BARE.raised}"
)  # um 20 auf 70 erhöht
_AROUND = 150


def find_scaled(text: str, anchors: list[Anchor]) -> Iterator[AmountDraft]:
    """Numbers with a scale and no unit that the sentence shows to be money."""
    for match in _SCALE.finditer(text):
        if not text[max(0, match.start() - 2) : match.start()].rstrip(" -")[-1:].isalnum():
            continue
        quantity = quantities.read_quantity_before(text, match.end())
        if quantity and quantity.scale and _NO_THING.match(text, match.end()) and _is_money(text, quantity):
            unit = _nearest_currency(anchors, quantity.start)
            yield AmountDraft(quantity.start, match.end(), unit, quantity.value, quantity.value, quantity)


def _nearest_currency(anchors: list[Anchor], start: int) -> AmountUnit:
    """The currency of the text next to the number, the euro where there is none."""
    at = bisect_right(anchors, start, key=lambda anchor: anchor.start)
    near = [anchor for anchor in anchors[max(0, at - 2) : at + 2] if anchor.unit.kind == "money"]
    near = [anchor for anchor in near if abs(anchor.start - start) < _AROUND]
    nearest = min(near, key=lambda anchor: abs(anchor.start - start), default=None)
    return AmountUnit("money", nearest.unit.code) if nearest else MONEY


@cache
def _compile_evidence() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon.load_lexicon("amounts")["bare"]
    money, things = ("|".join(map(re.escape, words[key])) for key in ("money", "things"))
    return re.compile(money), re.compile(things)


def _is_money(text: str, quantity: Quantity) -> bool:
    """Whether the words around speak of money and of nothing that one could count."""
    start = max(text.rfind("\n", 0, quantity.start) + 1, quantity.start - _AROUND)
    line_end = text.find("\n", quantity.end)
    around = text[start : min(line_end if line_end >= 0 else len(text), quantity.end + _AROUND)]
    money, things = _compile_evidence()
    return bool(money.search(around) or _CHANGED.search(around)) and not things.search(around)


_DASHED = re.compile(r"(?<=\d)(?:\.-{1,2}|,(?:--?|[–—]{1,2}))(?!\w)(?=[ ]?(?:$|[\n.,;:)/|]|[a-zäöü(+]|[A-ZÄÖÜ]))")
_YEAR = re.compile(r"(?:19|20)\d\d[,.].")


def find_dashed(text: str) -> Iterator[AmountDraft]:
    """Prices whose cents are a dash: "5,-", "12.500,--"."""
    for match in _DASHED.finditer(text):
        quantity = quantities.read_quantity_before(text, match.end())
        if (
            quantity
            and not is_reference(text, quantity.start)
            and not _YEAR.fullmatch(text[quantity.start : quantity.end])
        ):
            yield AmountDraft(quantity.start, match.end(), MONEY, quantity.value, quantity.value, quantity)


_COMPARED = re.compile(
    rf"(?<![\w.,])(?P<number>{numbers.DIGITS})[ ]\([^()\d]{{0,14}}\d[\d.,]*\)[ ]?(?=[A-Z€])", re.VERBOSE
)


def find_compared(text: str, anchors: list[Anchor]) -> Iterator[AmountDraft]:
    """Sums with the one of the year before in brackets, ahead of their unit: "310 (Vj. 280) Millionen Euro"."""
    for anchor in anchors:
        if anchor.unit.kind != "money":
            continue
        scale = _SCALE_BEFORE.search(text, max(0, anchor.start - 14), anchor.start)
        start = scale.start() if scale else anchor.start
        if text[start - 2 : start].rstrip()[-1:] != ")":
            continue
        opened = text.rfind("(", max(0, start - 24), start)
        found = _COMPARED.match(text, _start_of_number(text, opened)) if opened > 0 else None
        if found and found.end() == start and (count := numbers.read_number(found["number"])) is not None:
            factor = numbers.read_scale(scale[1]) if scale else None
            value = count * (factor[1] if factor else 1) * anchor.unit.factor
            yield AmountDraft(found.start(), anchor.end, AmountUnit("money", anchor.unit.code), value, value)


_SCALE_BEFORE = re.compile(rf"(?<![^\W\d_])({quantities.SCALE_WORD})[ ]?\Z")


def _start_of_number(text: str, end: int) -> int:
    """Where the digits begin that end before a blank and `end`."""
    start = end - 1
    while start > max(0, end - quantities.LONGEST_DIGITS) and (text[start - 1].isdigit() or text[start - 1] in ".,"):
        start -= 1
    return start


_GROUPED = r"\d{1,3}(?:[.]\d{3})+(?:,\d\d)?"
_JOINED = re.compile(rf"\d\)?(?:,[ ]|[ ]{_SMALL.joint}[ ])")
_FAR = 90  # characters between two sums of a row


@cache
def _compile_rows() -> tuple[re.Pattern[str], ...]:
    """A sum at a row's place before the last: "120.000, die Stadt |", "(12.500) und Moor (|"."""
    joint = rf"(?=(?:,[ ]|,?[ ]{_SMALL.joint}[ ])(?:{_BARE.before_names}[ ])*(?:[A-ZÄÖÜ][\w.&/-]*[ ]){{1,5}}"
    plain = rf"(?<![\w.,/])(?P<number>{_GROUPED}){joint}\Z)"
    return re.compile(plain), re.compile(rf"\((?P<number>{_GROUPED}|\d{{3}})\){joint}\(?\Z)")


def find_parallel(text: str, anchors: list[Anchor]) -> Iterator[AmountDraft]:
    """Sums that share the unit of the last one of a row: "Auendorf erhält 120.000, die Stadt Birkfeld 80.000 Euro"."""
    for anchor in anchors:
        if anchor.unit.kind != "money" or anchor.unit.factor != 1:
            continue
        if not _JOINED.search(text, max(0, anchor.start - _FAR), anchor.start):
            continue
        quantity = quantities.read_quantity_before(text, anchor.start)
        place = quantity.start if quantity and quantity.scale is None else None
        while place is not None:
            window = text[max(0, place - _FAR) : place]
            found = next(filter(None, (pattern.search(window) for pattern in _compile_rows())), None)
            if found is None or (value := numbers.read_number(found["number"])) is None:
                break
            start, end = place - len(window) + found.start("number"), place - len(window) + found.end("number")
            yield AmountDraft(start, end, anchor.unit, value, value)
            place = start - 1 if text[start - 1] == "(" else start
