"""Persons: by title and office, with the office they hold, and by definite description of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import common_words
from policytext.taggers.actors.found import FoundMention

WORDS = PatternLists("actors", "person_words", blank=r"\s+")
AND = PatternLists("grammar", "coordination").pair
PARTIES = PatternLists("actors", "party_brackets", blank=r"\s").parties

NAME_WORD = rf"(?!{WORDS.mandates})[A-ZÄÖÜÉÁŠŞČ](?:[\w'’]*[a-zäöüßéèáóíçšžčć][\w'’]*)(?:-[A-ZÄÖÜ][\w'’]*[a-zäöüßé])*"
PARTICLE = rf"(?:{WORDS.particles})"
FULL_NAME = rf"{NAME_WORD}(?:\s+[A-ZÄÖÜ]\.)*(?:\s+{NAME_WORD})?(?:\s+{PARTICLE})?\s+{NAME_WORD}"
ANY_NAME = rf"{NAME_WORD}(?:(?:\s+[A-ZÄÖÜ]\.)*\s+(?:{PARTICLE}\s+)?{NAME_WORD}){{0,2}}"
TITLE = (  # Dr.-Ing., Dipl.-Päd., Dr. h. c.; Professorin; Dipl.-Kauffrau
    rf"(?:(?:{WORDS.titles}|(?:{WORDS.degrees})-\w+|h\.\s?c)\."
    rf"|(?:{WORDS.professors})\b|(?:{WORDS.degrees})-\w+|(?:{WORDS.masters})\b)"
)
COLLEAGUE = rf"(?:(?:{'|'.join(lexicon.load_lexicon('actors')['persons']['colleagues'])})\b)"
HONORIFIC = rf"(?:{WORDS.honorifics})"
TITLES = rf"(?:(?:{TITLE}|{COLLEAGUE}|{HONORIFIC}\b)\s*)*"
LEADING_TITLES = re.compile(rf"(?:(?:{TITLE}|{COLLEAGUE}|{HONORIFIC}\b)\s*)+")
HONOURED = re.compile(rf"\b{HONORIFIC}\s+(?:(?:{TITLE}|{COLLEAGUE})\s*)*(?P<name>{ANY_NAME})")
TITLED = re.compile(rf"\b(?:{WORDS.doctors})\.(?:(?:{WORDS.engineers}))?\s*(?:{TITLE}\s*)*(?P<name>{ANY_NAME})")
RETIRED = rf"(?:\s+(?:a\.\s?D|i\.\s?R|d\.\s?D|{WORDS.retired})\.?)?"  # Landrat a. D.
BESIDE_QUOTATION = re.compile(  # „Das reicht nicht“, sagte Muster.   ,,Das reicht nicht'', so Muster, …
    rf"(?:[“”\"»«›‹’]|'')[,!?.]?\s+(?:{WORDS.spoke})\s+(?!{TITLE})(?P<name>{NAME_WORD})(?![\w'’-])"
    rf"(?=\s*(?:[,.;:]|$)|\s+(?:{WORDS.behind_speaker})\s)",
    re.MULTILINE,
)
BEHIND_NAME = re.compile(rf"\s*,?\s*\(?(?P<after>{WORDS.mandates}|M\.\s?A\.)\)?")  # , MdL
PARTY = re.compile(rf"\s*\(\s*(?P<party>{PARTIES})\s*\)")  # (parteilos)
UMLAUT = re.compile(rf"(?:{WORDS.umlaut})$")  # Rätin, Ärztin, Anwältin
BENDS = str.maketrans("aou", "äöü")
NO_ROLE = re.compile(rf"^(?:{WORDS.no_role_first})\s+")  # sagte Landrätin
LONGEST_TITLES = 80  # characters of the titles before a name
NO_SURNAME = re.compile(
    rf"""(?: \w{{6}}(?:{WORDS.no_surnames_6})          # Verwaltung
          | \w{{4}}(?:{WORDS.no_surnames_4})          # Rechtsanspruch
          | \w{{3}}(?:{WORDS.no_surnames_3})          # Landschaft
          | {WORDS.no_surnames} )$                    # Universität
      | ^(?: {WORDS.calendar} )$                      # Januar
    """,
    re.IGNORECASE | re.VERBOSE,
)
NAME_BEHIND_OFFICE = re.compile(rf"(?i:{WORDS.office_ends})r?(?:in)?\s+(?:{TITLE}\s*)*{NAME_WORD}$")
DESCRIBING = (  # Freiburger, geschäftsführendes, Erster
    rf"(?:(?:[A-ZÄÖÜ][\w-]*er|[\w-]+(?:{WORDS.describing})(?:e[rnsm]?)?|{WORDS.first})\s+){{0,3}}"
)
OF_WHAT = (  # für Kultur und Medien, des Bundesverbandes privater Anbieter (bpa)
    rf"(?:\s+(?:{WORDS.of_what})\s+"
    rf"(?:(?!{WORDS.no_field}|(?:{WORDS.no_field_words})\b)[\w&/-]+\s+|[\w-]+,\s+){{0,8}}?"
    r"[A-ZÄÖÜ][\w/-]*(?:\s*\([^()]{1,20}\))?)?"
)


@cache
def _load_lists() -> dict[str, Any]:
    table: dict[str, Any] = lexicon.load_lexicon("actors")["persons"]
    return table


@cache
def office_word() -> str:
    """A pattern for an office word in the singular: `Staatsministerin`, `Städtetagspräsident`, `Vorsitzender`."""
    return _any_office(*_load_lists()["offices"], own=_load_lists()["inflected_offices"])


@cache
def load_council_members() -> str:
    """A pattern for the members of councils: `Ortschaftsrätin`."""
    return _any_office(*_load_lists()["members"])


def _any_office(*stems: str, own: Iterable[str] = ()) -> str:
    """A pattern for words that end with one of these offices, in both genders and all cases; `own` bend otherwise."""
    regular = [stem for stem in stems if office_forms(stem)[-1] == f"{stem}in"]
    forms = {form for stem in stems if stem not in regular for form in office_forms(stem)} | set(own)
    ends = _longest_first(forms)
    if regular:
        ends = f"(?:{_longest_first(regular)})(?:es|s|en|in)?" + (f"|{ends}" if ends else "")
    return rf"(?:[A-ZÄÖÜ][\w-]*?|(?<![\w-]))(?i:{ends})(?![\w-])"


def _longest_first(forms: Iterable[str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))


def office_forms(stem: str) -> tuple[str, ...]:
    """The forms of an office in the singular, the feminine last.

    >>> office_forms("landrat")
    ('landrat', 'landrats', 'landrates', 'landraten', 'landrätin')
    >>> office_forms("kämmerer")[-1], office_forms("experte")[-1], office_forms("obmann")[-1]
    ('kämmerin', 'expertin', 'obfrau')
    """
    if stem.endswith("mann"):
        return stem, f"{stem}s", f"{stem}es", f"{stem[:-4]}frau"
    if stem.endswith("e"):
        return stem, f"{stem}n", f"{stem[:-1]}in"
    woman = stem.removesuffix("er") if stem.endswith("erer") else stem
    if UMLAUT.search(stem):
        vowel = max(stem.rfind(letter) for letter in "aou")
        woman = stem[:vowel] + stem[vowel].translate(BENDS) + stem[vowel + 1 :]
    return stem, f"{stem}s", f"{stem}es", f"{stem}en", f"{woman}in"


@cache
def _speaking_office() -> str:
    """Offices that a text names alone for their holder: `der Präsident`, not `die Managerin`."""
    return _any_office(*_load_lists()["alone"], own=_load_lists()["alone_inflected"])


@cache
def _before_name() -> re.Pattern[str]:
    """The office that stands right before a name: `Freiburger Oberbürgermeister und Präsident des …`."""
    office = rf"{DESCRIBING}{office_word()}{RETIRED}{OF_WHAT}"
    more = rf"(?:\s*(?:\(\w+\))?\s*(?:{AND}|,|/)\s+{office})"
    return re.compile(rf"(?:^|(?<=[\s„“\"(«»:]))(?P<role>{office}{more}{{0,2}}),?\s*(?:(?:{TITLE}|{HONORIFIC}\b)\s*)*$")


@cache
def _after_name() -> re.Pattern[str]:
    """The office that follows a name between commas: `, geschäftsführendes Vorstandsmitglied des Städtetags,`."""
    first = rf"(?!(?:{WORDS.no_roles})\b)"
    role = rf"(?P<role>{first}(?:[\w-]+\s+){{0,4}}?{office_word()}[^,.;:!?„“\"()\n–]{{0,100}}?)"
    end = rf"(?=\s*(?:[,.;:!?„“\"(\n–]|$|\s(?:{AND})\s+(?:{FULL_NAME}|(?:{WORDS.role_goes_on})\s)))"
    return re.compile(rf"\s*(?:\([^()\n]{{1,40}}\)\s*)?(?:,|–|-)\s+(?:(?:{WORDS.role_articles})\s+)?{role}{end}")


@cache
def _office_and_name() -> re.Pattern[str]:
    """A sure office and the name behind it: `Ministerin Sommer`."""
    office = _any_office(*_load_lists()["sure"])
    return re.compile(rf"(?<![\w-]){office}{RETIRED}\s+{TITLES}(?P<name>{ANY_NAME})")


@cache
def _compile_described() -> re.Pattern[str]:
    """An office with an article and no name behind it: `der Städtetagspräsident`."""
    article = rf"\b(?:{WORDS.described_before})\s+"
    return re.compile(rf"{article}(?:[a-zäöüß-]+e[rn]?\s+|[A-ZÄÖÜ]\w+er\s+)?(?P<office>{_speaking_office()})")


def name_only(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without honorific and academic titles before the name."""
    titles = LEADING_TITLES.match(text, start, end)
    return (titles.end(), end) if titles and titles.end() < end else (start, end)


