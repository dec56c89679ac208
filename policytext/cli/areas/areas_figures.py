"""The figures of an area classifier, to be read on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.areas.areas_output import format_table

if TYPE_CHECKING:
    from policytext.training.areas.area_figures import AreaFigures
    from policytext.training.areas.recall import Promise

NUMBERS = frozenset({"texts", "precision", "recall", "F1", "threshold", "confidence", "found", "still to read"})


class Share(click.ParamType[float]):
    """A share between 0 and 1, both excluded."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or an error that says what one looks like."""
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if not 0 < number < 1:
            self.fail(f"{value!r} is no share between 0 and 1; write 0.95", param, ctx)
        return number


share = Share()


def format_report(figures: AreaFigures, promises: Sequence[Promise]) -> str:
    """Scores, confusions, reliability and promises."""
    from policytext.training.areas import own_card

    lines = [format_table(("area", "texts", "precision", "recall", "F1"), own_card.score_rows(figures), right=NUMBERS)]
    lines += [f"note: {note}" for note in own_card.write_notes(figures)]
    lines += [f"texts without an area: {figures.nowhere}, given one: {figures.nowhere_given}"]
    if figures.confusions:
        lines += ["", format_table(("labelled", "given in its place", "texts"), figures.confusions, right=NUMBERS)]
    lines += [
        "",
        f"calibration error: {figures.error:.3f} over all pairs of text and area, {figures.error_given:.3f} over the"
        " areas given",
    ]
    if promises:
        rows = own_card.recall_rows(promises)
        lines += ["", own_card.recall_words(promises), format_table(own_card.RECALL_HEAD, rows, right=NUMBERS)]
    return "\n".join(lines)
