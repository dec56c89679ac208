"""A text as words, numbers and references in lower case, each with its place: what search terms are made of.

A word may stand for longer ones: "Kinder-" in "Kinder- und Jugendhilfe" for "Kinderhilfe", "zu" in "stimmt dem Antrag
zu" for "zustimmt", "B" in "B 27" for "B27". Such a form says so behind a joint: "kinder|kinderhilfe".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from policytext import lexicon
from policytext.german.compound_splitting import list_leftovers
from policytext.german.conjugation import find_verb, is_attested
from policytext.german.word_forms import HYPHENS, INNER_SIGN, LONGEST_WORD, WORD
from policytext.lexicon.pattern_lists import PatternLists

JOINT = "|"
SEPARATORS = re.compile(r"[-./]+")  # between the groups of a reference
TOKEN = re.compile(rf"[^\W\d_]{{1,3}}\d{{1,4}}(?!\w)|{WORD.pattern}|\d+")  # B27, CO2   Haus, Schüler*innen   58
GENDER = re.compile(rf"{INNER_SIGN.pattern}in")  # of "Schüler*innen"
_CLAUSES = PatternLists("sentences", "clauses")
GROUP = r"[^\W_]{1,12}(?:[-.][^\W_]{1,12}){0,4}"  # 4-7523.12
BEFORE_SLASH = re.compile(rf"(?<![\w./-]){GROUP}(?:(?<=\d)\s)?$")
BEHIND_SLASH = re.compile(rf"(?:\s(?=\d))?{GROUP}(?:(?:/|(?<=\d)\s/\s(?=\d)){GROUP}){{0,3}}(?![\w/])")
FARTHEST_SLASH = 40  # characters before a slash in which its reference begins
MARK = re.compile(r"[A-ZÄÖÜ]{1,6}|(?=[^\d]*\d)[^\W_]+(?:[-.][^\W_]+)*")  # BV   0412   4-7523.12
DAYS = re.compile(r"(?:\d?\d\.){1,2}(?:\d\d|\d{4})?")  # 1.5.   02.05.2019
YEAR = re.compile(r"(?:19|20)\d\d")
HYPHEN = re.compile(r"[-‐‑–]")
INDEX = re.compile(r" (?<=[A-ZÄÖÜ] )(?P<index>\d{1,4})(?![\w.,/:-]*\d)")  # of "B 27", "CO 2"
LONGEST_CAPITALS = 3  # before an index
CLAUSE_END = re.compile(rf"\s*(?:[,.;:!?)“”»\"\n]|$|{_CLAUSES.joints}\b)")  # what follows a particle
SENTENCE_END = re.compile(r"[.;:!?\n]")
FARTHEST_VERB = 25  # words between a verb and its particle
FARTHEST_WHOLE = 6  # words between "Kinder-" and "Altenhilfe" in "Kinder-, Jugend- und auch die Altenhilfe"


class Form(NamedTuple):
    """A word, number or reference of a text: its place and its lower-case form."""

    start: int
    end: int
    form: str

    @property
    def word(self) -> str:
        """The word as it stands there, without the longer ones that it stands for."""
        return self.form.partition(JOINT)[0]


def list_forms(text: str) -> Iterator[Form]:
    """Every word, number and reference; gender signs are gone, soft hyphens inside a word are passed over.

    "Az. 20/1234": "az", "20/1234"; "stimmt ihm zu": "stimmt", "ihm", "zu|zustimmt".
    """
    if HYPHENS.search(text) or not unicodedata.is_normalized("NFC", text):
        return _compose_forms(text)
    return iter(_complete_forms(text))


def _compose_forms(text: str) -> Iterator[Form]:
    """The same without soft hyphens and with letters and their accents as one, with places in the text as it is."""
    letters, starts, ends = list[str](), list[int](), list[int]()
    for place, letter in enumerate(text):
        whole = unicodedata.normalize("NFC", letters[-1] + letter) if letters and unicodedata.combining(letter) else ""
        if len(whole) == 1:
            letters[-1], ends[-1] = whole, place + 1
        elif HYPHEN.match(letter) or not HYPHENS.match(letter):
            letters.append(letter)
            starts.append(place)
            ends.append(place + 1)
    for form in _complete_forms("".join(letters)):
        yield Form(starts[form.start], ends[form.end - 1], form.form)


def _plain_forms(text: str) -> list[Form]:
    """Forms without what they stand for."""
    found, place = list[Form](), 0
    for start, end in _find_references(text) if "/" in text else ():
        found += _cut_words(text, place, start)
        found.append(Form(start, end, "".join(text[start:end].split()).lower()))
        place = end
    return found + _cut_words(text, place, len(text))


def _cut_words(text: str, start: int, stop: int) -> list[Form]:
    matches = TOKEN.finditer(text, start, stop)
    if GENDER.search(text, start, stop):
        return [Form(*one.span(), INNER_SIGN.sub("", one.group()).lower()[:LONGEST_WORD]) for one in matches]
    return [Form(*one.span(), one.group().lower()[:LONGEST_WORD]) for one in matches]


def _find_references(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of papers stand: "20/1234", "4-7523.12/3", "BV/0412/2019", and not "2018/19", "km/h"."""
    place = text.find("/")
    while place >= 0:
        before = BEFORE_SLASH.search(text, max(0, place - FARTHEST_SLASH), place)
        behind = BEHIND_SLASH.match(text, place + 1)
        if before and behind and _is_reference(text[before.start() : behind.end()]):
            yield before.start(), behind.end()
            place = behind.end()
        place = text.find("/", place + 1)


