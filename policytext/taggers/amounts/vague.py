"""Amounts that name no number: "mehrere hunderttausend Euro", "ein zweistelliger Millionenbetrag"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policytext import lexicon
from policytext.taggers.amounts.amount_drafts import AmountDraft
from policytext.taggers.amounts.unit_words import AmountUnit, Anchor

MONEY = AmountUnit("money", "EUR")
_SCALES = (
    *(
        "millionen",
        "milliarden",
        "billionen",
        "mio.",
        "mio",
        "mrd.",
        "mrd",
        "tsd.",
        "tsd",
        "tausend",
        "tausende",
        "tausenden",
    ),
    *("hundert", "hunderte", "hunderten", "hunderttausend", "hunderttausende", "hunderttausenden"),
    *("zehntausend", "zehntausende", "zehntausenden"),
)
_SCALE = rf"(?i:{'|'.join(map(re.escape, sorted(_SCALES, key=len, reverse=True)))})"
_ALONE = r"(?i:millionen|milliarden|billionen|(?:zehn|hundert)?tausenden?)"
_BETWEEN = ("von", "an", "100", "10")


@cache
def _load_quantifiers() -> tuple[str, ...]:
    return tuple(sorted(lexicon.load_lexicon("amounts")["vague"]["quantifiers"], key=len, reverse=True))


@cache
def _before_unit() -> re.Pattern[str]:
    """What may stand before a unit in place of a number, the quantifier first."""
    quantifiers = "|".join(map(re.escape, _load_quantifiers()))
    return re.compile(
        rf"""(?<![^\W\d_])(?:
              (?:{quantifiers})[ ](?:von[ ])?(?:(?:100|10)[ ])?(?:{_SCALE}[ ](?:von[ ])?){{0,2}} # mehrere tausend
            | {_ALONE}[ ](?:von[ ]|an[ ])?                                                                  # Millionen
            )\Z""",
        re.VERBOSE,
    )


@cache
def _last_words() -> frozenset[str]:
    """The words that may stand right before the unit of a vague amount."""
    return frozenset((*_SCALES, *_BETWEEN, *(phrase.split()[-1].lower() for phrase in _load_quantifiers())))


_LONGEST_WORD = 18
_NOTE = re.compile(r"[(\[|:n][ ]?in[ ]\Z")  # (in Millionen Euro), Angaben in Mio. Euro


def _follows_vague_word(text: str, start: int) -> bool:
    """Whether the word before `start` may belong to a vague amount: a quick look before the pattern's long one."""
    if text[start - 1 : start] != " ":
        return False
    blank = text.rfind(" ", max(0, start - _LONGEST_WORD), start - 1)
    return text[max(blank + 1, start - _LONGEST_WORD, 0) : start - 1].lower().lstrip("\n(„") in _last_words()


@cache
def _compile_nouns() -> re.Pattern[str]:
    """Nouns that are vague amounts by themselves."""
    nouns = "|".join(lexicon.load_lexicon("amounts")["vague"]["nouns"])
    return re.compile(
        rf"(?:Millionen|Milliarden|Tausender)-?(?:{nouns})(?![^\W\d_])|stellige[rnms]?[ ](?:{_SUM})(?![^\W\d_])"
    )


_SUM = r"(?:Euro-?|Geld)?(?:[Bb]etr[aä]ge?n?s?|[Ss]ummen?)"
_HOW_MANY_DIGITS = re.compile(
    r"(?<![^\W\d_])(?:(?:hohe|niedrige|mittlere|hoch|mittel|klein|obere|untere)[rnms]?[ ])?"
    r"(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|mehr)(?:stellige[rnms]?[ ])?\Z"
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
    for match in _compile_nouns().finditer(text):
        digits = _HOW_MANY_DIGITS.search(text, max(0, match.start() - 40), match.start())
        start = digits.start() if digits else match.start()
        if digits or not match.group().startswith("stellig"):
            yield AmountDraft(start, match.end(), MONEY, None, None, bound="vague", cued=True)


def _is_vague(words: str, unit: AmountUnit) -> bool:
    """Whether the words stand for a number of this unit; "einige Stellen" are no positions to speak of."""
    scaled = re.search(_SCALE, words) is not None
    return scaled if unit.kind == "positions" else True
