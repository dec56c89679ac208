"""Sentences that are nothing but manners, contacts or pointers elsewhere (`lexicon/boilerplate.toml`)."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists

LONGEST = 400  # characters; what is longer says more
WORD = re.compile(r"[^\s,;:!()„“”\"–|]+")
ADDRESS = re.compile(r"[\d@]|www|https?|\.\w{2,}$|^\W+$")  # 0123   presse@hallerfeld.example   www.hallerfeld.example
ELSEWHERE = re.compile(r"\w@\w|\bwww\.|https?://|\b[\w-]+\.(?:de|eu|org|com|info|net|example)\b|\b0\d{2,5}[ /-]*\d{3,}")
_CONTACTS = PatternLists("sentences", "contacts")
COPULA = re.compile(rf"(?:[ ]\S+){{0,5}}?[ ]{_CONTACTS.copulas}[ ]")  # … für die Presse ist Petra Moor
COLON = re.compile(r"(?:[ ](?!\S+:[ ]\S+:)\S+){0,6}?[ ]?:")  # … für die Presse: Petra Moor


def is_boilerplate(text: str) -> bool:
    """Whether some words are a greeting, a contact, a pointer to more or an imprint, and nothing besides.

    is_boilerplate("Mit freundlichen Grüßen Petra Moor")       # True
    is_boilerplate("Ansprechpartner: Uwe Lang, Zimmer 12.")    # True
    is_boilerplate("Ansprechpartner fehlen in vielen Kitas.")  # False
    """
    words = " ".join(text.split())
    if not words or len(words) > LONGEST:
        return False
    return _is_greeting(words) or _names_contact(words) or _points_elsewhere(words)


def is_contact(text: str) -> bool:
    """Whether some words only say whom to ask, and where: "Ansprechpartner: Uwe Lang, Zimmer 12." """
    words = " ".join(text.split())
    return 0 < len(words) <= LONGEST and (_names_contact(words) or _points_elsewhere(words))


def _is_greeting(words: str) -> bool:
    """A salutation or closing and names: "Sehr geehrte Frau Klein, liebe Gäste," """
    start = _compile_beginning("salutations").match(words) or _compile_beginning("closings").match(words)
    ends = not words.endswith(".") or start is None or not words[start.end() :].strip(" .")
    return start is not None and ends and _only_names(words[start.end() :])


def _names_contact(words: str) -> bool:
    """A label, then names and numbers: "Herausgeber: Kreis Moorkamp, Am Markt 1" """
    start = _compile_beginning("labels").match(words)
    if start is None:
        return False
    if start.end() == len(words.rstrip(".: ")):
        return True
    joint = COLON.match(words, start.end()) or COPULA.match(words, start.end())
    return joint is not None and _only_names(words[joint.end() :])


def _points_elsewhere(words: str) -> bool:
    """A pointer with a place in it: "Weitere Informationen finden Sie unter www.moorkamp.example." """
    start = _compile_beginning("pointers").match(words)
    bare = start or _compile_beginning("bare_pointers").match(words)
    rest = words[bare.end() :] if bare else ""
    if not rest or _compile_inside("says").search(rest):
        return False
    return bool(ELSEWHERE.search(rest) or (start and _compile_inside("places").search(rest)))


def _only_names(words: str) -> bool:
    """Whether no word says anything: names, nouns, numbers, addresses and small words between them."""
    return all(
        word[0].isupper() or word.rstrip(".").lower() in _load_small_words() or ADDRESS.search(word)
        for word in WORD.findall(words)
    )


@cache
def _load_small_words() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("boilerplate")["small"])


@cache
def _compile_beginning(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_join_phrases(name)})(?!\w)")


@cache
def _compile_inside(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_join_phrases(name)})(?!\w)")


def _join_phrases(name: str) -> str:
    """The phrases of a list, longer ones first."""
    return "|".join(map(re.escape, sorted(lexicon.load_lexicon("boilerplate")[name], key=len, reverse=True)))
