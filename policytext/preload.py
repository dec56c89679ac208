"""Importing this module loads what an analysis needs, so that processes forked afterwards have it from the start.

One short text goes all the way. What cannot be loaded says so when the first document needs it, not here.
"""

from __future__ import annotations

from contextlib import suppress

from policytext import pipeline
from policytext.errors import PolicytextError

TEXT = "„Das Land gibt 2017 rund 5 Mio. Euro für Kitas“, sagte Ministerin Erika Beispiel am 6. April 2017 in Ahausen."

with suppress(PolicytextError):
    pipeline.analyse_string(TEXT, pipeline.Options())
