"""The days on which a council paper is treated, told apart from the day of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.letter_dates import DATE, day_of
from policytext.letterhead.line_features import FINITE
from policytext.letterhead.patterns import FROM
from policytext.lexicon.pattern_lists import PatternLists

_COUNCILS = PatternLists("letterhead", "councils")
BODY = re.compile(rf"{_COUNCILS.bodies}\b|\b\w*{_COUNCILS.body_ends}(?:es|s)?\b", re.IGNORECASE)  # Kulturausschuss
DECIDES = re.compile(rf"\b{_COUNCILS.decisions}\b", re.IGNORECASE)
PLENARY = re.compile(rf"{_COUNCILS.plenary}\b|{_COUNCILS.plenary_sittings}", re.IGNORECASE)
_SITTING_LABEL = _COUNCILS.sitting_labels
SITTING_LABEL = re.compile(_SITTING_LABEL)
NUMBERED_SITTING = re.compile(rf"\d+\..{{0,30}}{_COUNCILS.sittings}")  # 3. öffentliche Sitzung
LOOSE = re.compile(r"\d{1,2}\.?[/-]\.?(?=\d{1,2}\.)")  # 03/04.03.2015: the last day is a whole date
_ON = PatternLists("letterhead", "function_words").today
OTHER_DAY = re.compile(rf"\b{FROM}\b|\b{_ON}\b[^0-9]{{12,}}")  # of something that a sitting is about
NEAR = 60  # characters from a sitting's name to its day
LONGEST_ROW = 160  # characters


def list_sittings(units: Sequence[HeadLine]) -> list[tuple[date, bool, bool]]:
    """The days of sittings in a head, each with whether it decides and whether the whole council sits."""
    found = list(_read_sitting_rows(units))
    return found or list(_read_sitting_columns(units))


def find_deciding_day(found: Sequence[tuple[date, bool, bool]]) -> date | None:
    """The day of the sitting that decides: so called, else the council's last one, else the last."""
    for wanted in (lambda row: row[1], lambda row: row[2], lambda row: True):
        if days := [row[0] for row in found if wanted(row)]:
            return days[-1]
    return None


def _read_sitting_rows(units: Sequence[HeadLine]) -> Iterator[tuple[date, bool, bool]]:
    """Rows of a table of sittings ("Gemeinderat 21.10.2025 5 Ö Entscheidung")."""
    for unit in units:
        if FINITE.search(unit.text):
            continue
        body = BODY.search(unit.text[:60])
        day = DATE.search(unit.text[:LONGEST_ROW])
        if body is None or day is None or len(unit.text) > LONGEST_ROW or OTHER_DAY.search(unit.text[: day.start()]):
            continue
        when = day_of(day) if day.start() - body.end() >= 0 and day.start() - body.start() < NEAR else None
        if when:
            yield when, bool(DECIDES.search(unit.text)), bool(PLENARY.search(unit.text))


def _read_sitting_columns(units: Sequence[HeadLine]) -> Iterator[tuple[date, bool, bool]]:
    """A form whose labels stand above their values ("Gremium:", "Termin:", then the sitting and its day)."""
    labelled = any(SITTING_LABEL.match(unit.text) for unit in units[:25])
    sitting = next((n for n, unit in enumerate(units[:25]) if NUMBERED_SITTING.match(unit.text)), None)
    if labelled and sitting is not None:
        for unit in units[sitting + 1 : sitting + 10]:
            day = DATE.fullmatch(unit.text)
            if day and (when := day_of(day)):
                yield when, False, True
                return


def find_sitting_day(units: Sequence[HeadLine]) -> date | None:
    """The day of the sitting of which a paper is the record: the first date of its head."""
    for unit in units[:16]:
        if FINITE.search(unit.text):
            return None
        day = DATE.search(LOOSE.sub("", unit.text))
        if day and len(unit.text) <= LONGEST_ROW and (when := day_of(day)):
            return when
    return None