def _cut_name(text: str, start: int, end: int) -> int:
    """The end of a name, without words that no name has."""
    found = list(re.finditer(r"\S+", text[start:end]))
    for number, word in enumerate(found):
        token = word.group()
        if not number or token[0].islower():
            continue
        common = common_words.is_noun(token) and not (number == 1 and common_words.is_first_name(found[0].group()))
        if common or token in common_words.no_names() or NO_SURNAME.search(token) or re.fullmatch(office_word(), token):
            kept = [former for former in found[:number] if former.group()[0].isupper()]
            return start + kept[-1].end()
    return end


@cache
def _compile_introduction() -> re.Pattern[str]:
    """What right before a word says that it names a person: `Herr`, `Dr.`, `Stadträtin`."""
    office = f"{office_word()}|{load_council_members()}"
    return re.compile(rf"(?:(?:{TITLE}|{COLLEAGUE}|\b(?:{WORDS.introductions})|{office}){RETIRED})\s*$")


def is_introduced(text: str, place: int) -> bool:
    """Whether a title, an honorific or an office stands right before the word at `place`, in the same line."""
    line = text.rfind("\n", 0, place) + 1
    return _compile_introduction().search(text, max(line, place - LONGEST_TITLES), place) is not None


def find_people(text: str) -> Iterator[FoundMention]:
    """Persons named behind an honorific, a title or a sure office, and behind a verb of speech after a quotation."""
    for pattern, weight in ((HONOURED, 5), (TITLED, 4), (_office_and_name(), 3), (BESIDE_QUOTATION, 1)):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if "\n" in match.group():
                continue  # the office closes a line of its own
            end = _cut_name(text, start, end)
            first = text[start:end].split(maxsplit=1)[0]
            if (
                first in common_words.no_names()
                or re.fullmatch(office_word(), first)
                or (NO_SURNAME.search(first) and weight <= 3)
            ):
                continue
            if (
                weight <= 3
                and " " not in text[start:end]
                and common_words.ends_in_noun(first)
                and not is_introduced(text, start)
            ):
                continue
            yield FoundMention(start=start, end=end, kind="person", weight=weight)


