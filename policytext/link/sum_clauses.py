"""The clause that a sum stands in: its words without the clauses put into it, and its verbs.

A comma, colon, bracket or dash parts a sentence in segments. A segment that begins with a conjunction or a relative
pronoun is a clause of its own; the others are joined across it as long as one of them has no verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.link.tagging import TaggedWord

Segment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """Word indices of a clause in order, whether it is subordinate, and its relative pronoun's index (-1 for none)."""

    places: tuple[int, ...]
    subordinate: bool
    pronoun: int = -1


def find_clause(words: Sequence[TaggedWord], numbers: Sequence[int], place: int) -> Clause:
    """The clause of the word at `place`; `numbers` are the segments' numbers, one a word."""
    segments = _cut_segments(words, numbers)
    own = next(n for n, (first, last) in enumerate(segments) if first <= place < last)
    if is_subordinate(words, segments[own]):
        first, last = segments[own]
        pronoun = first if words[first].lower in words_of("relatives") else -1
        return Clause(tuple(range(first, last)), subordinate=True, pronoun=pronoun)
    chosen = _join_segments(words, segments, own)
    return Clause(tuple(p for n in chosen for p in range(*segments[n])), subordinate=False)


def _cut_segments(words: Sequence[TaggedWord], numbers: Sequence[int]) -> list[Segment]:
    """The stretches of words between breaks; the break itself belongs to neither."""
    found: list[Segment] = []
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or numbers[place] != numbers[place - 1]:
            first = start + (words[start].tag == "Z")
            if first < place:
                found.append((first, place))
            start = place
    return found


def is_subordinate(words: Sequence[TaggedWord], segment: Segment) -> bool:
    """Whether a segment begins with a conjunction, or with a pronoun and has its verb at the end."""
    first, last = segment
    opening = words[first + (words[first].tag == "P" and first + 1 < last)]
    if words[first].lower in words_of("subordinators"):
        return True
    if opening.lower not in words_of("relatives") or first == 0:
        return False
    end = next((p for p in range(last - 1, first, -1) if words[p].tag != "Z"), first)
    ends_verbal = words[end].tag in "VHAX" and words[end].text.islower()
    second = next((p for p in range(first + 1, end) if words[p].tag in "VH"), None)
    return ends_verbal and (second is None or second >= end - 2)


@cache
def words_of(name: str) -> frozenset[str]:
    """A closed class of words that the grammar of clauses needs: a list under `[closed]` of the valency lexicon."""
    return frozenset(lexicon.load_lexicon("valency")["closed"][name])


def has_verb(words: Sequence[TaggedWord], segment: Segment) -> bool:
    """Whether a segment holds a verb."""
    return any(words[p].tag in "VH" for p in range(*segment))


def _join_segments(words: Sequence[TaggedWord], segments: Sequence[Segment], own: int) -> list[int]:
    """The segments that make one clause with the own one: what stands before and after a clause put in."""
    chosen = [own]
    for step in (-1, 1):
        n = own + step
        while 0 <= n < len(segments) and abs(n - own) <= 3:
            if not is_subordinate(words, segments[n]):
                both = has_verb(words, segments[n]) and any(has_verb(words, segments[k]) for k in chosen)
                if both or words[segments[max(n, own)][0] - 1].text in (";", ":"):
                    break
                chosen.append(n)
            n += step
    return sorted(chosen)
