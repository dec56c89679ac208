"""What the grammar reads, before the document's date is brought in: points of the calendar, readings, the frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

NIGHT_BEFORE = "night before"  # the value of "Nacht zum Sonntag" until the Sunday is known
RULES_FOR_EVERY_YEAR = ("guideline", "agreement")  # their "Folgejahr" is no certain year


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """What the document knows: its date, its Land, and whether its words hold for one year or for every year."""

    issued: date | None = None
    land: str | None = None
    kind: str = "other"

    @property
    def today(self) -> date | None:
        """The day that "gestern" and "im Vorjahr" count from; `None` in rules for every year and without a date."""
        return None if self.kind in RULES_FOR_EVERY_YEAR else self.issued


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the calendar whose year may still be open.

    `shape` is its TIMEX3 value with `{0}` for the year and `{1}` for the next one ("{0}-05-01", "{0}-08/{1}-07").
    `year` is the year where the words say it, `shift` its distance from the document's ("Vorjahr" -1), `open` says
    that no year is meant ("des jeweiligen Jahres"), `each` that all are ("jedes Jahres"). `cycle` is the month in
    which such years begin (8 for Schuljahr). `told` says that the distance counts from a year told before, where there
    is one ("Vorjahr"). `day_in` tells the day of a year ("Ostern", "erster Dienstag im März"), `unknown` is the value
    where the year stays open.
    """

    shape: str
    year: int | None = None
    shift: int | None = None
    open: bool = False
    each: bool = False
    cycle: int = 1
    told: bool = False
    day_in: Callable[[int], date | None] | None = None
    unknown: str | None = None
    mod: str | None = None
    is_period: bool = True

    @property
    def lacks_year(self) -> bool:
        """Whether nothing in its own words says which year it is."""
        return "{0}" in self.shape and self.year is None and self.shift is None and not self.open and not self.each


@dataclass(frozen=True, slots=True)
class TimeReading:
    """One expression as the grammar understood it, in offsets of the view.

    A `DATE` has one point or two (a range) or, where they are known at once, its `value`; the other types have their
    `value`. `anchor` is the event that its own words name. `cue` and `role` are what its own words say ("2018 ff.").
    """

    start: int
    end: int
    type: str
    value: str = ""
    points: tuple[Point, ...] = ()
    mod: str | None = None
    anchor: str | None = None
    role: str | None = None
    cue: str | None = None


Found = tuple[int, Point]
"""Where a point ends, and the point."""

PointReader = Callable[[str, int, TimeFrame], Found | None]
Rule = Callable[[str, int, TimeFrame], TimeReading | None]
