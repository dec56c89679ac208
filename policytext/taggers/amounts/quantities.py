"""The number that stands before or after a place in the text: digits or words, with or without a scale.

"… von 58 Mio. |Euro"     before: 58, scale 10**6
"… zweieinhalb |Stellen"  before: 2.5
"EUR |12.500,--"          after: 12500
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from policytext.german import numbers
from policytext.lexicon.pattern_lists import PatternLists

LONGEST_WORD = 90  # characters; the longest number word below a million has 58
LONGEST_DIGITS = 32  # characters, blanks between the groups included
_MOST_WORDS = 10
_NO_CENTS = ("-", "–", "—", "=")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number phrase at `start:end`; its value is `count * scale`, `scale` is `None` where the text names none."""

    start: int
    end: int
    count: Decimal
    scale: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """The number that the phrase says."""
        return self.count * (self.scale or 1)


_SCALES = PatternLists("amounts", "scales")
SCALE_WORD = rf"{_SCALES.abbreviations}\.?|{_SCALES.nouns}"  # 58 Mio.   58 Millionen
_SCALE_BEFORE = re.compile(rf"(?<![^\W\d_])(?:{SCALE_WORD})\Z")
_SCALE_AFTER = re.compile(rf"[ -]{{0,2}}({SCALE_WORD})(?![^\W\d_])")
_NO_CENTS_BEFORE = re.compile(r"(?:[,-]|\d\.)\Z")
_DIGITS_BEFORE = re.compile(rf"(?:(?<!\w)|(?<=[a-zäöüß]{{2}}))(?<!\d[.,'’])(?:{numbers.DIGITS})\Z", re.VERBOSE)
_DIGITS_AFTER = re.compile(rf"[ ]{{0,2}}(?P<minus>(?:(?<=[ ])[-−])?)(?P<digits>{numbers.DIGITS})(?!\w)", re.VERBOSE)
_MINUS_BEFORE = re.compile(r"(?:(?<=[\s(|])|(?<!.))[-−]\Z")
_WORD = re.compile(r"[^\W\d_]+")
_LARGER_BEFORE = re.compile(rf"{_SCALES.larger}[ ]\Z")  # eine Million |200.000


def read_quantity_before(text: str, end: int) -> Quantity | None:
    """The number phrase whose last character is the last one before `end` that is no blank or hyphen."""
    end = _without_gap(text, end)
    if end == 0:
        return None
    if not text[end - 1].isalpha() and text[end - 1] != ".":
        return _with_larger_part(text, _digits_before(text, end))
    return _scaled_digits_before(text, end) or _words_before(text, end)


def _without_gap(text: str, end: int) -> int:
    """`end` without the blanks, or the one hyphen of a compound, before it; the dash of "5,-" and "5.-" stays."""
    start = end
    while start > max(0, end - 3) and text[start - 1] == " ":
        start -= 1
    hyphen = start == end and text[end - 1 : end] == "-" and not _NO_CENTS_BEFORE.search(text, max(0, end - 3), end - 1)
    return end - 1 if hyphen else start


def _scaled_digits_before(text: str, end: int) -> Quantity | None:
    """Digits with a scale: "3,5 Mio."."""
    word = _SCALE_BEFORE.search(text, max(0, end - 12), end)
    scale = numbers.read_scale(word.group()) if word else None
    digits = _digits_before(text, _without_gap(text, word.start())) if word else None
    return Quantity(digits.start, end, digits.count * scale[0], scale[1]) if digits and scale else None


def _digits_before(text: str, end: int) -> Quantity | None:
    if not (text[end - 1 : end].isnumeric() or text[end - 1 : end] in _NO_CENTS):
        return None
    match = _DIGITS_BEFORE.search(text, max(0, end - LONGEST_DIGITS), end)
    if match is None or (count := numbers.read_digits(match.group())) is None:
        return None
    if minus := _MINUS_BEFORE.search(text, max(0, match.start() - 1), match.start()):
        return Quantity(minus.start(), end, -count)
    return Quantity(match.start(), end, count)


def _with_larger_part(text: str, digits: Quantity | None) -> Quantity | None:
    """Digits together with the millions before them: "2 Millionen 500 000"."""
    if digits is None or digits.count >= 1_000_000:
        return digits
    word = _LARGER_BEFORE.search(text, max(0, digits.start - 15), digits.start)
    larger = _scaled_digits_before(text, digits.start - 1) if word else None
    return Quantity(larger.start, digits.end, larger.value + digits.count) if larger else digits


def _words_before(text: str, end: int) -> Quantity | None:
    """The longest run of number words that ends at `end` ("zwölf Millionen fünfhunderttausend")."""
    best, stop, scaled = None, end, False
    for _ in range(_MOST_WORDS):
        start, stop = _word_before(text, stop)
        word = text[start:stop]
        scaled, after_scale = numbers.read_scale(word) is not None, scaled
        if not (scaled or word == "und" or (word and numbers.read_word(word) is not None)) or (scaled and after_scale):
            break
        if word != "und" and (value := numbers.read_words(text[start:end])) is not None:
            best = _scale_quantity(text, start, end, value)
        stop = start
    return best


def _word_before(text: str, end: int) -> tuple[int, int]:
    """The span of the word before `end`; one blank, hyphen or abbreviation's point may stand between."""
    if end and text[end - 1] in " -":
        end -= 1
    if end and text[end - 1] == ".":
        end -= 1
    start = end
    while start > max(0, end - LONGEST_WORD) and text[start - 1].isalpha():
        start -= 1
    return start, end


def _scale_quantity(text: str, start: int, end: int, value: Decimal) -> Quantity | None:
    """The quantity of number words; a scale at their end is kept apart, a lone "Millionen" is no number."""
    words = _WORD.findall(text, start, end)
    scale = numbers.read_scale(words[-1])
    if scale is None:
        return Quantity(start, end, value)
    if len(words) == 1 and scale[0] == 1 and words[0].lower() != "tausend":
        return None
    return Quantity(start, end, value / scale[1], scale[1])


def read_quantity_after(text: str, start: int) -> Quantity | None:
    """The number in digits, with its scale, that begins at `start` (blanks before it allowed)."""
    match = _DIGITS_AFTER.match(text, start)
    if match is None or (count := numbers.read_digits(match["digits"])) is None:
        return None
    count = -count if match["minus"] else count
    begin = match.start("minus") if match["minus"] else match.start("digits")
    if scale := _SCALE_AFTER.match(text, match.end()):
        factor = numbers.read_scale(scale[1])
        if factor:
            return Quantity(begin, scale.end(), count, factor[1])
    return Quantity(begin, match.end(), count)
