"""Noun phrases whose head names persons or bodies: `14 Landkreise`, `kleine und mittlere Unternehmen`, `Turnverein Au`.

The head noun is known by its ending (lexicon `party_nouns`); adjectives, coordinated nouns, a genitive and a name that
stands right behind a single body go with it. Whether such a phrase acts is for the positions to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists

PHRASE_WORDS = PatternLists("actors", "phrase_words")
ARTICLES = PatternLists("grammar", "definite")
OR = PatternLists("grammar", "coordination")

CAPITALISED = (  # Karlsruher, Kommunale, Freie: at the beginning of a sentence or of a name
    rf"[A-ZÄÖÜ][a-zäöüß-]+(?:er|(?:{PHRASE_WORDS.adjectives})(?:e|en|er|es))|{PHRASE_WORDS.free}"
)
ADJECTIVE = rf"[a-zäöüß][a-zäöüß-]{{2,}}(?:e|en|er|em|es)|(?:{CAPITALISED})(?=[ ]+[a-zäöü]*[A-ZÄÖÜ])"
NOUN = (  # Sport- und Kulturverein, Sportlerinnen, Bürger*innen
    rf"(?:[A-ZÄÖÜ]\w*-(?:,[ ]+[A-ZÄÖÜ]\w*-)*[ ]+(?:{OR.short})[ ]+)?[A-ZÄÖÜ][\w&-]*(?:[*:_/]-?[Ii]nnen)?"
)
JOINT = re.compile(rf"[ ]*,[ ]+(?:(?:{OR.choice})[ ]+)?|[ ]+(?:{PHRASE_WORDS.joints})[ ]+|[ ]?/[ ]?")
ARTICLE = re.compile(rf"(?:{ARTICLES.forms})[ ]+")
GENITIVE = re.compile(  # Unternehmen der gewerblichen Wirtschaft
    rf"[ ]+(?:{PHRASE_WORDS.genitive})[ ]+(?:[a-zäöüß-]{{3,}}(?:en|er)[ ]+){{0,2}}[A-ZÄÖÜ][\w-]+"
    r"(?:[ ]+und[ ]+[A-ZÄÖÜ][\w-]+)?(?!\w)"
)
AIM = re.compile(  # Verein für Jugendhilfe, Einrichtungen für Forschung und Wissensverbreitung
    rf"[ ]+(?:{PHRASE_WORDS.aim})[ ]+(?:[a-zäöüß-]{{3,}}(?:e|en|er|es)[ ]+){{0,2}}[A-ZÄÖÜ][\w-]+"
    r"(?:[ ]+und[ ]+[A-ZÄÖÜ][\w-]+)?(?!\w)"
)
NAME_BEHIND = re.compile(r"(?:[ ]+(?:[A-ZÄÖÜ][\w’'-]*[a-zäöüß0-9]\b|&|[„“\"][^„“”\"\n]{2,40}[“”\"])){1,4}")
STOPS_A_NAME = re.compile(rf"(?:{PHRASE_WORDS.no_name_ends})[ens]{{0,2}}$", re.I)
ELEMENT = re.compile(rf"[,;\n(:]\s*|\b(?:{OR.short})\s+|\b(?:[a-z]{{1,2}}|\d{{1,2}})[.)]\s+|\s[-–•*]\s+")
STEP_ASIDE = re.compile(  # in der ersten Phase Hochschulen
    rf"\s*(?:{PHRASE_WORDS.aside})\s+(?:[a-zäöüß]+\s+){{0,3}}?[A-ZÄÖÜ][\w-]+\s+(?=[a-zäöüß-]*[A-ZÄÖÜ])"
)
SINGULAR = re.compile(rf"\b(?:{PHRASE_WORDS.singular})\s+$", re.IGNORECASE)
LONGEST = 160  # characters of one phrase


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """A noun phrase that names persons or bodies, without its article; `name` is its nominative."""

    start: int
    end: int
    kind: str
    form: str
    name: str


@cache
def _compile_determiner() -> re.Pattern[str]:
    """Articles, adverbs and enumerators before a phrase: `b) auch die`."""
    words = "|".join(lexicon.load_lexicon("actors")["party_positions"]["skipped"]).replace(" ", r"\s")
    marks = r"\([a-z0-9]{1,2}\)|[a-z]{1,2}\)|\d{1,2}[.)]|[-–•*]"
    return re.compile(rf"\s{{0,3}}(?:(?:{words}|{marks})\s+){{0,4}}", re.IGNORECASE)


@cache
def _compile_plain() -> re.Pattern[str]:
    """A phrase without genitive and coordination: `14 kleine und mittlere Unternehmen`."""
    numbers = "|".join(lexicon.load_lexicon("actors")["party_positions"]["numbers"])
    return re.compile(
        rf"""(?:(?P<number>\d{{1,3}}(?:\.\d{{3}})?|{numbers})[ ]+)?
            (?P<adjectives>(?:(?:{ADJECTIVE})(?:[ ]*,[ ]+|[ ]+(?:{OR.short})[ ]+|[ ]+)){{0,4}})
            (?P<noun>{NOUN})(?!\w)""",
        re.VERBOSE,
    )


@cache
def _load_endings() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Endings of persons and of several bodies in all cases, and of one body in all cases."""
    table = lexicon.load_lexicon("actors")["party_nouns"]
    many = [tuple(dict.fromkeys(f for e in table[sort] for f in (e, e + "n"))) for sort in ("persons", "bodies")]
    one = [row.split(":") for row in table["body"]]
    forms = [word + case for word, gender in one for case in (("",) if gender in "fp" else ("", "s", "es"))]
    return many[0], many[1], tuple(dict.fromkeys(forms))


