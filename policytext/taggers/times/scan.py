"""The one scan over the text: which words may begin an expression, and the rules to try there; the longest wins.

To add a rule: write it in its module, then name it here, in `_NUMERIC` (after digits) or in `_rules_of` (after words).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policytext.german.calendar import DAY_PARTS, FEASTS, MONTHS, SEASONS, WEEKDAYS
from policytext.german.numbers import read_word
from policytext.taggers.times import (
    clock,
    dates,
    durations,
    events,
    holidays_at_school,
    phrases,
    recurring,
    vetoes,
    working_days,
)
from policytext.taggers.times.reading import Frame, Reading, Rule
from policytext.taggers.times.words import shift_of

WORD = re.compile(r"\d+|[^\W\d_]+")
LONGEST_WORD = 40  # letters; no word of time is longer

_DATE_WORDS = re.compile(
    rf"""(?: {"|".join(sorted((*MONTHS, *SEASONS, *WEEKDAYS), key=len, reverse=True))} ) n?s?
      | (?: {"|".join(name for name in WEEKDAYS if len(name) > 2)} ) (?: {"|".join(DAY_PARTS)} )s?
      | ende?s? | anfang | beginns? | mitte | schluss | ablaufs? | ausgang | laufe? | verlauf
      | (?: dies | letzt | vor | nächst | vorletzt ) jährige[nrsm]?
      | (?: gestrig | heutig | morgig ) e[nrsm]?
      | vorgestern | gestern | heute | morgen | übermorgen | heuer
      | (?:vor|folge|vorvor) jahr (?:e?s|en?)? | \w*jahre?s? | wochenendes? | kita | kindergarten
      | (?: \w*jahres | quartals | monats | wochen | semester )
        (?: ende | anfang | beginn | mitte | schluss | ablauf )s?
      | (?: erst | zweit | dritt | viert ) e[nrsm]? | i{{1,3}} | iv | q
      | kw | kalenderwoche | \w*semesters? | wise | sose | ws | ss
      | (?: zwanziger | dreißiger | vierziger | fünfziger | sechziger | siebziger | achtziger | neunziger )
        (?:jahren?)?""",
    re.VERBOSE,
)
_LENGTH_WORDS = re.compile(
    r"(?:erst|letzt|vergangen|zurückliegend|vorangegangen|kommend|nächst|folgend|darauffolgend|weiter|vorherig|voll)en"
    r"|einige[nr]?|mehrere[nr]?|wenige[nr]?|viele[nr]?|zahlreiche[nr]?|etliche[nr]?|paar"
    r"|unzählige[nr]?|manche[nr]?|ein(?:e[nr]?)?"
    r"|jahren?|monaten?|wochen|tagen?|stunden|minuten|jahrzehnten?|jahrhunderten?|halbe[nrsm]?|viertel"
    r"|.*(?:jährig|monatig|wöchig|tägig|stündig|minütig)(?:e[nrsm]?)?|.*lange?[nrsm]?|jahresfrist"
)
_RHYTHM_WORDS = re.compile(
    r".*(?:jährlich|monatlich|wöchentlich|täglich|stündlich|minütlich)(?:e[nrsm]?)?|.*weise"
    r"|jede[nsmr]?|eine[sr]|aller?|.*mal|.*tags|.*wochs|.*abends|erste[nrs]?|letzten?"
)
_FEAST_WORDS = frozenset(name.split()[0].split("-")[0] for name in FEASTS) | {name.split()[0] + "s" for name in FEASTS}

_DATES_IN_DIGITS: tuple[Rule, ...] = (dates.read_date, recurring.day_of_each, working_days.read)
_NUMERIC: tuple[Rule, ...] = (
    dates.read_date,
    phrases.in_or_ago,
    durations.counted,
    durations.first_of_two,
    durations.adjective,
    clock.clock,
    recurring.day_of_each,
    working_days.read,
    recurring.times_per,
    recurring.adverb,
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


@lru_cache(maxsize=1 << 16)
def rules_at(word: str) -> tuple[Rule, ...]:
    """The rules that may begin with a word; most words have none."""
    if word[0].isdigit():
        return _NUMERIC if len(word) <= 4 else ()
    if len(word) > LONGEST_WORD:
        return ()
    return tuple(_rules_of(word.lower()))


def _rules_of(word: str) -> Iterator[Rule]:
    if _DATE_WORDS.fullmatch(word) or shift_of(word)[0] or word in _FEAST_WORDS:
        yield from (dates.read_date, clock.part_of_day)
    if word == "nacht":
        yield dates.night_between
    if _LENGTH_WORDS.fullmatch(word) or read_word(word) is not None:
        yield from (
            phrases.in_or_ago,
            durations.counted,
            durations.first_of_two,
            durations.half,
            durations.uncounted,
            durations.bare_plural,
            durations.adjective,
            durations.lasting,
        )
        yield durations.within_a_year
    if _RHYTHM_WORDS.fullmatch(word) or read_word(word) is not None:
        yield from (
            recurring.adverb,
            recurring.by_unit,
            recurring.every,
            recurring.all_units,
            recurring.times_per,
            recurring.weekly,
            recurring.day_of_each,
        )
    if word.startswith(("erst", "letzt", "zweit", "dritt", "fünft")):
        yield working_days.read
    if word.startswith(("tag", "jahr", "schuljahr", "haushaltsjahr", "kalenderjahr", "monat")):
        yield events.day_of_event
    if word in DAY_PARTS or word in ("frühen", "späten"):
        yield clock.bare_part_of_day
    if word.endswith("ferien"):
        yield holidays_at_school.read
    if word in phrases.NOW_WORDS:
        yield phrases.now


def scan(text: str, frame: Frame) -> Iterator[Reading]:
    """All readings of a text, in order, none overlapping; the longest at each place."""
    done = 0
    for match in WORD.finditer(text):
        if not (rules := rules_at(match.group())) or match.start() < done:
            continue
        if rules is _NUMERIC and not (rules := _rules_of_number(text, match.start(), match.end())):
            continue
        if reading := _longest(text, match.start(), rules, frame):
            yield reading
            done = reading.end


def _rules_of_number(text: str, start: int, end: int) -> tuple[Rule, ...]:
    """The rules that what stands around a number leaves possible; most numbers are no times."""
    behind = ".,:" if end - start < 4 else ".,:-/ "
    if start > 1 and text[start - 1] in behind and text[start - 2].isdecimal():
        return ()  # the decimals of a number, the rest of a section's or telephone's
    if not PROMISING_NUMBER.match(text, start):
        return ()
    return _DATES_IN_DIGITS if text[end : end + 2] == ". " else _NUMERIC


def _longest(text: str, start: int, rules: tuple[Rule, ...], frame: Frame) -> Reading | None:
    best: Reading | None = None
    for rule in rules:
        reading = rule(text, start, frame)
        if reading and (best is None or reading.end > best.end):
            best = reading
    if best is None or vetoes.is_no_time(text, best):
        return None
    return clock.with_clock(text, best, frame)
