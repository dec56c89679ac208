"""On which condition a piece of funding hangs, in the words of its sentence."""

from __future__ import annotations

import re

from policytext.link.passages import Site
from policytext.model import Span

VERB_FIRST = (  # Steigt die Zahl der Geburten, …
    r"""^(?:\d+(?:\.\d+)*\.?[ ]|\(\d+\)[ ])?
      (?:Steigt|Steigen|Sinkt|Sinken|Liegt|Liegen|Überschreite[tn]|Übersteigt|Übersteigen|Unterschreite[tn]|Fällt|Fallen
        |Reicht|Reichen|Entfällt|Entfallen|Stimmt|Stimmen|Beteilig(?:t|en)|Gelingt|Kommt|Kommen|Beträgt|Betragen)\b
      (?=[^,?]{5,200},[ ]\w+(?:t|en)\b)"""
)
CONDITION = re.compile(  # sofern der Landtag zustimmt
    rf"""(?:{VERB_FIRST}
        |\b(?i:wenn|sofern|falls|soweit|vorausgesetzt,|vorbehaltlich
          |unter[ ]der[ ](?:Voraussetzung|Bedingung|Maßgabe),?))
      [ ][^.;]{{5,300}}?(?=[,;.]|$)""",
    re.VERBOSE,
)


def find_condition(site: Site) -> Span | None:
    """The clause that says on what the funding depends, `None` where its sentence has none."""
    found = CONDITION.search(site.passage.text)
    if not found:
        return None
    return site.passage.paper.span(site.passage.start + found.start(), site.passage.start + found.end())
