"""Phrases around a length that place it on the calendar ("vor ⟦zwei Jahren⟧"), and the words for now."""

from __future__ import annotations

import re
from dataclasses import replace

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times import durations
from policytext.taggers.times.relative import count_from_day
from policytext.taggers.times.tense import tense_around
from policytext.taggers.times.time_reading import TimeFrame, TimeReading
from policytext.taggers.times.time_words import load_words

WORDS = PatternLists("times", "now")

NOW_WORDS = frozenset(load_words("now", "first_words"))
NOW = re.compile(
    rf"""(?: {WORDS.adverbs}                                # derzeit, jetzt
           | [Zz]ur[ ]Zeit (?! [ ] {WORDS.of_something} )   # zur Zeit
         ) (?! \w | -\w )""",
    re.VERBOSE,
)
SUM_WITHIN = re.compile(rf"{WORDS.units}[ ]in[ ]\Z")  # 300 000 Euro in ⟦drei Jahren⟧
MOMENT = re.compile(rf"[Ii]m[ ](?P<moment>{WORDS.moments})(?!\w|[ ]{WORDS.of_another})")  # im ⟦Moment⟧


def read_now(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """derzeit · zur Zeit · jetzt · im ⟦Moment⟧"""
    if match := NOW.match(text, position):
        return TimeReading(position, match.end(), "DATE", "PRESENT_REF")
    if match := MOMENT.match(text, position):
        return TimeReading(match.start("moment"), match.end(), "DATE", "PRESENT_REF")
    return None


def in_or_ago(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """vor ⟦zwei Jahren⟧: 2015 · wird in ⟦drei Tagen⟧ beginnen: a day; in rules for every year a mere length"""
    today, before = frame.today, text[max(0, position - 24) : position]
    is_ago, is_hence = durations.AGO.search(before), durations.HENCE.search(before)
    is_placed = is_ago or (is_hence and not SUM_WITHIN.search(before))
    reading = durations.read_counted_length(text, position, frame) if today and is_placed else None
    if today is None or reading is None or "/" in reading.value:
        return None
    if is_ago:
        point = count_from_day(today, reading.value, sign=-1)
    elif tense_around(text, reading.start, reading.end) > 0:
        point = count_from_day(today, reading.value, sign=1)
    else:
        return None
    return replace(reading, type="DATE", value="", points=(point,)) if point else None