@dataclass(frozen=True, slots=True)
class Office:
    """What a person holds, in words; where that starts before the name, where it ends behind it."""

    role: str | None
    start: int | None = None
    end: int | None = None


NO_OFFICE = Office(None)


def office_of(text: str, mention: FoundMention) -> Office:
    """The office of a named person, as the words around the name give it; a party in brackets becomes part of it."""
    line = text.rfind("\n", 0, mention.start) + 1
    before = _before_name().search(text[max(line, mention.start - 170) : mention.start])
    window = text[mention.end : mention.end + 170].split("\n", maxsplit=1)[0]
    party, letters = PARTY.match(window), BEHIND_NAME.match(window)
    after = _after_name().match(window)
    parts = [_tidy_role(before["role"])] if before else []
    if after and not (before and len(after["role"]) > 60) and not NAME_BEHIND_OFFICE.search(after["role"]):
        parts.append(_tidy_role(after["role"]))
    if letters:
        parts.append(letters["after"])
    role = "; ".join(part for part in parts if part)
    if party:
        role = f"{role} ({party['party']})" if role else party["party"]
    start = max(line, mention.start - 170) + before.start("role") if before else None
    return Office(role or None, start, mention.end + after.end("role") if after else None)


def office_above(text: str, mention: FoundMention, *, contact: bool) -> Office | None:
    """The office that stands alone on the line above a name: in a signature, in a contact block."""
    line = text.rfind("\n", 0, mention.start) + 1
    if line == 0 or not _only_titles(text, line, mention.start):
        return None
    before = text[max(0, line - 200) : line].rstrip()
    start = line - len(text[max(0, line - 200) : line]) + before.rfind("\n") + 1
    above = before[before.rfind("\n") + 1 :].strip(" *#:")
    office = _office_line().match(above)
    if not office or len(above) > 110 or (not contact and above.endswith((".", ",", ";"))):
        return None
    return Office(_tidy_role(office["role"]), start)


