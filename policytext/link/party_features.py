"""What speaks for a candidate paying, or being paid, a sum: its frames beside the sum, its cells, what lies between.

What holds for the whole paper comes from `party_profiles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policytext.link.clause_roles import find_roles
from policytext.link.party_candidates import Mention, PartyCandidate, candidates_in
from policytext.link.party_frames import PAID, PAYING, frames_of, read_before
from policytext.link.party_profiles import PartyProfile
from policytext.link.passages import Paper, Passage, Seat, Site
from policytext.link.tagging import name_verb_classes, stem_word

NEAR = 6  # passages above a sum that are near it


class Standing(NamedTuple):
    """How a candidate stands to a sum: its mention nearest to it, where that is, and the cells that name it."""

    mention: Mention
    where: str
    cells: tuple[str, ...]


def describe_party(paper: Paper, site: Site, profile: PartyProfile) -> Iterator[str]:
    """The features of a candidate for one sum, those of the whole paper first."""
    yield from profile.features
    yield from describe_beside(paper, site, profile)


def describe_beside(paper: Paper, site: Site, profile: PartyProfile) -> Iterator[str]:
    """The features of a candidate that hold for one sum."""
    standing = find_standing(paper, site, profile.candidate)
    yield from describe_standing(paper, site, profile, standing)
    yield from describe_role(paper, site, profile)
    yield from describe_way(site, standing)


def find_standing(paper: Paper, site: Site, candidate: PartyCandidate) -> Standing:
    """How a candidate stands to a sum."""
    mention, where = nearest_mention(paper, site, candidate)
    seat = paper.seat(site)
    cells = tuple(sorted(_cells_of(paper, site, seat, candidate))) if seat is not None else ()
    return Standing(mention, f"{cells[0]}.cell" if cells else where, cells)


def describe_standing(paper: Paper, site: Site, profile: PartyProfile, standing: Standing) -> Iterator[str]:
    """The features of a candidate that hold for every sum of this kind to which it stands so."""
    mention, where, cells = standing
    yield from (f"cell={cell}" for cell in cells)
    yield from (f"cell={cell}|{profile.features[0]}" for cell in cells)
    kind = paper.document.head.kind
    name = profile.features[0]
    yield f"where={where}"
    yield f"where={where}|{name}"
    yield f"where={where}|{site.passage.kind}"
    yield f"{name}|{kind}|{site.amount.kind}"
    for frame in sorted(frames_of(mention)):
        yield f"{where}.{frame}"
        yield f"frame.{frame}"
    article, preposition, opens, left = read_before(mention)
    yield f"{where}.prep={preposition}"
    yield f"{where}.art={article}"
    yield f"{where}.opens={opens}"
    for money in left:
        yield f"{where}.left={money}"


def describe_role(paper: Paper, site: Site, profile: PartyProfile) -> Iterator[str]:
    """The role that the grammar of the sum's clause gives to a candidate, else which roles others have there."""
    mine = roles_of(site, profile.candidate)
    if not mine:
        yield from describe_others(paper, site)
    verb = find_roles(site).verb
    for role in sorted(mine):
        yield f"role={role}"
        yield f"role={role}|{verb}"
        yield from (f"role={role}|{name}" for name in (profile.features[0], profile.features[3]))


def describe_others(paper: Paper, site: Site) -> Iterator[str]:
    """Which roles of the sum's clause are filled, for those that have none there."""
    others = "+".join(sorted(_filled_roles(paper, site)))
    yield f"role.others={others}"
    yield f"role.others={others}|{find_roles(site).verb}"


def roles_of(site: Site, candidate: PartyCandidate) -> set[str]:
    """The roles that the grammar of a sum's clause gives to a candidate: `giver`, `receiver`, `asks`."""
    if not (inside := candidate.mentions_in(site.passage)):
        return set()
    roles = find_roles(site)
    return {role for m in inside if (role := roles.of(m.first, m.last))}


def find_takers(site: Site) -> list[PartyCandidate]:
    """The candidates that only receive or ask in the grammar of a sum's clause: they do not give it.

    Of some 300 such candidates in annotated papers 6 are the giver all the same, none of them in a real paper.
    """
    near = candidates_in(site.passage.paper, site.passage)
    return [one for one in near if (mine := roles_of(site, one)) and mine <= {"receiver", "asks"}]


def _filled_roles(paper: Paper, site: Site) -> set[str]:
    """The roles of the sum's clause that candidates stand in."""
    near = candidates_in(paper, site.passage)
    return paper.remember(("filled", site.amount.start), lambda: {role for one in near for role in roles_of(site, one)})


def _cells_of(paper: Paper, site: Site, seat: Seat, candidate: PartyCandidate) -> set[str]:
    """The cells around a sum in which a candidate is named."""
    passages = paper.remember(("cells", site.amount.start), lambda: _passages_of(paper, seat))
    mentions = [mention for passage in passages for mention in candidate.mentions_in(passage)]
    return {cell for mention in mentions if (cell := seat.holds(mention.start))}