@cache
def _load_none() -> tuple[frozenset[str], tuple[str, ...]]:
    table = lexicon.load_lexicon("actors")["party_nouns"]
    return frozenset(table["none"]), tuple(form for e in table["none_endings"] for form in (e, e + "n", e + "s"))


@cache
def _no_adjectives() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("actors")["party_positions"]["no_adjectives"])


@cache
def _load_deeds() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("actors")["party_nouns"]["deeds"])


@cache
def _with_aims() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("actors")["party_nouns"]["with_aim"])


@cache
def _load_authorities() -> tuple[str, ...]:
    return tuple(e + s for e in lexicon.load_lexicon("actors")["party_nouns"]["authorities"] for s in ("", "s", "es"))


@lru_cache(maxsize=50_000)
def sort_of(noun: str) -> str | None:
    """What a noun names: `persons`, `bodies`, `body`, or nothing of the kind.

    >>> sort_of("Sportvereinen"), sort_of("Elterncafé"), sort_of("Neubau")
    ('bodies', 'body', None)
    """
    low = re.sub(r"[*:_/]-?(?=innen)", "", noun.lower()) if noun[-5:].lower() == "innen" else noun.lower()
    whole, parts = _load_none()
    if low in whole or low.endswith(parts):
        return None
    persons, bodies, body = _load_endings()
    return (
        "bodies"
        if low.endswith(bodies)
        else "persons"
        if low.endswith(persons)
        else "body"
        if low.endswith(body)
        else None
    )


def phrase_at(text: str, place: int, *, named: bool = False, generic: bool = False) -> PartyPhrase | None:
    """The noun phrase that begins at `place`, articles and enumerators skipped; `None` where its head is nobody.

    `named` lets a single body take the name behind it; `generic` says that a single body stands for all of its sort.
    """
    determiner = _compile_determiner().match(text, place)
    start = determiner.end() if determiner else place
    found = _read_simple_phrase(text, start)
    if found is None:
        return None
    first, sort = found
    if sort == "bodies" and determiner and SINGULAR.search(determiner.group()) and first["noun"].endswith("s"):
        sort = "body"  # des Jazzclubs
    start, end = _without_verbs(first, start), first.end()
    head, nouns = first["noun"], [first]
    while end - start < LONGEST and (more := _match_joined_noun(text, end)):
        nouns.append(more)
        end = more.end()
    if len(nouns) == 1 and sort == "body" and not generic:
        if head.lower() in _load_deeds() and not first["adjectives"]:
            return None
        end, name = _with_name(text, end) if named else (end, False)
        end = _with_aim(text, head, end) if not name else end
        return PartyPhrase(start, end, _noun_kind(head), "name" if name else "nominal", "")
    if genitive := GENITIVE.match(text, end, end + LONGEST):
        end = genitive.end()
    elif len(nouns) == 1:
        end = _with_aim(text, head, end)
    return PartyPhrase(start, end, "group", "nominal", _build_group_nominative(first, text[start:end], sort))


