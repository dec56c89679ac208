"""German numbers in digits and words, read to `Decimal`, and written in words.

    read("1.234,50")                               1234.50
    read("zwölf Millionen fünfhunderttausend")     12500000
    read("1,5 Mrd.")                               1500000000
    spell(2_021)                                   "zweitausendeinundzwanzig"

To add a word: `_SMALL` holds the words below one hundred, `_HALVES` and `_FRACTIONS` the parts ("halbe", "viertel"),
`SCALES` what multiplies ("Million", "Mrd.", "Tsd."). A fraction and a scale may be one word ("Viertelmilliarde").
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from policytext.lexicon.pattern_lists import PatternLists

BLANK = "[ \t\n\u00a0\u2007\u2009\u202f]"
"""Any blank that may part the groups of a number."""

_THOUSAND, _MILLION, _MILLIARD, _BILLION = (Decimal(10) ** power for power in (3, 6, 9, 12))

SCALES = MappingProxyType(
    {
        "tausend": _THOUSAND,
        "tsd": _THOUSAND,
        "million": _MILLION,
        "millionen": _MILLION,
        "mio": _MILLION,
        "mill": _MILLION,
        "milliarde": _MILLIARD,
        "milliarden": _MILLIARD,
        "mrd": _MILLIARD,
        "md": _MILLIARD,
        "mia": _MILLIARD,
        "billion": _BILLION,
        "billionen": _BILLION,
    }
)
"""What multiplies the number before it; abbreviations stand here without their point."""

_HALVES = dict.fromkeys(("halb", "halbe", "halben", "halber", "halbes", "halbem"), Decimal("0.5"))
_FRACTIONS = _HALVES | {"viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

_ONES = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TEENS = ["zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_ARTICLES = ("eine", "einer", "einem", "einen", "eines")


def _below_hundred(number: int) -> str:
    """The word of a number from 1 to 99, without the final s of "eins"."""
    tens, ones = divmod(number, 10)
    if number < 10:
        return _ONES[number]
    if number < 20:
        return _TEENS[ones]
    return f"{_ONES[ones]}und{_TENS[tens]}" if ones else _TENS[tens]


_SMALL = {_below_hundred(number): number for number in range(1, 100)}
_SMALL |= {"null": 0, "eins": 1, "zwo": 2, "zweier": 2, "zweien": 2, "dreier": 3, "dreien": 3}
_SMALL |= dict.fromkeys(_ARTICLES, 1)
_SMALL |= {word.replace("ß", "ss"): number for word, number in _SMALL.items() if "ß" in word}

# ------------------------------------------------------------------------------------------------------------ digits

DIGITS = rf"""
    (?: \d{{1,3}} (?: \.\d{{3}} )+ (?!\d)                    # 1.234.567
      | \d{{1,3}} (?: {BLANK}\d{{3}} )+ (?!\d)               # 1 234 567
      | \d{{1,3}} (?: ['’´]\d{{3}} )+ (?!\d)                 # 1'234'567
      | \d{{1,3}} (?: ,\d{{3}} ){{2,}} (?!\d)                # 1,234,567 (as English writes it)
      | \d{{1,15}} (?: \.\d{{1,2}} (?![\d.]|,\d) )?          # 1234, 3.5 (sloppy for 3,5)
    )
    (?: ,\d{{1,6}} (?!\d)                                    # 3,50
      | (?: , | \. ) (?: -{{1,2}} | [–—]{{1,2}} | = )        # 3,- 3,-- 3.-- 3,–
      | (?<=[^.]\d\d\d) \.\d\d (?!\d)                        # 1'234.50
    )?
    (?: {BLANK}? [½¼¾] )?                                    # 1 ½
    | [½¼¾]                                                  # ½
"""
"""One number in digits as a verbose pattern; what stands around it is the caller's concern."""

_DIGITS = re.compile(DIGITS, re.VERBOSE)
_TAIL = re.compile(r"[,.](?:[-–—]{1,2}|=)$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$")


@lru_cache(maxsize=4096)
def read_digits(text: str) -> Decimal | None:
    """The value of a number in digits ("1.234,50", "1 ½", "12.500,--"), `None` where it is none."""
    if not _DIGITS.fullmatch(text):
        return None
    sign = _SIGNS.get(text[-1])
    whole = re.sub(rf"{BLANK}|['’´]", "", text[:-1] if sign else text)
    if not whole:
        return sign
    return _read_digits(_TAIL.sub("", whole)) + (sign or 0)


def _read_digits(whole: str) -> Decimal:
    """The value of digits with points and commas only."""
    if _ENGLISH.match(whole):
        return Decimal(whole.replace(",", ""))
    if _GROUPED.match(whole):
        whole = whole.replace(".", "")
    return Decimal(whole.replace(",", "."))


# ------------------------------------------------------------------------------------------------------------- words


@lru_cache(maxsize=4096)
def read_word(word: str) -> Decimal | None:
    """The value of one number word below a million ("zwölf", "anderthalb", "hundertzwanzigtausend"), else `None`."""
    word = word.lower()
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    if word in {"anderthalb", "anderthalbe", "eineinhalb"}:
        return Decimal("1.5")
    if word.endswith("einhalb"):  # zweieinhalb, dreizehneinhalb
        whole = _read_whole_word(word.removesuffix("einhalb").removesuffix("und"))
        return None if not whole else whole + Decimal("0.5")
    value = _read_whole_word(word)
    return None if value is None else Decimal(value)


def _read_whole_word(word: str) -> int | None:
    """The value of a whole number below a million that is written as one word."""
    head, mark, tail = word.partition("tausend")
    if not mark:
        return _below_thousand(word)
    return _sum_parts(
        _below_thousand(head) if head else 1, 1000, _below_thousand(tail.removeprefix("und")) if tail else 0
    )


def _below_thousand(word: str) -> int | None:
    head, mark, tail = word.partition("hundert")
    if not mark:
        return _SMALL.get(word)
    return _sum_parts(_SMALL.get(head) if head else 1, 100, _SMALL.get(tail.removeprefix("und")) if tail else 0)


def _sum_parts(count: int | None, times: int, rest: int | None) -> int | None:
    """`count * times + rest`, `None` where one of them is no number."""
    return None if not count or rest is None else count * times + rest


def read_scale(word: str) -> tuple[Decimal, Decimal] | None:
    """(share, scale) of a word that scales: "Mio." (1, 10**6), "Viertelmilliarde" (0.25, 10**9), else `None`."""
    word = word.lower().rstrip(".")
    if word in SCALES:
        return Decimal(1), SCALES[word]
    for fraction in ("dreiviertel", "viertel", "halbe"):
        share = _FRACTIONS[fraction]
        if word.startswith(fraction) and share and (scale := SCALES.get(word.removeprefix(fraction))):
            return share, scale
    return None


_WORD = re.compile(r"[^\W\d_]+\.?")
_FRACTION_WORDS = PatternLists("sentences", "fractions")
_ARTICLE_OF_PART = re.compile(rf"\b{_FRACTION_WORDS.article}[ -](?={_FRACTION_WORDS.parts})", re.IGNORECASE)


def read_words(text: str) -> Decimal | None:
    """The value of a number in words, scales and "und" included ("eine Million zweihunderttausend"), else `None`."""
    total, group, last = Decimal(0), None, Decimal("Infinity")
    words = [word for word in _WORD.findall(_ARTICLE_OF_PART.sub("", text)) if word != "und"]
    for word in words:
        if scale := read_scale(word):
            if scale[1] >= last:
                return None
            total += scale[0] * scale[1] * (1 if group is None else group)
            group, last = None, scale[1]
        elif (group := _append_word(group, read_word(word))) is None:
            return None
    return total + (group or 0) if words else None


def _append_word(group: Decimal | None, value: Decimal | None) -> Decimal | None:
    """A number and the word after it: "zwei (und eine) halbe" 2.5, "drei Viertel" 0.75, "fünf hundert" 500."""
    if group is None or value is None:
        return value
    if value == Decimal("0.5"):
        return group + value
    return group * value if value in (Decimal("0.25"), Decimal(100)) and 1 < group < 10 else None


_DIGITS_AND_SCALE = re.compile(rf"(?P<digits>{DIGITS}){BLANK}?-?(?P<scale>[^\W\d_]+\.?)?", re.VERBOSE)


def read_number(text: str) -> Decimal | None:
    """The value of any German number, in digits or words, with or without a scale; `None` where it is none."""
    text = text.strip()
    negative, text = text[:1] in {"-", "−"}, text.lstrip("-−")
    if match := _DIGITS_AND_SCALE.fullmatch(text):
        value = read_digits(match["digits"])
        scale = read_scale(match["scale"]) if match["scale"] else (Decimal(1), Decimal(1))
        value = None if value is None or scale is None else value * scale[0] * scale[1]
    else:
        value = read_words(text)
    return -value if negative and value is not None else value


# ----------------------------------------------------------------------------------------------------------- writing


def spell_number(number: int) -> str:
    """A whole number from 0 to 999 999 999 999 in words, as one would write it in a sentence before a noun."""
    if number == 0:
        return "null"
    parts = []
    for scale, singular, plural in ((10**9, "Milliarde", "Milliarden"), (10**6, "Million", "Millionen")):
        count, number = divmod(number, scale)
        if count:
            parts.append(f"eine {singular}" if count == 1 else f"{_spell_thousands(count)} {plural}")
    if number:
        parts.append(_spell_thousands(number))
    return " ".join(parts)


def _spell_thousands(number: int) -> str:
    """A number from 1 to 999 999 as one word."""
    thousands, rest = divmod(number, 1000)
    head = f"{_spell_hundreds(thousands)}tausend" if thousands else ""
    return head + (_spell_hundreds(rest) if rest else "")


def _spell_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    head = f"{_ONES[hundreds]}hundert" if hundreds else ""
    return head + (_below_hundred(rest) if rest else "")
