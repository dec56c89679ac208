"""Where a unit stands: the anchors from which amounts are read.

One scan finds the words that an amount must have ("Euro", "T€", "Prozent", "VZÄ", "Stellen"); all else is read around
them. The words themselves are in `lexicon/currencies.toml` and `lexicon/amounts.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby

from policytext import lexicon

THOUSAND, MILLION = Decimal(1000), Decimal(1_000_000)
PREFIXES = {"T": THOUSAND, "k": THOUSAND, "Tsd": THOUSAND, "Tsd.": THOUSAND, "M": MILLION}
PREFIXED = ("€", "EUR", "Euro", "DM")  # T€, TEUR, TEuro, MEUR, TDM


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """What a unit word says: `kind` and `code` of the amount, the factor of one unit, whether it may stand in front."""

    kind: str
    code: str
    factor: Decimal = Decimal(1)
    before: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A unit word at `start:end` of the view."""

    start: int
    end: int
    unit: AmountUnit


POSITION = AmountUnit("positions", "Stelle")
SHARE = AmountUnit("share", "%")


@cache
def _load_units() -> dict[str, AmountUnit]:
    """Every unit word with what it says."""
    units: dict[str, AmountUnit] = {}
    for code, entry in lexicon.load_lexicon("currencies").items():
        units |= {form: AmountUnit("money", code) for name in entry["names"] for form in _inflect_unit(name)}
        units |= {name: AmountUnit("money", code, Decimal("0.01")) for name in entry.get("minor", ())}
        units |= {name: AmountUnit("money", code, before=True) for name in entry["before"]}
    for name in PREFIXED:
        money = units[name]
        units |= {prefix + name: AmountUnit("money", money.code, factor, True) for prefix, factor in PREFIXES.items()}
    words = lexicon.load_lexicon("amounts")
    units |= dict.fromkeys(words["share"]["names"] + words["share"]["adjectives"], SHARE)
    return units | dict.fromkeys(words["positions"]["names"], POSITION)


def _inflect_unit(name: str) -> Iterator[str]:
    """A name with the endings of its adjective ("schwedische Kronen", "schwedischen Kronen", …)."""
    adjective, blank, noun = name.partition(" ")
    endings = ("", "n", "r", "m", "s") if blank and adjective.islower() and adjective.endswith("e") else ("",)
    return (f"{adjective}{ending}{blank}{noun}" for ending in endings)


@cache
def _by_last_word() -> dict[str, list[str]]:
    """Names of several words, the longest first, by their last word ("schwedische Kronen" by "Kronen")."""
    names: dict[str, list[str]] = {}
    for name in sorted(_load_units(), key=len, reverse=True):
        if name[0].islower() and name[0] not in "v" and " " in name:
            names.setdefault(name.rpartition(" ")[2], []).append(name)
    return names


@cache
def _compile_pattern() -> re.Pattern[str]:
    """The scan: unit words, the longest first, and words in -stelle(n).

    What stands before a word is checked afterwards: a pattern that begins with letters is searched for much faster.
    """
    compound = {name for names in _by_last_word().values() for name in names}
    words = {*_load_units(), *_by_last_word(), "Stelle", "Stellen", "stelle", "stellen"} - compound
    by_first = groupby(sorted(words, key=lambda word: (word[0], -len(word))), key=lambda word: word[0])
    branches = (
        rf"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in group)})" for first, group in by_first
    )
    return re.compile(rf"(?:{'|'.join(branches)})(?![^\W\d_])")


def find_units(text: str) -> Iterator[Anchor]:
    """The unit words of the text, in order."""
    for match in _compile_pattern().finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if word in ("stelle", "stellen", "Stelle", "Stellen"):
            if (first := _start_of_post(text, start)) is not None:
                yield Anchor(first, end, POSITION)
        elif not (word[0].isalpha() and text[start - 1 : start].isalpha()) or word.startswith("prozentige"):
            name = next((name for name in _by_last_word().get(word, ()) if text.endswith(name, 0, end)), word)
            if unit := _load_units().get(name):
                yield Anchor(end - len(name), end, unit)


_JOINTS = "-/:*_·"
_LONGEST_FIRST_PART = 40


def _start_of_post(text: str, end: int) -> int | None:
    """Where a word in -stelle(n) begins, if it is a post ("Lehrerstellen") and no office ("Beratungsstelle")."""
    start = end
    while start > max(0, end - _LONGEST_FIRST_PART) and (text[start - 1].isalpha() or text[start - 1] in _JOINTS):
        start -= 1
    first_part = text[start:end].strip(_JOINTS)
    if not first_part:
        return end if text[end] == "S" else None
    return start if _counts_posts(first_part) else None


@cache
def _post_words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    words = lexicon.load_lexicon("amounts")["positions"]
    return frozenset(words["first_parts"]), tuple(words["person_endings"]), tuple(words["no_person"])


def _counts_posts(first_part: str) -> bool:
    first_parts, person_endings, no_person = _post_words()
    if first_part in first_parts:
        return True
    return first_part[:1].isupper() and first_part.endswith(person_endings) and not first_part.endswith(no_person)
