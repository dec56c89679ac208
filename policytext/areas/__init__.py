"""Funding areas of statements and documents: taxonomy, features, classifier, the document's own areas.

Training is in `policytext.training.areas`, which needs scikit-learn; prediction does not.
"""

from __future__ import annotations

from policytext.areas.classifier import Classifier
from policytext.areas.documents import of_document
from policytext.areas.reasons import explain_areas
from policytext.areas.shipped import load_classifier
from policytext.areas.taxonomy import Area, Taxonomy

__all__ = ["Area", "Classifier", "Taxonomy", "explain_areas", "load_classifier", "of_document"]