def names_bodies(text: str, phrase: PartyPhrase) -> bool:
    """Whether a phrase names bodies, not persons."""
    words = re.findall(r"[\w-]+", text[phrase.start : phrase.end])
    return any(sort_of(word) in ("body", "bodies") for word in words)


def _read_simple_phrase(text: str, start: int) -> tuple[re.Match[str], str] | None:
    """The simple noun phrase at `start` and the sort of its head, where it has one."""
    found = _compile_plain().match(text, start, start + LONGEST)
    sort = sort_of(re.split(r"\s", found["noun"])[-1]) if found else None
    return (found, sort) if found and sort else None


def _without_verbs(found: re.Match[str], start: int) -> int:
    """Where the phrase begins, without words that only look like adjectives: `werden freie Träger`."""
    for word in re.finditer(r"[a-zäöüß-]+", found["adjectives"]):
        if word.group() in _no_adjectives():
            start = found.start("adjectives") + word.end() + 1
    return min(start, found.start("noun"))


def _match_joined_noun(text: str, end: int) -> re.Match[str] | None:
    """A further noun of the same sort behind a comma or a conjunction."""
    link = JOINT.match(text, end)
    if not link:
        return None
    article = ARTICLE.match(text, link.end())
    found = _read_simple_phrase(text, article.end() if article else link.end())
    return found[0] if found else None


def _with_name(text: str, end: int) -> tuple[int, bool]:
    """The end of the name behind a single body and whether there is one: `Elterncafé Tullaschule`."""
    behind = NAME_BEHIND.match(text, end, end + 80)
    if not behind:
        return end, False
    words = behind.group().split()
    if STOPS_A_NAME.search(words[0]) or sort_of(words[0]) in ("persons", "bodies"):
        return end, False
    kept = [n for n, word in enumerate(words) if STOPS_A_NAME.search(word)]
    last = end + len(behind.group()) if not kept else end + len(" ".join(words[: kept[0]])) + 1
    return last, True


def _with_aim(text: str, head: str, end: int) -> int:
    aim = AIM.match(text, end, end + 100) if head.lower().endswith(_with_aims()) else None
    return aim.end() if aim else end


def _noun_kind(noun: str) -> str:
    return "authority" if noun.lower().endswith(_load_authorities()) else "organisation"


def _build_group_nominative(found: re.Match[str], words: str, sort: str) -> str:
    """The nominative of a group: `freien Trägern` are `freie Träger`."""
    words = " ".join(words.split())
    if sort == "body":
        return words
    noun = found["noun"].split()[-1]
    forms = lexicon.load_lexicon("actors")["party_nouns"]
    low = noun.lower()
    if (
        low.endswith("n")
        and low[:-1].endswith(tuple(forms["bodies"] + forms["persons"]))
        and not low.endswith(tuple(forms["bodies"] + forms["persons"]))
    ):
        words = words.replace(noun, noun[:-1], 1)
    adjectives = re.sub(r"(?<=e)[nrm](?!\w)", "", found["adjectives"]).strip()
    return words.replace(found["adjectives"].strip(), adjectives, 1) if adjectives else words


def phrases_in(text: str, start: int, end: int) -> Iterator[PartyPhrase]:
    """The noun phrases that begin an element of an enumeration in `text[start:end]`."""
    place = start
    while place < end:
        found = phrase_at(text, place, generic=True) or _read_phrase_behind(text, place)
        if found and found.start < end:
            yield found
            place = max(found.end, place + 1)
        step = ELEMENT.search(text, place, end)
        if not step:
            return
        place = step.end()


def _read_phrase_behind(text: str, place: int) -> PartyPhrase | None:
    """The phrase behind a time or place that begins an element."""
    aside = STEP_ASIDE.match(text, place, place + 80)
    return phrase_at(text, aside.end(), generic=True) if aside else None
