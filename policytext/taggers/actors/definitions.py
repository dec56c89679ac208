"""Other names that a text gives an actor: `(SAB)`, `nachfolgend: Zuwendungsgeber`, `Bewilligungsstelle ist die …`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors.found import FoundMention

WORDS = PatternLists("actors", "aliases", blank=r"\s+")
AND = PatternLists("grammar", "coordination").pair
ARTICLES = PatternLists("grammar", "definite").no_genitive

BRACKETED = re.compile(  # Sächsische Aufbaubank (SAB)
    r"\s*(?:,[^,()\n]{1,60},?\s*)?\(\s*[„“\"]?(?P<short>[A-ZÄÖÜ][\w.-]{1,11})[“”\"]?\s*\)"
)
ACRONYM = re.compile(r"(?=(?:.*[A-ZÄÖÜ]){2})[A-ZÄÖÜ][\w.-]{1,11}$")
DEFINED = re.compile(
    rf"""(?:{WORDS.defined})\s*(?:{WORDS.shortly})?\s*:?\s*
        (?:(?:{WORDS.role})\s+)?(?:(?:{ARTICLES})\s+)?
        [„“\"»‚]?(?P<short>[A-ZÄÖÜ][\w-]*(?:\s+[A-ZÄÖÜ][\w-]*)?)[“”\"«‘]?   # nachfolgend „Land“ genannt
      | \(\s*(?:{WORDS.briefly}):?\s+[„“\"]?(?P<brief>[A-ZÄÖÜ][\w-]*)      # (kurz: Liga)
    """,
    re.VERBOSE,
)
SURELY_DEFINED = re.compile(rf"^.?\(|[:„“\"»‚]|{WORDS.called}")  # not: "künftig Verfahren vereinfachen"
PARTY_REACH = 400  # characters back from "nachfolgend: …" to the party that is meant
REPRESENTED = re.compile(rf",?\s+(?:(?:{WORDS.these})\s+)?(?:{WORDS.represented})\b")
REPRESENTING = re.compile(rf"(?:{WORDS.by})\s+(?:\w+\s+)?$")  # vertreten durch den
FURTHER_PARTY = re.compile(rf"\n\s*(?:{AND})\b|[a-zäöüß]{{3}}\.\s+[A-ZÄÖÜ]")
EQUATION = re.compile(  # Bewilligungsstelle ist die …
    rf"""(?<=\w)\s+(?:(?:{WORDS.as_defined})\s+\w+\s+)?(?:{WORDS.present})\s+
        (?:(?:{WORDS.mainly})\s+)?(?:(?:{WORDS.equation_articles})\s+)?$""",
    re.VERBOSE,
)
EQUATION_BEFORE = re.compile(  # … als zuständige Bewilligungsstelle
    rf"\s+(?:{WORDS.role})\s+(?:(?:{WORDS.competent})\s+)?|\s+\(\s*|,?\s+(?:{WORDS.present})\s+"
)


def find_aliases(text: str, mentions: list[FoundMention]) -> Iterator[tuple[FoundMention, int, int]]:
    """The mention and start and end of its other name, for every name that a text defines."""
    bodies = [mention for mention in mentions if mention.kind != "person"]
    for mention in bodies:
        if mention.kind == "group":
            continue
        found = BRACKETED.match(text, mention.end)
        if found and ACRONYM.match(found["short"]) and found["short"] != text[mention.start : mention.end]:
            yield mention, *found.span("short")
    starts = [mention.start for mention in bodies]
    for found in DEFINED.finditer(text):
        name = "short" if found["short"] else "brief"
        if not SURELY_DEFINED.search(text[max(0, found.start() - 2) : found.end() + 12]):
            continue
        before = bodies[max(0, bisect_left(starts, found.start()) - 6) : bisect_left(starts, found.start())]
        if party := _find_defined_party(text, before, found.start()):
            yield party, *found.span(name)


def _find_defined_party(text: str, before: list[FoundMention], place: int) -> FoundMention | None:
    """Who is meant by a definition at `place`: the party that others represent, else the body right before it."""
    near = [mention for mention in before if place - mention.end < PARTY_REACH]
    represented = [
        m
        for m in near
        if REPRESENTED.match(text, m.end) and not REPRESENTING.search(text[max(0, m.start - 20) : m.start])
    ]
    if represented and not FURTHER_PARTY.search(text[represented[-1].end : place]):
        return represented[-1]
    last = near[-1] if near else None
    return (
        last
        if last
        and place - last.end < 80
        and not re.search(r"[.;]\s+[A-ZÄÖÜ]|\n", text[last.end : place].rstrip(" –-\n("))
        else None
    )


def every_place(text: str, short: str) -> Iterator[tuple[int, int]]:
    """Where a defined name stands in the text, in the genitive too, not inside a longer word."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?:s|n)?(?![\w-])", text):
        yield match.span()


def find_equations(text: str, mentions: list[FoundMention]) -> Iterator[tuple[FoundMention, FoundMention]]:
    """Pairs of a role noun and who fills it: `Bewilligungsstelle ist die Sächsische Aufbaubank`."""
    for left, right in pairwise(mentions):
        between = text[left.end : right.start]
        if len(between) > 60 or "\n" in between:
            continue
        if left.key.startswith("role:") and EQUATION.search("x" + between):
            yield left, right
        elif right.key.startswith("role:") and EQUATION_BEFORE.fullmatch(between):
            yield right, left
