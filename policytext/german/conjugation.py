"""Verbs by their infinitive: "gekürzt", "kürzte" and "Kürzung" are forms of "kürzen", "vergab" is one of "vergeben".

Strong verbs, regular ones without a noun in -ung, prefixes and nouns are words of `lexicon/conjugation.toml`; a noun in
-ung that the vocabulary has makes its verb known. A form that is a noun as well ("Räumen", "Ausgaben") is no verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from policytext import lexicon
from policytext.german.vocabulary import is_noun, load_commonness

ACTION = re.compile(r"(?P<stem>.{2,})ung(?:en|s)?")  # Förderung   Kürzungen   Planungs
WEAK_ENDINGS = (
    "e",
    "en",
    "n",
    "st",
    "est",
    "t",
    "te",
    "ten",
    "tet",
    "et",
    "ete",
    "eten",
)  # fördere  planst  prüfte  arbeiteten
PRESENT_PARTICIPLE = re.compile(r"(?P<stem>.{2,}?)e?nd(?:e[nrsm]?)?")  # laufend   fördernden
INFLECTED = ("", "e", "en", "er", "es", "em")  # der gekürzte Zuschuss
NOUN_ENDINGS = ("", "s", "es", "e", "en", "n")
PAST = ("", "e", "en")  # schloss   schlossen   schlösse
DROPPED_E = re.compile(r"[^aeiouäöü](?:el|er)|[aeä]uer|[aeä]uel")  # förder-n, steuer-n; and not: spiel-en, klär-en
LONGEST_PARTICLE = 13
PREFIX_LENGTHS = range(2, 7)
LONGEST_VERB = 26  # characters of a verb's form


def find_infinitive(form: str) -> str | None:
    """The infinitive of which a word in lower case, with ss for ß, is a form or noun; `None` for other words.

    "gefördert", "förderungen": "fördern"; "beschluss": "beschliessen"; "zeitung": `None`.
    """
    return _of_action(form) or _of_noun(form) or _of_verb(form)


def is_verb(form: str) -> bool:
    """Whether a word is a verb's form and no noun: "gefördert", and not "förderung"."""
    return _of_verb(form) is not None


def find_verb(form: str) -> str | None:
    """The infinitive of a word that is known to be no noun: "stimmt" and "stimmen" (not the votes) are of "stimmen"."""
    return None if form in _no_verbs() else _read_as_verb(form)


def is_attested(form: str) -> bool:
    """Whether nouns speak for a verb of which `form` is one: "zustimmt" (Zustimmung), "ausbaut" (Ausbau)."""
    verb = _of_verb(form)
    if verb is None:
        return False
    stem = verb.removesuffix("n").removesuffix("e")
    return f"{stem}ung" in load_commonness() or is_noun(verb) or verb in _load_nouns().values()


@lru_cache(maxsize=50_000)
def stem_verb(piece: str) -> str | None:
    """The infinitive whose stem stands before a noun: "abstell" (Abstellplatz), "rückhalte" (Rückhaltebecken)."""
    for particle in _list_particles(piece):
        rest = piece[len(particle) :]
        for stem in (rest, rest.removesuffix("e")):
            if stem in _load_stems() or any(stem[len(prefix) :] in _load_stems() for prefix in _list_prefixes(stem)):
                return particle + _complete_stem(stem)
    return None


def noun_apart(form: str) -> str | None:
    """The noun in -ung that is a thing of its own, in any case or number: "zeitungen" is "zeitung", "prüfung" none."""
    match = ACTION.fullmatch(form)
    return f"{match['stem']}ung" if match and f"{match['stem']}ung" in _load_words("apart") else None


def _of_action(form: str) -> str | None:
    """Of a noun in -ung: "kürzung", "gehwegsanierungen"."""
    match = ACTION.fullmatch(form)
    return None if match is None or noun_apart(form) else _complete_stem(match["stem"])


def _of_noun(form: str) -> str | None:
    """Of a noun that the lexicon gives to a verb, in any case or number: "beschlusses", "zusagen"."""
    return _load_nouns().get(form)


