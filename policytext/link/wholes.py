"""Which sum a sum is a part of: candidates among the paper's other sums, arithmetic and wording as their features.

Arithmetic speaks first: parts that add up to a whole, a rate times its number, a month's sum times twelve. Wording
("davon", "um 12 auf 48", "insgesamt") and form (a list under its lead, a row under its total) speak beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from policytext import lexicon
from policytext.link.paper import Paper, Passage, Site

MOST_WHOLES = 12  # candidates before and after a sum each
APPOSED = frozenset("( = – also bzw . pro jahr monat jährlich monatlich im je rund ca etwa".split())
MANY_PARTS, MANY_DIGITS = 2, 4  # more parts, or as many digits of one, are no chance
MOST_APPOSED = 4  # words between a sum and the same said in other units
MOST_SUMMED = 60  # sums of a paper that are tried together as the parts of one
MOST_PARTS = 14  # sums in a row that are tried as the parts of another
TOTAL = re.compile(r"\b(?:insgesamt|Insgesamt|zusammen|Gesamt\w*|gesamt\w*|Summe|alles in allem)\b")
TO = re.compile(r"\bum(?: \w+){0,3} ?$")
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
NUMERALS = dict(zip("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(), range(2, 13), strict=True))
MONTHS = Decimal(12)


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lexicon.load('money')['parts'][key])})")


def value_of(site: Site) -> Decimal | None:
    """A sum as one number (that of "bis zu" too), `None` where it is none or no positive one."""
    low, high = site.amount.low, site.amount.high
    value = high if high is not None and low in (None, high) else low if high is None else None
    return value if value is not None and value > 0 else None


def find_wholes(sites: Sequence[Site], index: int) -> list[int]:
    """The indices of the sums that the sum at `index` may be a part of."""
    first, last = max(0, index - MOST_WHOLES), min(len(sites), index + MOST_WHOLES + 1)
    return [number for number in range(first, last) if number != index]


class Arithmetic:
    """What adds up among the funded sums of a paper, worked out once.

    `parts[whole]` has the sums of runs that add up to a whole: before it, after it, or between others.
    """

    def __init__(self, sites: Sequence[Site]) -> None:
        self.values = [value_of(site) for site in sites]
        self.sites = sites
        self.parts: dict[int, set[int]] = {}
        self.rules: dict[tuple[int, int], tuple[str, ...]] = {}  # of two sums, once they were asked for
        money = [n for n, site in enumerate(sites) if self.values[n] is not None and site.amount.kind != "share"]
        for place, whole in enumerate(money):
            self._try_run(whole, money[place + 1 : place + 1 + MOST_PARTS])
            self._try_run(whole, money[max(0, place - MOST_PARTS) : place][::-1])
            if len(money) <= MOST_SUMMED:
                self._try_all(whole, [n for n in money if n != whole and self._alike(n, whole)])

    def is_solid(self, whole: int) -> bool:
        """Whether the parts of a whole cannot well add up by chance: three or more, or numbers with many digits."""
        parts = self.parts[whole]
        digits = max(len(str(self.values[n]).replace(".", "").strip("0")) for n in parts)
        return len({self.values[n] for n in parts}) > 1 and (len(parts) > MANY_PARTS or digits >= MANY_DIGITS)

    def distance(self, whole: int) -> int:
        """How far a whole stands from the nearer end of its parts."""
        parts = self.parts[whole]
        return min(abs(whole - min(parts)), abs(whole - max(parts)))

    def _alike(self, one: int, other: int) -> bool:
        return self.sites[one].amount.unit == self.sites[other].amount.unit

    def _try_run(self, whole: int, run: Sequence[int]) -> None:
        """Sums next to the whole, up to the one that makes it full; the first may be left out (a repeated total)."""
        target = self.values[whole] or Decimal(0)
        for skipped in (0, 1):
            rest, used = target, list[int]()
            for part in run[skipped:]:
                if not self._alike(part, whole) or self.values[part] == target:
                    break
                rest -= self.values[part] or Decimal(0)
                used.append(part)
                if rest <= 0:
                    break
            if rest == 0 and len(used) > 1:
                self.parts.setdefault(whole, set()).update(used)

    def _try_all(self, whole: int, others: Sequence[int]) -> None:
        if len(others) > 1 and sum(self.values[n] or 0 for n in others) == self.values[whole]:
            self.parts.setdefault(whole, set()).update(others)


def describe_whole(paper: Paper, arithmetic: Arithmetic, part: int, whole: int, *, last: int | None) -> Iterator[str]:
    """The features of one sum being a part of another, both given by their place among the funded sums.

    `last` is the whole of the sum before: a list goes on with what it began.
    """
    sites = arithmetic.sites
    p, w = sites[part], sites[whole]
    side = "before" if whole < part else "after"
    if last is not None:
        q = sites[part - 1]
        alike = q.passage.kind == p.passage.kind and p.passage.index - q.passage.index < 3
        yield f"goes.on={last == whole}|{alike}"
        if last == whole:
            yield f"goes.on|{p.passage.kind}"
    values = arithmetic.values
    if any(
        values[n] == values[whole] and sites[n].amount.unit == w.amount.unit
        for n in range(min(part, whole) + 1, max(part, whole))
        if n != part
    ):
        yield f"nearer.twin|{side}"
    yield f"side={side}"
    yield f"kinds={p.amount.kind}>{w.amount.kind}"
    yield f"step={min(4, abs(part - whole))}|{side}"
    same = p.passage is w.passage
    gap = abs(p.passage.index - w.passage.index)
    yield f"gap={0 if same else 1 if gap == 1 else 2 if gap < 5 else 3}|{side}"
    yield f"same={same}|{side}|{p.amount.kind}>{w.amount.kind}"
    yield f"blocks={p.passage.kind}>{w.passage.kind}|{side}"
    adds = part in arithmetic.parts.get(whole, ())
    yield f"adds={adds}"
    yield f"adds={adds}|{side}"
    yield from _compare(arithmetic, part, whole, side)
    lead = paper.lead(p.passage)
    yield f"led={lead is w.passage}|{side}"
    yield f"first={whole == 0}|{side}"
    yield from _describe_wording(p, w, side)
    for rule in name_rules(paper, arithmetic, part, whole):
        yield from ("rule", f"rule={rule}", f"rule={rule}|{side}")
    for money in sorted(_heads(p) & _heads(w)):
        yield f"both={money}"


def _compare(arithmetic: Arithmetic, part: int, whole: int, side: str) -> Iterator[str]:
    """How two sums stand to each other in size, unit and rate."""
    p, w = arithmetic.sites[part].amount, arithmetic.sites[whole].amount
    small, large = arithmetic.values[part], arithmetic.values[whole]
    yield f"unit={p.unit == w.unit}|{p.kind == w.kind}"
    yield f"per={bool(p.per)}>{bool(w.per)}"
    yield f"change={p.change}>{w.change}"
    if small is None or large is None:
        yield "valueless"
        return
    if p.unit == w.unit:
        ratio = large / small
        size = (
            "equal"
            if ratio == 1
            else "smaller"
            if ratio < 1
            else "twice"
            if ratio <= 2
            else "more"
            if ratio < 20
            else "far"
        )
        yield f"size={size}"
        yield f"size={size}|{side}"
        if MONTHS in (ratio, 1 / ratio):
            yield "times12"
        if ratio != 1 and ratio in _numbers_beside(arithmetic.sites[part]):
            yield "times.number"


def _numbers_beside(site: Site) -> set[Decimal]:
    """The counts that stand in a sum's passage: drei Jahre, 14 Landkreise."""
    passage = site.passage
    return passage.paper.remember(("numbers", passage.index), lambda: _read_numbers(passage))


