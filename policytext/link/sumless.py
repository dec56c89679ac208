"""Funding that is told without a sum: "Der Bund und das Land finanzieren die Sanierung gemeinsam."

A verb that can only mean money (finanzieren, bezuschussen), or a verb of giving or receiving beside a noun of funding,
makes one where somebody who can pay stands in a paying frame of the sentence. Everything else stays out: such records
have no sum that could be checked, so a wrong one is worse than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from policytext import lexicon
from policytext.link.party_candidates import PartyCandidate
from policytext.link.party_frames import PAYING, frames_of
from policytext.link.party_profiles import name_class
from policytext.link.passages import Paper, Passage, Site
from policytext.link.tagging import TaggedWord, name_noun_classes, name_verb_classes
from policytext.model import Amount

PAYERS = frozenset("bund eu ministry land kreis city council foundation bank authority".split())
BODY = frozenset(("paragraph", "item"))
OFFERS = frozenset(("guideline", "programme"))  # papers of one funding, which their sums tell
LETTERS = re.compile(r"(?<![\\\w])[a-zäöüß]{3,}(?![?*+{|])")  # of an entry: those that every word of it has
FUNDING_VERBS = frozenset(("give", "support", "receive", "hand", "demand"))


def find_sumless(paper: Paper, candidates: Sequence[PartyCandidate]) -> Iterator[Site]:
    """A site for each passage that tells of funding and names no sum; its amount has no value and no id.

    A guideline or programme that names sums tells its one funding with them.
    """
    if paper.document.head.kind in OFFERS and paper.sites:
        return
    triggers = find_triggers(paper)
    payers = _payers_by_passage(candidates) if triggers else ()
    for passage, place in triggers:
        if passage.index in payers:
            word = passage.words[place]
            span = paper.span(passage.start + word.start, passage.start + word.end)
            amount = Amount(
                start=span.start, end=span.end, text=span.text, page=span.page,
                kind="money", low=None, high=None, unit="EUR", bound="vague",
            )  # fmt: skip
            yield Site(amount, passage, place, 0)


def find_triggers(paper: Paper) -> list[tuple[Passage, int]]:
    """The passages without a sum that tell of funding, with the place of the word that does. Read once."""
    return paper.remember("triggers", lambda: list(_find_triggers(paper)))


def _find_triggers(paper: Paper) -> Iterator[tuple[Passage, int]]:
    for passage in paper.passages:
        if passage.kind in BODY and passage.index not in paper.sites_of and _may_trigger(passage.text.lower()):
            place = _find_trigger(passage)
            if place is not None:
                yield passage, place


def _may_trigger(text: str) -> bool:
    """Whether a text has the letters of any word that tells of funding."""
    return any(letters in text for letters in _trigger_letters())


@cache
def _trigger_letters() -> frozenset[str]:
    words = lexicon.load_lexicon("money")["sumless"]
    found = (LETTERS.search(word.lower()) for key in ("sure_verbs", "nouns") for word in words[key])
    return frozenset(letters.group() if letters else "" for letters in found)


def _payers_by_passage(candidates: Sequence[PartyCandidate]) -> set[int]:
    """The passages in which somebody who can pay stands in a paying frame."""
    able = (candidate for candidate in candidates if candidate.kind == "authority" or name_class(candidate) in PAYERS)
    paying = PAYING | {"from.plain"}
    return {m.passage.index for c in able for m in c.mentions if not paying.isdisjoint(frames_of(m))}


@cache
def _compile_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = lexicon.load_lexicon("money")["sumless"]
    sure, nouns, no_objects = (
        re.compile("|".join(words[key]), re.IGNORECASE) for key in ("sure_verbs", "nouns", "no_objects")
    )
    return sure, nouns, no_objects


def _find_trigger(passage: Passage) -> int | None:
    """The place of the word that tells of funding."""
    sure, nouns, no_objects = _compile_patterns()
    words = passage.words
    if any(no_objects.match(word.text) for word in words if word.tag == "N"):
        return None
    for place, word in enumerate(words):
        if word.tag in "VA" and sure.match(word.text):
            return place
    fund = next((place for place, word in enumerate(words) if word.tag == "N" and nouns.fullmatch(word.text)), None)
    return fund if fund is not None and _moves_money(passage, words, fund) else None


def _moves_money(passage: Passage, words: Sequence[TaggedWord], fund: int) -> bool:
    """Whether a verb of giving or receiving stands in the clause of a noun of funding."""
    own = passage.clauses[fund]
    verbs = (word for word, clause in zip(words, passage.clauses, strict=True) if clause == own and word.tag == "V")
    return any(FUNDING_VERBS & set(name_verb_classes(word.text)) for word in verbs) and bool(
        name_noun_classes(words[fund].text)
    )