@lru_cache(maxsize=50_000)
def _of_verb(form: str) -> str | None:
    if not 3 <= len(form) <= LONGEST_VERB or form in _no_verbs():
        return None
    if form.endswith("ens") and is_noun(form[:-1]):  # des Bauens
        form = form[:-1]
    if not is_noun(form):
        return _read_as_verb(form)
    return form if form.endswith("n") and not _is_plural(form) and _read_as_verb(form) == form else None


@cache
def _no_verbs() -> frozenset[str]:
    return frozenset(word + ending for word in _load_words("no_verb") for ending in INFLECTED)


def _is_plural(form: str) -> bool:
    """Whether a noun in -n is a plural ("Räumen"), as against an infinitive with a capital ("das Bauen")."""
    singulars = {form[:-1], form[:-2]} - frozenset(lexicon.load_lexicon("search")["heads"])
    return any(map(is_noun, singulars))


@lru_cache(maxsize=50_000)
def _read_as_verb(form: str) -> str | None:
    """The infinitive that a form has if it is a verb's."""
    for particle in _list_particles(form):
        rest = form[len(particle) :]
        if particle and rest.startswith("zu") and (found := _read_simple_form(rest[2:])) == rest[2:]:  # aus-zu-bauen
            return particle + found
        if found := _read_simple_form(rest, particle):
            return particle + found
    return None


def _list_particles(form: str) -> Iterator[str]:
    """The particles that a form may begin with, none at first, then the longest."""
    yield ""
    if form[:2] in _load_beginnings():
        particles = _load_words("particles")
        yield from (form[:cut] for cut in range(min(len(form) - 2, LONGEST_PARTICLE), 1, -1) if form[:cut] in particles)


@cache
def _load_beginnings() -> frozenset[str]:
    return frozenset(particle[:2] for particle in _load_words("particles"))


def _read_simple_form(form: str, particle: str = "") -> str | None:
    """The infinitive of a form without its particle."""
    if form in _load_words("weak"):
        return form
    return _read_participle(form, particle) or _strong_form(form) or _weak_form(form)


def _read_participle(form: str, particle: str) -> str | None:
    """Of a regular participle: "gefördert", "geförderten", (aus)"gestattet"."""
    if not form.startswith("ge") or "t" not in form[4:]:
        return None
    for stem, rest in _cut_endings(form):
        if rest in _weak_participles():
            if stem in _load_stems() or (f"{stem}ung" in load_commonness() and not particle):  # gehört, gestattet
                return _complete_stem(stem)
            if _is_known(stem[2:], rest) or f"{particle}{stem[2:]}ung" in load_commonness():
                return _complete_stem(stem[2:])
    return None


def _strong_form(form: str) -> str | None:
    """Of a strong verb, with or without prefix: "vergab", "beschlossen"."""
    if found := _load_strong_forms().get(form):
        return found
    for prefix in _list_prefixes(form):
        rest = form[len(prefix) :]
        if found := _load_strong_forms().get(rest) or _load_bare_participles().get(rest):
            return prefix + found
    return None


def _list_prefixes(word: str) -> list[str]:
    """The prefixes that a word may begin with: "be", "über"."""
    known = _load_words("prefixes")
    return [word[:length] for length in PREFIX_LENGTHS if word[:length] in known]


def _weak_form(form: str) -> str | None:
    """Of a regular verb: "fördert", "kürzte", "verkürzte", "fördernd"."""
    endings = _weak_endings()
    for place in range(len(form) - 1, max(1, len(form) - 6), -1):
        stem, rest = form[:place], form[place:]
        if rest in endings and (rest != "n" or DROPPED_E.search(stem)) and _is_known(stem, rest):
            return _complete_stem(stem)
    match = PRESENT_PARTICIPLE.fullmatch(form) if "nd" in form[-5:] else None
    return _complete_stem(match["stem"]) if match and _is_known(match["stem"], "end") else None


def _cut_endings(form: str) -> Iterator[tuple[str, str]]:
    """Stem and ending, the longest stem first."""
    for place in range(len(form) - 1, max(1, len(form) - 6), -1):
        yield form[:place], form[place:]


