"""What speaks for a phrase naming what a sum is for."""

from __future__ import annotations

from collections.abc import Iterator, Set

from policytext.link.paper import Paper, Site
from policytext.link.party_nouns import name_party_kind
from policytext.link.purpose_candidates import PurposeCandidate
from policytext.link.tagging import Word, name_noun_classes, name_verb_classes, stem


def describe_purpose(
    paper: Paper, site: Site, candidate: PurposeCandidate, named: Set[tuple[int, int]]
) -> Iterator[str]:
    """The features of a candidate; `named` are the words (passage, word) that name actors."""
    passage, words = candidate.passage, candidate.passage.words
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
    yield f"head={stem(head.text)}"
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
    if passage is site.passage:
        yield from _describe_way(site, candidate)
    elif passage.kind in ("heading", "title"):
        yield f"gap={min(5, (site.passage.index - passage.index))}"


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
        yield f"before={stem(words[candidate.first - 1].text)}"
        if candidate.first > 1:
            yield f"before2={stem(words[candidate.first - 2].text)}"
            for money in name_noun_classes(words[candidate.first - 2].text):
                yield f"before2.n:{money}"


def _describe_echo(paper: Paper, candidate: PurposeCandidate, nouns: list[Word]) -> Iterator[str]:
    """How far the paper speaks of the phrase elsewhere: in its title, its heading, again and again."""
    stems = [stem(word.text) for word in nouns]
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


def _describe_way(site: Site, candidate: PurposeCandidate) -> Iterator[str]:
    words, clauses = site.passage.words, site.passage.clauses
    side = "<" if candidate.last <= site.word else ">"
    left, right = (candidate.last, site.word) if side == "<" else (site.word + 1, candidate.first)
    between = words[left:right]
    same = clauses[candidate.first] == clauses[min(site.word, len(clauses) - 1)]
    yield f"side={side}|{same}"
    yield f"side={side}|{candidate.opener}"
    yield f"gap{side}={min(5, len(between) // 2)}"
    yield f"gap{side}={min(5, len(between) // 2)}|{candidate.opener}"
    yield f"sums{side}={min(2, sum(word.tag == 'E' for word in between))}"
    if (leads := site.passage.leads_with_words) is not None:
        sums = min(2, sum(word.tag == "E" for word in between))
        yield f"order={leads}|{side}|{sums}"
        yield f"order={leads}|{side}|{sums}|{candidate.opener}"
    for word in between:
        if word.tag in "VHA":
            yield from (f"way{side}.v:{name}" for name in name_verb_classes(word.text))
        if word.tag == "N":
            yield from (f"way{side}.n:{name}" for name in name_noun_classes(word.text))
            yield f"way{side}.noun"


def describe_no_purpose(paper: Paper, site: Site, others: int) -> Iterator[str]:
    """The features of "no purpose"."""
    yield "none"
    yield f"none|{paper.document.head.kind}"
    yield f"none|{site.passage.kind}"
    yield f"none|{min(3, others)}"
