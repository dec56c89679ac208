"""The document's date and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from policytext.german.calendar import MONTHS
from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.kind import kind_label
from policytext.letterhead.patterns import MASTHEAD
from policytext.lexicon.pattern_lists import PatternLists

LAST_LINES = 2  # lines at the end where a date alone is the paper's
SHORTEST_BODY = 80  # characters; a dateline opens a paragraph of at least this length
EARLIEST, LATEST = 1800, 2200  # years of documents
LONGEST_LINE = 60  # characters of a line that holds a date and little else

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"""(?<![\w.])(?:
        (?P<day>\d{{1,2}})\.[ ]?
        (?:(?P<month>\d{{1,2}})\.[ ]?|(?P<name>(?i:{_MONTH}))\.?[ ])(?P<year>\d{{4}}|\d\d)  # 6.4.17  6. April 2017
      | (?P<iso>\d{{4}}-\d\d-\d\d)                                                          # 2017-04-06
    )(?![\w-])""",
    re.VERBOSE,
)
_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
_BEFORE_DAY = _FUNCTION_WORDS.before_days
_DAYS = PatternLists("letterhead", "days")
DATE_LINE = re.compile(  # the date alone, or after its place or weekday: Dresden, den 24. August 2010
    rf"""(?:(?P<place>[A-ZÄÖÜ][\w./()-]*(?:[ ](?:{_FUNCTION_WORDS.place_words}|[A-ZÄÖÜ(])[\w./()-]*){{0,4}}?)
          ,?[ ]+(?:{_BEFORE_DAY}[ ])?                                     # Neustadt am Fluss, den …
        |{_FUNCTION_WORDS.before_dates}[ ]                                # Vom …
        |(?:\w+tag|{_DAYS.others}),[ ](?:{_BEFORE_DAY}[ ])?)?             # Montag, den …
      (?:{DATE.pattern})(?:,?[ ]\d{{1,2}}[:.]\d\d(?:[ ]{_DAYS.hours})?)?  # 24. August 2010, 15:00 Uhr
    """,
    re.VERBOSE,
)
_DATE = re.sub(r"\(\?P<\w+>", "(?:", DATE.pattern)
RULE_DAY = re.compile(rf"(?m:^)(?P<before>[*\[#\t ]*{_FUNCTION_WORDS.rule_days}[ ])(?:{_DATE})", re.VERBOSE)
_DATES = PatternLists("letterhead", "dates")
DATE_LABEL = re.compile(rf"\b{_DATES.own}\s*:?\s*(?:\w+, )?(?:{_BEFORE_DAY} )?", re.IGNORECASE)
OPENS = re.compile(rf"(?:{_DATE})(?=,[ ]\d|[ ]*[–—|/-][ ])", re.VERBOSE)  # 04.05.2022, 15:00 Uhr — Erstveröffentlichung
_FROM_DAY = _FUNCTION_WORDS.from_day
DATED = re.compile(rf"\b{_FROM_DAY}[ ](?:{_DATE})[).]?$", re.VERBOSE)  # Bericht der Pressestelle vom 25. September 2025
LISTED = re.compile(r"^\d{1,2}\.[ ]+(?=\d{1,2}\.[ ]?(?:[A-ZÄ]|\d))")  # 1. 26. Mai 2020
TODAY = re.compile(  # heute (8. April 2016)
    rf"\b{_DAYS.today}[ ](?:\(|{_FUNCTION_WORDS.today}[ ](?:\w+,?[ ])?(?:{_BEFORE_DAY}[ ])?)(?:{_DATE})", re.VERBOSE
)
_RECEIVED = _DAYS.received
RECEIVED = re.compile(_RECEIVED, re.IGNORECASE)
OTHER_LABEL = re.compile(rf"{_DATES.other}\b", re.IGNORECASE)
DATELINE = re.compile(  # Stuttgart. …   Musterstadt, 3. Mai 2021 – …   (Musterstadt/Ulm) …
    rf"""\(?(?P<place>[A-ZÄÖÜ][a-zäöüß]+(?:[-/ ](?:[A-ZÄÖÜ][a-zäöüß]+|{_FUNCTION_WORDS.places}))*)
      (?:\.(?=[ ][A-ZÄÖÜ„])                        # Stuttgart. Das …
        |[ ]?(?:/[ ]?\w+[ ])?[–—-](?=[ ])|\)       # Ulm – …   (Ulm) …
        |,[ ](?:{_BEFORE_DAY}[ ])?(?=\d{{1,2}}\.)  # Ulm, den 3. Mai …
        |[ ]\((?=\d{{1,2}}\.))                     # Ulm (3. Mai …
    """,
    re.VERBOSE,
)


def rule_day(text: str) -> date | None:
    """The day of a rule, below its title ("Vom 29. August 2023, zuletzt geändert am …")."""
    found = RULE_DAY.search(text)
    return day_of(DATE.match(text, found.end("before"))) if found else None


def day_alone(text: str) -> date | None:
    """The first day that has a line of a text for itself."""
    lines = (line.strip() for line in text.split("\n"))
    return next((day for line in lines if (day := day_of(DATE.fullmatch(line)))), None)


def find_today(text: str) -> date | None:
    """The day that a text calls today ("hat heute (8. April 2016) gebilligt")."""
    found = TODAY.search(text)
    return day_of(DATE.search(found.group())) if found else None


def read_dateline(paragraphs: Sequence[str]) -> tuple[date | None, str | None]:
    """Day and place that open the first paragraph ("Potsdam, 3. Mai 2022. Das Ministerium …")."""
    body = next((text for text in paragraphs if len(text) >= SHORTEST_BODY), "")
    match = DATELINE.match(body)
    if match is None:
        return None, None
    return day_of(DATE.match(body, match.end())), match["place"]


def read_signature_line(lines: Sequence[str]) -> tuple[date, str | None] | None:
    """Day and place of a signature line, the last one first."""
    found = [(text, day) for text in reversed(lines) if (day := date_of_line(text))]
    last = lines[-LAST_LINES:]
    return next((day for text, day in found if day[1] or DATE_LABEL.match(text) or text in last), None)


def stated_day(stated: str) -> date | None:
    """The date that a file or its headers state ("2021-05-03T10:00:00+02:00")."""
    return day_of(DATE.match(stated[:10]))


@lru_cache(maxsize=4096)
def date_of_line(line: str) -> tuple[date, str | None] | None:
    """Date and place of a line that holds little else."""
    if len(line) > LONGEST_LINE or OTHER_LABEL.match(line):
        return None
    if (label := DATE_LABEL.search(line)) and (day := day_of(DATE.match(line, label.end()))):
        return day, None
    if kind_label(line) or MASTHEAD.match(line):  # Pressemitteilung vom 3. Mai 2021, Musterstädter Bote vom …
        day = day_of(DATE.search(line))
        return (day, None) if day else None
    match = DATE_LINE.fullmatch(LISTED.sub("", line.strip("().– ")))
    day = day_of(match)
    return (day, match["place"]) if match and day else None


def day_of(match: re.Match[str] | None) -> date | None:
    """The day that a match of `DATE` names, `None` where there is no such day."""
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["iso"]) if match["iso"] else _build_date(match)
    except ValueError:  # 31.02.2018 is no date
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def _build_date(match: re.Match[str]) -> date:
    month = int(match["month"]) if match["month"] else MONTHS[match["name"].lower()]
    year = int(match["year"])
    return date(year + (2000 if year < 70 else 1900 if year < 100 else 0), month, int(match["day"]))


def labelled_day(units: Sequence[HeadLine], *, received: bool = True) -> date | None:
    """The day that a label calls the paper's own ("Datum der Vorlage: 11.02.2020"), or that of its receipt."""
    texts = (unit.text for unit in units if received or not RECEIVED.match(unit.text))
    return next((day[0] for text in texts if DATE_LABEL.match(text) and (day := date_of_line(text))), None)


def day_in_head(units: Sequence[HeadLine], labels: Sequence[tuple[str, float]]) -> tuple[date, str | None] | None:
    """Day and place of the first line of the head that is labelled as a date or holds little else."""
    end = next((n for n, (label, _) in enumerate(labels) if label == "body"), len(units))
    lines = [(unit.text, label) for unit, (label, _) in zip(units[: end + 1], labels, strict=False)]
    if own := labelled_day(units[: end + 1]):
        return own, None
    for text, label in lines:
        if found := date_of_line(text):
            return found
        labelled = label in ("date", "kind", "subtitle", "issuer", "reference") and not OTHER_LABEL.match(text)
        if labelled and len(text) <= 2 * LONGEST_LINE and (day := day_of(DATE.search(text))):
            return day, None
    opening = (OPENS.match(text) for text, label in lines if len(text) <= LONGEST_LINE and label != "title")
    if first := next((day for found in opening if found and (day := day_of(DATE.match(found.group())))), None):
        return first, None
    ending = (DATED.search(text) for text, _ in lines if len(text) <= 2 * LONGEST_LINE and not OTHER_LABEL.match(text))
    day = next((day for found in ending if found and (day := day_of(DATE.search(found.group())))), None)
    return (day, None) if day else None
