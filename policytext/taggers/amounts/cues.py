"""The words right before an amount that bound it: "bis zu |90.000 Euro", "mehr als |5 Prozent", "rund |1.000 Stellen".

A cue may be parted from its amount by words that bound nothing ("bis zu einer Höhe von insgesamt |500 Euro"); both
kinds of words are in `lexicon/amounts.toml`, section `bounds`.
"""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts.amount_drafts import AmountDraft

_NAMES = ("at_most", "at_least", "above", "below", "about", "none")
_LONGEST_CUE = 4  # words


@cache
def _load_cues() -> dict[tuple[str, ...], str]:
    words = lexicon.load_lexicon("amounts")["bounds"]
    return {tuple(phrase.lower().split()): name for name in _NAMES for phrase in words[name]}


@cache
def _word_set(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.load_lexicon("amounts")["bounds"][key])


_WINDOW = 110
_THROUGH = PatternLists("amounts", "through")
_THROUGH_NOUN = re.compile(
    rf"""(?<![^\W\d_])(?:
          (?P<limit>{_THROUGH.limits})[rms]?[ ]                # mit einer maximalen Höhe von |500 Euro
        | (?P<cue>{_THROUGH.cues})[ ]{_THROUGH.articles}[ ]    # ab einer Auszahlung in Höhe von |500 Euro
        )(?:[a-zäöüß]+[ ]){{0,2}}[A-ZÄÖÜ][\w-]+[ ]{_THROUGH.links}[ ]\Z""",
    re.VERBOSE,
)


_ENUMERATOR = re.compile(r"[a-z]{1,3}\)")


def read_cue_before(text: str, draft: AmountDraft) -> str | None:
    """The bound of the cue that leads up to the draft, fillers between them left aside."""
    return at_end(text[max(draft.floor, draft.start - _WINDOW) : draft.start])


def at_end(window: str) -> str | None:
    """The bound of the cue at the end of some words ("Gefördert werden bis zu")."""
    words = [word.lstrip("(„[–-") or word for word in window.lower().replace("(", " (").split()]
    words = [word for word in words if not _ENUMERATOR.fullmatch(word)]
    weak, passed = None, False
    if through := _THROUGH_NOUN.search(window):
        return _load_cues()[tuple((through["cue"] or through["limit"]).lower().split())]
    while words:
        found = _longest_cue(words)
        if found and (bound := _check_cue(window, words, found, passed=passed)):
            if bound != "about":
                return bound
            weak, words = bound, words[: -found[0]]
        elif words[-1] in _word_set("fillers"):
            passed = words.pop() in _word_set("solid") or passed
        else:
            break
    return weak


def _longest_cue(words: list[str]) -> tuple[int, str] | None:
    """(number of words, bound) of the longest cue that ends the words."""
    for length in range(min(_LONGEST_CUE, len(words)), 0, -1):
        if bound := _load_cues().get(tuple(words[-length:])):
            return length, bound
    return None


def _check_cue(window: str, words: list[str], found: tuple[int, str], *, passed: bool) -> str | None:
    """The bound, unless its word only looks like a cue here."""
    length, bound = found
    cue = words[-length:]
    if cue == ["über"] and (passed or _is_about_a_sum(window, words[:-1])):
        return None
    return None if passed and " ".join(cue) in _word_set("adjacent") else bound


@cache
def _compile_papers() -> tuple[frozenset[str], re.Pattern[str]]:
    words = lexicon.load_lexicon("amounts")["bounds"]
    verbs = "|".join(words["about_verbs"])
    return frozenset(word.lower() for word in words["papers"]), re.compile(verbs)


def _noun_with_genitive(words: list[str]) -> str:
    """The noun before a genitive or its like: "antrag" in "Antrag der Naturfreunde", "Bescheid an die Stadt"."""
    rest = words[:-1]
    while rest and rest[-1] in _word_set("genitives"):
        rest = rest[:-1]
    return rest[-1] if len(rest) < len(words) - 1 and rest else ""


def _is_about_a_sum(window: str, words: list[str]) -> bool:
    """Whether "über" names what a paper or a verb is about ("eine Spende über 100 €", "verfügt über 5 Mio. Euro")."""
    papers, verbs = _compile_papers()
    if words and (words[-1] in papers or _noun_with_genitive(words) in papers):
        return True
    return bool(verbs.search(window.lower().rpartition(" über")[0][-60:]))