def _is_reference(text: str) -> bool:
    groups = [group.strip() for group in text.split("/")]
    if not all(map(MARK.fullmatch, groups)) or not any(map(str.isdigit, text)) or all(map(DAYS.fullmatch, groups)):
        return False
    return not (len(groups) == 2 and YEAR.fullmatch(groups[0]) and _is_next_year(*groups))


def _is_next_year(year: str, other: str) -> bool:
    """Whether two groups are a span of years: "2018/19", "2018/2020"."""
    return YEAR.fullmatch(other) is not None or (len(other) == 2 and other == f"{(int(year) + 1) % 100:02}")


def _complete_forms(text: str) -> list[Form]:
    """Forms with the longer words that they stand for."""
    found = _plain_forms(text)
    for number, wholes in list(_list_wholes(found, text)):
        form = found[number]
        found[number] = Form(form.start, form.end, JOINT.join([form.form, *wholes]))
    return found


def _list_wholes(found: list[Form], text: str) -> Iterator[tuple[int, list[str]]]:
    """Which forms stand for longer words, by their numbers, and for which."""
    particles = _load_particles()
    for number, form in enumerate(found):
        if form.form in particles and CLAUSE_END.match(text, form.end):
            yield number, _join_separated(found, number, text)
    starts = [form.start for form in found]
    for hyphen in HYPHEN.finditer(text):
        before, behind = text[max(0, hyphen.start() - 1) : hyphen.start()], text[hyphen.end() : hyphen.end() + 1]
        number = bisect_left(starts, hyphen.start())
        if before.isalnum() and not behind.isalnum():
            yield number - 1, _complete_open_end(found, number - 1, text)
        elif behind.isalnum() and not before.isalnum() and number:
            yield number, _complete_open_start(found, number, text)
    for match in INDEX.finditer(text):
        number = bisect_left(starts, match.start()) - 1
        capitals = text[starts[number] : match.start()]
        if len(capitals) <= LONGEST_CAPITALS and capitals.isupper():
            yield number, [found[number].form + match["index"]]


def _join_separated(found: list[Form], number: int, text: str) -> list[str]:
    """The verb that a particle ends, with it: "zustimmt" of "stimmt dem Antrag zu"."""
    particle, later, options = found[number], found[number].start, list[str]()
    for form in reversed(found[max(0, number - FARTHEST_VERB) : number]):
        between = text[form.end : later]
        if SENTENCE_END.search(between):
            break
        ends = between.lstrip().startswith(",") or form.form.startswith("ge") or not text[form.start].islower()
        if not ends and find_verb(form.form):
            options.append(particle.form + form.form)
        later = form.start
    return ([one for one in options if is_attested(one)] or options)[-1:]


def _complete_open_end(found: list[Form], number: int, text: str) -> list[str]:
    """The words that one with an open end is short for: "kinderhilfe" of "Kinder- und Jugendhilfe"."""
    first = found[number]
    following = found[number + 1 : number + 1 + FARTHEST_WHOLE]
    if not following or not (_load_joining() & {form.form for form in following}):
        return []
    for form in following:
        if SENTENCE_END.search(text[first.end : form.start]):
            return []
        if form.form not in _load_joining() and (rests := list_leftovers(form.form)):
            return [first.form + rest for rest in rests]
    return []


def _complete_open_start(found: list[Form], number: int, text: str) -> list[str]:
    """The words that one with an open start is short for: "gemeindeabgaben" of "Gemeindesteuern und -abgaben"."""
    before = [form for form in found[max(0, number - 3) : number] if form.form not in _load_joining()]
    if not before or SENTENCE_END.search(text[before[-1].end : found[number].start]):
        return []
    whole = before[-1].form
    return [whole.removesuffix(rest) + found[number].form for rest in list_leftovers(whole)]


@cache
def _load_particles() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("conjugation")["particles"])


@cache
def _load_joining() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("conjugation")["joining"])
