"""Working days of a month by the holidays of the Land: "am ⟦ersten Werktag im Januar 2018⟧"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from policytext.german.calendar import MONTHS, is_working_day, read_ordinal
from policytext.german.calendar.calendar_names import ORDINAL_WORD
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.time_reading import TimeFrame, TimeReading
from policytext.taggers.times.time_words import LONG_MONTH, YEAR, S

WORDS = PatternLists("times", "named_day")

WORKING_DAY = re.compile(
    rf"""(?P<nth> {ORDINAL_WORD} | {WORDS.last_working} | [1-9]\. ) {S} (?P<kind> {WORDS.working} ) tag (?:e?s)? {S}
         {WORDS.in_month} {S} (?: Monats? {S} )? (?P<month> {LONG_MONTH} ) s? (?: {S} (?P<year> {YEAR} ) )?
         (?! \w | -\w )""",
    re.VERBOSE,
)  # ersten Werktag im Januar 2018


def read_working_day(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """ersten Werktag im Januar 2018 · letzten Arbeitstag des Monats Dezember"""
    match = WORKING_DAY.match(text, position)
    year = int(match["year"]) if match and match["year"] else frame.today.year if frame.today else None
    if not match or year is None:
        return None
    month, saturday = MONTHS[match["month"].lower()], match["kind"] == "Werk"
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    working = [day for day in days if is_working_day(day, land=frame.land, saturday=saturday)]
    nth = -1 if match["nth"].startswith("letzt") else (read_ordinal(match["nth"]) or 1) - 1
    return TimeReading(position, match.end(), "DATE", working[nth].isoformat()) if nth < len(working) else None
