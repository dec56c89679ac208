"""Amounts that name no number: "mehrere hunderttausend Euro", "ein zweistelliger Millionenbetrag"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts.amount_drafts import AmountDraft
from policytext.taggers.amounts.unit_words import AmountUnit, Anchor

MONEY = AmountUnit("money", "EUR")
_VAGUE = PatternLists("amounts", "vague")
_SCALE = rf"(?i:{_VAGUE.scales})"


@cache
def _before_unit() -> re.Pattern[str]:
    """What may stand before a unit in place of a number, the quantifier first."""
    return re.compile(
        rf"""(?<![^\W\d_])(?:
              {_VAGUE.quantifiers}[ ](?:{_VAGUE.of}[ ])?(?:(?:100|10)[ ])?
              (?:{_SCALE}[ ](?:{_VAGUE.of}[ ])?){{0,2}}                        # mehrere tausend
            | (?i:{_VAGUE.alone})[ ](?:(?:{_VAGUE.of}|{_VAGUE.at})[ ])?       # Millionen
            )\Z""",
        re.VERBOSE,
    )


@cache
def _last_words() -> frozenset[str]:
    """The words that may stand right before the unit of a vague amount."""
    words = lexicon.load_lexicon("amounts")["vague"]
    last = (phrase.split()[-1].lower() for phrase in words["quantifiers"])
    return frozenset((*words["scales"], *words["between"], *last))


_LONGEST_WORD = 18
_NOTE = re.compile(r"[(\[|:n][ ]?in[ ]\Z")  # (in Millionen Euro), Angaben in Mio. Euro


def _follows_vague_word(text: str, start: int) -> bool:
    """Whether the word before `start` may belong to a vague amount: a quick look before the pattern's long one."""
    if text[start - 1 : start] != " ":
        return False
    blank = text.rfind(" ", max(0, start - _LONGEST_WORD), start - 1)
    return text[max(blank + 1, start - _LONGEST_WORD, 0) : start - 1].lower().lstrip("\n(„") in _last_words()


_NOUNS = re.compile(
    rf"""(?: {_VAGUE.sums}-?{_VAGUE.nouns}                           # Millionenbetrag
           | {_VAGUE.digits}[ ]{_VAGUE.money}?{_VAGUE.amounts} )      # (zwei)stelliger Eurobetrag
    (?![^\W\d_])""",
    re.VERBOSE,
)
_HOW_MANY_DIGITS = re.compile(  # ein hoher |sechs|stelliger Betrag
    rf"(?<![^\W\d_])(?:{_VAGUE.sizes}[ ])?{_VAGUE.counts}(?:{_VAGUE.digits}[ ])?\Z"
)


def find_vague_amounts(text: str, anchors: Iterable[Anchor]) -> Iterator[AmountDraft]:
    """The vague amounts of the text; some lie inside an exact one ("58 |Millionen Euro"), which then counts."""
    for anchor in anchors:
        if not _follows_vague_word(text, anchor.start):
            continue
        match = _before_unit().search(text, max(0, anchor.start - 60), anchor.start)
        if (
            match
            and _is_vague(match.group(), anchor.unit)
            and not _NOTE.search(text, max(0, match.start() - 5), match.start())
        ):
            yield AmountDraft(match.start(), anchor.end, anchor.unit, None, None, bound="vague", cued=True)
    for match in _NOUNS.finditer(text):
        digits = _HOW_MANY_DIGITS.search(text, max(0, match.start() - 40), match.start())
        start = digits.start() if digits else match.start()
        if digits or not match.group().startswith("stellig"):
            yield AmountDraft(start, match.end(), MONEY, None, None, bound="vague", cued=True)


def _is_vague(words: str, unit: AmountUnit) -> bool:
    """Whether the words stand for a number of this unit; "einige Stellen" are no positions to speak of."""
    scaled = re.search(_SCALE, words) is not None
    return scaled if unit.kind == "positions" else True
