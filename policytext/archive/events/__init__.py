"""Events: money that several papers tell of, each event once with all its tellings.

`tellings` reads the funding records of a document as sums with their parties, purpose and years; `events` brings those
of many documents together that tell the same money. Nothing is stored: an event is known by its tellings.
"""

from __future__ import annotations

from policytext.archive.events.join import join_events
from policytext.archive.events.telling import Event, Telling, list_tellings

__all__ = ["Event", "Telling", "join_events", "list_tellings"]
