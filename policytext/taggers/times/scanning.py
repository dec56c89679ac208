"""The one scan over the text: which words may begin an expression, and the rules to try there; the longest wins.

To add a rule: write it in its module, then name it here, in `_NUMERIC` (after digits), `_sure_rules` or
`_perhaps_rules` (after words). A word of the latter is looked at only where a word of time (`NEAR`) stands near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.german.calendar import DAY_PARTS, FEASTS, MONTHS, SEASONS, WEEKDAYS, read_ordinal
from policytext.german.numbers import read_word, spell_number
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times import (
    clock,
    dates_and_ranges,
    durations,
    events,
    holidays_at_school,
    now_phrases,
    recurring,
    time_vetoes,
    working_days,
)
from policytext.taggers.times.time_reading import Rule, TimeFrame, TimeReading
from policytext.taggers.times.time_words import load_words, shifting_stems

WORDS = PatternLists("times", "scan")

WORD = re.compile(r"\d+|[^\W\d_]+")
LONGEST_WORD = 40  # letters; no word of time is longer

_DATE_WORDS = re.compile(
    rf"""(?: {"|".join(sorted((*MONTHS, *SEASONS, *WEEKDAYS), key=len, reverse=True))} ) n?s?         # Montag
       | (?: {"|".join(name for name in WEEKDAYS if len(name) > 2)} ) (?: {"|".join(DAY_PARTS)} )s?   # Montagabend
       | {WORDS.dates}                                                                                # Anfang
       | {WORDS.periods} {WORDS.parts}                                                                # Quartalsende
       | {WORDS.tens} {WORDS.decade_years}?                                                           # Neunzigerjahre
    """,
    re.VERBOSE,
)
_LENGTH_WORDS = re.compile(WORDS.lengths)  # mehrere, jahrelang
_RHYTHM_WORDS = re.compile(WORDS.rhythms)  # jährlich, montags
_ROMAN = re.compile(r"i{1,3}|iv")
_EVENT_DAYS = re.compile(WORDS.event_days)  # Tag, Schuljahr
_FEAST_WORDS = frozenset(name.split()[0].split("-")[0] for name in FEASTS) | {name.split()[0] + "s" for name in FEASTS}

_DATES_IN_DIGITS: tuple[Rule, ...] = (dates_and_ranges.read_date, recurring.day_of_each, working_days.read_working_day)
_NUMERIC: tuple[Rule, ...] = (
    dates_and_ranges.read_date,
    now_phrases.in_or_ago,
    durations.read_counted_length,
    durations.first_of_two,
    durations.read_length_adjective,
    durations.in_compound,
    clock.read_clock,
    recurring.day_of_each,
    working_days.read_working_day,
    recurring.times_per,
    recurring.read_adverb,
)
_BARE_NUMERIC: tuple[Rule, ...] = (dates_and_ranges.read_date, clock.read_clock)
_COUNTS: tuple[Rule, ...] = (now_phrases.in_or_ago, durations.read_counted_length, clock.read_clock)
_LENGTHS: tuple[Rule, ...] = (
    now_phrases.in_or_ago,
    durations.read_counted_length,
    durations.first_of_two,
    durations.read_half_unit,
    durations.read_uncounted_length,
    durations.bare_plural,
    durations.read_length_adjective,
    durations.in_compound,
    durations.read_lasting,
    durations.within_a_year,
)
_RHYTHMS: tuple[Rule, ...] = (
    recurring.read_adverb,
    recurring.by_unit,
    recurring.read_every,
    recurring.all_units,
    recurring.times_per,
    recurring.read_weekly,
    recurring.day_of_each,
)
PROMISING_NUMBER = re.compile(
    r"""(?! \d{1,3} (?: \. \d{1,3} ){3} )                              # 1.2.3.4 is a section
        (?: (?: 1[5-9] | 20 | 21 ) \d\d (?!\d) | \d{4} [ ]{1,3} [^\W\d_]     # 2018, 2375 Minuten
          | \d{1,2} \. (?: \d | [ ]{0,3} (?: [^\W\d_] | [/–—-] )      # 1.5.2018, 1. Mai, 30./31. Oktober
                             | [ ]\d\d?\.[ ]?\d{4} | ,[ ]\d )            # 31. 12. 2018; 5., 12. und 19. Mai
          | \d{1,3} (?: [ ]{0,3}[^\W\d_] | [ .]\d{3} | ,\d | [ ]?[-–—/:] ) # 3 Jahre, 1 720 Stunden, 2,5 Jahre, 9-12 Uhr
        )""",
    re.VERBOSE,
)


NEAR = load_words("near", "stems")
"""What must stand near a number, an adjective or a word such as "eine" for a time to begin there, in small letters.

Looking for plain pieces is ten times as fast as one pattern of them.
"""
REACH = 72  # characters from the beginning of a word in which it stands: "drei bis höchstens sechs vollen Jahren"
REACH_OF_NUMBERS = 56  # characters
BARE_DATE = re.compile(
    r"""\d{4} (?!\d) | \d\d?\.\d\d?\. | \d\d?\. (?: [^\W\d_] | [ ]?[–—/,-] ) | \d\d?[./](?:19|20)\d\d
      | \d\d?:\d\d | \d0er\b""",
    re.VERBOSE,
)  # 2018, 1.5.2018, 1.Mai, 30./31. Oktober, 05/2018, 14:30, 90er
DOTTED = re.compile(
    rf"""\.[ ]{{1,3}} (?: \d | [/,–—-]                            # 30. 10., 1. – 5. Mai
                        | {WORDS.behind_dot}\b                    # 1. und 2. Quartal
                        | {WORDS.stems_behind_dot}                # 1. Mai
                        | [^\W\d_]*? {WORDS.units_behind_dot} )   # 3. Kalenderwoche""",
    re.VERBOSE | re.IGNORECASE,
)
"""What may stand behind a number with a point for a time to begin there: "1. Mai", "3. Quartal", "1. und 2. …"."""

