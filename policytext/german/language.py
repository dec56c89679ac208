"""Whether a text is German."""

from __future__ import annotations

import re

LETTERS = re.compile(r"[^\W\d_]{2,}")
SHORTEST_JUDGED = 12  # words; below that py3langid takes headlines and office names for Dutch or Luxembourgish
LONGEST_JUDGED = 400  # words; more changes nothing
FUNCTION_WORDS = frozenset(
    "der die das und den dem des für mit ist von zu auf eine einer nicht werden wird im zur zum bei sich auch".split()
)
PLAINLY_GERMAN = 0.12  # share of these words: median of 337 German guidelines 0.29, of 708 news texts 0.22


def language_of(text: str) -> str | None:
    """The text's language (ISO 639-1); `None` where it has too few words to tell."""
    words = LETTERS.findall(text[:20_000])[:LONGEST_JUDGED]
    if len(words) < SHORTEST_JUDGED:
        return None
    if sum(word.lower() in FUNCTION_WORDS for word in words) >= PLAINLY_GERMAN * len(words):
        return "de"
    import py3langid  # takes a second to load its model, so only where there is a doubt

    return str(py3langid.classify(" ".join(words))[0])
