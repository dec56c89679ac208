"""What runs out, as two lists: what somebody must do or what ends by a day, and the money that ends with it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policytext.archive.events import join_events
from policytext.archive.events.rarity import Rarity, are_apart, read_topic
from policytext.archive.events.telling import Telling, list_tellings
from policytext.archive.overviews.deadline import LISTS, Deadline, Funds
from policytext.archive.overviews.running import of_record, of_time
from policytext.archive.search.plan import Condition
from policytext.archive.search.selection import load_papers
from policytext.errors import BadQuery

__all__ = ["ROLES", "Deadline", "Funds", "Window", "list_deadlines"]

ROLES = ("deadline", "end", "term")
NUMBER = re.compile(r"\d+")  # of dates, which may be told in full or not
ALIKE = 0.6  # of the words of titles and sentences about one day: two papers tell the same
ALIKE_INSIDE = 0.25  # within one paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days asked for, both ends included; `None` where open. `today` is the day that days are counted from."""

    today: date
    first: date | None
    last: date | None
    roles: tuple[str, ...] = ROLES

    @classmethod
    def of(cls, today: date, within: int | None, *, past: bool, roles: Iterable[str] = ROLES) -> Window:
        """From today on, or up to yesterday; `within` so many days."""
        chosen = tuple(roles)
        if not chosen or (unknown := [role for role in chosen if role not in ROLES]):
            raise BadQuery(f"unknown role {unknown[0] if chosen else ''!r}: use {', '.join(ROLES)}")
        try:
            reach = None if within is None else today + timedelta(days=-within if past else within)
        except OverflowError:
            reach = None  # further than any calendar: as good as open
        if past:
            last = max(today, date.min + timedelta(days=1)) - timedelta(days=1)
            return cls(today=today, first=reach, last=last, roles=chosen)
        return cls(today=today, first=today, last=reach, roles=chosen)

    def condition(self, where: Condition, role: str = "1") -> Condition:
        """A condition on facts `f` with a day in the window and, where given, with one of its roles."""
        first, last = (self.first or date.min).isoformat(), (self.last or date.max).isoformat()
        roles = self.roles if role != "1" else ()
        return Condition(
            f"{where.sql} AND f.latest >= ? AND f.latest <= ? AND {role}", (*where.values, first, last, *roles)
        )


def list_deadlines(
    connection: sqlite3.Connection, where: Condition, window: Window, *, every: bool = False
) -> tuple[Deadline, ...]:
    """What is due or runs out in a window, by date; what several papers or sentences tell alike once.

    `every` adds the dates of these roles that no duty, end or money hangs on, in the list `other`.
    """
    told: dict[str, Telling] = {}
    found = [one for one in _list_all(connection, where, window, told) if every or one.list in LISTS]
    found.sort(key=lambda one: (one.date, not one.funds, one.document.sha256, len(one.id), one.id))
    return tuple(sorted(_skip_repeats(found, told), key=_rank_deadline))


def _rank_deadline(one: Deadline) -> tuple[date, str, int, str]:
    return one.date, one.document.sha256, len(one.id), one.id


def _list_all(
    connection: sqlite3.Connection, where: Condition, window: Window, told: dict[str, Telling]
) -> Iterator[Deadline]:
    """All entries; `told` gets the sums that hang on them, by document and record."""
    listed: dict[str, set[str]] = {}
    roles = f"f.role IN ({', '.join('?' * len(window.roles))})"
    for paper in load_papers(connection, "times", window.condition(where, roles)):
        for ident in sorted(paper.idents):
            found = of_time(paper, paper.facts["times"][ident], window.today)
            names = [fund.id for fund in found.funds]
            listed.setdefault(paper.entry.sha256, set()).update(names)
            told.update({_name_record(one.document.sha256, one.record): one for one in list_tellings(paper, names)})
            yield found
    if "term" not in window.roles:
        return
    for paper in load_papers(connection, "records", window.condition(where)):
        for ident in sorted(paper.idents - listed.get(paper.entry.sha256, set())):
            found = of_record(paper, paper.facts["records"][ident], window.today)
            names = [fund.id for fund in found.funds]
            told.update({_name_record(one.document.sha256, one.record): one for one in list_tellings(paper, names)})
            yield found


def _name_record(sha256: str, record: str) -> str:
    return f"{sha256}:{record}"


def _skip_repeats(found: Iterable[Deadline], told: dict[str, Telling]) -> Iterator[Deadline]:
    """The entries, those of one day and list together that have money of one event or nearly the same words."""
    numbers = {
        _name_record(one.document.sha256, one.record): number
        for number, event in enumerate(join_events(told.values()))
        for one in event.tellings
    }
    days: dict[tuple[date, str], list[Deadline]] = {}
    for one in found:
        kept = days.setdefault((one.date, one.list), [])
        same = next((place for place, other in enumerate(kept) if _is_same(one, other, numbers)), None)
        if same is None:
            kept.append(one)
        elif one.document.sha256 not in (kept[same].document.sha256, *kept[same].similar):
            kept[same] = replace(kept[same], similar=(*kept[same].similar, one.document.sha256))
    for kept in days.values():
        yield from kept


def _is_same(one: Deadline, other: Deadline, numbers: dict[str, int]) -> bool:
    mine, theirs = (
        {numbers.get(_name_record(entry.document.sha256, fund.id)) for fund in entry.funds} - {None}
        for entry in (one, other)
    )
    if mine and theirs:
        return bool(mine & theirs)
    inside = one.document.sha256 == other.document.sha256
    said = [NUMBER.sub("", entry.sentence) for entry in (one, other)]
    titles = ["" if inside else entry.document.title or "" for entry in (one, other)]
    mine_said, theirs_said = (read_topic(f"{title} {words}") for title, words in zip(titles, said, strict=True))
    enough = ALIKE_INSIDE if inside else ALIKE
    return Rarity(()).overlap(mine_said, theirs_said) >= enough and not are_apart(mine_said, theirs_said)