@cache
def _weak_endings() -> frozenset[str]:
    return frozenset(WEAK_ENDINGS) | _weak_participles()


@cache
def _weak_participles() -> frozenset[str]:
    return frozenset(f"{link}t{ending}" for link in ("", "e") for ending in INFLECTED)


def _is_known(stem: str, ending: str) -> bool:
    """Whether a verb has the stem: one of the lexicon, maybe with a prefix, one in -ieren, one with a noun in -ung."""
    if len(stem) < 3 or stem in _no_stems():
        return stem in _load_stems()
    if stem in _load_stems() or (f"{stem}ung" in load_commonness() and f"{stem}ung" not in _load_words("apart")):
        return True
    if stem.endswith("ier") and len(stem) > 4:
        return "t" in ending or not _ends_in_noun(stem)
    return any(
        stem[len(prefix) :] in _load_stems() for prefix in _list_prefixes(stem) if prefix != "ge"
    )  # gestellt: of "stellen"


def _ends_in_noun(stem: str) -> bool:
    """Whether a stem in -ier is a noun or a compound of one: "papier", "haustier", and not "garantier"."""
    nouns = (noun for noun in _load_words("nouns_in_ier") if stem.endswith(noun))
    return any(not (head := stem.removesuffix(noun)) or is_noun(head) or is_noun(head[:-1]) for noun in nouns)


def _complete_stem(stem: str) -> str:
    """The infinitive of a stem: "förder", "fördern"; "prüf", "prüfen"."""
    drops = DROPPED_E.fullmatch(stem[-3:]) or DROPPED_E.fullmatch(stem[-4:])
    return f"{stem}n" if drops else f"{stem}en"


@cache
def _load_words(name: str) -> frozenset[str]:
    return frozenset(_load_entries(name))


@cache
def _load_entries(name: str) -> tuple[str, ...]:
    """Words or lines of the lexicon in lower case, ß as ss."""
    return tuple(line.lower().replace("ß", "ss") for line in lexicon.load_lexicon("conjugation")[name])


@cache
def _no_stems() -> frozenset[str]:
    return frozenset(word[:-3] for word in _load_words("apart"))


@cache
def _load_stems() -> frozenset[str]:
    """Stems of all verbs of the lexicon."""
    strong = {line.split()[0] for line in _load_entries("strong")}
    return frozenset(verb.removesuffix("n").removesuffix("e") for verb in strong | _load_words("weak"))


@cache
def _load_strong_forms() -> dict[str, str]:
    """Forms of strong verbs that regular endings do not make, with their infinitive."""
    found = dict[str, str]()
    for line in _load_entries("strong"):
        verb, third, *past, participle = line.split()
        found |= dict.fromkeys((third, *(stem + end for stem in past for end in PAST)), verb)
        found |= dict.fromkeys((participle + end for end in INFLECTED), verb) | {verb: verb}
    return found


@cache
def _load_bare_participles() -> dict[str, str]:
    """Participles as they stand behind a prefix: (be)"schlossen", (ver)"gebene"."""
    lines = [line.split() for line in _load_entries("strong")]
    return {line[-1].removeprefix("ge") + end: line[0] for line in lines for end in INFLECTED}


@cache
def _load_nouns() -> dict[str, str]:
    """Nouns in every case and number with the infinitive that they stand for ("beschlüsse": "beschliessen")."""
    pairs = [line.split() for line in _load_entries("nouns")]
    plurals = {_umlaut_noun(noun) + ending: verb for noun, verb in pairs for ending in ("e", "en")}
    return plurals | {noun + ending: verb for noun, verb in pairs for ending in NOUN_ENDINGS}


def _umlaut_noun(noun: str) -> str:
    """A noun with its last vowel changed: "beschlüss", "anträg"."""
    place = max(map(noun.rfind, "aou"))
    if place < 0:
        return noun
    place -= noun[place - 1 : place + 1] == "au"
    return noun[:place] + {"a": "ä", "o": "ö", "u": "ü"}[noun[place]] + noun[place + 1 :]
