"""Bodies that the model took for one and that are none: streets, laws, plans, abbreviations of things, common nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import common_words, heads, name_checks, place_names
from policytext.taggers.actors.found import FoundMention

WORDS = PatternLists("bodies", "name_parts")

GENITIVE = PatternLists("grammar", "definite").genitive
ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9/&-]{1,11}|[A-ZÄÖÜ][a-zäöü]{0,5}[A-ZÄÖÜ]\w{0,8}")
NUMBER_BEHIND = re.compile(r"\s+\d{1,3}$")
BRACKETED = re.compile(
    r"(?<![\w-])(?P<word>[A-ZÄÖÜ][\w-]{0,60}[a-zäöüß])(?:[ ]+[a-z]\w*[ ]+[A-ZÄÖÜ]{2,}\w*)?[“”\"]?"
    r"\s*\(\s*[„“\"]?(?P<short>[A-ZÄÖÜ][\w/-]{1,11})[“”\"]?\s*\)"
)
CITED = re.compile(  # § 14a EnWG, Abs. 2 Satz 1 der GemO
    rf"(?:§§?\s*\d+\w*|\b(?:{WORDS.citations})\.\s*\w{{1,4}}|\b(?:{WORDS.citation_nouns})\s+\d+)"
    rf"(?:\s+(?:{GENITIVE}|\w\b))?\s+(?P<name>[A-ZÄÖÜ][\w/-]{{1,11}})(?![\w-])"
)
LAW_BEHIND = re.compile(r"[a-zäöü][A-ZÄÖÜ]{0,4}(?:G|GB|O|VO)$")  # EnWG, BauNVO, GemO, BauGB
ARTICLE = re.compile(rf"(?:{WORDS.open_articles})\s+(?P<noun>[A-ZÄÖÜ][\w-]+)")
PLURAL = re.compile(r"[’']s$")  # die AGH’s
SMALL = re.compile(r"[a-zäöü]")
STREET_BEHIND = re.compile(rf"[ ]?-?(?:{WORDS.streets}|(?:{WORDS.street_nouns})\b|(?:{WORDS.numbered_streets})\s\d)")


@cache
def _load_lists() -> dict[str, frozenset[str]]:
    table = lexicon.load_lexicon("bodies")["no_bodies"]
    return {name: frozenset(rows) for name, rows in table.items()}


@cache
def _load_streets() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("bodies")["no_bodies"]["streets"])


def check_bodies(text: str, mentions: Iterable[FoundMention]) -> Iterator[FoundMention]:
    """The mentions of the model, bodies among them without those that are none; persons pass."""
    things = of_things(text)
    laws = _find_cited_laws(text)
    for mention in mentions:
        if mention.kind == "person":
            if not is_street(text, mention):
                yield mention
            continue
        number = NUMBER_BEHIND.search(text, mention.start, mention.end)
        one = replace(mention, end=number.start()) if number else mention
        article = ARTICLE.match(text, one.start, one.end)
        if article and heads.head_of(article["noun"]):
            one = replace(one, start=article.start("noun"))  # Der Magistrat
        name = PLURAL.sub("", text[one.start : one.end])
        cited = name in laws and ACRONYM.fullmatch(name)
        plain = common_words.is_noun(name) and not name_checks.has_article(text, one.start)
        if not (name in things or cited or plain or _is_thing(name) or is_street(text, one)):
            yield one


@lru_cache(maxsize=2)  # a text is asked twice
def of_things(text: str) -> frozenset[str]:
    """Abbreviations that the text itself gives to things: `Raumordnungsverfahren (ROV)`."""
    return frozenset(
        found["short"]
        for found in BRACKETED.finditer(text)
        if ACRONYM.fullmatch(found["short"]) and _names_thing(found["word"])
    )


def _names_thing(word: str) -> bool:
    """Whether a word is a common noun and no body."""
    return (heads.head_of(word) is None or heads.names_none(word)) and common_words.ends_in_noun(word)


def is_street(text: str, mention: FoundMention) -> bool:
    """Whether a name is that of a street, or a part of it: `Lauenburger Straße`, `Neisser` before `Str.`."""
    name = text[mention.start : mention.end]
    return name.lower().endswith(_load_streets()) or STREET_BEHIND.match(text, mention.end) is not None


def _is_thing(name: str) -> bool:
    """Whether a name is an abbreviation, a region or a common noun that names no body."""
    parts = name.split()
    if parts[0] in _load_lists()["abbreviations"] or _names_law(parts[0]):
        return True
    if any(heads.head_of(part) and not heads.names_none(part) for part in parts):
        return False
    last = parts[-1]
    if len(parts) == 1 and last.endswith("er") and place_names.is_place(last[:-2]):
        return True  # die Osterfelder
    if heads.names_none(last) or name in _load_lists()["words"] or _is_region(parts):
        return True
    bent = len(parts) == 2 and parts[0].endswith(("e", "en", "er", "es"))
    return (len(parts) == 1 or bent) and not common_words.is_noun(last) and common_words.ends_in_noun(last)


def _is_region(parts: list[str]) -> bool:
    """Whether a name is no more than that of a region: `Mittlerer Oberrhein`."""
    return place_names.is_region(parts[-1]) and (
        len(parts) == 1 or (len(parts) == 2 and parts[0].endswith(("er", "es", "e")))
    )


def _find_cited_laws(text: str) -> frozenset[str]:
    """Abbreviations that the text cites with a paragraph: `§ 14a EnWG`, `Abs. 2 der GemO`."""
    return frozenset(found["name"] for found in CITED.finditer(text))


def _names_law(name: str) -> bool:
    """Whether an abbreviation is built like that of a law: `BauNVO`, `EnWG`, `GemO`."""
    return (
        ACRONYM.fullmatch(name) is not None and LAW_BEHIND.search(name) is not None and SMALL.search(name) is not None
    )
