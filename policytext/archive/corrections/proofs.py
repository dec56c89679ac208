"""The words that prove what a person says of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections.record import place_of
from policytext.model import Record

PERIOD = ("earliest", "latest")
Spans = tuple[tuple[int, int], ...]


def change_record(record: Record, slots: Mapping[str, Any], analysis: Analysis) -> Record:
    """The record whose new values have proofs of their own, and no score or proof of the values before."""
    told = {"period" if slot in PERIOD else slot for slot in slots}
    kept = {name: spans for name, spans in record.evidence.items() if name not in told}
    new = {name: spans for name in told if (spans := _find_proof(record, name, analysis))}
    scores = {name: score for name, score in record.scores.items() if name not in told}
    return replace(record, evidence={**kept, **new}, scores=scores)


def find_words(text: str, words: str | None) -> tuple[int, int] | None:
    """The first place of some words in a text, `None` where they stand nowhere."""
    at = text.find(words) if words else -1
    return (at, at + len(words or "")) if at >= 0 else None


def _find_proof(record: Record, name: str, analysis: Analysis) -> Spans:
    place = place_of(analysis, record)[0]
    if name in ("givers", "receivers"):
        found = (_find_mention(analysis, ident, place) for ident in getattr(record, name))
        return tuple(span for span in found if span)
    if name == "purpose" and record.purpose:
        return ((record.purpose.start, record.purpose.end),)
    return _find_period(record, analysis, place) if name == "period" else ()


def _find_mention(analysis: Analysis, ident: str, place: int) -> tuple[int, int] | None:
    """Where an actor is named, the nearest to a place."""
    actor = analysis.actor(ident)
    spans = [(one.start, one.end) for one in actor.mentions] if actor else []
    return min(spans, key=lambda span: abs(span[0] - place), default=None)


def _find_period(record: Record, analysis: Analysis, place: int) -> Spans:
    """The times that name the days, the nearest to a place for each."""
    found = []
    for end in PERIOD:
        day = getattr(record, end)
        times = [one for one in analysis.times if day is not None and getattr(one, end) == day]
        if times:
            best = min(times, key=lambda one: abs(one.start - place))
            found.append((best.start, best.end))
    return tuple(sorted(dict.fromkeys(found)))
