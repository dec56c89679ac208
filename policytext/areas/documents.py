"""The areas of a whole document: its statements and its title vote, louder where they say what money is for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policytext.areas import purpose_phrases
from policytext.areas.classifier import Classifier
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import AreaScore, Document, Statement

MOST = 3  # areas of the first level; documents of the gold corpus have one to three
MONEY_WEIGHT = 2.0  # a statement that names a sum or posts
PURPOSE_WEIGHT = 1.5  # a statement that says what is paid for
SURENESS = 2  # power of its surest area's score by which a statement counts; 1.5 to 2.5 do the same on the corpus
TITLE_SHARE = 0.3  # of all votes: a title is short and says it all
LEAST_SHARE = 0.4  # of the first area's votes, for any further one
LEAST_VOTE = 0.08  # of all votes, for the first one
_MONEY = PatternLists("areas_phrases", "money")
MONEY = re.compile(  # 3.000 Euro   Millionen   5 Stellen
    rf"\d[\d.,\s]*(?:€|{_MONEY.units}\b)|\b{_MONEY.words}\b|\b{_MONEY.posts}\b", re.IGNORECASE
)
_FOR = _MONEY["for"]
PURPOSE = re.compile(rf"\b{_MONEY.purposes}|\b{_FOR}\b", re.IGNORECASE)  # bezuschusst   Zuwendungszweck


def of_document(document: Document, statements: Sequence[Statement], classifier: Classifier) -> tuple[AreaScore, ...]:
    """The areas of a document, at most three with their sub-areas.

    A bare phrase, and a document without statements, is read as a whole.
    """
    if not statements or purpose_phrases.is_phrase(document.view.text):
        return classifier.predict([document.view.text])[0]
    title = document.head.title
    titled = classifier.predict([title], running=True)[0] if title else ()  # a doubtful title does not vote
    return _elect_areas(dict(_share_votes(statements, titled)), classifier.model.parents)


def _share_votes(statements: Iterable[Statement], titled: Iterable[AreaScore]) -> Iterator[tuple[str, float]]:
    """Every area's share of the votes; statements without an area do not vote."""
    votes: dict[str, float] = defaultdict(float)
    total = 0.0
    for statement in statements:
        surest = max((found.score for found in statement.areas), default=0.0)
        weight = _weigh_vote(statement.text) * surest**SURENESS
        total += weight
        for found in statement.areas:
            votes[found.area] += weight * found.score
    heading = {found.area: found.score for found in titled}
    share = (TITLE_SHARE if total else 1.0) if heading else 0.0
    for area in dict.fromkeys((*votes, *heading)):
        spoken = votes[area] / total if total else 0.0
        yield area, (1 - share) * spoken + share * heading.get(area, 0.0)


def _weigh_vote(text: str) -> float:
    return (MONEY_WEIGHT if MONEY.search(text) else 1.0) * (PURPOSE_WEIGHT if PURPOSE.search(text) else 1.0)


def _elect_areas(shares: dict[str, float], parents: Mapping[str, str]) -> tuple[AreaScore, ...]:
    """The first area and those that come near it, with the sub-areas that come near it too."""
    ranked = sorted(shares, key=lambda area: (-shares[area], area))
    tops = [area for area in ranked if area not in parents]
    if not tops or shares[tops[0]] < LEAST_VOTE:
        return ()
    near = [area for area in ranked if shares[area] >= LEAST_SHARE * shares[tops[0]]]
    kept = [area for area in near if area not in parents][:MOST]
    chosen = [area for area in near if parents.get(area, area) in kept]
    return tuple(AreaScore(area=area, score=round(min(1.0, shares[area]), 4)) for area in chosen)
