"""Persons that the model took for one and that are none: headings, common nouns, lists of names, words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from policytext import lexicon
from policytext.model import Document
from policytext.taggers.actors import people
from policytext.taggers.actors.found import Found

ENUMERATED = re.compile(r"(?:^|\n)[^\w\n]*(?:[A-Z]|[IVX]+)\.\s*$")  # A. Haushalt und Finanzen
INITIALLED = re.compile(r"(?:[A-Z]|[IVX]+)\.\s+[A-ZÄÖÜ][\w-]*$")
CAPITALS = re.compile(r"(?![IVX]+$)[A-ZÄÖÜ]{2,}(?:[-\s.]+[A-ZÄÖÜ.]+)*$")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
PROSE = 50  # characters of a line that goes on in the next one
BOTH = re.compile(r"innen\s+und\s+$")  # Zöllnerinnen und Zöllner
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("actors")["persons"][name])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(lexicon.load("actors")["persons"]["no_surname_endings"])


@cache
def _leading() -> re.Pattern[str]:
    """What goes before a name and is no part of it: `Kollege Brandner`, `Amtsleiterin Vera Busch`."""
    colleagues = "|".join(lexicon.load("actors")["persons"]["colleagues"])
    return re.compile(rf"(?:(?:{colleagues}|{people.office_word()})\s+)+(?=[A-ZÄÖÜ])")


def checked(document: Document, mentions: Iterable[Found]) -> Iterator[Found]:
    """The mentions of the model, persons among them split, trimmed and without those that are none."""
    text = document.view.text
    persons: list[Found] = []
    for mention in mentions:
        if mention.kind != "person":
            yield mention
            continue
        persons += [one for part in _by_line(document, mention) if (one := _trimmed(text, part)) and _may_be(text, one)]
    surnames = {text[one.start : one.end].split()[-1] for one in persons if " " in text[one.start : one.end]}
    alone = {text[one.start : one.end] for one in persons} - surnames
    common = _common_nouns(text, {word for word in alone if " " not in word})
    for one in persons:
        name = text[one.start : one.end]
        if (
            one.kind != "person"
            or " " in name
            or name in surnames
            or people.office_of(text, one).role
            or (name not in common and not name.lower().endswith(_endings()))
        ):
            yield one


def _by_line(document: Document, mention: Found) -> Iterator[Found]:
    """The names that a list gives line by line: `Anna Kern⏎Emil Vogt`; a name broken in a line of prose stays whole."""
    start, end = document.view.back(mention.start, mention.end)
    written = document.text[start:end]
    if "\n" not in written or len(written.split()) < 3:
        yield mention
        return
    line = document.text.rfind("\n", max(0, start - PROSE), start)
    if (line < 0 and start > PROSE) or (start + written.index("\n")) - line > PROSE:
        yield mention
        return
    for part in re.finditer(r"[^\n]+", written):
        words = part.group().strip()
        if len(words.split()) > 1 and words[0].isupper():
            first = start + part.start() + len(part.group()) - len(part.group().lstrip())
            begin, stop = document.view.forth(first), document.view.forth(first + len(words) - 1) + 1
            yield from _in_pairs(document.view.text, replace(mention, start=begin, end=stop))


def _in_pairs(text: str, mention: Found) -> Iterator[Found]:
    """Two names side by side in a list, each of two words: `Anna Kern Emil Vogt`."""
    words = list(re.finditer(r"[A-ZÄÖÜ][\w'’-]+", text[mention.start : mention.end]))
    if len(words) != 4 or len(text[mention.start : mention.end].split()) != 4:
        yield mention
        return
    for first, last in (words[:2], words[2:]):
        yield replace(mention, start=mention.start + first.start(), end=mention.start + last.end())


def _trimmed(text: str, mention: Found) -> Found | None:
    """The mention without an office before the name and without what is no name behind it."""
    lead = _leading().match(text, mention.start, mention.end)
    start = lead.end() if lead and lead.end() < mention.end else mention.start
    words = list(WORD.finditer(text, start, mention.end))
    if words and "-" in words[-1].group() and _is_common(words[-1].group()):
        return replace(mention, kind="organisation")  # Emil von Kern-Stiftung
    kept = len(words)
    while kept > 1 and (_is_common(words[kept - 1].group()) or CAPITALS.match(words[kept - 1].group())):
        kept -= 1
    if not words or (kept == 1 < len(words)):
        return None if len(words) > 1 and CAPITALS.match(words[-1].group()) else replace(mention, start=start)
    return replace(mention, start=start, end=mention.end if kept == len(words) else words[kept - 1].end())


def _is_common(word: str) -> bool:
    """Whether a word is a common noun by the list or by its ending."""
    return word in _words("no_names") or word.lower().endswith(_endings())


def _may_be(text: str, mention: Found) -> bool:
    """Whether a stretch may name a person at all: no enumerated heading, no line in capitals, no debris."""
    name = text[mention.start : mention.end]
    line = text[max(0, mention.start - 8) : mention.start]
    if INITIALLED.match(name) and not line.rpartition("\n")[2].strip() and (mention.start == 0 or "\n" in line):
        return False  # A. Haushalt
    if " " not in name and (ENUMERATED.search(line) or name in _words("no_names")):
        return False
    return not (CAPITALS.match(name) or CONTROL.search(name))


def _common_nouns(text: str, words: set[str]) -> set[str]:
    """Those of `words` that the text uses with an article somewhere, as no surname is: `den Haushalt`."""
    if not words:
        return set()
    before, found = "", set()
    for word in WORD.finditer(text):
        if word.group() in words and before.lower() in _words("no_surname_before"):
            found.add(word.group())
        before = word.group()
    return found


def has_article(text: str, place: int) -> bool:
    """Whether an article or the like goes before the word at `place`: `der Haushalt`."""
    before = text[max(0, place - 14) : place].split()
    return bool(before) and before[-1].lower() in _words("no_surname_before")
