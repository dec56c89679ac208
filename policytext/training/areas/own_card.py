"""The card of a researcher's own model, in Markdown: data, scores, confusions, reliability, promises, command.

It names no date and no folder, so that the same labels and seed give the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytext.training.areas.area_figures import AreaFigures, IntervalShare
from policytext.training.areas.recall import CONFIDENCE, Promise

FEW = 10  # texts of an area, below which its scores are rough


@dataclass(frozen=True, slots=True)
class Data:
    """What the model was trained on: the files' names, the labels' checksum, and what was left out."""

    labels: str
    sha256: str
    taxonomy: str
    texts: int
    unlabelled: int
    repeated: int
    groups: int
    folds: int


def write_own_card(data: Data, figures: AreaFigures, promises: Sequence[Promise], *, command: str, plot: str) -> str:
    """The card."""
    parts = [
        f"# Model card: {data.taxonomy}",
        "A linear classifier of German statements by area, trained on labelled texts and on the taxonomy's terms.",
        f"Command: `{command}`",
        "## Data",
        "\n".join(_describe_data(data, figures)),
        "## Scores",
        f"Grouped cross-validation in {data.folds} folds: every text was read by a classifier that saw neither it, nor"
        " its group, nor a near copy. In brackets 95 % intervals (Wilson; F1: bootstrap over groups).",
        format_table(("area", "texts", "precision", "recall", "F1"), score_rows(figures)),
        "\n".join(f"- {note}" for note in write_notes(figures)),
        "## Confusions",
        format_table(("labelled", "given in its place", "texts"), figures.confusions)
        if figures.confusions
        else "None.",
        "## Reliability",
        f"Expected calibration error {figures.error:.3f} over all pairs of text and area, {figures.error_given:.3f}"
        f" over the areas given.\n\n![Reliability]({plot})",
        format_table(("probability", "pairs", "mean probability", "share right"), _list_bin_rows(figures)),
    ]
    if promises:
        parts += ["## Recall", recall_words(promises), format_table(RECALL_HEAD, recall_rows(promises))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _describe_data(data: Data, figures: AreaFigures) -> Iterator[str]:
    yield f"- `{data.labels}` (SHA-256 {data.sha256}): {data.texts} texts in {data.groups} groups"
    yield f"- {figures.nowhere} of them belong to no area; {figures.nowhere_given} of these were given one"
    if data.unlabelled or data.repeated:
        yield f"- left out: {data.unlabelled} not labelled, {data.repeated} repeated"


def score_rows(figures: AreaFigures) -> Iterator[tuple[str, ...]]:
    """A row an area, and their mean."""
    for one in figures.areas:
        yield one.area, str(one.texts), format_share(one.precision), format_share(one.recall), format_share(one.f1)
    yield "mean of the areas", str(figures.texts), "", "", format_share(figures.macro_f1)


def format_share(share: IntervalShare) -> str:
    """A share with its interval, as "0.85 (0.70–0.93)"."""
    if share.value is None or share.low is None or share.high is None:
        return "–"
    return f"{share.value:.2f} ({share.low:.2f}–{share.high:.2f})"


def write_notes(figures: AreaFigures) -> Iterator[str]:
    """What the table does not say by itself."""
    without = [one.area for one in figures.areas if not one.texts]
    few = [f"{one.area} ({one.texts})" for one in figures.areas if 0 < one.texts < FEW]
    if without:
        yield f"no text is labelled {', '.join(without)}: not measured; only terms can find it"
    if few:
        yield f"fewer than {FEW} texts, scores are rough: {', '.join(few)}"


def _list_bin_rows(figures: AreaFigures) -> Iterator[tuple[str, ...]]:
    for one in figures.bins:
        yield f"{one.low:.1f}–{one.high:.1f}", str(one.pairs), f"{one.chance:.2f}", f"{one.right:.2f}"


RECALL_HEAD = ("area", "texts", "threshold", "confidence", "found", "still to read")


def recall_words(promises: Sequence[Promise]) -> str:
    """What the thresholds promise, and for which areas there were too few texts."""
    wanted, needed = promises[0].wanted, promises[0].needed
    words = (
        f"Thresholds that find at least {wanted:.0%} of an area's texts with {CONFIDENCE:.0%} confidence (tolerance"
        " limit over texts that the classifier did not see; it holds for texts of the same kind as these, if"
        " they were drawn independently of each other)."
    )
    few = [one.area for one in promises if not one.kept]
    if few:
        words += f" Too few texts to promise it ({needed} needed): {', '.join(few)}; there the lowest score is taken."
    return words


def recall_rows(promises: Sequence[Promise]) -> Iterator[tuple[str, ...]]:
    """A row an area: its texts, threshold, confidence, share found and share still to read."""
    for one in promises:
        if one.threshold is None or one.found is None:
            yield one.area, "0", "–", "–", "–", "–"
        else:
            shares = (f"{share:.0%}" for share in (one.confidence, one.found, one.reading))
            yield one.area, str(one.texts), f"{one.threshold:.3f}", *shares


def format_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
