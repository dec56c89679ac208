"""How much speaks for two tellings being of the same money, and what forbids it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policytext.archive.events.namesakes import share_party
from policytext.archive.events.rarity import Rarity, are_apart
from policytext.archive.events.sums import count_significant, is_rounding
from policytext.archive.events.telling import Telling

# Weights chosen on the pairs of tests/archive/events.toml, so that no pair that must stay apart joins.
ENOUGH = 0.6  # from here on two tellings are one event
FIGURES = {1: 0.1, 2: 0.2, 3: 0.35, 4: 0.45}  # equal sums: the more figures, the less by chance
MANY_FIGURES = 0.55
PURPOSE, TOPIC = 0.4, 0.3
GIVER, RECEIVER, NEAR, YEARS, ISSUER, FAMILY = 0.1, 0.15, 0.1, 0.1, 0.05, 0.2
_ZERO = Decimal(0)
LEAST_IN_COMMON = 0.2  # of purpose or topic
NEAR_DAYS, FAR_DAYS = 100, 300  # beyond the latter the same sum is next year's money, unless the years are named


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two tellings weighed against each other."""

    rarity: Rarity

    def score(self, one: Telling, other: Telling) -> float:
        """0 to about 1.3; 0 where something forbids that the two are one event."""
        if is_forbidden(one, other):
            return 0.0
        purpose = self.rarity.overlap(one.purpose, other.purpose)
        topic = self.rarity.overlap(one.topic, other.topic)
        family = one.family == other.family
        if max(purpose, topic) < LEAST_IN_COMMON and not family:
            return 0.0
        known = bool(one.purpose and other.purpose)
        parts = (
            _of_figures(one, other),
            PURPOSE * purpose if known else TOPIC * topic,
            GIVER * bool(share_party(one.payers, other.payers)),
            RECEIVER * bool(share_party(one.paid, other.paid)),
            NEAR * (_count_days(one, other) in range(NEAR_DAYS)),
            YEARS * (one.years == other.years and any(one.years)),
            ISSUER * (one.document.issuer == other.document.issuer is not None),
            FAMILY * family,
        )
        return sum(parts)


def is_forbidden(one: Telling, other: Telling) -> bool:
    """Whether two tellings cannot be of the same money, whatever else they share.

    Another kind of status, unit, rate or form of the sum ("bis zu", a range), other years, another giver or receiver,
    names in the purposes that differ, or papers so far apart that it is the next budget's money.
    """
    return (
        (one.unit, one.per, one.side, one.change) != (other.unit, other.per, other.side, other.change)
        or _years_differ(one, other)
        or _too_far(one, other)
        or not _is_same_sum(one, other)
        or share_party(one.payers, other.payers) is False
        or share_party(one.paid, other.paid) is False
        or are_apart(one.purpose, other.purpose)
    )


def _is_same_sum(one: Telling, other: Telling) -> bool:
    if (one.low, one.high) == (other.low, other.high):
        return one.figure is not None
    if _amount_shape(one) != _amount_shape(other) or _amount_shape(one) == "range":
        return False
    coarse, fine = sorted((one, other), key=lambda told: count_significant(told.figure or _ZERO))
    if not coarse.figure or not fine.figure:
        return False
    return is_rounding(coarse.figure, fine.figure, about=coarse.bound == "about")


def _amount_shape(told: Telling) -> str:
    if told.low is None or told.high is None:
        return "up to" if told.low is None else "from"
    return "single" if told.low == told.high else "range"


def _of_figures(one: Telling, other: Telling) -> float:
    figures = min(count_significant(told.figure or _ZERO) for told in (one, other))
    return FIGURES.get(figures, MANY_FIGURES)


def _years_differ(one: Telling, other: Telling) -> bool:
    if one.years == other.years:
        return False
    return any(mine and theirs and mine != theirs for mine, theirs in zip(one.years, other.years, strict=True))


def _too_far(one: Telling, other: Telling) -> bool:
    days = _count_days(one, other)
    return days is not None and days > FAR_DAYS and not (one.years == other.years and all(one.years))


def _count_days(one: Telling, other: Telling) -> int | None:
    first, second = one.document.issued, other.document.issued
    return abs((first - second).days) if isinstance(first, date) and isinstance(second, date) else None
