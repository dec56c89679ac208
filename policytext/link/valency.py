"""The valency of verbs and nouns of giving: which verb governs a clause, in which voice, who stands where beside it.

The words with their roles are data (`lexicon/valency.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from policytext import lexicon
from policytext.link.noun_cases import ACCUSATIVE, DATIVE, NOMINATIVE
from policytext.link.party_nouns import names_doing
from policytext.link.sum_clauses import Clause, words_of
from policytext.link.tagging import TaggedWord, name_noun_classes

FORMS = r"(?:e|en|n|t|et|st|est|te|ten|ete|eten|test|end)?$"
PASSIVABLE = frozenset(("give", "support", "endow", "help", "bear"))


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb class with the roles of its places; `bodies`: whoever is its object is somebody, no thing."""

    name: str
    roles: dict[str, str]
    prepositions: dict[str, str] = field(default_factory=dict)
    passive: str = ""
    bodies: bool = False


@cache
def _compile_frames() -> tuple[tuple[VerbFrame, tuple[tuple[str, re.Pattern[str]], ...]], ...]:
    rows = lexicon.load_lexicon("valency")["frames"].items()
    return tuple((_build_frame(name, row), tuple(map(_verb_pattern, row["verbs"]))) for name, row in rows)


def _build_frame(name: str, row: dict[str, Any]) -> VerbFrame:
    roles = {case: row[case] for case in (NOMINATIVE, DATIVE, ACCUSATIVE) if case in row}
    return VerbFrame(name, roles, row.get("prepositions", {}), row.get("passive", ""), row.get("bodies", False))


def _verb_pattern(entry: str) -> tuple[str, re.Pattern[str]]:
    """A particle ("" for none) and the pattern of the verb's forms, with the particle before them or apart."""
    particle, bar, stem = entry.rpartition("|")
    joined = rf"(?:{particle}(?:ge|zu)?)?" if bar and " " not in particle else "(?:ge)?" if bar else ""
    return particle, re.compile(joined + stem + FORMS)


@lru_cache(maxsize=1 << 14)
def _frames_of(verb: str) -> tuple[tuple[VerbFrame, str], ...]:
    """The frames that a verb form may have, each with the particle that it needs."""
    return tuple((frame, particle) for frame, rows in _compile_frames() for particle, p in rows if p.match(verb))


@cache
def _noun_pattern(name: str) -> re.Pattern[str]:
    words = lexicon.load_lexicon("valency")["nouns"][name]
    return re.compile("|".join(rf"[\w-]*{word.lstrip('~')}(?:e?s|e|en|er|n)?$" for word in words))


def is_noun_of(name: str, noun: str) -> bool:
    """Whether a noun is in a list of the valency lexicon: `money`, `giver`, `receiver`, `bearers`."""
    return _noun_pattern(name).match(noun.lower()) is not None


def is_money(noun: str) -> bool:
    """Whether a noun means money that is given: "Zuschuss", "Bescheid", "Scheck"."""
    return "funding" in name_noun_classes(noun) or is_noun_of("money", noun)


def comes_from_owner(noun: str) -> bool:
    """Whether the genitive of a noun of money pays: "Zuschuss des Landes", but "Förderung der Werkstatt"."""
    return not names_doing(noun) or is_noun_of("sent", noun)


def is_agent(preposition: str) -> bool:
    """Whether who acts stands behind a preposition in the passive."""
    return preposition in words_of("agents")


def find_frame(words: Sequence[TaggedWord], clause: Clause) -> tuple[VerbFrame | None, bool]:
    """The frame of a clause's governing verb, `None` where none is known, and whether it stands in the passive.

    An infinitive with "zu" has no subject, so its frame comes without one.
    """
    governing = _governing_verb(words, clause)
    if governing is None:
        return None, False
    place, frame = governing
    lower = [words[p].lower for p in clause.places]
    if frame.name == "flow" and any(name_forms("letting").match(word) for word in lower):
        frame = _frame_named("give")
    getting = (words[p].text for p in clause.places if words[p].tag in "VA")
    if frame.name == "give" and any(name_forms("getting").match(word) for word in getting):
        frame = _frame_named("receive")
    if _is_infinitive(words, place):
        return replace(frame, roles={case: role for case, role in frame.roles.items() if case != NOMINATIVE}), False
    return frame, frame.name in PASSIVABLE and _is_passive(words[place].lower, frozenset(lower))


def _governing_verb(words: Sequence[TaggedWord], clause: Clause) -> tuple[int, VerbFrame] | None:
    """The clause's main verb with its frame: the last one that has its particle, else the last one."""
    text = " ".join(words[p].text for p in clause.places)
    last = next((words[p].lower for p in reversed(clause.places) if words[p].tag != "Z"), "")
    best: tuple[bool, int, VerbFrame] | None = None
    for place in clause.places:
        word = words[place]
        if word.tag not in "VXAH" or not (word.text.islower() or place == clause.places[0]):
            continue
        for frame, particle in _frames_of(word.lower):
            told = not particle or word.lower.startswith(particle) or _stands_apart(particle, text, last)
            if told and (best is None or (bool(particle), place) > best[:2]):
                best = (bool(particle), place, frame)
    return best and (best[1], best[2])


def _stands_apart(particle: str, text: str, last: str) -> bool:
    """Whether a verb's particle stands in its clause: at the end, where it could be a preposition, else anywhere."""
    return last == particle or (particle not in words_of("particles") and f" {particle} " in f" {text} ")


def _frame_named(name: str) -> VerbFrame:
    return next(frame for frame, _ in _compile_frames() if frame.name == name)


@cache
def name_forms(name: str) -> re.Pattern[str]:
    """The forms of the auxiliaries in a list of the valency lexicon: `letting`, `getting`."""
    return re.compile(rf"(?:{'|'.join(lexicon.load_lexicon('valency')['closed'][name])})\w*$")


def _is_infinitive(words: Sequence[TaggedWord], verb: int) -> bool:
    """Whether a verb is an infinitive with "zu": "zu unterstützen", "bereitzustellen"."""
    apart = verb > 0 and words[verb - 1].lower == "zu"
    return apart or re.match(r"\w{2,}zu\w{3,}en$", words[verb].lower) is not None


@cache
def _compile_participle() -> re.Pattern[str]:
    prefixes = "|".join(lexicon.load_lexicon("valency")["closed"]["prefixes"])
    return re.compile(rf"(?!ge[hb])\w*ge\w{{2,}}(?:t|en)$|(?:\w{{2,4}})?(?:{prefixes})\w{{2,}}(?:t|en)$|\w+t$")


def _is_passive(verb: str, words: frozenset[str]) -> bool:
    """Whether a verb is a participle, and no infinitive, in a clause with "werden" or "sein".

    >>> _is_passive("überwiesen", frozenset(("wird",))), _is_passive("überweisen", frozenset(("wird",)))
    (True, False)
    """
    infinitive = verb.endswith("en") and not re.match(r"\w*ge\w+en$|\w*(?:ie|o|a)\w+en$", verb)
    participle = _compile_participle().match(verb) is not None and verb not in words_of("passives")
    return participle and not infinitive and bool(words & (words_of("passives") | words_of("beings")))
