"""The names of the Länder as a pattern."""

from __future__ import annotations

import re

from policytext import lexicon

_NAMES = sorted((row["place"] for row in lexicon.load("actors")["laender"]), key=len, reverse=True)
PLACE = rf"(?:{'|'.join(map(re.escape, _NAMES))})"
