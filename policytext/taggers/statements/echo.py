"""The speaker named in the sentence after a quotation: "Mit diesen Worten eröffnete die Landrätin …"."""

from __future__ import annotations

from functools import cache

from policytext import lexicon
from policytext.model import Actor
from policytext.taggers.statements import cases
from policytext.taggers.statements.reading import Reading, tokens
from policytext.taggers.statements.units import Unit


def echoed(reading: Reading, unit: Unit) -> Actor | None:
    """The first person or body that a sentence names which points back at a quotation, `None` for other sentences."""
    if not reading.text.startswith(_openings(), unit.start):
        return None
    mentions = cases.placed(reading, tokens(reading.text, unit.start, unit.end)[:25])
    core = [mention for mention in mentions if mention.case == "core"]
    return core[0].named.actor if core else None


@cache
def _openings() -> tuple[str, ...]:
    return tuple(lexicon.load("speech")["frames"]["echo"])
