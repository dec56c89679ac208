"""Whether a description can mean an actor: "der KBD-Präsident", "die Ministerin", "das Unternehmen"."""

from __future__ import annotations

from functools import cache

from policytext import lexicon
from policytext.model import Actor
from policytext.taggers.statements.who import names_person

LEAST_PART = 4  # letters of an office that a longer word may end in: "Chef" in "Verbandschef"
COMPANIES = ("unternehmen", "konzern", "firma", "hersteller", "anbieter", "betreiber")


def answers(actor: Actor, words: frozenset[str], noun: str) -> bool:
    """Whether a noun in lower case describes an actor with these words of name, office and mentions."""
    if any(word.endswith(noun) for word in words):
        return True
    if actor.kind != "person":
        return False
    first, _, tail = noun.rpartition("-")
    if first and len(tail) >= LEAST_PART and any(word.endswith(tail) for word in words):
        return True
    offices = _words(actor.role or "")
    return any(len(office) >= LEAST_PART and noun.endswith(office) for office in offices) or _leads(noun, offices)


def may_be_anybody(noun: str) -> bool:
    """Whether a noun tells nothing of a person but a trade, a sex or an age: "der Politiker", "die 45-Jährige"."""
    return noun.endswith(_endings("anybody"))


def without_name(actor: Actor) -> bool:
    """Whether an actor is a person known by the office only: "Verbandspräsidentin"."""
    if actor.kind != "person" or " " in actor.name:
        return False
    lower = actor.name.lower()
    return lower.endswith(_endings("leaders")) or (names_person(lower, feminine=True) and lower.endswith(("in", "rat")))


def _leads(noun: str, offices: frozenset[str]) -> bool:
    """Whether both are words for who leads the same body: "SPD-Chef" and "SPD-Vorsitzender"."""
    body, _, tail = noun.rpartition("-")
    if not tail.endswith(_endings("leaders")):
        return False
    return any(office.endswith(_endings("leaders")) and (not body or office.startswith(body)) for office in offices)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;()").lower() for word in text.split())


@cache
def _endings(key: str) -> tuple[str, ...]:
    return tuple(lexicon.load("speech")["descriptions"][key])
