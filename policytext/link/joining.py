"""From a chosen candidate to actors: those joined with it by "und", and new actors for open phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policytext.link.party_candidates import Mention, PartyCandidate, candidates_in
from policytext.link.party_features import nearest_mention
from policytext.link.party_nouns import name_nominative
from policytext.link.passages import Paper, Site
from policytext.model import Actor, ActorMention

MOST_JOINED = 6  # parties in one enumeration


def join_parties(paper: Paper, site: Site, candidate: PartyCandidate | None) -> list[PartyCandidate]:
    """A candidate and those that its nearest mention is coordinated with: "der Bund und das Land"."""
    if candidate is None:
        return []
    mention, _ = nearest_mention(paper, site, candidate)
    places = _list_places(paper, mention)
    found = [candidate]
    for step in (-1, 1):
        edge = mention
        while len(found) < MOST_JOINED and (following := _find_joined(places, edge, step)) is not None:
            edge, other = following
            if other not in found:
                found.append(other)
    return found


def _list_places(paper: Paper, mention: Mention) -> Sequence[tuple[Mention, PartyCandidate]]:
    """The mentions of all candidates in a mention's passage, in order."""
    passage = mention.passage
    return paper.remember(
        ("in order", passage.index),
        lambda: sorted(
            ((m, c) for c in candidates_in(paper, passage) for m in c.mentions_in(passage)),
            key=lambda row: row[0].first,
        ),
    )


def _find_joined(
    places: Sequence[tuple[Mention, PartyCandidate]], edge: Mention, step: int
) -> tuple[Mention, PartyCandidate] | None:
    """The mention that a coordinator alone parts from this one, on the left (-1) or on the right (1)."""
    for mention, candidate in places if step == 1 else reversed(places):
        if (mention.first >= edge.last) if step == 1 else (mention.last <= edge.first):
            left, right = (edge, mention) if step == 1 else (mention, edge)
            between = edge.passage.words[left.last : right.first]
            tags = "".join(word.tag for word in between if word.tag not in "DA")
            coordinated = tags == "C" and between[0].lower in ("und", "sowie", "oder", "bzw")
            return (mention, candidate) if coordinated or (tags == "Z" and between[0].text == ",") else None
    return None


def name_open_actor(paper: Paper, candidate: PartyCandidate, id: str) -> Actor:  # noqa: A002 (the contract's word)
    """The actor that an open phrase becomes: its commonest words as its name, every place of it a mention."""
    spans = sorted({paper.span(mention.start, mention.end) for mention in candidate.mentions}, key=lambda s: s.start)
    names = Counter(" ".join(span.text.split()) for span in spans)
    name = name_nominative(max(names, key=lambda words: (names[words], len(words))))
    mentions = tuple(
        ActorMention(start=span.start, end=span.end, text=span.text, page=span.page, form="nominal") for span in spans
    )
    return Actor(name=name, kind=candidate.kind, mentions=mentions, id=id, by="model")
