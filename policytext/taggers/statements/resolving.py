"""Whether a description can mean an actor: "der KBD-Präsident", "die Ministerin", "das Unternehmen"."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Actor
from policytext.taggers.statements.who import names_person

NEAR_NAME = 60  # characters before a name in which its offices stand
WORDS = PatternLists("speech", "reading")
APPOSED = re.compile(  # Uwe Lang (FL), Leiter des Amts
    rf"(?: \([^)]{{1,20}}\))?, (?:(?:{WORDS.apposed_articles}) )?([A-ZÄÖÜ][\w-]{{3,}})"
)
LEAST_PART = 4  # letters of an office that a longer word may end in: "Chef" in "Verbandschef"
WEAK = ("en", "n", "s", "es")  # "des Deichgrafen", "des Landrats"
COMPANIES = tuple(lexicon.load_lexicon("speech")["reading"]["companies"])


def matches_description(actor: Actor, words: frozenset[str], offices: frozenset[str], noun: str) -> bool:
    """Whether a noun in lower case describes an actor with these words of name and mentions, and of offices."""
    if any(word.endswith((noun, *(noun + ending for ending in WEAK))) for word in words | offices):
        return True
    if actor.kind != "person":
        return False
    first, _, tail = noun.rpartition("-")
    if first and len(tail) >= LEAST_PART and any(word.endswith(tail) for word in offices):
        return True
    return any(len(office) >= LEAST_PART and noun.endswith(office) for office in offices) or _lead_same_body(
        noun, offices
    )


def may_be_anybody(noun: str) -> bool:
    """Whether a noun tells nothing of a person but a trade, a sex or an age: "der Politiker", "die 45-Jährige"."""
    return noun.endswith(_load_endings("anybody"))


def offices_at(text: str, start: int, end: int) -> list[str]:
    """The words of an office around a name: "Präsidentin Landrätin Dr. Vossberg", "Uwe Lang, Leiter des Amts"."""
    before = text[max(0, start - NEAR_NAME) : start].split()
    offices = []
    for word in reversed(before[1:]):
        if not (word[:1].isupper() and word[-1:].isalpha()) and word not in _load_endings("titles"):
            break
        offices.append(word.lower())
    apposed = APPOSED.match(text, end)
    return [*offices, apposed.group(1).lower()] if apposed else offices


def without_name(actor: Actor) -> bool:
    """Whether an actor is a person known by the office only: "Verbandspräsidentin"."""
    if actor.kind != "person" or " " in actor.name:
        return False
    lower = actor.name.lower()
    return lower.endswith(_load_endings("leaders")) or (
        names_person(lower, feminine=True) and lower.endswith(("in", "rat"))
    )


def _lead_same_body(noun: str, offices: frozenset[str]) -> bool:
    """Whether both are words for who leads the same body: "SPD-Chef" and "SPD-Vorsitzender"."""
    body, _, tail = noun.rpartition("-")
    if not tail.endswith(_load_endings("leaders")):
        return False
    return any(
        office.endswith(_load_endings("leaders")) and (not body or office.startswith(body)) for office in offices
    )


@cache
def _load_endings(key: str) -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("speech")["descriptions"][key])
