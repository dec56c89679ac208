"""Lines in capitals as one would write them: "1. JULI BIS 30. JUNI" reads as "1. Juli bis 30. Juni"."""

from __future__ import annotations

import re

from policytext.taggers.times.time_words import load_words

LINE_OF_CAPITALS = re.compile(r"^(?=[^\n]*[A-ZÄÖÜ]{3}[^\n]*[A-ZÄÖÜ]{3})[^a-zäöü\n]{8,}$", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{3,}")


def fold_capitals(text: str) -> str:
    """The text with its lines in capitals in small letters, nouns' first letters kept; as long as before.

    fold_capitals("VOM 1. JULI BIS 30. JUNI 2026") is "vom 1. Juli bis 30. Juni 2026".
    """
    return LINE_OF_CAPITALS.sub(_folded_line, text)


def _folded_line(line: re.Match[str]) -> str:
    return WORD.sub(_folded_word, line.group()) if len(WORD.findall(line.group())) > 2 else line.group()


def _folded_word(word: re.Match[str]) -> str:
    small = word.group().lower()
    folded = small if small in load_words("capitals", "small") else small.capitalize()
    return folded if len(folded) == len(word.group()) else word.group()
