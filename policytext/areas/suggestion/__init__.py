"""Active learning: which texts are worth labelling next, and how they get to the tools that people label with."""

from __future__ import annotations

from policytext.areas.suggestion.choice import LabelCandidate, Suggestion, suggest_texts
from policytext.areas.suggestion.tasks import FORMATS

__all__ = ["FORMATS", "LabelCandidate", "Suggestion", "suggest_texts"]
