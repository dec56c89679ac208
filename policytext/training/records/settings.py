"""What was chosen for each slot by cross-validation over the real papers (docs/models.md has the figures)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """Strength of L2, weight of the copy of each feature that only real papers have, least calibrated probability.

    `drawn` says whether papers that we drew and annotated are learned from.
    """

    penalty: float
    real: float
    threshold: float
    drawn: bool = True


SETTINGS = {
    "use": Setting(3.0, 0.5, 0.5),
    "money": Setting(3.0, 0.5, 0.5),
    "giver": Setting(3.0, 1.0, 0.4),
    "receiver": Setting(3.0, 0.5, 0.3),
    "purpose": Setting(3.0, 2.0, 0.25),
    "period": Setting(3.0, 2.0, 0.3, drawn=False),
    "status": Setting(3.0, 1.0, 0.3),
    "whole": Setting(1.0, 0.3, 0.25),
}
FOLDS = 5
