"""The speaker named in the sentence after a quotation: "Mit diesen Worten eröffnete die Landrätin …"."""

from __future__ import annotations

from functools import cache

from policytext import lexicon
from policytext.model import Actor
from policytext.taggers.statements import cases
from policytext.taggers.statements.sentence_units import SentenceUnit
from policytext.taggers.statements.speech_reading import SpeechReading, tokenize_span


def find_echoed_actor(reading: SpeechReading, unit: SentenceUnit) -> Actor | None:
    """The first person or body that a sentence names which points back at a quotation, `None` for other sentences."""
    if not reading.text.startswith(_load_openings(), unit.start):
        return None
    mentions = cases.place_mentions(reading, tokenize_span(reading.text, unit.start, unit.end)[:25])
    core = [mention for mention in mentions if mention.case == "core"]
    return core[0].named.actor if core else None


@cache
def _load_openings() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("speech")["frames"]["echo"])
