"""Where the cells of a table's line lie that no bars part: values at its end, wide gaps, heads of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists

Span = tuple[int, int]

_UNITS = PatternLists("structure", "units")
SCALE_SIGN = _UNITS.scales
SCALE_WORD = _UNITS.scale_words
UNIT_NAME = _UNITS.names
UNIT_SIGN = _UNITS.signs
UNIT_CODE = _UNITS.codes
SCALE = rf"(?:{SCALE_SIGN}\.?[ \u00a0]?|{SCALE_WORD}[ ])?"
UNIT = rf"{SCALE}(?:{UNIT_NAME}\b|{UNIT_SIGN}|v\.[ ]?H\.)(?:[ ]?/[ ]?\w+\.?)?"
GROUPED = r"\d{1,3}(?:[. ]\d{3})+|\d+"
VALUE = re.compile(
    rf"""(?<![\w.,/:§-])
    (?: (?P<money>(?:(?:€|{UNIT_CODE})[ ]?)?(?:[-–+±][ ]?)?
          (?:{GROUPED})(?:,\d{{1,3}}|,[-–]+)?[ \u00a0]?{UNIT})                # 4,0 Mio. €
      | (?P<number>(?:(?:€|{UNIT_CODE})[ ]?)?[-–+±]?
          (?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d\d?|,[-–]+)?|\d+,\d\d?|\d{{5,9}}))  # 30.000   12,50
      | (?P<count>\d{{1,4}}|[-–]|x|k\.[ ]?A\.)                                # 12   –
    )(?![\w€%]|[,./-]\w)(?:[ ]?\*+\)?)?""",
    re.VERBOSE,
)
_CALENDAR = PatternLists("structure", "calendar")
YEAR = re.compile(
    rf"""(?:{_CALENDAR.year_parts}?{_CALENDAR.years}[ ]*                             # Haushaltsjahr 2024
          | {_CALENDAR.before_years}[ ]                                          # Ansatz 2025
        )?
        (?:19|20)\d\d(?:[ ]*(?:/|–|-|{_CALENDAR.until})[ ]*(?:(?:19|20)?\d\d))?  # 2023/24   2023 bis 2025
        (?:[ ]?ff\.?)?(?![\w.,]\d)                                               # 2024 ff.
    """,
    re.VERBOSE,
)
WIDE = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\t\s*")
WIDER = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t\s*")
_IN = _UNITS["in"]
HEAD_UNIT = rf"(?:{_IN}[ ])?{SCALE}(?:{UNIT_NAME}|{UNIT_SIGN})(?![^\W\d_])"
ENDS_IN_UNIT = re.compile(rf"{HEAD_UNIT}[)\]:]*$")  # Zuschuss (in Mio. Euro)
PHRASE = re.compile(  # a year, or a word with the unit behind it: Zuschuss (in Euro)
    rf"{YEAR.pattern}|(?:(?![(\[]?{HEAD_UNIT})\S+[ \u00a0]+(?=[(\[]?{HEAD_UNIT}))?[(\[]?{HEAD_UNIT}[)\]]?|\S+",
    re.VERBOSE,
)
LEAD = re.compile(
    r"(?:(?:19|20)\d\d(?:/\d\d)?|\d{1,3}(?:\.\d{1,4}){0,4}\.?)[ \t\u00a0]+(?=\S)"
)  # 2011 Bahnhof   1. Halle


def find_values(text: str, start: int, end: int) -> list[Span]:
    """The values at the end of `text[start:end]`, from left to right; none where its last word is no value."""
    found: list[Span] = []
    for match in reversed(list(VALUE.finditer(text, start, end))):
        after = found[0][0] if found else end
        if text[match.end() : after].strip() or (found and match.end() == after):
            break
        found.insert(0, match.span())
    return found


def count_strong(text: str, found: list[Span]) -> int:
    """How many of these values are sums or shares beyond doubt: with a unit, grouped digits or decimals."""
    matches = (VALUE.match(text, *span) for span in found)
    return sum(bool(match and match.lastgroup != "count") for match in matches)


def split_at_gaps(text: str, start: int, end: int, *, gap: re.Pattern[str] = WIDE) -> list[Span]:
    """The parts of `text[start:end]` between wide gaps."""
    found: list[Span] = []
    for match in gap.finditer(text, start, end):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    return [*found, (start, end)] if end > start else found


def find_heads(text: str, start: int, end: int, count: int) -> list[Span] | None:
    """The cells of a line over `count` columns of values, with those to their left; `None` where it is no head."""
    wide = split_at_gaps(text, start, end)
    if count <= len(wide) <= count + 2 and len(wide) > 1:
        return wide
    phrases = [match.span() for match in PHRASE.finditer(text, start, end)]
    told = sum(_names_column(text[first:last]) for first, last in phrases)
    if count <= len(phrases) <= count + 1 and told >= max(1, count // 2):
        return phrases
    return _under_units(text, phrases, count)


def _under_units(text: str, phrases: list[Span], count: int) -> list[Span] | None:
    """The cells of a head in many words, as its units part them: "Höhe der Zuwendung (Euro) Anteil in %"."""
    ends = [number for number, (first, last) in enumerate(phrases) if heads_sums(text, first, last)]
    if len(ends) != count or ends[-1] != len(phrases) - 1 or not _is_plain(text[phrases[0][0] : phrases[-1][1]]):
        return None
    label = [phrases[0]] if ends[0] else []
    starts = [len(label), *(number + 1 for number in ends[:-1])]
    return [*label, *((phrases[start][0], phrases[end][1]) for start, end in zip(starts, ends, strict=True))]


def _is_plain(words: str) -> bool:
    """Whether words may head columns: no sentence, no number but years."""
    no_sentence = load_verbs().isdisjoint(words.split()) and not words.endswith((".", ":"))
    return no_sentence and not re.search(r"\d", YEAR.sub("", words))


def _names_column(words: str) -> bool:
    return YEAR.fullmatch(words) is not None or compile_known("payers").match(words) is not None or _is_named(words)


def heads_sums(text: str, start: int, end: int) -> bool:
    """Whether a line names a unit for the numbers below it: "Verein Zuschuss (Euro)", "Beträge in Euro:"."""
    words = text[start:end]
    return ENDS_IN_UNIT.search(words) is not None and not re.search(r"\d", YEAR.sub("", words))


def _is_named(words: str) -> bool:
    if heads_sums(words, 0, len(words)):
        return True
    return (
        compile_known("total").match(words) is not None or compile_known("columns").match(words.strip("()")) is not None
    )


@cache
def compile_known(key: str) -> re.Pattern[str]:
    """The words of `structure.toml`'s `[tables]` list at the beginning of a cell."""
    words = "|".join(map(re.escape, lexicon.load_lexicon("structure")["tables"][key]))
    return re.compile(rf"(?:{words})(?![a-zäöüß-])")


@cache
def no_label_ends() -> frozenset[str]:
    """Words before a sum that make it part of a sentence: no label ends with them."""
    told = lexicon.load_lexicon("structure")["tables"]["no_label_ends"]
    return frozenset((*told, *lexicon.load_lexicon("line_ends")["function_words"]))


@cache
def load_verbs() -> frozenset[str]:
    """Verbs that make a line a sentence."""
    return frozenset(lexicon.load_lexicon("structure")["verbs"]["finite"])


def lines_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a stretch, without the blanks around them."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        words = match.group()
        first = start + match.start() + len(words) - len(words.lstrip())
        if words.strip():
            yield first, first + len(words.strip())