def _read_numbers(passage: Passage) -> set[Decimal]:
    found = {Decimal(NUMERALS[word.lower]) for word in passage.words if word.lower in NUMERALS}
    for word in passage.words:
        if word.tag == "M" and NUMBER.fullmatch(word.text):
            found.add(Decimal(word.text.replace(".", "")))
    return found


def _heads(site: Site) -> set[str]:
    moves = site.passage.moves[max(0, site.word - 6) : site.word]
    return {name.removeprefix("n:") for names in moves for name in names if name.startswith("n:")}


def _describe_wording(p: Site, w: Site, side: str) -> Iterator[str]:
    """What is said between the sums, and before each."""
    part_of, to, total = _cues_before(p)
    if part_of:
        yield f"davon|{side}"
    if p.passage.paper.remember(("same", p.passage.index), lambda: bool(_words("same").search(p.passage.text))):
        yield f"that.is|{side}"
    if to:
        yield f"um|{side}|{w.amount.change}"
    if _cues_before(w)[2]:
        yield f"whole.total|{side}"
    if total:
        yield "part.total"
    if p.passage is w.passage:
        first, last = sorted((p.word, w.word))
        between = max(0, last - first - 1)
        yield f"between={between if between < 4 else 9}|{side}"
        if between:
            yield f"bridge={p.passage.words[first + 1].lower}|{side}"
            yield f"bridge>={p.passage.words[last - 1].lower}|{side}"


