"""Persons that the model took for one and that are none: headings, common nouns, lists of names, words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Document
from policytext.taggers.actors import common_words, heads, person_mentions
from policytext.taggers.actors.found import FoundMention

WORDS = PatternLists("actors", "entry_words")

ENUMERATED = re.compile(r"(?:^|\n)[^\w\n]*(?:[A-Z]|[IVX]+)\.\s*$")  # A. Haushalt und Finanzen
INITIALLED = re.compile(r"(?:[A-Z]|[IVX]+)\.\s+[A-ZÄÖÜ][\w-]*$")
CAPITALS = re.compile(r"(?![IVX]+$)[A-ZÄÖÜ]{2,}(?:[-\s.]+[A-ZÄÖÜ.]+)*$")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SHORT = 4  # letters of a word that may be a foreign first name though a noun is written like it
LONG = 10  # letters of a word that is a compound rather than a foreign name
PROSE = 50  # characters of a line that goes on in the next one
BODY_BEHIND = re.compile(r"[ ]+(?P<word>[A-ZÄÖÜ][a-zäöüß]+)(?![\w-])")
ADDRESS = re.compile(rf"(?:\w+\.?\s+)*{person_mentions.HONORIFIC}\s+(?=[A-ZÄÖÜ])")  # K. Frau Kern
RETIRED = re.compile(r"\b[ai]\.\s?[DR]\.\s+(?=[A-ZÄÖÜ])")  # what is left of "a. D." before a name
BENT = re.compile(r"[a-zäöüß-]{4,}(?:e|en|er|es|em)")
JOINED = re.compile(r"\s[+&]\s")
BOTH = re.compile(rf"(?:{WORDS.women})\s+(?:{WORDS.pairs})\s+$")  # Zöllnerinnen und Zöllner
COLUMN = re.compile(  # names side by side: Anna Kern    Emil Vogt, Anna Kern Dr. Emil Vogt
    r"(?P<name>\S+[ ]+\S+(?:[ ]\S+)?)"
    rf"(?:[ ]{{2,}}|[ ]+(?:(?:{person_mentions.WORDS.doctors})\.[ ]+)+)(?=[A-ZÄÖÜ])"
)
DOUBLED = re.compile(r"(?P<name>\w.{3,60}?)\s+(?P<again>(?P=name))")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\d_„“”]")


@cache
def _load_words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("actors")["persons"][name])


@cache
def _load_endings() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("actors")["persons"]["no_surname_endings"])


@cache
def _compile_leading() -> re.Pattern[str]:
    """What goes before a name and is no part of it: `Kollege Brandner`, `Amtsleiterin Vera Busch`."""
    colleagues = "|".join(lexicon.load_lexicon("actors")["persons"]["colleagues"])
    return re.compile(
        rf"(?:(?:{colleagues}|{person_mentions.office_word()}|{person_mentions.load_council_members()})\s+)+(?=[A-ZÄÖÜ])"
    )


def check_names(document: Document, mentions: Iterable[FoundMention]) -> Iterator[FoundMention]:
    """The mentions of the model, persons among them split, trimmed and without those that are none."""
    text = document.view.text
    persons: list[FoundMention] = []
    for mention in mentions:
        if mention.kind != "person":
            yield mention
            continue
        parts = (part for line in _by_line(document, mention) for part in _split_doubled(text, line))
        persons += [one for part in parts if (one := _trim_name(text, part)) and _may_be(text, one)]
    surnames = {text[one.start : one.end].split()[-1] for one in persons if " " in text[one.start : one.end]}
    alone = {text[one.start : one.end] for one in persons} - surnames
    common = _common_nouns(text, {word for word in alone if " " not in word})
    for one in persons:
        name = text[one.start : one.end]
        if (
            one.kind != "person"
            or " " in name
            or name in surnames
            or person_mentions.is_introduced(text, one.start)
            or person_mentions.PARTY.match(text, one.end)
            or not (name in common or _is_common(name) or common_words.ends_in_noun(name))
        ):
            yield one


def _by_line(document: Document, mention: FoundMention) -> Iterator[FoundMention]:
    """The names that a list gives line by line: `Anna Kern⏎Emil Vogt`; a name broken in a line of prose stays whole."""
    start, end = document.view.back(mention.start, mention.end)
    written = document.text[start:end]
    if "\n" not in written and (column := COLUMN.match(written)):
        yield replace(mention, end=document.view.forth(start + column.end("name") - 1) + 1)
        behind = document.view.forth(start + column.end())
        yield replace(mention, start=person_mentions.name_only(document.view.text, behind, mention.end)[0])
        return
    if "\n" not in written or len(written.split()) < 3:
        yield mention
        return
    line = document.text.rfind("\n", max(0, start - PROSE), start)
    if (line < 0 and start > PROSE) or (start + written.index("\n")) - line > PROSE:
        yield mention
        return
    for part in re.finditer(r"[^\n]+", written):
        row = part.group().strip()
        if len(row.split()) > 1 and row[0].isupper():
            first = start + part.start() + len(part.group()) - len(part.group().lstrip())
            begin, stop = document.view.forth(first), document.view.forth(first + len(row) - 1) + 1
            yield from _in_pairs(document.view.text, replace(mention, start=begin, end=stop))


def _split_doubled(text: str, mention: FoundMention) -> Iterator[FoundMention]:
    """A name that a caption gives twice, as two: `Anna Kern Anna Kern`."""
    twice = DOUBLED.fullmatch(text, mention.start, mention.end)
    if not twice:
        yield mention
        return
    for name in ("name", "again"):
        start, end = twice.span(name)
        yield replace(mention, start=start, end=end)


def _in_pairs(text: str, mention: FoundMention) -> Iterator[FoundMention]:
    """Two names side by side in a list, each of two words: `Anna Kern Emil Vogt`."""
    found = list(re.finditer(r"[A-ZÄÖÜ][\w'’-]+", text[mention.start : mention.end]))
    if len(found) != 4 or len(text[mention.start : mention.end].split()) != 4:
        yield mention
        return
    for first, last in (found[:2], found[2:]):
        yield replace(mention, start=mention.start + first.start(), end=mention.start + last.end())


def _trim_name(text: str, mention: FoundMention) -> FoundMention | None:
    """The mention without an office before the name and without what is no name behind it."""
    start = _behind_titles(text, mention)
    found = list(WORD.finditer(text, start, mention.end))
    if found and "-" in found[-1].group():
        last = found[-1].group().rpartition("-")[2]
        if heads.head_of(last):
            return replace(mention, kind="organisation")  # Emil von Kern-Stiftung
        if len(found) > 1 and common_words.ends_in_noun(last) and not common_words.is_first_name(last):
            return None  # Emil Kern-Terminal
    behind = BODY_BEHIND.match(text, mention.end)
    if behind and (head := heads.head_of(behind["word"])) and "c" not in head.marks:
        return replace(mention, start=start, end=behind.end(), kind=head.kind)  # Emil von Kern Stiftung
    kept = next((n for n, word in enumerate(found) if n > 1 and CAPITALS.match(word.group())), len(found))
    while kept > 1 and _is_no_surname(found[0].group(), found[kept - 1].group(), kept):
        kept -= 1
    if not found or (kept == 1 < len(found)):
        doubtful = len(found) > 1 and (
            CAPITALS.match(found[-1].group()) or not person_mentions.is_introduced(text, start)
        )
        return None if doubtful else replace(mention, start=start, end=found[0].end() if found else mention.end)
    return replace(mention, start=start, end=mention.end if kept == len(found) else found[kept - 1].end())


def _behind_titles(text: str, mention: FoundMention) -> int:
    """Where the name begins behind an office, a form of address or the rest of `a. D.` that the model took with it."""
    start = mention.start
    if address := ADDRESS.search(text, mention.start, mention.end):
        start = address.end()
    if retired := RETIRED.search(text, max(0, start - 4), mention.end):
        start = max(start, retired.end())
    lead = _compile_leading().match(text, start, mention.end)
    return lead.end() if lead and lead.end() < mention.end else start


def _is_no_surname(first: str, word: str, number: int) -> bool:
    """Whether the last of `number` words of a name is none: a common noun, unless a first name stands before it."""
    if CAPITALS.match(word) or word in common_words.no_names() or word[0].islower():
        return True
    if number == 2 and common_words.is_first_name(first):
        return False  # Petra Hartung, Anna Sommer
    return _is_common(word) or common_words.is_noun(word)


def _is_common(word: str) -> bool:
    """Whether a word is a common noun by the list or by its ending."""
    return word in common_words.no_names() or word.lower().endswith(_load_endings())


def _may_be(text: str, mention: FoundMention) -> bool:
    """Whether a stretch may name a person at all: no enumerated heading, no line in capitals, no debris."""
    name = text[mention.start : mention.end]
    line = text[max(0, mention.start - 12) : mention.start]
    if INITIALLED.match(name) and not line.rpartition("\n")[2].strip() and (mention.start == 0 or "\n" in line):
        return False  # A. Haushalt
    parts = name.split()
    if len(parts) == 1 and (BOTH.search(line) or ENUMERATED.search(line) or name in common_words.no_names()):
        return False
    if len(parts) > 1 and _begins_with_noun(parts):
        return person_mentions.is_introduced(text, mention.start)  # Vorlage Nr
    title = person_mentions.LEADING_TITLES.match(text, max(0, mention.start - 3))
    only_title = title is not None and title.end() >= mention.end  # Dr.-Ing.
    return not (
        only_title or name[0].islower() or _is_joined(text, mention) or CAPITALS.match(name) or CONTROL.search(name)
    )


def _begins_with_noun(parts: list[str]) -> bool:
    """Whether a name of several words begins with a common noun and holds no first name: `Vorlage Nr`."""
    noun = common_words.is_noun(parts[0]) if len(parts[0]) < LONG else common_words.ends_in_noun(parts[0])
    return noun and len(parts[0]) > SHORT and not any(map(common_words.is_first_name, parts))


def _is_joined(text: str, mention: FoundMention) -> bool:
    """Whether a firm's sign stands beside a name: `Berg + Kern`."""
    before = JOINED.search(text, max(0, mention.start - 3), mention.start)
    return before is not None or JOINED.match(text, mention.end) is not None


def _common_nouns(text: str, names: set[str]) -> set[str]:
    """Those of `names` that the text uses with an article somewhere, as no surname is: `den Haushalt`."""
    if not names:
        return set()
    before, found = "", set()
    for word in WORD.finditer(text):
        if word.group() in names and before.lower() in _load_words("no_surname_before"):
            found.add(word.group())
        before = word.group()
    return found


def is_person(text: str, place: int, surname: str, *, sure: bool) -> bool:
    """Whether the surname of a person named elsewhere names that person at `place`, too.

    A common noun does so behind an office or the like, or without an article where a first name made the person `sure`.
    """
    if has_article(text, place):
        return False
    return sure or not common_words.is_noun(surname) or person_mentions.is_introduced(text, place)


def has_article(text: str, place: int) -> bool:
    """Whether an article or the like goes before the word at `place`: `der Haushalt`, `im kommenden Winter`."""
    before = text[max(0, place - 40) : place].split()
    while len(before) > 1 and BENT.fullmatch(before[-1]) and before[-1] not in _load_words("no_surname_before"):
        before.pop()
    return bool(before) and before[-1].lower() in _load_words("no_surname_before")
