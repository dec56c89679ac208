"""German text as search terms: a verb's forms and its noun are one term, compounds come with their parts.

Words of a text and words of a question go through the same functions, so that "Breitband" meets "Breitbandausbau" and
"Unterbringung von Flüchtlingen" meets "Flüchtlingsunterbringung". Terms are made of letters and digits only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from policytext import lexicon
from policytext.german import compound_splitting, vocabulary
from policytext.german.conjugation import find_infinitive, is_verb, noun_apart
from policytext.german.forms import JOINT, SEPARATORS, Form, list_forms
from policytext.german.vocabulary import is_noun
from policytext.german.word_forms import fold_umlauts, stem_form

__all__ = [
    "Form",
    "is_word",
    "list_forms",
    "list_halves",
    "list_parts",
    "rate_commonness",
    "search_term",
    "stop_words",
    "word_of",
]

PLURAL_S = re.compile(r"(?P<word>.{2,}[^aeiouäöü][aoy])s$")  # Kitas   Büros   Handys, and not: Haus, Preis
IN_ER = re.compile(r"(?P<base>.{2,}er)(?:innen|in|n|s)?$")  # Schüler, Schülerinnen, Schülern: "schuler", not "schul"
DIGRAPH = re.compile(r"(?<![aeqä])(?:ae|oe|ue)")  # Foerderung, Bruecke, and not: neue, Quelle
FOREIGN = re.compile(r"[^\x00-\x7fäöü]")  # Café   CO₂
UMLAUTED = {"a": "ä", "o": "ö", "u": "ü"}
WORD_ENDINGS = ("e", "en", "er", "n", "s")
UMLAUT = {"ae": "ä", "oe": "ö", "ue": "ü"}


@lru_cache(maxsize=100_000)
def search_term(form: str) -> str:
    """The search term of a lower-case word: one for a verb's forms and noun, else its stem.

    "gefördert", "förderung": "fordernö" (so that "fordern" is another); "häuser": "haus"; "20/1234": "20x1234".
    """
    word = _normalize_spelling(form.partition(JOINT)[0])
    if SEPARATORS.search(word):
        return SEPARATORS.sub("x", fold_umlauts(word))
    if verb := find_infinitive(word):
        return _verb_term(verb)
    if noun := noun_apart(word):
        return fold_umlauts(noun)
    if (named := IN_ER.match(word)) and _keeps_er(named["base"]):
        return fold_umlauts(named["base"])
    if plural := PLURAL_S.match(word):
        word = plural["word"]
    return fold_umlauts(stem_form(word)) or form


def _normalize_spelling(form: str) -> str:
    """The word as everybody spells it: ss for ß, no accents, "CO₂" as "co2", "ue" as "ü" where that makes a word."""
    plain = form.replace("ß", "ss")
    if FOREIGN.search(plain):
        plain = "".join(letter if letter in "äöü" else _drop_accent(letter) for letter in plain)
    if DIGRAPH.search(plain):
        umlaut = DIGRAPH.sub(lambda found: UMLAUT[found.group()], plain)
        if is_noun(umlaut) or find_infinitive(umlaut) or compound_splitting.split_in_halves(umlaut):
            return umlaut
    return plain


def _drop_accent(letter: str) -> str:
    """A letter without its accent."""
    return "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one)) or letter


def _verb_term(verb: str) -> str:
    """The term of an infinitive: folded, so that beginnings are found, with its umlaut told at the end."""
    return fold_umlauts(verb) + next((letter for letter in verb if letter in "äöü"), "")


def _keeps_er(base: str) -> bool:
    """Whether -er belongs to a word ("Bürger", "Steuer"), as against a plural ("Häuser") or adjective ("Beamter")."""
    if is_noun(f"{base}innen") or is_noun(f"{base}in"):
        return True
    return is_noun(base) and not base.endswith(_plurals_in_er()) and not is_noun(base[:-1])


@lru_cache(maxsize=100_000)
def list_parts(form: str) -> tuple[str, ...]:
    """The terms of a compound's parts at every level, none for a simple word.

    "breitbandausbauförderung": "breitbandausbau", "breitband", "ausbauen", "fordernö". A word that stands for a longer
    one has that one as a part ("kinder" in "Kinder- und Jugendhilfe": "kinderhilf"), a reference its groups.
    """
    first, *longer = form.split(JOINT)
    word = _normalize_spelling(first)
    if SEPARATORS.search(word):
        found: Iterable[str] = SEPARATORS.split(word)
    else:
        found = () if is_verb(word) else compound_splitting.all_parts(word)
    return tuple(
        dict.fromkeys(
            one for one in [*map(search_term, longer), *map(search_term, found)] if one and one != search_term(form)
        )
    )


def list_halves(form: str) -> tuple[str, str] | None:
    """The two words of a compound as lower-case forms ("hundesteuer": "hund", "steuer"), `None` for a simple word."""
    word = _normalize_spelling(form)
    return None if JOINT in form or is_verb(word) else compound_splitting.split_in_halves(word)


def is_word(form: str) -> bool:
    """Whether German has a lower-case word, as far as is known here: nouns, verbs, compounds of them."""
    word = _normalize_spelling(form)
    return (
        is_noun(word) or is_verb(word) or form in stop_words() or compound_splitting.split_in_halves(word) is not None
    )


def rate_commonness(form: str) -> int:
    """How common a lower-case noun is, 1 to 9; 0 for other words."""
    return vocabulary.load_commonness().get(_normalize_spelling(form), 0)


def word_of(term_: str) -> str | None:
    """A word whose term is the given one ("fordernö": "fördern", "burger": "bürger"), to be shown or asked for."""
    bare = term_.rstrip("äöü")
    ends = (bare, *(bare + end for end in WORD_ENDINGS), f"{bare.removesuffix('en')}ung")
    umlauts = (
        (word[:place] + UMLAUTED[letter] + word[place + 1 :])
        for word in ends
        for place, letter in enumerate(word)
        if letter in UMLAUTED
    )
    found = [word for word in (*ends, *umlauts) if search_term(word) == term_]
    return max(found, key=lambda word: (is_word(word), rate_commonness(word)), default=None)


@cache
def _plurals_in_er() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("compounds")["plurals_in_er"])


@cache
def stop_words() -> frozenset[str]:
    """Words that a question in plain words can do without."""
    return frozenset(lexicon.load_lexicon("areas_words")["function"]) | frozenset(
        lexicon.load_lexicon("search")["stop"]
    )
