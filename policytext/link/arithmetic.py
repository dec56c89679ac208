"""What adds up among the sums of a paper: runs of sums, columns of tables, sums that are counted but not funded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from policytext.link.passages import Paper, Site

MANY_PARTS, MANY_DIGITS = 2, 4  # more parts, or as many digits of one, are no chance
FEWER_DIGITS = 3  # in one sentence
MOST_SUMMED = 60  # sums of a paper that are tried together as the parts of one
MOST_PARTS = 14  # sums in a row that are tried as the parts of another
STRIDES = (1, 2, 3)  # sums a line: those of one column are every one, every second or third


def value_of(site: Site) -> Decimal | None:
    """A sum as one number (that of "bis zu" too), `None` where it is none or no positive one."""
    low, high = site.amount.low, site.amount.high
    value = high if high is not None and low in (None, high) else low if high is None else None
    return value if value is not None and value > 0 else None


class Arithmetic:
    """What adds up among the funded sums of a paper (`sites`), worked out once.

    `parts[whole]` has the sums of runs that add up to a whole: before it, after it, or between others, both as places
    among the funded sums. Sums that are no funding may be among what adds up ("mit dem Eigenanteil von 3.210 Euro
    zusammen 9.630 Euro"); only funded ones are parts.
    """

    def __init__(self, paper: Paper, sites: Sequence[Site]) -> None:
        self.sites = sites
        self.values = [value_of(site) for site in sites]
        self.parts: dict[int, set[int]] = {}
        self._solid: set[int] = set()
        self._place = {id(site): n for n, site in enumerate(sites)}
        funded = [site for site in sites if _is_sum(site)]
        self._try_runs(funded)
        for whole in funded if len(funded) <= MOST_SUMMED else ():
            self._try_all(whole, [site for site in funded if site is not whole and _same_unit(site, whole)])
        for column in _list_columns(paper, funded):
            self._try_column(paper, column)
            self._try_spread(paper, column)
        for row in _list_rows(paper, funded):
            self._try_row(paper, row)
        every = [site for site in paper.sites if _is_sum(site)]
        for stride in STRIDES:
            for first in range(stride):
                self._try_runs(every[first::stride], solid=True)

    def is_solid(self, whole: int) -> bool:
        """Whether the parts of a whole cannot well add up by chance: a table's total, many parts or many digits."""
        return whole in self._solid

    def distance(self, whole: int) -> int:
        """How far a whole stands from the nearer end of its parts."""
        parts = self.parts[whole]
        return min(abs(whole - min(parts)), abs(whole - max(parts)))

    def _try_runs(self, sites: Sequence[Site], *, solid: bool = False) -> None:
        """Each sum as the whole of those before and after it; `solid` leaves out what may be chance."""
        for place, whole in enumerate(sites):
            if id(whole) in self._place:
                for run in (sites[place + 1 : place + 1 + MOST_PARTS], sites[max(0, place - MOST_PARTS) : place][::-1]):
                    found = _find_run(whole, run)
                    if found and (not solid or _is_no_chance(found)):
                        self._add(whole, found)

    def _try_all(self, whole: Site, others: Sequence[Site]) -> None:
        if len(others) > 1 and sum(value_of(site) or 0 for site in others) == value_of(whole):
            self._add(whole, others)

    def _try_column(self, paper: Paper, column: Sequence[Site]) -> None:
        """The total of a column, over or under what it adds up."""
        for place, whole in enumerate(column):
            seat = paper.seat(whole)
            for run in (column[:place][::-1], column[place + 1 :]) if seat is not None and seat.total else ():
                if found := _find_run(whole, run[:MOST_PARTS]):
                    self._add(whole, found)
                    self._solid.add(self._place[id(whole)])

    def _try_spread(self, paper: Paper, column: Sequence[Site]) -> None:
        """A sum of the text that a whole column of a table makes: the years of a programme."""
        parts = [site for site in column if (seat := paper.seat(site)) is not None and not seat.total]
        if len(parts) <= MANY_PARTS:
            return
        total, table = sum(value_of(site) or 0 for site in parts), paper.seat(parts[0])
        wholes = [n for n, value in enumerate(self.values) if value == total and _same_unit(self.sites[n], parts[0])]
        seats = ((n, paper.seat(self.sites[n])) for n in wholes)
        outside = [n for n, seat in seats if seat is None or table is None or seat.table != table.table]
        if len(outside) == 1:
            self._add(self.sites[outside[0]], parts)

    def _try_row(self, paper: Paper, row: Sequence[Site]) -> None:
        """The sum of a row that the others make: below "Gesamt", or before those of its payers (Bund, Land, Stadt)."""
        columns = [seat.column if (seat := paper.seat(site)) is not None else "" for site in row]
        for place, whole in enumerate(row):
            parts = [site for site in row if site is not whole]
            told = columns[place] == "total" or (place == 0 and set(columns[1:]) == {"payer"})
            if told and len(parts) > 1 and sum(value_of(site) or 0 for site in parts) == value_of(whole):
                self._add(whole, parts)
                self._solid.add(self._place[id(whole)])

    def _add(self, whole: Site, parts: Sequence[Site]) -> None:
        places = {self._place[id(site)] for site in parts if id(site) in self._place}
        if places:
            self.parts.setdefault(self._place[id(whole)], set()).update(places)
            close = all(site.passage is whole.passage and site.passage.kind != "row" for site in parts)
            if _is_no_chance(parts, FEWER_DIGITS if close else MANY_DIGITS):
                self._solid.add(self._place[id(whole)])


def _is_sum(site: Site) -> bool:
    return site.amount.kind != "share" and value_of(site) is not None


def _same_unit(one: Site, other: Site) -> bool:
    return one.amount.unit == other.amount.unit


def _is_no_chance(parts: Sequence[Site], many: int = MANY_DIGITS) -> bool:
    values = [value_of(site) for site in parts]
    digits = max(len(str(value).replace(".", "").strip("0")) for value in values)
    return len(set(values)) > 1 and (len(parts) > MANY_PARTS or digits >= many)


def _find_run(whole: Site, run: Sequence[Site]) -> list[Site]:
    """The sums next to a whole that make it full; the first may be left out (a repeated total). Caps are no parts."""
    target = value_of(whole) or Decimal(0)
    for skipped in (0, 1):
        rest, used = target, list[Site]()
        for part in run[skipped:]:
            if not _same_unit(part, whole) or value_of(part) == target:
                break
            if part.amount.bound == whole.amount.bound == "at_most":  # caps are no parts of a cap
                break
            rest -= value_of(part) or Decimal(0)
            used.append(part)
            if rest <= 0:
                break
        if rest == 0 and len(used) > 1:
            return used
    return []


def _list_columns(paper: Paper, sites: Sequence[Site]) -> list[list[Site]]:
    """The sums of each column of each table, from above."""
    found: defaultdict[tuple[int, int], list[Site]] = defaultdict(list)
    for site in sites:
        seat = paper.seat(site)
        cell = paper.document.tables[seat.table].seat(site.amount.start) if seat else None
        if seat and cell:
            found[seat.table, cell[1]].append(site)
    return list(found.values())


def _list_rows(paper: Paper, sites: Sequence[Site]) -> list[list[Site]]:
    """The sums of each row of each table, from the left."""
    found: defaultdict[tuple[int, int], list[Site]] = defaultdict(list)
    for site in sites:
        seat = paper.seat(site)
        if seat is not None:
            found[seat.table, seat.row].append(site)
    return list(found.values())
