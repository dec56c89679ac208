"""The frames that a party is named in: subject of giving, "vom …", "an …", label of a row.

A frame is told by preposition, article, place in the clause and the verbs there; it needs no parse.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.link.clause_roles import find_roles
from policytext.link.party_candidates import Mention, PartyCandidate
from policytext.link.passages import Passage, Site
from policytext.link.status_features import headings_of
from policytext.link.tagging import name_noun_classes, name_verb_classes

MOST_SITES = 8  # sums of a passage that are looked at, so that a long list costs no more each
PAYING = frozenset("role.giver subject.give subject.support from of.funding genitive.fund compound".split())
PAID_BESIDE = frozenset(("to.sum", "for.sum", "subject.receive", "dative.give", "object.support"))
PAID = frozenset("role.receiver subject.receive to.sum object.support dative.give eligible for.sum given label".split())


def count_frames(candidate: PartyCandidate) -> Counter[str]:
    """How often a candidate stands in each frame."""
    found: Counter[str] = Counter()
    for mention in candidate.mentions:
        found.update(frames_of(mention) | set(_name_roles(mention)))
    return found


def _name_roles(mention: Mention) -> Iterator[str]:
    """The roles of a mention beside the sums of its passage: `role.giver`, `role.receiver`, `role.asks`."""
    for site in mention.passage.paper.sites_of.get(mention.passage.index, [])[:MOST_SITES]:
        if role := find_roles(site).of(mention.first, mention.last):
            yield f"role.{role}"


@cache
def _compile_eligible() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load_lexicon("parties")["eligible"]), re.IGNORECASE)


def frames_of(mention: Mention) -> frozenset[str]:
    """The frames that a mention stands in, told once for the paper."""
    passage = mention.passage
    return passage.paper.remember(
        ("frames", passage.index, mention.first, mention.last), lambda: frozenset(name_frames(mention))
    )


def name_frames(mention: Mention) -> Iterator[str]:
    """The frames that a mention stands in, by its preposition, article, place and the verbs of its clause."""
    passage, words = mention.passage, mention.passage.words
    clauses = passage.clauses
    number = clauses[mention.first]
    verbs, auxiliary, sums = passage.paper.remember(
        ("clause", passage.index, number), lambda: _read_clause(passage, number)
    )
    article, preposition, opens, left = read_before(mention)
    following = words[mention.last] if mention.last < len(words) else None
    if opens or (following is not None and following.tag in "VH" and not preposition):
        for name in ("give", "receive", "support", "demand", "hand", "decide", "plan", "cost"):
            if name in verbs:
                yield f"subject.{name}" if not (auxiliary and name == "support") else "passive.support"
    if preposition in ("von", "vom", "durch", "seitens", "aus"):
        yield "from" if verbs & {"give", "support"} or "funding" in left else "from.plain"
    if preposition in ("an", "zugunsten", "gegenüber"):
        yield "to.sum" if passage.sums or verbs & {"give", "hand"} else "to"
    if preposition in ("für", "bei", "beim"):
        yield "for.sum" if sums else "for"
    if article in ("des", "der", "eines") and "funding" in left:
        yield "genitive.fund"
    if article in ("dem", "den", "der") and not preposition and "give" in verbs and not opens:
        yield "dative.give"
    if article in ("den", "die", "das", "") and not preposition and not opens and "support" in verbs:
        yield "object.support"
    yield from passage.paper.remember(("receivers", passage.index), lambda: _names_receivers(passage))
    if passage.kind in ("row", "item") and mention.first <= 1 and passage.sums:
        yield "label"


def _read_clause(passage: Passage, number: int) -> tuple[frozenset[str], bool, bool]:
    """What the verbs of a clause do with money, whether one is "werden", whether there is a sum."""
    first, last = bisect_left(passage.clauses, number), bisect_right(passage.clauses, number)
    own = passage.words[first:last]
    verbs = frozenset(name for w in own if w.tag in "VHA" for name in name_verb_classes(w.text))
    auxiliary = any(w.lower in ("wird", "werden", "wurde", "wurden", "worden") for w in own)
    return verbs, auxiliary, any(w.tag == "E" for w in own)


def _names_receivers(passage: Passage) -> tuple[str, ...]:
    """Whether a passage, or the heading over it, says who may be paid."""
    heading = passage.paper.heading(passage)
    if heading is not None and "receivers" in headings_of(heading.text):
        return "eligible", "heading.receivers"
    return ("eligible",) if _compile_eligible().search(passage.text) else ()


def read_before(mention: Mention) -> tuple[str, str, bool, tuple[str, ...]]:
    """Article, preposition, whether the mention opens its clause, and the kinds of money of the noun before it."""
    words = mention.passage.words
    place = mention.first - 1
    article = preposition = ""
    while place >= 0 and words[place].tag in "AM":
        place -= 1
    if place >= 0 and words[place].tag == "D":
        article, place = words[place].lower, place - 1
    if place >= 0 and words[place].tag == "P":
        preposition, place = words[place].lower, place - 1
        if preposition in ("vom", "zum", "beim", "im", "am"):
            article = "dem"
    opens = not preposition and (place < 0 or (words[place].tag in "ZCVHX" and words[place].text not in "(/"))
    left = name_noun_classes(words[place].text) if place >= 0 and words[place].tag == "N" else ()
    return article, preposition, opens, left


def is_paid_beside(site: Site, candidate: PartyCandidate) -> bool:
    """Whether a group of people or bodies stands beside a sum behind "an", "bei", "für" or as a verb's object."""
    if candidate.kind != "group" or candidate.actor is None:
        return False
    return any(PAID_BESIDE & frames_of(mention) for mention in candidate.mentions_in(site.passage))