_ADJECTIVES = frozenset(stem + ending for stem in shifting_stems() for ending in ("e", "en", "er", "em", "es"))
_NUMBER_STARTS = (*{spell_number(number)[:2] for number in range(1, 101)}, "an", "hu", "ta", "ha", "du", "be")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that may begin with a word; `needs_near` says that only where a word of time stands near."""

    rules: tuple[Rule, ...] = ()
    needs_near: bool = False


NONE = Rules()
NUMBER = Rules(_NUMERIC)


_KNOWN: dict[str, Rules] = {}
MOST_KNOWN = 1 << 16  # words


def rules_at(word: str) -> Rules:
    """The rules that may begin with a word; most words have none. Kept in `_KNOWN`, which a call is slower than."""
    if len(_KNOWN) >= MOST_KNOWN:
        _KNOWN.clear()
    found = _KNOWN[word] = _rules_of(word)
    return found


def _rules_of(word: str) -> Rules:
    if word[0].isdigit():
        return NUMBER if len(word) <= 4 else NONE
    if len(word) > LONGEST_WORD:
        return NONE
    small = word.lower()
    sure, perhaps = tuple(_sure_rules(small)), tuple(_perhaps_rules(small))
    return Rules((*sure, *perhaps), needs_near=not sure) if sure or perhaps else NONE


def _is_number(word: str) -> bool:
    return word.startswith(_NUMBER_STARTS) and (read_word(word) is not None or word in load_words("length", "both"))


def _sure_rules(word: str) -> Iterator[Rule]:
    """The rules of words that are times by themselves, or begin what has no other word of time."""
    if _DATE_WORDS.fullmatch(word) or word in _FEAST_WORDS:
        yield from (dates_and_ranges.read_date, clock.part_of_day)
    if word == "nacht":
        yield dates_and_ranges.night_between
    if _EVENT_DAYS.fullmatch(word):
        yield events.day_of_event
    if word in DAY_PARTS or word in ("frühen", "späten"):
        yield clock.bare_part_of_day
    if word.endswith("ferien"):
        yield holidays_at_school.read_school_holidays
    if word in now_phrases.NOW_WORDS:
        yield now_phrases.read_now


def _perhaps_rules(word: str) -> Iterator[Rule]:
    """The rules of words that begin a time only with a word of time behind them, which the word may itself be."""
    number = _is_number(word)
    if word in _ADJECTIVES or ordinal_of(word) or _ROMAN.fullmatch(word):
        yield from (dates_and_ranges.read_date, clock.part_of_day, working_days.read_working_day)
    if number or _LENGTH_WORDS.fullmatch(word):
        yield from _LENGTHS
    if number or _RHYTHM_WORDS.fullmatch(word):
        yield from _RHYTHMS


def ordinal_of(word: str) -> int | None:
    """The number of an ordinal word; looked for only where the word ends as one."""
    return read_ordinal(word) if word.endswith(("te", "ten", "ter", "tes", "tem")) else None


def scan_text(text: str, frame: TimeFrame) -> Iterator[TimeReading]:
    """All readings of a text, in order, none overlapping; the longest at each place."""
    done, known = 0, _KNOWN.get
    for match in WORD.finditer(text):
        if (found := known(word := match[0]) or rules_at(word)) is NONE or (start := match.start()) < done:
            continue
        if found is NUMBER:
            rules = _rules_of_number(text, start, match.end())
        else:
            rules = found.rules if not found.needs_near or _stands_near(text, start, REACH) else ()
        if rules and (reading := _read_longest(text, start, rules, frame)):
            yield reading
            done = reading.end


def _stands_near(text: str, start: int, reach: int) -> bool:
    words_behind = text[start : start + reach].lower()
    return any(stem in words_behind for stem in NEAR)


def _rules_of_number(text: str, start: int, end: int) -> tuple[Rule, ...]:
    """The rules that what stands around a number leaves possible; most numbers are no times."""
    behind = ".,:" if end - start < 4 else ".,:-/ "
    if start > 1 and text[start - 1] in behind and text[start - 2].isdecimal():
        return ()  # the decimals of a number, the rest of a section's or telephone's
    if not PROMISING_NUMBER.match(text, start):
        return ()
    if end - start < 3 and text[end : end + 2] == ". ":
        return _DATES_IN_DIGITS if DOTTED.match(text, end) else ()
    if BARE_DATE.match(text, start):
        return _BARE_NUMERIC if end - start < 4 else (*_BARE_NUMERIC, durations.read_counted_length)
    if not _stands_near(text, start, REACH_OF_NUMBERS):
        return ()
    return _COUNTS if text[end] in ".," else _NUMERIC


def _read_longest(text: str, start: int, rules: tuple[Rule, ...], frame: TimeFrame) -> TimeReading | None:
    best: TimeReading | None = None
    for rule in rules:
        reading = rule(text, start, frame)
        if reading and (best is None or reading.end > best.end):
            best = reading
    if best is None or time_vetoes.is_no_time(text, best):
        return None
    return clock.with_clock(text, best, frame)
