"""The words of the calendar, lower case, and what they stand for. To add a name ("Hartung"), add it to its table."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

_MONTH_NAMES = (
    "januar jänner jan jän",
    "februar feber febr feb",
    "märz maerz mrz mär",
    "april apr",
    "mai",
    "juni juno jun",
    "juli julei jul",
    "august aug",
    "september sept sep",
    "oktober okt",
    "november nov",
    "dezember dez",
)
MONTHS = MappingProxyType({name: number for number, row in enumerate(_MONTH_NAMES, 1) for name in row.split()})
"""Name or abbreviation (without its point) -> 1 to 12; Austrian and South Tyrolean names among them."""

_WEEKDAY_NAMES = (
    "montag mo",
    "dienstag di",
    "mittwoch mi",
    "donnerstag do",
    "freitag fr",
    "samstag sonnabend sa",
    "sonntag so",
)
WEEKDAYS = MappingProxyType({name: number for number, row in enumerate(_WEEKDAY_NAMES) for name in row.split()})
"""Name or abbreviation -> 0 (Monday) to 6, as `date.weekday()` counts."""

SEASONS = MappingProxyType(
    {
        "frühling": "SP",
        "frühjahr": "SP",
        "frühsommer": "SU",
        "sommer": "SU",
        "hochsommer": "SU",
        "spätsommer": "SU",
        "herbst": "FA",
        "spätherbst": "FA",
        "winter": "WI",
    }
)
"""Name -> TIMEX3's mark; the seasons are those of the weather: spring from 1 March, winter from 1 December."""

DAY_PARTS = MappingProxyType(
    {
        "früh": "TMO",
        "morgen": "TMO",
        "vormittag": "TMO",
        "mittag": "TMI",
        "nachmittag": "TAF",
        "abend": "TEV",
        "nacht": "TNI",
    }
)
"""Name -> TIMEX3's mark for a time of day."""

_ORDINAL_STEMS = (
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fünft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
    "elft",
    "zwölft",
    "dreizehnt",
    "vierzehnt",
    "fünfzehnt",
    "sechzehnt",
    "siebzehnt",
    "achtzehnt",
    "neunzehnt",
    "zwanzigst",
    *(f"{unit}undzwanzigst" for unit in ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")),
    "dreißigst",
    "einunddreißigst",
)
_ORDINALS = {stem: number for number, stem in enumerate(_ORDINAL_STEMS, 1)} | {"siebent": 7}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
ORDINAL_WORD = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})e[nrsm]?"
"""One ordinal word as a pattern: "ersten", "Zweites" (with the flag for any case)."""


@lru_cache(maxsize=1024)
def read_ordinal(word: str) -> int | None:
    """The number of an ordinal: "3.", "dritten", "III." -> 3; `None` where it is none."""
    word = word.lower().rstrip(".")
    if word.isdecimal():
        return int(word) if len(word) < 4 else None
    if word in _ROMAN:
        return _ROMAN[word]
    return _ORDINALS.get(re.sub(r"e[nrsm]?$", "", word))