def _passages_of(paper: Paper, seat: Seat) -> set[Passage]:
    places = (cell[0] for cell in (*seat.heads, *seat.beside, seat.label, seat.group) if cell)
    return {passage for place in places if (passage := paper.passage_at(place))}


def nearest_mention(paper: Paper, site: Site, candidate: PartyCandidate) -> tuple[Mention, str]:
    """The mention that stands nearest to the sum as a reader looks for it, and where that is."""
    passage = site.passage
    if inside := candidate.mentions_in(passage):
        best = min(inside, key=lambda m: _measure_distance(site, m))
        clauses = passage.clauses
        same = clauses[best.first] == clauses[min(site.word, len(clauses) - 1)]
        return best, ("clause" if same else "own") + ("<" if best.first < site.word else ">")
    return paper.remember(
        ("nearest", passage.index, id(candidate)), lambda: _find_outside_mention(paper, passage, candidate)
    )


def _find_outside_mention(paper: Paper, passage: Passage, candidate: PartyCandidate) -> tuple[Mention, str]:
    """The nearest mention of a candidate that a passage does not name, and where that is."""
    for where, near in paper.remember(("near", passage.index), lambda: _list_near_passages(paper, passage)):
        if inside := candidate.mentions_in(near):
            return max(inside, key=lambda m: m.first), where
    if earlier := candidate.last_before(passage):
        return earlier, "above" if passage.index - earlier.passage.index < NEAR else "far"
    return candidate.mentions[0], "below"


def _list_near_passages(paper: Paper, passage: Passage) -> list[tuple[str, Passage]]:
    """The passages around one in which a reader looks for a name, in that order."""
    places = (
        ("prev", paper.beside(passage, -1)),
        ("lead", paper.lead(passage)),
        ("next", paper.beside(passage, 1)),
        ("heading", paper.heading(passage)),
        ("title", paper.title),
    )
    return [(where, other) for where, other in places if other is not None]


def _measure_distance(site: Site, mention: Mention) -> int:
    gap = mention.first - site.word if mention.first > site.word else site.word - mention.last + 1
    clauses = mention.passage.clauses
    return gap + 4 * abs(clauses[mention.first] - clauses[min(site.word, len(clauses) - 1)])


def describe_way(site: Site, standing: Standing) -> Iterator[str]:
    """What lies between the candidate and the sum where both stand in one sentence."""
    mention, where, passage = standing.mention, standing.where, site.passage
    if mention.passage is not passage:
        return
    words = passage.words
    left, right = (mention.last, site.word) if mention.first < site.word else (site.word + 1, mention.first)
    between = max(0, right - left)
    side = "<" if mention.first < site.word else ">"
    sums = min(2, passage.count_sums(left, right))
    first = passage.sums[0] if passage.sums else site.word
    if first != site.word or passage.count_sums(site.word + 1, len(words)):
        yield f"order={mention.first < first}|{side}|{sums}"
    yield f"gap{side}={min(4, between // 3)}"
    yield f"sums{side}={sums}"
    met = passage.names_met(site.word, -1 if side == "<" else 1)[between]
    yield from (f"way{side}.{name}" for name in met if name != "noun")
    for name in verbs_of(passage):
        yield f"{where}.v:{name}"
    if side == ">" and between:
        yield f"first>={stem_word(words[left].text)}"


def verbs_of(passage: Passage) -> frozenset[str]:
    """What the verbs of a passage do with money."""
    return passage.paper.remember(
        ("verbs", passage.index),
        lambda: frozenset(n for w in passage.words if w.tag in "VA" for n in name_verb_classes(w.text)),
    )


def describe_nobody(paper: Paper, site: Site, profiles: Sequence[PartyProfile]) -> Iterator[str]:
    """The features of "no candidate": what makes a text leave the slot open."""
    head, others = paper.document.head, len(profiles)
    kind = f"{head.kind}/{head.paper}"
    yield f"nobody|{kind}"
    yield f"nobody|{kind}|{site.passage.kind}"
    yield f"nobody|table={paper.seat(site) is not None}"
    near = {
        frame
        for profile in profiles
        for mention in profile.candidate.mentions_in(site.passage)
        for frame in frames_of(mention)
    }
    yield f"nobody|paid={bool(near & PAID)}"
    yield f"nobody|pays={bool(near & PAYING)}"
    yield f"nobody|elsewhere={any(not PAID.isdisjoint(profile.frames) for profile in profiles)}"
    yield from _describe_roles_filled(paper, site)
    yield "nobody"
    yield f"nobody|{paper.document.head.kind}"
    yield f"nobody|{site.amount.kind}"
    yield f"nobody|{site.passage.kind}"
    yield f"nobody|{min(3, others)}"
    if any("n:share" in names for names in site.passage.moves):
        yield "nobody|share"
    yield from (f"nobody.v:{name}" for name in verbs_of(site.passage))


def _describe_roles_filled(paper: Paper, site: Site) -> Iterator[str]:
    """Which roles of the sum's clause candidates fill."""
    verb, filled = find_roles(site).verb, _filled_roles(paper, site)
    for role in ("giver", "receiver"):
        yield f"nobody|{role}={role in filled}"
        yield f"nobody|{role}={role in filled}|{verb}"
