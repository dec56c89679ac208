"""Who may give or receive in a paper: its actors, and noun phrases that stand where somebody pays or is paid.

The actors are those of the tagger. Beside them a phrase is a candidate where its head names a body or a group of people
("kleine und mittlere Unternehmen", "41 Städte"), or where it stands in the frame of a verb of giving or receiving
("Moorhausen erhält …", "an die Landestheater", "gewährt der Lebenshilfe …"), or labels a sum's row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from policytext.link.clause_roles import find_roles
from policytext.link.party_nouns import name_party_kind, names_doing
from policytext.link.passages import Paper, Passage
from policytext.link.phrase_grammar import Chunk
from policytext.link.tagging import name_noun_classes, name_verb_classes
from policytext.model import Actor

NOTHING: frozenset[int] = frozenset()
GROUP_STEM = 7  # letters by which "Hochschule" and "Hochschulen" are one group


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a candidate is named: its passage and its first and last word there."""

    passage: Passage
    first: int
    last: int

    @property
    def start(self) -> int:
        """Its first character in the view."""
        return self.passage.start + self.passage.words[self.first].start

    @property
    def end(self) -> int:
        """The end of its last word in the view."""
        return self.passage.start + self.passage.words[self.last - 1].end


@dataclass(slots=True)
class PartyCandidate:
    """Somebody who may give or receive: an actor (`actor` is set) or an open noun phrase."""

    name: str
    kind: str
    actor: Actor | None = None
    mentions: list[Mention] = field(default_factory=list)
    _places: dict[int, list[Mention]] = field(default_factory=dict, repr=False, compare=False)

    def mentions_in(self, passage: Passage) -> Sequence[Mention]:
        """Its mentions in a passage; they stand in the order of the text. Its mentions must all be known by then."""
        if not self._places:
            for mention in self.mentions:
                self._places.setdefault(mention.passage.index, []).append(mention)
        return self._places.get(passage.index, ())

    def last_before(self, passage: Passage) -> Mention | None:
        """Its last mention above a passage."""
        at = bisect_left(self.mentions, passage.index, key=_passage_of)
        return self.mentions[at - 1] if at else None


def _passage_of(mention: Mention) -> int:
    return mention.passage.index


def find_candidates(paper: Paper, actors: Sequence[Actor]) -> list[PartyCandidate]:
    """The candidates of a paper: its actors but persons, then open noun phrases."""
    named = [(actor, sorted(_mentions_of(paper, actor), key=_passage_of)) for actor in actors]
    known = [PartyCandidate(a.name, a.kind, a, mentions) for a, mentions in named if a.kind != "person"]
    taken: defaultdict[int, set[int]] = defaultdict(set)
    for _, mentions in named:
        for mention in mentions:
            taken[mention.passage.index].update(range(mention.first, mention.last))
    found = [candidate for candidate in known if candidate.mentions]
    return paper.remember("candidates", lambda: found + list(_open_candidates(paper, taken)))


def candidates_in(paper: Paper, passage: Passage) -> Sequence[PartyCandidate]:
    """The candidates that a passage names, in the paper's order."""
    candidates: Sequence[PartyCandidate] = paper.remember("candidates", list)
    return paper.remember("candidates by passage", lambda: _by_passage(candidates)).get(passage.index, ())


def _by_passage(candidates: Sequence[PartyCandidate]) -> dict[int, list[PartyCandidate]]:
    found: dict[int, list[PartyCandidate]] = {}
    for candidate in candidates:
        for index in {mention.passage.index for mention in candidate.mentions}:
            found.setdefault(index, []).append(candidate)
    return found


def _mentions_of(paper: Paper, actor: Actor) -> Iterator[Mention]:
    forth = paper.document.view.forth
    for mention in actor.mentions:
        start, end = forth(mention.start), forth(mention.end)
        if (passage := paper.passage_at(start)) is not None:
            first = passage.word_at(start)
            last = max(first + 1, passage.word_at(max(start, end - 1)) + 1)
            if first < len(passage.words):
                yield Mention(passage, first, min(last, len(passage.words)))


def _open_candidates(paper: Paper, taken: Mapping[int, Set[int]]) -> Iterator[PartyCandidate]:
    groups: dict[str, PartyCandidate] = {}
    for passage in paper.passages:
        if passage.kind in ("contact", "contents"):
            continue
        occupied = taken.get(passage.index, NOTHING)
        somebody = _somebody_in(paper, passage)
        for chunk in passage.chunks:
            if occupied and not occupied.isdisjoint(range(chunk.start, chunk.end)):
                continue
            if (kind := _kind_of(passage, chunk, somebody)) is None:
                continue
            mention = Mention(passage, chunk.start + (passage.words[chunk.start].tag == "D"), chunk.end)
            head = passage.words[chunk.nouns].lower
            key = (
                head[:GROUP_STEM]
                if kind == "group"
                else " ".join(w.lower for w in passage.words[chunk.nouns : chunk.end])
            )
            if key not in groups:
                name = " ".join(word.text for word in passage.words[mention.first : mention.last])
                groups[key] = PartyCandidate(name, kind)
            groups[key].mentions.append(mention)
    yield from groups.values()


def _somebody_in(paper: Paper, passage: Passage) -> frozenset[int]:
    """The words of phrases that can only be who is paid, by the valency of the verbs beside the passage's sums."""
    return frozenset(word for site in paper.sites_of.get(passage.index, ()) for word in find_roles(site).somebody)


def _kind_of(passage: Passage, chunk: Chunk, somebody: frozenset[int]) -> str | None:
    """`group` or `organisation` where a chunk may be somebody, else `None`."""
    words = passage.words
    nouns = [word for word in words[chunk.nouns : chunk.end] if word.tag == "N"]
    if nouns[0].lower in UNITS:
        return None
    if chunk.nouns in somebody and not names_doing(nouns[0].text):
        return name_party_kind(nouns[0].text) or "organisation"
    if name_noun_classes(nouns[0].text):
        return None
    for noun in (nouns[-1], nouns[0]):
        if kind := name_party_kind(noun.text):
            return kind
    if any(name_noun_classes(noun.text) or names_doing(noun.text) for noun in nouns):
        return None  # Vorhandener Haushaltsansatz 20.000 Euro; Erhöhung 5.000 Euro
    return "organisation" if _in_frame(passage, chunk) else None


def _in_frame(passage: Passage, chunk: Chunk) -> bool:
    """Whether a chunk stands where somebody is paid: before "erhält", after "an", first in a sum's row."""
    words = passage.words
    before = words[chunk.start - 1].lower if chunk.start else ""
    following = words[chunk.end] if chunk.end < len(words) else None
    if following is not None and "receive" in name_verb_classes(following.text):
        return True
    if chunk.start and "receive" in name_verb_classes(before) and words[chunk.start - 1].tag == "V":
        return True
    if passage.kind in ("row", "item") and chunk.start <= 1 and passage.sums:
        return True
    return before == "an" and bool(passage.sums)


def name_words(candidates: Sequence[PartyCandidate]) -> frozenset[tuple[int, int]]:
    """The words, as passage and place, that name actors."""
    return frozenset(
        (mention.passage.index, word)
        for candidate in candidates
        if candidate.actor
        for mention in candidate.mentions
        for word in range(mention.first, mention.last)
    )


UNITS = frozenset("euro mio mrd tsd prozent stelle stellen millionen milliarden höhe seite nr".split())
