"""Which sum a sum is a part of: candidates among the paper's other sums, arithmetic and wording as their features.

Arithmetic speaks first: parts that add up to a whole, a rate times its number, a month's sum times twelve. Wording
("davon", "um 12 auf 48", "insgesamt") and form (a list under its lead, a row under its total) speak beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from policytext.link.arithmetic import Arithmetic
from policytext.link.passages import Paper, Site
from policytext.link.tagging import name_noun_classes
from policytext.link.whole_rules import (
    MONTHS,
    MOST_WHOLES,
    follows_um,
    follows_words,
    has_words,
    name_rules,
    numbers_beside,
    words_between,
)


def find_wholes(arithmetic: Arithmetic, index: int) -> list[int]:
    """The indices of the sums that the sum at `index` may be a part of: the next ones, and what it helps to add up."""
    first, last = max(0, index - MOST_WHOLES), min(len(arithmetic.sites), index + MOST_WHOLES + 1)
    added = (whole for whole, parts in arithmetic.parts.items() if index in parts)
    return sorted({*range(first, last), *added} - {index})


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
    yield from _compare_sums(arithmetic, part, whole, side)
    lead = paper.lead(p.passage)
    yield f"led={lead is w.passage}|{side}"
    yield f"first={whole == 0}|{side}"
    yield from _describe_wording(p, w, side)
    for rule in name_rules(paper, arithmetic, part, whole):
        yield from ("rule", f"rule={rule}", f"rule={rule}|{side}")
    for money in sorted(_name_heads(p) & _name_heads(w)):
        yield f"both={money}"


def _compare_sums(arithmetic: Arithmetic, part: int, whole: int, side: str) -> Iterator[str]:
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
        if ratio != 1 and ratio in numbers_beside(arithmetic.sites[part]):
            yield "times.number"


def _name_heads(site: Site) -> set[str]:
    words = site.passage.words[max(0, site.word - 6) : site.word]
    return {name for word in words if word.tag == "N" for name in name_noun_classes(word.text)}


def _describe_wording(p: Site, w: Site, side: str) -> Iterator[str]:
    """What is said between the sums, and before each."""
    if follows_words(p, "part"):
        yield f"davon|{side}"
    if has_words(p.passage, "same"):
        yield f"that.is|{side}"
    if follows_um(p):
        yield f"um|{side}|{w.amount.change}"
    if follows_words(w, "total"):
        yield f"whole.total|{side}"
    if follows_words(p, "total"):
        yield "part.total"
    if p.passage is w.passage:
        between = words_between(p, w)
        yield f"between={len(between) if len(between) < 4 else 9}|{side}"
        if between:
            yield f"bridge={between[0]}|{side}"
            yield f"bridge>={between[-1]}|{side}"


def describe_no_whole(paper: Paper, arithmetic: Arithmetic, part: int) -> Iterator[str]:
    """The features of "no whole": a sum of its own."""
    site = arithmetic.sites[part]
    yield "none"
    yield f"none|{paper.document.head.kind}"
    yield f"none|{site.amount.kind}"
    yield f"none|{min(4, len(arithmetic.sites))}"
    yield f"none|{site.passage.kind}"
    if follows_words(site, "total"):
        yield "none|total"
    if part in arithmetic.parts:
        yield "none|is.whole"
    options = find_wholes(arithmetic, part)
    yield f"none|ruled={any(name_rules(paper, arithmetic, part, whole) for whole in options)}"
    if part == 0:
        yield "none|first"
