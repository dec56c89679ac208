"""Values that name other facts or words of the text, found again in whatever analysis they are put into.

Ids and places change when a document is analysed anew, so that actors are kept by name, words and records by what
stands there. Corrections of earlier versions have ids and bare places, which are taken as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections.correction_words import fold_word
from policytext.archive.corrections.record import IDENT, place_of
from policytext.archive.corrections.whereabouts import find_nearest

ONE_ACTOR, ACTORS = ("speaker",), ("givers", "receivers")


def settle_slots(slots: Mapping[str, Any], analysis: Analysis, names: Mapping[str, str]) -> tuple[dict[str, Any], bool]:
    """The slots with ids and places of this analysis, and whether all that they name is there.

    `names` has the id of every actor by its folded name. What is not there is left out: the slot keeps the machine's
    value.
    """
    found, whole = {}, True
    for slot, value in slots.items():
        if slot in ACTORS:
            ids = [_settle_actor(one, analysis, names) for one in value]
            there = None not in ids
            settled: Any = ids
        elif slot in ONE_ACTOR and value is not None:
            settled = _settle_actor(value, analysis, names)
            there = settled is not None
        elif isinstance(value, Mapping) and "words" in value:
            settled = _settle_record(value, analysis) if "record" in value else _settle_span(value, analysis)
            there = settled is not None
        else:
            settled, there = value, True
        whole &= there
        if there:
            found[slot] = settled
    return found, whole


def name_actors(*analyses: Analysis) -> dict[str, str]:
    """The id of every actor by its folded name, the later analysis over the earlier."""
    return {fold_word(actor.name): actor.id for analysis in analyses for actor in analysis.actors}


def _settle_actor(value: str, analysis: Analysis, names: Mapping[str, str]) -> str | None:
    if IDENT.fullmatch(value):
        return value if analysis.actor(value) else None
    return names.get(fold_word(value))


def _settle_span(value: Mapping[str, Any], analysis: Analysis) -> dict[str, Any] | None:
    document = analysis.document
    if document.text[value["start"] : value["end"]] == value["words"]:
        return dict(value)
    place = find_nearest(document, value["words"], value["start"])
    return None if place is None else {"start": place[0], "end": place[1], "page": document.page(place[0])}


def _settle_record(value: Mapping[str, Any], analysis: Analysis) -> str | None:
    """The record whose words are the same, the nearest to where it stood."""
    text, best = analysis.document.text, None
    for record in analysis.records:
        start, end = place_of(analysis, record)
        if fold_word(text[start:end]) == fold_word(value["words"]):
            rank = (abs(start - value["near"]), record.id != value["record"], record.id)
            best = min(best, rank) if best else rank
    return best[2] if best else None
