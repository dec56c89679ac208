"""The issuer of a paper as one of its actors: what the letterhead calls him, and what he is called in the text.

A town calls itself "die Stadt", "die Verwaltung"; a ministry "das Ministerium"; a coalition "die Koalition".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext import lexicon
from policytext.model import Document
from policytext.taggers.actors import canonical
from policytext.taggers.actors.found import FoundMention

LONGEST_NAME = 14  # words of an issuer's name that are looked for
SHORTEST_PART = 8  # letters of a single word that may stand for a name broken at a line end


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued the paper: canonical name, kind, the stems of the nouns that mean him, whether a municipality."""

    name: str
    kind: str
    calls: frozenset[tuple[str, ...]]
    town: bool


@cache
def _load_calls() -> tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...]:
    """Beginnings or endings of issuers' names, the nouns that mean such an issuer, whether it is a municipality."""
    rows = lexicon.load_lexicon("actors")["issuers"]
    return tuple((tuple(row["names"]), tuple(row["calls"]), row.get("town", False)) for row in rows)


def issuer_of(document: Document, mentions: Iterable[FoundMention]) -> Issuer | None:
    """The issuer that the head names, in a council's paper else the one municipality that the text names."""
    name = document.head.issuer
    if not name and document.head.kind == "council_paper":
        name = _find_only_town(document.view.text, mentions)
    if not name:
        return None
    name = " ".join(word.capitalize() if len(word) > 3 and word.isupper() else word for word in name.split())
    words = tuple(word.lower() for word in re.findall(r"\w+", name))
    for names, calls, town in _load_calls():
        if any(word.endswith(names) for word in words[: 1 if town else 4]):
            stems = {canonical.stem_name(call) for call in calls}
            return Issuer(name, "authority" if town else canonical.kind_of(name), frozenset(stems), town)
    return Issuer(name, canonical.kind_of(name), frozenset(), town=False)


def _find_only_town(text: str, mentions: Iterable[FoundMention]) -> str | None:
    """The one municipality among the mentions, where there is just one."""
    names = {
        canonical.stem_name(words): mention.name or words
        for mention in mentions
        if mention.kind == "authority" and mention.form == "name"
        if (words := text[mention.start : mention.end])
        .split()[0]
        .lower()
        .startswith(("stadt", "gemeinde", "landeshauptstadt"))
        and len(words.split()) > 1
    }
    return canonical.build_nominative(next(iter(names.values()))) if len(names) == 1 else None


def find_issuer_mentions(text: str, issuer: Issuer, taken: Iterable[FoundMention]) -> Iterator[FoundMention]:
    """Places of the issuer's name that no other mention holds; of a name that no line holds whole its first words."""
    held = sorted((mention.start, mention.end) for mention in taken)
    words = tuple(issuer.name.split()[:LONGEST_NAME])
    lower = "".join(map(_lower_letter, text)) if len(text.lower()) != len(text) else text.lower()
    for count in range(len(words), 0, -1):
        if count < len(words) and len(" ".join(words[:count])) < SHORTEST_PART:
            return
        places = list(_find_places(text, lower, words[:count]))
        if not places:
            continue
        for start, end in places:
            if not _overlaps_span(held, start, end):
                yield FoundMention(start=start, end=end, kind=issuer.kind, name=issuer.name, key="issuer", weight=5)
        return


def _lower_letter(letter: str) -> str:
    return letter.lower() if len(letter.lower()) == 1 else letter


def _find_places(text: str, lower: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The places of words in a text, whatever their capitals; `lower` is the text in small letters."""
    small = [word.lower() for word in words]
    if not all(word in lower for word in small):
        return
    name, start = _compile_name(words), lower.find(small[0])
    while start >= 0:
        match = name.match(text, start)
        if match:
            yield match.span()
        start = lower.find(small[0], match.end() if match else start + 1)


@lru_cache(maxsize=256)
def _compile_name(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){'[ ]+'.join(map(re.escape, words))}(?:e?s)?(?![\w-])", re.IGNORECASE)


def _overlaps_span(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(spans, (start, end))
    return any(s < end and start < e for s, e in spans[max(0, place - 1) : place + 1])
