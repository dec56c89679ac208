"""The German calendar: names of months and feasts, TIMEX3 values to intervals, counting in days, months and years.

calendar_names.py  months, weekdays, seasons, times of day, ordinals and their numbers, from `lexicon/calendar.toml`
intervals.py       interval("2017-Q3") -> (2017-07-01, 2017-09-30)
feasts.py          feast("Ostern", 2017) -> 2017-04-16; school holidays and working days by Land
steps.py           step(date, "P3M"): counting on and back
"""

from policytext.german.calendar.calendar_names import DAY_PARTS, MONTHS, SEASONS, WEEKDAYS, read_ordinal
from policytext.german.calendar.feasts import FEASTS, find_feast, is_working_day, school_holidays
from policytext.german.calendar.intervals import read_interval
from policytext.german.calendar.steps import add_duration, weekday_after, weekday_before, weekday_in_month

__all__ = [
    "DAY_PARTS",
    "FEASTS",
    "MONTHS",
    "SEASONS",
    "WEEKDAYS",
    "add_duration",
    "find_feast",
    "is_working_day",
    "read_interval",
    "read_ordinal",
    "school_holidays",
    "weekday_after",
    "weekday_before",
    "weekday_in_month",
]
