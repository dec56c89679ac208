"""What the whole paper tells of a candidate: whether it issued it, pays or is paid in its sentences, is named often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.link.party_candidates import PartyCandidate
from policytext.link.party_frames import PAID, PAYING, count_frames
from policytext.link.party_nouns import name_party_kind
from policytext.link.passages import Paper, Site

MOST_CANDIDATES = 60  # of a paper that are all tried for every sum
MOST_NAMED = 20  # of a paper with more, tried beside those named near a sum
NEAR_HEAD = 600  # characters in which a letterhead stands
NUMERALS = frozenset("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf alle beide".split())


@dataclass(frozen=True, slots=True)
class PartyProfile:
    """What the whole paper tells of one candidate: names for features that hold for every sum."""

    candidate: PartyCandidate
    features: tuple[str, ...]
    frames: Counter[str]


def profile_parties(paper: Paper, candidates: Sequence[PartyCandidate]) -> list[PartyProfile]:
    """The profiles of a paper's candidates."""
    frames = [count_frames(candidate) for candidate in candidates]
    classes = [name_class(candidate) for candidate in candidates]
    size = {name: classes.count(name) for name in set(classes)}
    ranked = sorted(range(len(candidates)), key=lambda n: -len(candidates[n].mentions))
    rank = {n: place for place, n in enumerate(ranked)}
    return [
        PartyProfile(
            c,
            tuple(_describe_profile(paper, c, frames[n], _Standing(classes[n], size[classes[n]] == 1, rank[n]))),
            frames[n],
        )
        for n, c in enumerate(candidates)
    ]


@dataclass(frozen=True, slots=True)
class _Standing:
    """The class of a candidate's name, whether it is the only one of it, and its rank by mentions."""

    name: str
    lone: bool
    rank: int


@cache
def _compile_names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(words)) for kind, words in lexicon.load_lexicon("parties")["names"].items())


def name_class(candidate: PartyCandidate) -> str:
    """Which kind of payer or payee a name speaks of: `land`, `city`, `club` … or the candidate's kind."""
    if candidate.kind == "group":
        return "group"
    return next((name for name, pattern in _compile_names() if pattern.match(candidate.name)), candidate.kind)


def _describe_profile(paper: Paper, candidate: PartyCandidate, frames: Counter[str], place: _Standing) -> Iterator[str]:
    document = paper.document
    kind = document.head.kind
    first, name = candidate.mentions[0], place.name
    yield f"name={name}"
    yield f"name={name}|{kind}"
    yield f"open={candidate.actor is None}"
    kinds = {name_party_kind(word) for word in candidate.name.split() if word[:1].isupper()}
    head = "group" if "group" in kinds else "body" if "organisation" in kinds else "none"
    yield f"head={head}|{candidate.actor is None}"
    yield f"head={head}|{kind}"
    counted = candidate.name[:1].isdigit() or candidate.name.split()[0].lower() in NUMERALS
    yield f"counted={counted}"
    yield f"times={min(4, len(candidate.mentions))}"
    yield f"rank={min(4, place.rank)}|{name}"
    if place.lone:
        yield f"lone|{name}"
    if is_issuer(candidate, document.head.issuer):
        yield "issuer"
        yield f"issuer|{name}"
        yield f"issuer|{kind}|{document.head.paper}"
    if any(mention.passage.kind == "title" for mention in candidate.mentions):
        yield f"in.title|{name}"
    if first.start < NEAR_HEAD and first.passage.kind in ("head", "title", "heading"):
        yield f"in.head|{name}"
    yield f"at={min(4, 5 * first.start // max(1, len(document.view.text)))}"
    pays = sum(count for frame, count in frames.items() if frame in PAYING)
    paid = sum(count for frame, count in frames.items() if frame in PAID)
    yield f"pays={min(3, pays)}"
    yield f"paid={min(3, paid)}"
    yield f"tends={'pays' if pays > paid else 'paid' if paid > pays else 'even'}"
    for frame, count in sorted(frames.items()):
        yield f"doc.{frame}"
        if count > 1:
            yield f"doc.{frame}+"


def is_issuer(candidate: PartyCandidate, issuer: str | None) -> bool:
    """Whether a candidate is who issued the paper."""
    if not issuer:
        return False
    mine, theirs = candidate.name.lower(), issuer.lower()
    return mine == theirs or (len(mine) > 3 and mine in theirs) or theirs in mine


def shortlist_parties(paper: Paper, site: Site, profiles: Sequence[PartyProfile]) -> Sequence[PartyProfile]:
    """The candidates for one sum: all of them, in a paper with many those named near it and the most named."""
    if len(profiles) <= MOST_CANDIDATES:
        return profiles
    near = {site.passage.index + step for step in range(-2, 3)}
    near |= {one.index for one in (paper.lead(site.passage), paper.heading(site.passage), paper.title) if one}
    by_passage = paper.remember("profiles", lambda: _by_passage(profiles))
    often = paper.remember("most named", lambda: sorted(profiles, key=_rank_profile)[:MOST_NAMED])
    found = {id(profile): profile for index in sorted(near) for profile in by_passage.get(index, ())}
    return [*found.values(), *(profile for profile in often if id(profile) not in found)]


def _by_passage(profiles: Sequence[PartyProfile]) -> dict[int, list[PartyProfile]]:
    found: dict[int, list[PartyProfile]] = {}
    for profile in profiles:
        for index in sorted({mention.passage.index for mention in profile.candidate.mentions}):
            found.setdefault(index, []).append(profile)
    return found


def _rank_profile(profile: PartyProfile) -> tuple[bool, int]:
    return "issuer" not in profile.features, -len(profile.candidate.mentions)
