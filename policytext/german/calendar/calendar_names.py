"""The words of the calendar, lower case, and what they stand for. To add a name ("Hartung"), add it to its table
in `lexicon/calendar.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from policytext.lexicon import load_lexicon

_NAMES = load_lexicon("calendar")

MONTHS: Mapping[str, int] = MappingProxyType(_NAMES["months"])
"""Name or abbreviation (without its point) -> 1 to 12; Austrian and South Tyrolean names among them."""

WEEKDAYS: Mapping[str, int] = MappingProxyType(_NAMES["weekdays"])
"""Name or abbreviation -> 0 (Monday) to 6, as `date.weekday()` counts."""

SEASONS: Mapping[str, str] = MappingProxyType(_NAMES["seasons"])
"""Name -> TIMEX3's mark; the seasons are those of the weather: spring from 1 March, winter from 1 December."""

DAY_PARTS: Mapping[str, str] = MappingProxyType(_NAMES["day_parts"])
"""Name -> TIMEX3's mark for a time of day."""

_ORDINALS: Mapping[str, int] = MappingProxyType(_NAMES["ordinals"])
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
