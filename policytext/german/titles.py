"""What stands before a title on its line: "Betreff:", "Punkt 3 der Tagesordnung:"."""

from __future__ import annotations

import re

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists

_TITLES = PatternLists("sentences", "titles")
_LABELS = "|".join(
    map(re.escape, sorted(lexicon.load_lexicon("letterhead")["titles"]["labels"], key=len, reverse=True))
)
TITLE_LABEL = re.compile(  # Betreff: …   Punkt 3 der Tagesordnung: …   TOP 3.1: …   Antrag Nr. 12 (S. 40): …
    rf"""(?:{_LABELS}
      |{_TITLES.items}[ ]{_TITLES.item_marks}?[ ]?[\d.]+[a-z]?(?:[ ]{_TITLES.agenda})?
      |{_TITLES.papers}(?:[ ]{_TITLES.number})?[ ]?[\d./]+[a-z]?(?:[ ]\([^()]{{1,20}}\))?)[ ]*:[ ]*(?P<title>\S.*)""",
    re.IGNORECASE | re.VERBOSE,
)
