"""Notes that say in which unit numbers elsewhere count: "Alle Beträge in Euro.", "Mittel (in Mio. Euro)", "in TEUR:".

What a note covers is told by `regions`; heads of columns are read by `columns`, with `unit_at` for their scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.german import numbers
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import quantities, unit_words
from policytext.taggers.amounts.unit_words import AmountUnit, Anchor

FAR = 90  # characters before a unit word in which its note begins
_SCALES = PatternLists("amounts", "scales")
_SCALED = re.compile(rf"(?:\b{_SCALES.before_heads}[ ]|[(\[]|^[ ]*|[ ]|-)(?P<scale>{_SCALES.heads})?[ ]?\Z")
_NUMBER_BEFORE = re.compile(r"\d[ ]?(?:[.,][–-]+)?[ ]?\Z")
_SCALE = rf"(?:{_SCALES.heads}[ ]?)?"
_BRACKETED = re.compile(rf"[(\[][^()\[\]\d]{{0,45}}?{_SCALE}\Z")  # Mittel (Angaben gerundet, in Mio. Euro)
_CLOSED = re.compile(r"[^()\[\]\d\n]{0,30}[)\]]")
_IN = re.compile(rf"\b{_SCALES.in_unit}[ ]{_SCALE}\Z")
_COLON = re.compile(r"[)\]]?[ ]?:[ ]?")


@dataclass(frozen=True, slots=True)
class UnitNote:
    """A note at `start:end` of the view that gives the unit of numbers elsewhere.

    `everywhere` says that it speaks of all numbers of the paper, `is_remark` that it speaks of numbers and heads none
    ("Angaben in Euro", not "Zuschuss in Euro"), `unit_end` where its unit word ends, `opens` that a colon behind it
    announces them.
    """

    start: int
    end: int
    unit: AmountUnit
    unit_end: int
    is_remark: bool = False
    everywhere: bool = False
    opens: bool = False


def find_notes(text: str, anchors: Iterable[Anchor]) -> Iterator[UnitNote]:
    """The notes of a text among its unit words, in order.

    Example: `"Zuschüsse (in TEUR):"` has one, with the factor 1000, that opens a list.
    """
    for anchor in anchors:
        if anchor.unit.kind == "money" and (note := _read_note(text, anchor)):
            yield note


def unit_at(text: str, anchor: Anchor) -> AmountUnit:
    """The unit of an anchor with the scale that stands before it ("in Mio. |Euro")."""
    match = _SCALED.search(text, max(0, anchor.start - 16), anchor.start)
    word = match["scale"] if match else None
    if word is None:
        return anchor.unit
    scale = numbers.read_scale(word)
    return AmountUnit(anchor.unit.kind, anchor.unit.code, scale[1] if scale else unit_words.THOUSAND)


def is_bare(text: str, anchor: Anchor, start: int = 0) -> bool:
    """Whether no number stands before a unit word, so that it may head numbers elsewhere; `start` is its cell's."""
    if anchor.start <= start or text[anchor.start - 1] == "\n":
        return True
    scaled = _SCALED.search(text, max(start, anchor.start - 16), anchor.start)
    return scaled is not None and not _NUMBER_BEFORE.search(
        text, start, scaled.start("scale") if scaled["scale"] else anchor.start
    )


def _read_note(text: str, anchor: Anchor) -> UnitNote | None:
    """The note that a unit word ends, `None` where it is none."""
    first = max(text.rfind("\n", max(0, anchor.start - FAR), anchor.start) + 1, anchor.start - FAR)
    if _BRACKETED.search(text, first, anchor.start) and (closed := _CLOSED.match(text, anchor.end)):
        return None if _is_number_word(text, anchor) else _build_note(text, anchor, first, closed.end())
    if not _IN.search(text, first, anchor.start) or _NUMBER_BEFORE.search(text, first, anchor.start - 3):
        return None
    told = _compile_subject().search(text, first, anchor.start)
    ending = _compile_ending().match(text, anchor.end)
    if ending is None or not (told or ending["opens"] or ending["last"] is not None):
        return None
    return _build_note(text, anchor, first, ending.start("rest") if ending["opens"] else ending.end())


def _is_number_word(text: str, anchor: Anchor) -> bool:
    """Whether a number in words stands before a unit: "(in Worten: fünftausend Euro)", not "(in Tausend Euro)"."""
    quantity = quantities.read_quantity_before(text, anchor.start)
    words = text[quantity.start : quantity.end] if quantity else ""
    return words[:1].isalpha() and numbers.read_scale(words) is None


def _build_note(text: str, anchor: Anchor, first: int, end: int) -> UnitNote:
    everywhere = _compile_everywhere().search(text, first, anchor.start) is not None
    line = text.rfind("\n", 0, anchor.start) + 1
    is_remark = text[line] in "([" or _compile_remark().search(text, first, anchor.start) is not None
    colon = _COLON.match(text, end)
    opens = colon is not None
    return UnitNote(
        first, colon.end() if colon else end, unit_at(text, anchor), anchor.end, is_remark, everywhere, opens
    )


@cache
def _compile_subject() -> re.Pattern[str]:
    """What a note speaks of: "Angaben …", "Zuschüsse jeweils …"; no number may stand between it and the unit."""
    words = lexicon.load_lexicon("amounts")["notes"]
    return _before_unit((*words["remarks"], *words["subjects"]))


@cache
def _compile_remark() -> re.Pattern[str]:
    return _before_unit(lexicon.load_lexicon("amounts")["notes"]["remarks"])


def _before_unit(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b[^\d\n.;:]{{0,50}}{_SCALE}\Z")


@cache
def _compile_everywhere() -> re.Pattern[str]:
    words = lexicon.load_lexicon("amounts")["notes"]
    all_of, remarks = ("|".join(map(re.escape, words[key])) for key in ("everything", "remarks"))
    return re.compile(rf"\b(?:{all_of})[ ](?:[\w-]+[ ]){{0,2}}(?:{remarks})\b")


@cache
def _compile_ending() -> re.Pattern[str]:
    """What may follow "in Euro" in a note: nothing, a full stop, a colon, or "angegeben"."""
    words = "|".join(map(re.escape, lexicon.load_lexicon("amounts")["notes"]["participles"]))
    return re.compile(
        rf"(?:[ ](?:{words}))?[)\]]?"
        r"(?:(?P<opens>(?P<rest>)[ ]?:)|(?P<last>(?=\n|$))|[.;,](?=\n|$)|[.,](?=[ ])|[ ](?=\())"
    )
