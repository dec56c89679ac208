"""What speaks for a phrase naming what a sum is for."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from policytext.link.party_nouns import name_party_kind
from policytext.link.passages import Paper, Site
from policytext.link.purpose_candidates import PurposeCandidate
from policytext.link.tagging import TaggedWord, name_noun_classes, name_verb_classes, stem_word


def describe_purpose(
    paper: Paper, site: Site, candidate: PurposeCandidate, named: Set[tuple[int, int]]
) -> Iterator[str]:
    """The features of a candidate; `named` are the words (passage, word) that name actors."""
    yield from describe_phrase(site, candidate, named)
    if (way := find_way(site, candidate)) is not None:
        yield from describe_way(way)


def describe_phrase(site: Site, candidate: PurposeCandidate, named: Set[tuple[int, int]]) -> Iterator[str]:
    """The features of a candidate that hold for every sum of one kind, in passages of one kind."""
    passage, words, paper = candidate.passage, candidate.passage.words, candidate.passage.paper
    kind, origin = paper.document.head.kind, candidate.origin
    inside = words[candidate.first : candidate.last]
    nouns = [word for word in inside if word.tag == "N"]
    yield f"origin={origin}"
    yield f"origin={origin}|{kind}"
    yield f"origin={origin}|{site.passage.kind}"
    yield f"origin={origin}|{site.amount.kind}"
    yield f"opener={candidate.opener}"
    yield f"opener={candidate.opener}|{origin}"
    yield f"chunks={min(4, candidate.chunks)}|{candidate.longest}"
    yield f"chunks={min(4, candidate.chunks)}|{origin}"
    yield f"words={min(12, len(inside))}"
    if not nouns:
        yield "no.noun"
        return
    head = nouns[0]
    yield f"head={stem_word(head.text)}"
    yield f"tail={head.lower[-4:]}"
    yield f"action={head.lower.endswith(ACTIONS)}|{candidate.opener}"
    yield f"action={head.lower.endswith(ACTIONS)}|{min(3, candidate.chunks)}"
    for money in name_noun_classes(head.text):
        yield f"money={money}"
        yield f"money={money}|{min(3, candidate.chunks)}"
    party = name_party_kind(head.text)
    yield f"party={party}"
    yield f"party={party}|{candidate.opener}"
    yield from _describe_echo(paper, candidate, nouns)
    actors = sum((passage.index, place) in named for place in range(candidate.first, candidate.last))
    if actors:
        yield "names"
        yield f"names={2 * actors >= len(inside)}"
        yield f"names.head={(passage.index, candidate.first) in named}"
    yield from _describe_edges(candidate)


def _describe_edges(candidate: PurposeCandidate) -> Iterator[str]:
    """What stands in a phrase, right before and right behind it, that tells whether it was cut well."""
    words = candidate.passage.words
    if any(word.tag in "HV" for word in words[candidate.first : candidate.last]):
        yield "verb"
    if candidate.last < len(words):
        following = words[candidate.last]
        yield f"then={following.tag}"
        if following.tag == "V":
            yield from (f"then.v:{name}" for name in name_verb_classes(following.text))
    if candidate.first:
        yield f"before={stem_word(words[candidate.first - 1].text)}"
        if candidate.first > 1:
            yield f"before2={stem_word(words[candidate.first - 2].text)}"
            for money in name_noun_classes(words[candidate.first - 2].text):
                yield f"before2.n:{money}"


def _describe_echo(paper: Paper, candidate: PurposeCandidate, nouns: list[TaggedWord]) -> Iterator[str]:
    """How far the paper speaks of the phrase elsewhere: in its title, its heading, again and again."""
    stems = [stem_word(word.text) for word in nouns]
    if paper.title is not None and paper.title is not candidate.passage:
        shared = sum(word in paper.title_stems for word in stems)
        yield f"title={shared > 0}|{candidate.origin}"
        yield f"title={4 * shared // len(stems)}"
    often = max(paper.counts[word] for word in stems)
    yield f"often={min(4, often // 2)}"
    yield f"often={min(4, paper.counts[stems[0]] // 2)}|head"


ACTIONS = (
    "ung",
    "ungen",
    "bau",
    "erwerb",
    "kauf",
    "betrieb",
    "erhalt",
    "schutz",
    "arbeit",
    "entwicklung",
    "hilfe",
    "projekt",
    "projekte",
)


class PhraseWay(NamedTuple):
    """The way from a phrase to a sum: headings between them, or in their sentence the words between them."""

    side: str
    gap: int
    opener: str = ""
    same: bool = False
    sums: int = 0
    leads: bool | None = None
    met: frozenset[str] = frozenset()


def find_way(site: Site, candidate: PurposeCandidate) -> PhraseWay | None:
    """The way from a phrase with a noun to a sum, where it tells something: in one sentence, under a heading."""
    passage = candidate.passage
    if passage is not site.passage and passage.kind not in ("heading", "title"):
        return None
    if not any(word.tag == "N" for word in passage.words[candidate.first : candidate.last]):
        return None
    if passage is not site.passage:
        return PhraseWay("", min(5, site.passage.index - passage.index))
    clauses = passage.clauses
    side = "<" if candidate.last <= site.word else ">"
    left, right = (candidate.last, site.word) if side == "<" else (site.word + 1, candidate.first)
    between = max(0, right - left)
    return PhraseWay(
        side,
        min(5, between // 2),
        candidate.opener,
        clauses[candidate.first] == clauses[min(site.word, len(clauses) - 1)],
        min(2, passage.count_sums(left, right)),
        passage.leads_with_words,
        passage.names_met(site.word, -1 if side == "<" else 1)[between],
    )


def describe_way(way: PhraseWay) -> Iterator[str]:
    """The features of the way from a phrase to a sum."""
    side, opener = way.side, way.opener
    if not side:
        yield f"gap={way.gap}"
        return
    yield f"side={side}|{way.same}"
    yield f"side={side}|{opener}"
    yield f"gap{side}={way.gap}"
    yield f"gap{side}={way.gap}|{opener}"
    yield f"sums{side}={way.sums}"
    if way.leads is not None:
        yield f"order={way.leads}|{side}|{way.sums}"
        yield f"order={way.leads}|{side}|{way.sums}|{opener}"
    yield from (f"way{side}.{name}" for name in way.met)


def describe_no_purpose(paper: Paper, site: Site, others: int) -> Iterator[str]:
    """The features of "no purpose"."""
    yield "none"
    yield f"none|{paper.document.head.kind}"
    yield f"none|{site.passage.kind}"
    yield f"none|{min(3, others)}"
