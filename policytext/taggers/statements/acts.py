"""What is done by saying it: promise, demand, refusal, condition or information."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon

REACH_OF_NOT = 45  # characters before a cue in which its negation stands: "habe die Mittel nicht verbindlich zugesagt"


def act_of(text: str, *, verb: str | None = None, negated: bool = False, spoken: bool = True) -> str:
    """The act of a statement's words; `verb` is the reporting verb's own act, `spoken` false for assertions.

    A negated promise or demand is information ("habe nicht zugesagt"), a negated refusal too.
    """
    if verb in ("promise", "demand", "refusal"):
        return "information" if negated else _conditional(text, verb)
    if _says(text, "refusal"):
        return "refusal"
    if _says(text, "demand") or (spoken and _says(text, "modal_demand")):
        return "demand"
    if _says(text, "condition"):
        return "condition"
    return "promise" if _promises(text) else "information"


def _conditional(text: str, act: str) -> str:
    return "condition" if act == "promise" and _says(text, "condition") else act


def _promises(text: str) -> bool:
    if _says(text, "promise"):
        return True
    return any(not _negated(text, match.start(), match.end()) for match in _will().finditer(text))


def _says(text: str, act: str) -> bool:
    """Whether one of the act's words stands in the text and is not negated (refusals and duties hold their "nicht")."""
    found = _pattern(act).finditer(text)
    return any(
        act in ("refusal", "modal_demand", "condition") or not _negated(text, match.start(), match.end())
        for match in found
    )


def _negated(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - REACH_OF_NOT) : start]
    clause = re.split(r"[,;.:!?]", before)[-1]
    return bool(_negations().search(clause + " " + text[end : end + 12]) or _negations().search(text[start:end]))


@cache
def _pattern(act: str) -> re.Pattern[str]:
    words = sorted(lexicon.load("speech")["acts"][act], key=len, reverse=True)
    separable = (
        re.escape(word).replace(r"\ ", r"(?:\s+[^\s;:!?]*[^\s,;.:!?]){0,12}?\s+" if _splits(word) else r"\s+")
        for word in words
    )
    return re.compile(rf"\b(?:{'|'.join(separable)})\b", re.IGNORECASE)


def _splits(phrase: str) -> bool:
    """Whether other words may stand in between: "lehnt den Antrag ab", "stellt 5 Millionen Euro bereit"."""
    return phrase.rsplit(" ", 1)[-1] in {"ab", "aus", "zu", "zurück", "bereit", "an", "auf", "Verfügung", "Aussicht"}


@cache
def _will() -> re.Pattern[str]:
    words = lexicon.load("speech")["acts"]
    return re.compile(
        rf"\b(?:{'|'.join(words['promise_will'])})\b[^,;.:!?]{{1,200}}?\b(?:{'|'.join(words['promise_deeds'])})\b",
        re.IGNORECASE,
    )


@cache
def _negations() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.load('speech')['acts']['negations'])})\b", re.IGNORECASE)
