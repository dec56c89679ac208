"""What speaks for a candidate paying, or being paid, a sum: its frames beside the sum, its cells, what lies between.

What holds for the whole paper comes from `party_profiles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytext.link.clause_roles import find_roles
from policytext.link.paper import Paper, Seat, Site
from policytext.link.party_candidates import Candidate, Mention
from policytext.link.party_frames import PAID, PAYING, name_frames, read_before
from policytext.link.party_profiles import PartyProfile
from policytext.link.tagging import name_noun_classes, name_verb_classes, stem

NEAR = 6  # passages above a sum that are near it


def describe_party(paper: Paper, site: Site, profile: PartyProfile) -> Iterator[str]:
    """The features of a candidate for one sum, those of the whole paper first."""
    yield from profile.features
    yield from describe_beside(paper, site, profile)


def describe_beside(paper: Paper, site: Site, profile: PartyProfile) -> Iterator[str]:
    """The features of a candidate that hold for one sum."""
    mention, where = nearest_mention(paper, site, profile.candidate)
    seat = paper.seat(site)
    if seat is not None:
        cells = sorted(_cells_of(paper, seat, profile.candidate))
        yield from (f"cell={cell}" for cell in cells)
        yield from (f"cell={cell}|{profile.features[0]}" for cell in cells)
        where = f"{cells[0]}.cell" if cells else where
    kind = paper.document.head.kind
    name = profile.features[0]
    yield f"where={where}"
    yield f"where={where}|{name}"
    yield f"where={where}|{site.passage.kind}"
    yield f"{name}|{kind}|{site.amount.kind}"
    yield from _describe_role(paper, site, profile)
    if mention is None:
        return
    for frame in sorted(set(name_frames(mention))):
        yield f"{where}.{frame}"
        yield f"frame.{frame}"
    article, preposition, opens, left = read_before(mention)
    yield f"{where}.prep={preposition}"
    yield f"{where}.art={article}"
    yield f"{where}.opens={opens}"
    for money in left:
        yield f"{where}.left={money}"
    if mention.passage is site.passage:
        yield from _describe_way(site, mention, where)


def _describe_role(paper: Paper, site: Site, profile: PartyProfile) -> Iterator[str]:
    """The role that the grammar of the sum's clause gives to a candidate, else which roles others have there."""
    verb = find_roles(site).verb
    mine = roles_of(site, profile.candidate)
    for role in sorted(mine):
        yield f"role={role}"
        yield f"role={role}|{verb}"
        yield from (f"role={role}|{name}" for name in (profile.features[0], profile.features[3]))
    if not mine:
        others = "+".join(sorted(_filled_roles(paper, site)))
        yield f"role.others={others}"
        yield f"role.others={others}|{verb}"


def roles_of(site: Site, candidate: Candidate) -> set[str]:
    """The roles that the grammar of a sum's clause gives to a candidate: `giver`, `receiver`, `asks`."""
    roles = find_roles(site)
    return {role for m in candidate.mentions_in(site.passage) if (role := roles.of(m.first, m.last))}


