"""What a time is for: deadline, start, end, term, or a mere mention; and how a length is qualified."""

from __future__ import annotations

import re

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.roles_of_dates import DATE_RULES
from policytext.taggers.times.roles_of_lengths import LENGTH_RULES
from policytext.taggers.times.surroundings import Surroundings
from policytext.taggers.times.time_words import load_words

WORDS = PatternLists("times", "qualifier")


QUALIFIERS = (
    (
        re.compile(
            rf"\b{WORDS.equal_or_more}(?:[ ]{WORDS.after_more})?[ ]$",
            re.IGNORECASE,
        ),
        "EQUAL_OR_MORE",
    ),  # mindestens ⟦drei Jahre⟧
    (
        re.compile(
            rf"\b{WORDS.equal_or_less}(?:[ ]{WORDS.after_less})?[ ]$",
            re.IGNORECASE,
        ),
        "EQUAL_OR_LESS",
    ),  # höchstens ⟦drei Jahre⟧
    (re.compile(rf"\b{WORDS.more_than}[ ]$", re.IGNORECASE), "MORE_THAN"),  # über ⟦drei Jahre⟧
    (re.compile(rf"\b{WORDS.less_than}[ ]$", re.IGNORECASE), "LESS_THAN"),  # unter ⟦drei Jahre⟧
    (re.compile(rf"\b{WORDS.approx}[ ]$", re.IGNORECASE), "APPROX"),  # rund ⟦drei Jahre⟧
)


def read_qualifier(before: str) -> str | None:
    """TIMEX3's mod for a qualified length: "mindestens", "maximal", "über", "unter", "rund"."""
    return next((mod for pattern, mod in QUALIFIERS if pattern.search(before[-40:])), None)


def is_under_deadlines(around: Surroundings, heading: str) -> bool:
    """Whether a heading such as "Fristen" makes a bare date a deadline."""
    bare = around.one.type == "DATE" and around.cue in ("", "am", "zum", "bis", "der") and not around.is_range
    return bare and heading.strip(" :.*#0123456789").lower() in load_words("deadline", "headings")


def role_of(around: Surroundings) -> str:
    """The role of a time."""
    if around.one.reading.role:
        return around.one.reading.role
    if around.one.value == "PRESENT_REF":
        return "start" if around.cue == "ab" else "mention"
    rules = LENGTH_RULES if around.one.type == "DURATION" else DATE_RULES
    if (around.one.type == "TIME" and not around.one.reading.points) or (
        around.one.type == "SET" and around.one.value.startswith(("P", "XXXX-W"))
    ):
        return "mention"
    return next((role for rule in rules if (role := rule(around))), "mention")
