"""German text as search terms: stems with umlaut and ß variants brought together, compounds with their parts.

Words of a text and words of a question go through the same functions, so that "Breitband" meets "Breitbandausbau" and
"Unterbringung von Flüchtlingen" meets "Flüchtlingsunterbringung". Terms are made of letters and digits only.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from policytext import lexicon
from policytext.german.words import HYPHENS, INNER_SIGN, LONGEST_WORD, WORD, fold, stem

TOKEN = re.compile(rf"(?P<word>{WORD.pattern})|\d+")  # Schüler*innen   58   Flücht­ling (with a soft hyphen: see forms)
ACTION = re.compile(r"(?P<verb>.{2,}er)ung(?:en|s)?$")  # Förderung, Förderungen: as "fördern"
PLURAL_S = re.compile(r"(?P<word>.{2,}[^aeiouäöü][aoy])s$")  # Kitas   Büros   Handys, and not: Haus, Preis
PERSON = re.compile(r"(?P<base>.{2,}er)(?:innen|in|n|s)?$")  # Schüler, Schülerinnen, Schülern: "schuler", not "schul"
ENDINGS = ("s", "n", "en", "es", "e", "er", "ern")  # of nouns
SHORTEST_PART = 4
LINKS = ("", "s", "es", "n", "en", "er")  # Arbeit-s-markt   Straße-n-bau
LONGEST_COMPOUND = 45  # characters; longer words are not taken apart


@dataclass(frozen=True, slots=True)
class Form:
    """A word or number of a text: its place and its lower-case form."""

    start: int
    end: int
    form: str


def forms(text: str) -> Iterator[Form]:
    """Every word and number; gender signs are gone, soft hyphens inside a word are passed over."""
    if HYPHENS.search(text):
        yield from _forms_around_hyphens(text)
        return
    for match in TOKEN.finditer(text):
        yield Form(match.start(), match.end(), _plain(match.group()))


def _plain(word: str) -> str:
    return INNER_SIGN.sub("", word).lower()[:LONGEST_WORD]


def _forms_around_hyphens(text: str) -> Iterator[Form]:
    """The same where soft hyphens split words: read without them, with places in the text as it is."""
    soft = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    kept = [place for place, character in enumerate(text) if character not in soft]
    bare = "".join(text[place] for place in kept)
    for match in TOKEN.finditer(bare):
        yield Form(kept[match.start()], kept[match.end() - 1] + 1, _plain(match.group()))


@lru_cache(maxsize=100_000)
def term(form: str) -> str:
    """The search term of a lower-case word: its stem, alike for noun and verb, umlaut or not ("förderung", "ford")."""
    if (person := PERSON.match(form)) and _is_person(person["base"]):
        return fold(person["base"])
    if action := ACTION.match(form):
        form = f"{action['verb']}n"
    elif plural := PLURAL_S.match(form):
        form = plural["word"]
    return fold(stem(form)) or form


def _is_person(base: str) -> bool:
    """Whether a word in -er names people ("Bürger", as against "Häuser"): then it has a feminine form."""
    vocabulary = _vocabulary()
    return f"{base}innen" in vocabulary or f"{base}in" in vocabulary


@lru_cache(maxsize=100_000)
def parts(form: str) -> tuple[str, ...]:
    """The terms of a compound's parts at every level, none for a simple word.

    "breitbandausbauförderung": "breitbandausbau", "breitband", "ausbau", "ford".
    """
    found = dict.fromkeys(term(part) for part in _all_parts(form))
    return tuple(part for part in found if part != term(form))


def halves(form: str) -> tuple[str, str] | None:
    """The two words of a compound as lower-case forms ("hundesteuer": "hund", "steuer"), `None` for a simple word."""
    return _cut(form)


def is_noun(form: str) -> bool:
    """Whether a lower-case word, or its singular, is a noun of the word list ("schulen", and not "hallerfeld")."""
    return any(piece in _vocabulary() for piece in (form, *(form.removesuffix(end) for end in ENDINGS)))


def _all_parts(form: str) -> Iterator[str]:
    for part in _cut(form) or ():
        yield part
        yield from _all_parts(part)


@lru_cache(maxsize=100_000)
def _cut(form: str) -> tuple[str, str] | None:
    """The two words of a compound, the more common pair where there are several (Koehn and Knight 2003)."""
    if not SHORTEST_PART + 2 <= len(form) <= LONGEST_COMPOUND or form.isdigit():
        return None
    best, most = None, 0.0
    for place in range(3, len(form) - 2):
        tail = form[place:]
        if (worth := _worth(tail)) and (head := _head(form[:place])):
            worth *= _worth(head) or 1.0
            if worth > most:
                best, most = (head, tail), worth
    return best


def _worth(word: str) -> float:
    """How good a part a word is: common ones best, compounds of known words less, 0 for what is neither."""
    return float(_commonness(word)) or (0.5 if len(word) > 2 * SHORTEST_PART - 2 and _cut(word) else 0.0)


@lru_cache(maxsize=100_000)
def _head(piece: str) -> str | None:
    """The word that stands before another in a compound, without its linking letters."""
    for link in LINKS:
        word = piece.removesuffix(link) if link else piece
        if piece.endswith(link) and _commonness(word):
            return word
    if len(piece) >= SHORTEST_PART and f"{piece}e" in _vocabulary():  # Schul-hof, Kirch-turm
        return f"{piece}e"
    if piece in _heads():
        return piece
    stripped = piece.removesuffix("s")  # Straßenausbau-beitrag, Wohnungsbau-s-förderung
    return next((word for word in (piece, stripped) if len(word) > 2 * SHORTEST_PART - 2 and _cut(word)), None)


def _commonness(word: str) -> int:
    """How common a word is (1 to 9), 0 for what is no word or too short to be a part."""
    if len(word) < SHORTEST_PART and word not in _short():
        return 0
    return _vocabulary().get(word, 0)


@cache
def _vocabulary() -> dict[str, int]:
    """Nouns with their commonness; made by `python -m policytext.training.compounds`."""
    packed = files("policytext.models").joinpath("compounds/words.z").read_bytes()
    never = frozenset(lexicon.load("search")["never_a_part"])
    lines = zlib.decompress(packed).decode("utf-8").split("\n")
    counted = {line[1:]: int(line[0]) for line in lines if line[1:] not in never}
    return dict.fromkeys(lexicon.load("search")["words"], 3) | counted | dict.fromkeys(_short(), 5)


@cache
def _short() -> frozenset[str]:
    return frozenset(lexicon.load("search")["short_parts"])


@cache
def _heads() -> frozenset[str]:
    return frozenset(lexicon.load("search")["heads"])


@cache
def stop_words() -> frozenset[str]:
    """Words that a question in plain words can do without."""
    return frozenset(lexicon.load("areas_words")["function"]) | frozenset(lexicon.load("search")["stop"])
