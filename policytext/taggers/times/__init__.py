"""Times: dates, lengths, times of day and rhythms, as TIMEX3 marks them, with days, role, cue and anchor.

    scan.py                 the one scan over the text: which words begin which rules
    points.py, years.py     days, months, quarters, weeks; years, school years, terms
    tails.py                the year behind them: "2018", "des Schuljahres 2024/25", "des Folgejahres"
    relative.py             "gestern", "im Vorjahr", "am kommenden Montag"
    named_days.py           feasts, "erster Dienstag im März", "Freitag kommender Woche", Jahreswechsel
    compounds.py            "Ende 2018", "Jahresende", "Quartalsende"
    dates.py                ranges, and what shares a month or year
    durations.py            "drei Jahre", "zweijährigen"
    recurring.py            "jährlich", "alle zwei Wochen"
    clock.py, phrases.py    "14 Uhr", "Freitagabend"; "vor zwei Jahren", "derzeit"
    holidays_at_school.py, working_days.py    "Sommerferien 2017", "ersten Werktag im Mai", by Land
    vetoes.py               what only looks like a time
    capitals.py             lines in capitals as one would write them
    resolve.py, tense.py    which year, which days
    told.py                 what counts from a time told before: "2021 … im Vorjahr", "tags darauf", a story's months
    events.py               "drei Monate nach Inkrafttreten": the event, and its date in the same document
    surroundings.py         the words around a time, its cue
    due.py                  what is due at a deadline
    roles.py, roles_of_dates.py, roles_of_periods.py, roles_of_lengths.py    deadline, start, end, term or mention
    reading.py, words.py    what passes between them; the pieces of the patterns

Words are data in `lexicon/times.toml`; patterns take them by section and key (`lexicon.pattern_lists`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from policytext.layout import count_touched
from policytext.model import Document, Span, Time
from policytext.taggers.times import due, events, roles
from policytext.taggers.times.capitals import fold_capitals
from policytext.taggers.times.resolving_values import Resolved, are_coordinated, resolve_readings
from policytext.taggers.times.scanning import scan_text
from policytext.taggers.times.surroundings import Surroundings, read_surroundings, sentence_starts
from policytext.taggers.times.time_reading import TimeFrame


def tag_times(document: Document) -> Iterator[Time]:
    """Every time of a document, in order, none overlapping; ids are left empty."""
    head, text = document.head, fold_capitals(document.view.text)
    frame = TimeFrame(head.issued, head.land, head.kind)
    readings = events.without_events(list(scan_text(text, frame)), text)
    resolved = events.counted_from_events(resolve_readings(readings, text, frame), text)
    starts = sentence_starts(document)
    arounds = [read_surroundings(one, text, starts, frame) for one in resolved]
    times = [_build_time(one, around, document) for one, around in zip(resolved, arounds, strict=True)]
    contacts = document.contact_spans()
    times = [_under_heading(time, document, around) for time, around in zip(times, arounds, strict=True)]
    for time, around in zip(_shared_roles(times, resolved, text), arounds, strict=True):
        if not count_touched(contacts, time.start, time.start + 1):
            yield _with_due(time, around, document)


def _build_time(one: Resolved, around: Surroundings, document: Document) -> Time:
    start, end = document.view.back(one.reading.start, one.reading.end)
    return Time(
        start=start,
        end=end,
        text=document.text[start:end],
        page=document.page(start),
        type=one.type,
        value=one.value,
        mod=roles.read_qualifier(around.before) if one.type == "DURATION" else one.mod,
        earliest=one.earliest,
        latest=one.latest,
        role=roles.role_of(around),
        cue=around.written_cue,
        anchor=one.anchor,
    )


def _with_due(time: Time, around: Surroundings, document: Document) -> Time:
    """A deadline with the words for what is due."""
    place = due.find_due(around) if time.role == "deadline" else None
    if place is None:
        return time
    start, end = document.view.back(*place)
    what = Span(start=start, end=end, text=document.text[start:end], page=document.page(start))
    return replace(time, what=what)


def _under_heading(time: Time, document: Document, around: Surroundings) -> Time:
    """The time, a bare date under "Fristen" as a deadline."""
    if time.role != "mention" or time.type != "DATE" or not (headings := document.headings(time.start)):
        return time
    nearest = document.text[headings[-1].start : headings[-1].end]
    return replace(time, role="deadline") if roles.is_under_deadlines(around, nearest) else time


def _shared_roles(times: list[Time], resolved: list[Resolved], text: str) -> Iterator[Time]:
    """The times, a coordinated one with the role of the first: "spätestens zum 1. Februar und zum ⟦1. Juli⟧"."""
    role, cue = "mention", ""
    for (before, one), time in zip(pairwise((None, *resolved)), times, strict=True):
        linked = before is not None and one is not None and are_coordinated(before.reading, one.reading, text)
        same_cue = time.cue is None or cue.endswith(time.cue)
        role = role if linked and same_cue and time.role == "mention" else time.role
        cue = time.cue or (cue if linked else "")
        yield replace(time, role=role)