def find_takers(site: Site, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that only receive or ask in the grammar of a sum's clause: they do not give it.

    Of some 300 such candidates in annotated papers 6 are the giver all the same, none of them in a real paper.
    """
    return [one for one in candidates if (mine := roles_of(site, one)) and mine <= {"receiver", "asks"}]


def _filled_roles(paper: Paper, site: Site) -> set[str]:
    """The roles of the sum's clause that candidates stand in."""
    candidates: Sequence[Candidate] = paper.remember("candidates", list)
    return paper.remember(
        f"filled {site.amount.start}", lambda: {role for one in candidates for role in roles_of(site, one)}
    )


def _cells_of(paper: Paper, seat: Seat, candidate: Candidate) -> set[str]:
    """The cells around a sum in which a candidate is named."""
    places = (cell[0] for cell in (*seat.heads, *seat.beside, seat.label, seat.group) if cell)
    passages = {passage for place in places if (passage := paper.passage_at(place))}
    mentions = (mention for passage in passages for mention in candidate.mentions_in(passage))
    return {cell for mention in mentions if (cell := seat.holds(mention.start))}


def nearest_mention(paper: Paper, site: Site, candidate: Candidate) -> tuple[Mention | None, str]:
    """The mention that stands nearest to the sum as a reader looks for it, and where that is."""
    places = (
        ("own", site.passage),
        ("prev", paper.beside(site.passage, -1)),
        ("lead", paper.lead(site.passage)),
        ("next", paper.beside(site.passage, 1)),
        ("heading", paper.heading(site.passage)),
        ("title", paper.title),
    )
    for where, passage in places:
        if passage is not None and (inside := candidate.mentions_in(passage)):
            best = min(inside, key=lambda m: _distance(site, m) if passage is site.passage else -m.first)
            if passage is site.passage:
                clauses = passage.clauses
                same = clauses[best.first] == clauses[min(site.word, len(clauses) - 1)]
                return best, ("clause" if same else "own") + ("<" if best.first < site.word else ">")
            return best, where
    if earlier := candidate.last_before(site.passage):
        return earlier, "above" if site.passage.index - earlier.passage.index < NEAR else "far"
    return candidate.mentions[0], "below"


def _distance(site: Site, mention: Mention) -> int:
    gap = mention.first - site.word if mention.first > site.word else site.word - mention.last + 1
    clauses = mention.passage.clauses
    return gap + 4 * abs(clauses[mention.first] - clauses[min(site.word, len(clauses) - 1)])


def _describe_way(site: Site, mention: Mention, where: str) -> Iterator[str]:
    """What lies between the candidate and the sum in their sentence."""
    words = site.passage.words
    left, right = (mention.last, site.word) if mention.first < site.word else (site.word + 1, mention.first)
    between = words[left:right]
    side = "<" if mention.first < site.word else ">"
    sums = min(2, sum(w.tag == "E" for w in between))
    first = next((place for place, word in enumerate(words) if word.tag == "E"), site.word)
    if first != site.word or any(word.tag == "E" for word in words[site.word + 1 :]):
        yield f"order={mention.first < first}|{side}|{sums}"
    yield f"gap{side}={min(4, len(between) // 3)}"
    yield f"sums{side}={sums}"
    for word in between:
        if word.tag in "VHA":
            for name in name_verb_classes(word.text):
                yield f"way{side}.v:{name}"
        if word.tag == "N":
            for name in name_noun_classes(word.text):
                yield f"way{side}.n:{name}"
    for name in sorted({n for w in words if w.tag in "VA" for n in name_verb_classes(w.text)}):
        yield f"{where}.v:{name}"
    if side == ">" and between:
        yield f"first>={stem(between[0].text)}"


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
        for frame in name_frames(mention)
    }
    yield f"nobody|paid={bool(near & PAID)}"
    yield f"nobody|pays={bool(near & PAYING)}"
    yield f"nobody|elsewhere={any(set(profile.frames) & PAID for profile in profiles)}"
    yield from _describe_roles_filled(paper, site)
    yield "nobody"
    yield f"nobody|{paper.document.head.kind}"
    yield f"nobody|{site.amount.kind}"
    yield f"nobody|{site.passage.kind}"
    yield f"nobody|{min(3, others)}"
    for word in site.passage.words:
        if word.tag == "N" and "share" in name_noun_classes(word.text):
            yield "nobody|share"
        if word.tag in "VA":
            yield from (f"nobody.v:{name}" for name in name_verb_classes(word.text))


def _describe_roles_filled(paper: Paper, site: Site) -> Iterator[str]:
    """Which roles of the sum's clause candidates fill."""
    verb, filled = find_roles(site).verb, _filled_roles(paper, site)
    for role in ("giver", "receiver"):
        yield f"nobody|{role}={role in filled}"
        yield f"nobody|{role}={role in filled}|{verb}"
