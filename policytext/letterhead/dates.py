"""The document's date and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from policytext.german.calendar import MONTHS
from policytext.letterhead.kind import kind_label
from policytext.letterhead.patterns import MASTHEAD

SHORTEST_BODY = 80  # characters; a dateline opens a paragraph of at least this length
EARLIEST, LATEST = 1800, 2200  # years of documents
LONGEST_LINE = 60  # characters of a line that holds a date and little else

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"""(?<![\w.])(?:
        (?P<day>\d{{1,2}})\.[ ]?
        (?:(?P<month>\d{{1,2}})\.[ ]?|(?P<name>(?i:{_MONTH}))\.?[ ])(?P<year>\d{{4}}|\d\d)  # 6.4.17  6. April 2017
      | (?P<iso>\d{{4}}-\d\d-\d\d)                                                     # 2017-04-06
    )(?![\w-])""",
    re.VERBOSE,
)
DATE_LINE = re.compile(  # the date alone, or after its place or weekday: Dresden, den 24. August 2010
    rf"""(?:(?P<place>[A-ZÄÖÜ][\w./()-]*(?:[ ](?:a[mn]|im|in|der|bei|ob|v\.|[A-ZÄÖÜ(])[\w./()-]*){{0,4}}?)
          ,?[ ]+(?:den[ ])?
        |(?:[Dd]en|[Vv]om|v\.|[Aa]m)[ ]|(?:\w+tag|Mittwoch|Sonnabend),[ ](?:den[ ])?)?
      (?:{DATE.pattern})(?:,?[ ]\d{{1,2}}[:.]\d\d(?:[ ]Uhr)?)?""",
    re.VERBOSE,
)
DATE_LABEL = re.compile(
    r"\b(?:Datum|Stand|Gesendet|Date|Ausgegeben am|Veröffentlicht am|Erschienen am)\s*:?\s*(?:\w+, )?(?:den )?",
    re.IGNORECASE,
)
DATELINE = re.compile(  # Stuttgart. …   Musterstadt, 3. Mai 2021 – …   (Musterstadt/Ulm) …
    r"""\(?(?P<place>[A-ZÄÖÜ][a-zäöüß]+(?:[-/ ](?:[A-ZÄÖÜ][a-zäöüß]+|am|an|der|im|bei|ob))*)
      (?:\.(?=[ ][A-ZÄÖÜ„])|[ ]?(?:/[ ]?\w+[ ])?[–—-](?=[ ])|\)|,[ ](?:den[ ])?(?=\d))""",
    re.VERBOSE,
)


def issued(lines: Sequence[str], paragraphs: Sequence[str]) -> tuple[date | None, str | None]:
    """Date and place that the paper gives: of a line of the letterhead, of a signature line, of the dateline."""
    body = next((text for text in paragraphs if len(text) >= SHORTEST_BODY), "")
    dateline = DATELINE.match(body)
    place = dateline["place"] if dateline else None
    if found := next((found for line in lines if (found := date_of_line(line))), None):
        return found[0], found[1] or place
    tail = [(text, found) for text in reversed(paragraphs[-8:]) if (found := date_of_line(text))]
    if signed := next((found for text, found in tail if found[1] or DATE_LABEL.match(text)), None):
        return signed[0], signed[1] or place
    if dateline and (day := _date(DATE.match(body, dateline.end()))):
        return day, place
    return None, place


def stated_day(stated: str) -> date | None:
    """The date that a file or its headers state ("2021-05-03T10:00:00+02:00")."""
    return _date(DATE.match(stated[:10]))


def date_of_line(line: str) -> tuple[date, str | None] | None:
    """Date and place of a line that holds little else."""
    if len(line) > LONGEST_LINE:
        return None
    if (label := DATE_LABEL.search(line)) and (day := _date(DATE.match(line, label.end()))):
        return day, None
    if kind_label(line) or MASTHEAD.match(line):  # Pressemitteilung vom 3. Mai 2021, Musterstädter Bote vom …
        day = _date(DATE.search(line))
        return (day, None) if day else None
    match = DATE_LINE.fullmatch(line.strip("().– "))
    day = _date(match)
    return (day, match["place"]) if match and day else None


def _date(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["iso"]) if match["iso"] else _spelt(match)
    except ValueError:  # 31.02.2018 is no date
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def _spelt(match: re.Match[str]) -> date:
    month = int(match["month"]) if match["month"] else MONTHS[match["name"].lower()]
    year = int(match["year"])
    return date(year + (2000 if year < 70 else 1900 if year < 100 else 0), month, int(match["day"]))
