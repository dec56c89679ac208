"""Whether the clause around an expression speaks of the past or the future."""

from __future__ import annotations

import re

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.time_words import has_word

WORDS = PatternLists("times", "tense")


FUTURE = re.compile(rf"\b{WORDS.future}\b")  # wird, einzureichen, startet
PAST = re.compile(
    rf"""\b(?:
        {WORDS.past}                              # wurde, sagten
      | (?!{WORDS.no_past}) [a-zäöüß]{{2,}}
        {WORDS.past_stems} ten? (?![ ][A-ZÄÖÜ])   # steuerte
      | {WORDS.reported} (?=[,.])                 # …, meldet, …
      | [a-zäöüß]{{3,}} ierten? (?![ ][A-ZÄÖÜ])   # finanzierten
    )\b""",
    re.VERBOSE,
)

LIMIT = re.compile(rf"\b{WORDS.limits}\b[^.;,]{{0,16}}$")  # spätestens am
LIMIT_AHEAD = re.compile(rf"\b{WORDS.limits_ahead}\b[^.;,]{{0,16}}$")  # bis zum
TO_DO = re.compile(r"\bzu [a-zäöüß]+n\b|\b[a-zäöüß]+zu[a-zäöüß]+en\b")  # zu entscheiden, vorzulegen
SUBORDINATE = re.compile(rf"{WORDS.subordinators}\b")  # dass
CLAUSE_END = re.compile(r"(?:(?<![ ]\d)(?<![ ]\d\d)\.|[!?;:])[ ]+(?=[A-ZÄÖÜ„])|\n")  # not at "der 1. Bezirk"
WINDOW = 160  # characters each side in which the verb is looked for
OTHER_CLAUSE = 40  # characters that a comma counts for


def tense_around(text: str, start: int, end: int) -> int:
    """-1 where the verb nearest to `text[start:end]` speaks of the past, 1 of the future, 0 where nothing tells."""
    before = CLAUSE_END.split(text[max(0, start - WINDOW) : start])[-1]
    after = CLAUSE_END.split(text[end : end + WINDOW])[0]
    if LIMIT_AHEAD.search(before) and _looks_ahead(before, after):
        return 1
    near = [
        (distance, tense)
        for pattern, tense in ((PAST, -1), (FUTURE, 1))
        for distance in _measure_distances(pattern, before, after)
    ]
    if near:
        return min(near)[1]
    return 1 if LIMIT.search(before) else 0


def _looks_ahead(before: str, after: str) -> bool:
    """Whether what governs a limit points ahead, though it is told as past: "hat die Frist bis zum … verlängert"."""
    clause = before.rpartition(", ")[2] + " ~" + after.partition(",")[0]
    if has_word("direction", "ahead", clause):
        return True
    governed = TO_DO.search(after.partition(",")[0]) or (
        "," in before and SUBORDINATE.match(before.rpartition(", ")[2])
    )
    return bool(governed) and not PAST.search(clause)


def _measure_distances(pattern: re.Pattern[str], before: str, after: str) -> list[int]:
    """How far the verbs stand off; one behind counts as nearer (verbs come last), one over a comma as farther."""
    left = [
        len(before) - match.end() + OTHER_CLAUSE * before.count(",", match.end()) for match in pattern.finditer(before)
    ]
    right = [
        match.start() // 2 + OTHER_CLAUSE * after.count(",", 0, match.start()) for match in pattern.finditer(after)
    ]
    return left + right
