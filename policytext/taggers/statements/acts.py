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
        return "information" if negated else _mark_condition(text, verb)
    if _has_act_words(text, "refusal"):
        return "refusal"
    if _has_act_words(text, "demand") or (spoken and _has_act_words(text, "modal_demand")):
        return "demand"
    if _has_act_words(text, "condition"):
        return "condition"
    return "promise" if _is_promise(text) else "information"


def _mark_condition(text: str, act: str) -> str:
    return "condition" if act == "promise" and _has_act_words(text, "condition") else act


def _is_promise(text: str) -> bool:
    if _has_act_words(text, "promise"):
        return True
    return any(not _is_negated(text, match.start(), match.end()) for match in _compile_will().finditer(text))


def _has_act_words(text: str, act: str) -> bool:
    """Whether one of the act's words stands in the text and is not negated (refusals and duties hold their "nicht")."""
    found = _compile_act(act).finditer(text)
    return any(
        act in ("refusal", "modal_demand", "condition") or not _is_negated(text, match.start(), match.end())
        for match in found
    )


def _is_negated(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - REACH_OF_NOT) : start]
    clause = re.split(r"[,;.:!?]", before)[-1]
    return bool(
        _compile_negations().search(clause + " " + text[end : end + 12]) or _compile_negations().search(text[start:end])
    )


@cache
def _compile_act(act: str) -> re.Pattern[str]:
    words = sorted(lexicon.load_lexicon("speech")["acts"][act], key=len, reverse=True)
    separable = (
        re.escape(word).replace(r"\ ", r"(?:\s+[^\s;:!?]*[^\s,;.:!?]){0,12}?\s+" if _may_split(word) else r"\s+")
        for word in words
    )
    return re.compile(rf"\b(?:{'|'.join(separable)})\b", re.IGNORECASE)


def _may_split(phrase: str) -> bool:
    """Whether other words may stand in between: "lehnt den Antrag ab", "stellt 5 Millionen Euro bereit"."""
    return phrase.rsplit(" ", 1)[-1] in lexicon.load_lexicon("speech")["reading"]["separable"]


@cache
def _compile_will() -> re.Pattern[str]:
    words = lexicon.load_lexicon("speech")["acts"]
    will, deeds = "|".join(words["promise_will"]), "|".join(words["promise_deeds"])
    return re.compile(rf"\b(?:{will})\b[^,;.:!?]{{1,200}}?\b(?:{deeds})\b", re.IGNORECASE)


@cache
def _compile_negations() -> re.Pattern[str]:
    negations = "|".join(lexicon.load_lexicon("speech")["acts"]["negations"])
    return re.compile(rf"\b(?:{negations})\b", re.IGNORECASE)
