"""What people say of facts: verified, wrong, with other values, or missed; who said so, when and why.

A correction wins over the machine's value wherever the archive answers, and finds its fact again after a new analysis
by the fact's place and words.
"""

from __future__ import annotations

from policytext.archive.corrections.apply import apply_corrections
from policytext.archive.corrections.record import LAYERS, VERDICTS, Correction, layer_of
from policytext.archive.corrections.slot_readers import read_slots

__all__ = ["LAYERS", "VERDICTS", "Correction", "apply_corrections", "layer_of", "read_slots"]
