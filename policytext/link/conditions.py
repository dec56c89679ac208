"""On which condition a piece of funding hangs, in the words of its sentence."""

from __future__ import annotations

import re

from policytext.lexicon.pattern_lists import PatternLists
from policytext.link.passages import Site
from policytext.model import Span

_CONDITIONS = PatternLists("money", "conditions")
VERB_FIRST = (  # Steigt die Zahl der Geburten, …
    rf"""^(?:\d+(?:\.\d+)*\.?[ ]|\(\d+\)[ ])?
      {_CONDITIONS.verbs}\b
      (?=[^,?]{{5,200}},[ ]\w+(?:t|en)\b)"""
)
CONDITION = re.compile(  # sofern der Landtag zustimmt
    rf"""(?:{VERB_FIRST}
        |\b(?i:{_CONDITIONS.openers}))
      [ ][^.;]{{5,300}}?(?=[,;.]|$)""",
    re.VERBOSE,
)


def find_condition(site: Site) -> Span | None:
    """The clause that says on what the funding depends, `None` where its sentence has none."""
    found = CONDITION.search(site.passage.text)
    if not found:
        return None
    return site.passage.paper.span(site.passage.start + found.start(), site.passage.start + found.end())
