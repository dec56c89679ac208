"""Labelled texts: what training and evaluation read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaExample:
    """A text with the areas it belongs to (none is an answer too).

    `unknown` holds the areas that the source says nothing about; they neither count for nor against. `weight` is what
    the text counts in training, `voice` the group that must not be torn apart between training and test, `split` is
    `train` or `test`.
    """

    text: str
    labels: frozenset[str]
    unknown: frozenset[str] = frozenset()
    weight: float = 1.0
    voice: str = ""
    split: str = "train"
    source: str = "own"
