"""School holidays of a Land: "Sommerferien 2017", "Osterferien"."""

from __future__ import annotations

import re

from policytext.german.calendar import school_holidays
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.time_reading import TimeFrame, TimeReading
from policytext.taggers.times.time_words import YEAR, S

WORDS = PatternLists("times", "named_day")

HOLIDAYS = re.compile(rf"(?P<name>{WORDS.holidays})ferien(?!\w|-\w)(?:{S}(?P<year>{YEAR}))?")  # Sommerferien 2017


def read_school_holidays(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """Sommerferien 2017, where the Land is known; without a year those of the document's year."""
    if not (match := HOLIDAYS.match(text, position)) or not frame.land:
        return None
    year = int(match["year"]) if match["year"] else frame.today.year if frame.today else None
    days = school_holidays(f"{match['name']}ferien", year, frame.land) if year else None
    return TimeReading(position, match.end(), "DATE", f"{days[0]}/{days[1]}") if days else None
