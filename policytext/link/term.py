"""When the money flows: the interval of the times beside the amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from policytext.link.scene import Placed, Scene, Sentence
from policytext.link.sharing import shared_out
from policytext.link.tables import Tables
from policytext.model import Amount, Span, Time

YEARS = re.compile(r"\d{4}(?:/\d{4})?")  # the year or years that money beside them is for
ROLES = ("term", "start", "end")
Term = tuple[date | None, date | None, tuple[Span, ...]]


def term(scene: Scene, times: Placed[Time], tables: Tables, amounts: Sequence[Amount]) -> Term:
    """The first and last day, and the expressions that say so.

    They stand in the sentence, each beside its own amount where it has several `amounts`, else in a neighbour of the
    block; in a table beside the row or above the column.
    """
    for year, span in tables.years(scene):
        return date(year, 1, 1), date(year, 12, 31), (span,)
    for sentence in (scene.sentence, scene.before, scene.after):
        found = _dated(times, sentence) if sentence else []
        if sentence is scene.sentence:
            found = shared_out(found, scene.amount, amounts, lambda time: time)
        if found:
            return _first(found), _last(found), tuple(found)
    return None, None, ()


def _dated(times: Placed[Time], sentence: Sentence) -> list[Time]:
    rows = times.inside(sentence)
    found = [time for _, _, time in rows if time.role in ROLES and (time.earliest or time.latest)]
    terms = [time for time in found if time.role == "term"]
    return (
        terms
        or found
        or [time for _, _, time in rows if YEARS.fullmatch(time.value) and time.cue in ("in", "im", "für")]
    )


def _first(times: list[Time]) -> date | None:
    days = [time.earliest for time in times if time.earliest and time.role != "end"]
    return min(days, default=None)


def _last(times: list[Time]) -> date | None:
    days = [time.latest for time in times if time.latest and time.role != "start"]
    return max(days, default=None)
