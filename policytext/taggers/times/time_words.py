"""The pieces that the patterns are made of, and what the lexicon says of single words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from policytext import lexicon
from policytext.german.calendar import MONTHS, SEASONS, WEEKDAYS
from policytext.lexicon.pattern_lists import PatternLists


def _join_alternatives(names: Iterable[str]) -> str:
    """One of the words, the longest first, with a capital or in capitals as they stand in a text."""
    forms = {
        form for name in names for form in (name.capitalize(), name.upper() if len(name) > 2 else name.capitalize())
    }
    return "|".join(sorted(forms, key=len, reverse=True))


S = r"(?:[ ]++)"
"""Blanks: the view has no others inside a block."""

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])(?!\d)"
_LONG = [name for name in MONTHS if len(name) > 4 or name in ("mai", "juni", "juli", "juno", "märz")]
_SHORT = [name for name in MONTHS if name not in _LONG]
LONG_MONTH = rf"(?:{_join_alternatives(_LONG)})"
MONTH = rf"(?:{LONG_MONTH}|(?:{_join_alternatives(_SHORT)})\b\.?)"
SEASON = rf"(?:{_join_alternatives(SEASONS)})"
WEEKDAY = rf"(?:{_join_alternatives(name for name in WEEKDAYS if len(name) > 2)})"
SHORT_WEEKDAY = rf"(?:{_join_alternatives(name for name in WEEKDAYS if len(name) == 2)})"
YEAR = r"(?:1[89]|20)\d\d(?!\d)"
OLD_YEAR = r"(?:1\d|20|21)\d\d(?!\d)"
DASH = r"(?:[-–—‒])"
YEAR_NOUN = rf"(?:{PatternLists('times', 'year').hyphenated}|[^\W\d_]+)?[Jj]ahr"
ADJECTIVE = r"[^\W\d_]++"


@cache
def load_words(section: str, key: str) -> tuple[str, ...]:
    """The list under `[section] key` of the lexicon of times."""
    return tuple(lexicon.load_lexicon("times")[section][key])


@cache
def load_table(section: str) -> dict[str, Any]:
    """The whole `[section]` of the lexicon of times."""
    return dict(lexicon.load_lexicon("times")[section])


@cache
def _shifts() -> dict[str, int | None]:
    rows = load_table("shift").items()
    return {stem: (None if key == "open" else int(key)) for key, stems in rows for stem in stems}


def shifting_stems() -> tuple[str, ...]:
    """The stems of the adjectives that place a period: "kommend", "jeweilig"."""
    return tuple(_shifts())


@lru_cache(maxsize=4096)
def shift_of(adjective: str) -> tuple[bool, int | None]:
    """Whether an adjective places a period ("kommenden", "jeweiligen"), and how far off (`None`: any year)."""
    stem = re.sub(r"(?:e[nrsm]?)$", "", adjective.lower())
    return (True, _shifts()[stem]) if stem in _shifts() else (False, None)


@lru_cache(maxsize=4096)
def noun_of(word: str) -> str:
    """A noun of time without its ending, lower case: "Haushaltsjahres" -> "haushaltsjahr"."""
    return re.sub(
        r"(?<=jahr)(?:e[sn]?|s)$|(?<=(?:nat|tal))(?:e[sn]?|s)$|(?<=woche)n$|(?<=ende)(?:s|n)$|(?<=semester)[sn]$",
        "",
        word.lower(),
    )


@lru_cache(maxsize=4096)
def is_year_noun(word: str) -> bool:
    """Whether a word ending in "-jahr" means a year of the calendar or one that is as long ("Haushaltsjahr")."""
    return noun_of(word).endswith("jahr") and noun_of(word) not in load_words("no_year", "nouns")


def cycle_of(noun: str) -> int:
    """The month in which such a year begins: 8 for "Schuljahr", 1 for "Haushaltsjahr"."""
    return int(load_table("cycle").get(noun_of(noun), 1))


@cache
def load_stems(section: str, key: str) -> tuple[str, ...]:
    """What must stand in a text, in lower case, for any word of a list to stand there."""
    return tuple(max(form.lower().split("~"), key=len) for form in load_words(section, key))


def has_word(section: str, key: str, where: str) -> bool:
    """Whether one of a list's words stands in a text."""
    lower = where.lower()  # looking for plain pieces first is twenty times as fast as the pattern
    return any(stem in lower for stem in load_stems(section, key)) and any_of(section, key).search(where) is not None


@cache
def any_of(section: str, key: str) -> re.Pattern[str]:
    """One of the words of a list of the lexicon as whole words, in any case; "~" stands for any ending."""
    forms = sorted(load_words(section, key), key=len, reverse=True)
    patterns = "|".join(re.escape(form).replace(r"\~", r"\w*").replace("~", r"\w*") for form in forms)
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)", re.IGNORECASE)
