"""Tellings of the same money brought together: only those of alike sums are compared, the surest pairs join first.

Union-find over tellings (Tarjan 1975) with vetoes: two events of one paper never become one, since the paper tells them
apart, and what forbids two tellings forbids their groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, product

from policytext.archive.events.agreement import ENOUGH, Agreement, is_forbidden
from policytext.archive.events.rarity import Rarity
from policytext.archive.events.sums import list_roundings
from policytext.archive.events.telling import Event, Telling

FEW = 24  # tellings of one sum that are all compared; among more, those that share a rare term
RARE = 2  # terms
REACH = 10  # neighbours by date that share it
COMPARED = 6  # tellings of a group that are looked at before it grows
Key = tuple[object, ...]


def join_events(told: Iterable[Telling]) -> tuple[Event, ...]:
    """The events that these tellings are, in the order of their oldest telling; time grows with their number.

    Tellings that a paper itself calls the same money (`Telling.event`) are always one event.
    """
    found = list(told)
    groups = _Groups(found)
    agreement = Agreement(Rarity(one.purpose if one.purpose else one.topic for one in found))
    scores = {pair: agreement.score(found[pair[0]], found[pair[1]]) for pair in _list_pairs(found, agreement)}
    sure = [pair for pair, score in scores.items() if score >= ENOUGH]
    for one, other in sorted(sure, key=lambda pair: (-scores[pair], pair)):
        if groups.may_join(one, other):
            groups.join(one, other)
    made = [Event(tuple(sorted((found[place] for place in group), key=_telling_age))) for group in groups.all()]
    return tuple(sorted(made, key=lambda event: _telling_age(event.first)))


def _telling_age(one: Telling) -> tuple[date, str, int, str]:
    return (one.document.issued or date.max, one.document.sha256, len(one.record), one.record)


class _Groups:
    """Groups of tellings, at first those that a paper calls the same."""

    def __init__(self, found: Sequence[Telling]) -> None:
        self.found = found
        own: dict[Key, list[int]] = defaultdict(list)
        for place, one in enumerate(found):
            own[(one.document.sha256, one.event, one.side)].append(place)
        self.members = {places[0]: places for places in own.values()}
        self.group = {place: places[0] for places in own.values() for place in places}

    def may_join(self, one: int, other: int) -> bool:
        """Whether two groups have no paper in common and nothing forbids any of their tellings."""
        mine, theirs = self.members[self.group[one]], self.members[self.group[other]]
        if mine is theirs or self._papers(mine) & self._papers(theirs):
            return False
        pairs = product(mine[:COMPARED], theirs[:COMPARED])
        return not any(is_forbidden(self.found[first], self.found[second]) for first, second in pairs)

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        kept, gone = self.group[one], self.group[other]
        for place in self.members[gone]:
            self.group[place] = kept
        self.members[kept] += self.members.pop(gone)

    def all(self) -> Iterator[list[int]]:
        """The groups as places of tellings."""
        yield from self.members.values()

    def _papers(self, places: Iterable[int]) -> set[str]:
        return {self.found[place].document.sha256 for place in places}


def _list_pairs(found: Sequence[Telling], agreement: Agreement) -> set[tuple[int, int]]:
    """The pairs worth a look: of different papers, with equal sums or one the rounding of the other."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if one.figure is not None:
            blocks[_block_key(one, one.figure)].append(place)
    pairs = set[tuple[int, int]]()
    for places in blocks.values():
        pairs.update(_pair_within(places, found, agreement.rarity))
    for place, one in enumerate(found):
        for figure in list_roundings(one.figure) if one.figure else ():
            near = blocks.get(_block_key(one, figure), ())
            pairs.update((min(place, other), max(place, other)) for other in near[:FEW])
    return {pair for pair in pairs if found[pair[0]].document.sha256 != found[pair[1]].document.sha256}


def _block_key(one: Telling, figure: Decimal) -> Key:
    return (one.unit, one.per, one.side, figure.normalize())


def _pair_within(places: Sequence[int], found: Sequence[Telling], rarity: Rarity) -> Iterator[tuple[int, int]]:
    if len(places) <= FEW:
        yield from combinations(places, 2)
        return
    for row in _by_rare_terms(places, found, rarity).values():
        for at, place in enumerate(row):
            yield from ((min(place, other), max(place, other)) for other in row[at + 1 : at + 1 + REACH])


def _by_rare_terms(places: Sequence[int], found: Sequence[Telling], rarity: Rarity) -> Mapping[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for place in sorted(places, key=lambda place: _telling_age(found[place])):
        one = found[place]
        for term in rarity.rarest(one.purpose if one.purpose else one.topic, RARE):
            rows[term].append(place)
    return rows
