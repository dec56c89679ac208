"""When the money of a sum flows: candidates among the paper's times, alone and joined, and what speaks for each."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from policytext import lexicon
from policytext.link.passages import Paper, Passage, Site
from policytext.link.tagging import TaggedWord, name_noun_classes, name_verb_classes, stem_word
from policytext.model import Span, Time

YEARS = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<last>(?:20)?\d\d))?(?!\d)")  # 2024   2024/25
SHORTEST = 27  # days of a term; what is shorter is a day on which something happens
LONGEST_HEAD = 10  # years that a span over a column may have
UNTIL = frozenset("bis".split())
SINCE = frozenset("ab seit".split())
MOST_ELSEWHERE = 12  # times of other passages that are tried; papers name more, but seldom more years of a budget
Interval = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class PeriodCandidate:
    """An interval (days inclusive, an open side is `None`), the words that tell it, where and how.

    `role`, `cue` and `type` are those of its first time; a year in a table's head has none.
    """

    earliest: date | None
    latest: date | None
    words: tuple[Span, ...]
    origin: str
    form: str
    role: str = "head"
    cue: str | None = None
    type: str = "DATE"

    @property
    def interval(self) -> Interval:
        """Both ends."""
        return self.earliest, self.latest


def find_periods(paper: Paper, site: Site) -> list[PeriodCandidate]:
    """The candidates of a sum, the nearest first, each interval once."""
    found: dict[Interval, PeriodCandidate] = {}
    for candidate in _all_candidates(paper, site):
        if candidate.earliest or candidate.latest:
            found.setdefault(candidate.interval, candidate)
    return list(found.values())


def _all_candidates(paper: Paper, site: Site) -> Iterator[PeriodCandidate]:
    own = site.passage
    yield from _of_table(paper, site)
    yield from _of_passage(paper.times_of(own), "own")
    for origin, passage in paper.around(own):
        yield from _of_passage(paper.times_of(passage), origin)
    yield from _list_periods_elsewhere(paper, site)


def _of_table(paper: Paper, site: Site) -> Iterator[PeriodCandidate]:
    """The year or years over a sum's column, or in its row's label."""
    seat = paper.seat(site)
    if seat is None:
        return
    named = [("column", cell) for cell in reversed(seat.heads)] + [("label", seat.label), ("group", seat.group)]
    for origin, cell in named:
        text = paper.document.view.text[cell[0] : cell[1]] if cell else ""
        years = list(YEARS.finditer(text))
        if cell and len(years) == 1:
            first = int(years[0]["first"])
            last = int(str(first)[: 4 - len(years[0]["last"])] + years[0]["last"]) if years[0]["last"] else first
            if first <= last <= first + LONGEST_HEAD:
                start = cell[0] + years[0].start()
                words = paper.span(start, cell[0] + years[0].end())
                yield PeriodCandidate(date(first, 1, 1), date(last, 12, 31), (words,), origin, "span")


def _of_passage(times: Sequence[Time], origin: str) -> Iterator[PeriodCandidate]:
    """Each time of a passage, then neighbours joined: from … until, this and that year."""
    for time in times:
        yield from _of_time(time, origin)
    for first, second in itertools.pairwise(times):
        if _is_start(first) and _is_end(second) and first.earliest and second.latest:
            yield PeriodCandidate(
                first.earliest, second.latest, (first, second), origin, "from-until", first.role, first.cue, first.type
            )
        elif _are_coordinated(first, second):
            yield PeriodCandidate(
                first.earliest, second.latest, (first, second), origin, "and", first.role, first.cue, first.type
            )


def _are_coordinated(first: Time, second: Time) -> bool:
    """Whether two times stand together as one stretch: 2017 und 2018."""
    if not first.earliest or not second.latest or first.type != second.type:
        return False
    return first.earliest <= second.latest and second.start - first.end < len(" sowie dem Jahr ")


def _of_time(time: Time, origin: str) -> Iterator[PeriodCandidate]:
    if _is_end(time):
        yield PeriodCandidate(None, time.latest, (time,), origin, "until", time.role, time.cue, time.type)
    elif _is_start(time):
        yield PeriodCandidate(time.earliest, None, (time,), origin, "from", time.role, time.cue, time.type)
    if time.earliest and time.latest and is_wide(time):
        yield PeriodCandidate(time.earliest, time.latest, (time,), origin, "span", time.role, time.cue, time.type)


def _is_end(time: Time) -> bool:
    return time.role == "end" or time.cue in UNTIL


def _is_start(time: Time) -> bool:
    return time.role == "start" or time.cue in SINCE


def _list_periods_elsewhere(paper: Paper, site: Site) -> Iterator[PeriodCandidate]:
    """Years and terms that the paper names in other passages, the nearest first."""
    place = site.passage.start
    wide = paper.remember("wide times", lambda: [row for row in paper.times if _may_tell(row[1])])
    at = bisect_left(wide, place, key=lambda row: row[0])
    near = wide[max(0, at - MOST_ELSEWHERE) : at + MOST_ELSEWHERE]
    for start, time in sorted(near, key=lambda row: abs(row[0] - place))[:MOST_ELSEWHERE]:
        yield from _of_time(time, "above" if start < place else "below")


def _may_tell(time: Time) -> bool:
    return is_wide(time) or time.role in ("start", "end")


def is_wide(time: Time) -> bool:
    """Whether a time is long enough for money to run: a month or more, or a term."""
    if time.role == "term":
        return True
    return bool(time.earliest and time.latest and (time.latest - time.earliest).days >= SHORTEST)


def describe_period(paper: Paper, site: Site, candidate: PeriodCandidate) -> Iterator[str]:
    """The features of a candidate."""
    origin, form = candidate.origin, candidate.form
    kind = paper.document.head.kind
    yield f"origin={origin}"
    yield f"origin={origin}|{form}"
    yield f"origin={origin}|{kind}"
    yield f"origin={origin}|{site.passage.kind}"
    yield f"form={form}|{candidate.role}"
    yield f"role={candidate.role}|{origin}"
    yield f"cue={candidate.cue}|{form}"
    yield f"cue={candidate.cue}|{origin}"
    yield f"type={candidate.type}"
    yield f"length={_describe_length(candidate)}|{form}"
    yield f"length={_describe_length(candidate)}|{origin}"
    yield f"often={min(3, _count_intervals(paper)[candidate.interval])}|{origin}"
    yield f"lone={len(_count_intervals(paper)) == 1}|{origin}"
    issued = paper.document.head.issued
    if issued is not None:
        day = candidate.latest or candidate.earliest
        year = day.year - issued.year if day else 0
        yield f"year={max(-3, min(3, year))}"
        yield f"year={max(-3, min(3, year))}|{kind}"
    passage = paper.passage_at(paper.document.view.forth(candidate.words[0].start))
    if passage is not None:
        yield from _describe_words(paper, site, candidate.words[0], passage)


def _describe_length(candidate: PeriodCandidate) -> str:
    if not candidate.earliest or not candidate.latest:
        return "open"
    days = (candidate.latest - candidate.earliest).days
    return (
        "day"
        if days < SHORTEST
        else "months"
        if days < 360
        else "year"
        if days < 367
        else "years"
        if days < 3700
        else "decades"
    )


def _count_intervals(paper: Paper) -> Counter[Interval]:
    def count() -> Counter[Interval]:
        return Counter((time.earliest, time.latest) for _, time in paper.times if is_wide(time))

    return paper.remember("intervals", count)


def _describe_words(paper: Paper, site: Site, time: Span, passage: Passage) -> Iterator[str]:
    """The words beside a time, and what lies between it and the sum in their sentence."""
    words = passage.words
    place = passage.word_at(paper.document.view.forth(time.start))
    for step in (1, 2):
        if place >= step:
            yield f"before{step}={stem_word(words[place - step].text)}"
    if place + 1 < len(words):
        yield f"after={stem_word(words[place + 1].text)}"
    if words and place < len(words):
        yield f"words={stem_word(words[place].text)}"
    beside = " ".join(word.text for word in words[max(0, place - 3) : place + 2])
    if _compile_budget().search(beside):
        yield "budget"
        yield f"budget|{passage is site.passage}"
    if passage is site.passage:
        side = "<" if place < site.word else ">"
        left, right = min(place, site.word) + 1, max(place, site.word)
        clauses = passage.clauses
        last = len(clauses) - 1
        yield f"side={side}|{clauses[min(place, last)] == clauses[min(site.word, last)]}"
        sums = min(2, passage.count_sums(left, right))
        yield f"sums{side}={sums}"
        yield f"times{side}={min(2, sum(word.tag == 'T' for word in words[left:right]))}"
        yield f"gap{side}={min(5, (right - left) // 2)}"
        if len(passage.sums) > 1:
            leads = any(word.tag == "T" for word in words[: passage.sums[0]])
            yield f"order={leads}|{side}|{sums}"
    yield from passage.paper.remember(("spoken of", passage.index), lambda: frozenset(_name_classes(words)))


def _name_classes(words: Sequence[TaggedWord]) -> Iterator[str]:
    """What the verbs and nouns of a passage do with money."""
    for word in words:
        if word.tag == "V":
            yield from (f"v:{name}" for name in name_verb_classes(word.text))
        elif word.tag == "N":
            yield from (f"n:{name}" for name in name_noun_classes(word.text))


@cache
def _compile_budget() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load_lexicon("money")["periods"]["budget"]), re.IGNORECASE)


def describe_no_period(paper: Paper, site: Site, candidates: Sequence[PeriodCandidate]) -> Iterator[str]:
    """The features of "no period"."""
    near = any(candidate.origin == "own" for candidate in candidates)
    yield "none"
    yield f"none|{near}"
    if any(candidate.origin == "column" for candidate in candidates):
        yield "none|column"
    yield f"none|{paper.document.head.kind}"
    yield f"none|{paper.document.head.kind}|{near}"
    yield f"none|{site.amount.kind}"
    yield f"none|{site.passage.kind}"
    for per in site.amount.per:
        yield f"none|per={stem_word(per)}"