def _cues_before(site: Site) -> tuple[bool, bool, bool]:
    """Whether "davon", "um" or "insgesamt" stands before a sum."""
    return site.passage.paper.remember(("cues", site.passage.index, site.word), lambda: _read_cues(_before(site)))


def _read_cues(before: str) -> tuple[bool, bool, bool]:
    return bool(_words("part").search(before.lower())), bool(TO.search(before)), bool(TOTAL.search(before))


def _says_part(lead: Passage) -> bool:
    return lead.paper.remember(("part", lead.index), lambda: bool(_words("part").search(lead.text.lower())))


def _between(p: Site, w: Site) -> list[str]:
    """The words between two sums of one passage, small."""
    first, last = sorted((p.word, w.word))
    return [word.lower for word in p.passage.words[first + 1 : last]]


# ---------------------------------------------------------------------------------------------- rules


def name_rules(paper: Paper, arithmetic: Arithmetic, part: int, whole: int) -> tuple[str, ...]:
    """The rules by which one sum is a part of another, each for the nearest sum that fits it.

    `apposed`: 60 Prozent = 300 Mio. Euro; 150 Euro im Monat (1.800 Euro im Jahr). `raised`: um 12 auf 48 Mio. Euro.
    `named`: 90 Mio. Euro, davon 12 Mio. Euro. `adds`: the parts of a run make the whole.
    """
    if (part, whole) not in arithmetic.rules:
        arithmetic.rules[part, whole] = tuple(_find_rules(paper, arithmetic, part, whole))
    return arithmetic.rules[part, whole]


def _find_rules(paper: Paper, arithmetic: Arithmetic, part: int, whole: int) -> Iterator[str]:
    sites, values = arithmetic.sites, arithmetic.values
    p, w = sites[part], sites[whole]
    same = p.passage is w.passage
    if same and whole == part - 1 and _is_apposed(p, w):
        yield "apposed"
    if same and whole == part + 1 and _cues_before(p)[1] and "auf" in _between(p, w):
        yield "raised"
    if whole < part and whole == _named_whole(paper, arithmetic, part):
        yield "named"
    if part in arithmetic.parts.get(whole, ()) and arithmetic.is_solid(whole):
        twins = [n for n in arithmetic.parts if values[n] == values[whole] and part in arithmetic.parts[n]]
        if whole == min(twins, key=lambda n: (arithmetic.distance(n), -n)):
            yield "adds"


def _is_apposed(p: Site, w: Site) -> bool:
    """Whether a sum says another again in other units: nothing but a bracket or an equals sign parts them."""
    between = _between(p, w)
    other = p.amount.kind != w.amount.kind or p.amount.per != w.amount.per or p.amount.unit != w.amount.unit
    return other and 0 < len(between) <= MOST_APPOSED and set(between) <= APPOSED and ("(" in between or "=" in between)


def _named_whole(paper: Paper, arithmetic: Arithmetic, part: int) -> int | None:
    """The larger sum before a part that "davon" points to, in its passage, the one before or the list's lead."""
    p, size = arithmetic.sites[part], arithmetic.values[part]
    lead = paper.lead(p.passage)
    passages = [p.passage, *(one for one in (lead, paper.beside(p.passage, -1)) if one is not None)]
    cue = _cues_before(p)[0] or (lead is not None and _says_part(lead))
    if not cue or size is None:
        return None
    for n in range(part - 1, max(-1, part - MOST_WHOLES - 1), -1):
        other = arithmetic.values[n]
        fits = other is not None and other > size and arithmetic.sites[n].amount.unit == p.amount.unit
        if fits and any(arithmetic.sites[n].passage is passage for passage in passages):
            return n
    return None


def _before(site: Site) -> str:
    if site.word >= len(site.passage.words):
        return ""
    left = site.passage.words[site.word].start
    return site.passage.text[max(0, left - 60) : left]


def describe_no_whole(paper: Paper, arithmetic: Arithmetic, part: int) -> Iterator[str]:
    """The features of "no whole": a sum of its own."""
    site = arithmetic.sites[part]
    yield "none"
    yield f"none|{paper.document.head.kind}"
    yield f"none|{site.amount.kind}"
    yield f"none|{min(4, len(arithmetic.sites))}"
    yield f"none|{site.passage.kind}"
    if _cues_before(site)[2]:
        yield "none|total"
    if part in arithmetic.parts:
        yield "none|is.whole"
    options = find_wholes(arithmetic.sites, part)
    yield f"none|ruled={any(name_rules(paper, arithmetic, part, whole) for whole in options)}"
    if part == 0:
        yield "none|first"
