"""What stands before a title on its line: "Betreff:", "Punkt 3 der Tagesordnung:"."""

from __future__ import annotations

import re

from policytext import lexicon

_LABELS = "|".join(
    map(re.escape, sorted(lexicon.load_lexicon("letterhead")["titles"]["labels"], key=len, reverse=True))
)
TITLE_LABEL = re.compile(  # Betreff: …   Punkt 3 der Tagesordnung: …   TOP 3.1: …   Antrag Nr. 12 (S. 40): …
    rf"""(?:{_LABELS}
      |(?:Punkt|TOP|Tagesordnungspunkt|Zu[ ]Punkt)[ ](?:Ö|N)?[ ]?[\d.]+[a-z]?(?:[ ]der[ ]Tagesordnung)?
      |(?:Antrag|Anfrage|Vorlage)(?:[ ]Nr\.?)?[ ]?[\d./]+[a-z]?(?:[ ]\([^()]{{1,20}}\))?)[ ]*:[ ]*(?P<title>\S.*)""",
    re.IGNORECASE | re.VERBOSE,
)