@cache
def _office_line() -> re.Pattern[str]:
    """A line that begins with an office: `Die Landrätin des Kreises Osterfeld`."""
    article = rf"(?:(?:{WORDS.signed_articles})\s+)?"
    return re.compile(rf"{article}(?P<role>(?:[\w-]+\s+){{0,3}}?{office_word()}.{{0,80}})$")


def _only_titles(text: str, start: int, end: int) -> bool:
    """Whether nothing but titles stands there: `Prof. Dr.`."""
    if end - start > LONGEST_TITLES:
        return False
    return not LEADING_TITLES.sub("", text[start:end].strip() + " ").strip()


def office_below(text: str, mention: FoundMention) -> Office | None:
    """The office behind or below a name that begins its line: in a signature."""
    line = text.rfind("\n", 0, mention.start) + 1
    if not _only_titles(text, line, mention.start):
        return None
    window = text[mention.end : mention.end + 200]
    below = (window.strip() if window[:1] == "\n" else window).split("\n", 1)[0].strip()
    office = _signed_office().match(below)
    return Office(_tidy_role(below)) if office and len(below) < 110 else None


@cache
def _signed_office() -> re.Pattern[str]:
    """A line that holds an office and no more: `Hessischer Minister für Soziales und Integration`."""
    of_what = rf"(?:\s+(?:(?:{WORDS.signed_of})\s|[A-ZÄÖÜ])[^.;:!?]{{0,80}})?"
    return re.compile(rf"(?!(?:{WORDS.signed_articles})\b)(?:(?:[\w-]+\s+){{0,3}}?{office_word()}){of_what}$")


def _tidy_role(role: str) -> str:
    return NO_ROLE.sub("", " ".join(role.split())).strip(" ,")


def find_described_people(text: str, taken: set[int]) -> Iterator[FoundMention]:
    """Persons by their office alone; `taken` are the places of names and of the offices that go with them."""
    for match in _compile_described().finditer(text):
        start, end = match.span("office")
        if match.group()[1:4] == "ie " and match["office"].endswith("en"):
            continue  # "die Vorsitzenden" are several
        if start not in taken and end - 1 not in taken:
            yield FoundMention(start=start, end=end, kind="person", form="nominal", weight=1)
