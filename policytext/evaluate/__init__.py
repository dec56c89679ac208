"""How well the toolkit reads: analyses against gold, layer by layer, and against the floors reached before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from policytext.analysis import Analysis
from policytext.errors import BadInput, UnknownFormat, UnreadableFile
from policytext.evaluate import gold_files as gold_
from policytext.evaluate import score
from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import ScoreOutcome
from policytext.evaluate.score_report import ScoreReport, render_report
from policytext.model import Document, View

__all__ = ["Gold", "ScoreReport", "analyse_gold", "evaluate_directory", "evaluate_golds", "render_report"]


def evaluate_directory(
    directory: Path, analyse: Callable[[Gold], Analysis] | None = None, *, split: str | None = None
) -> ScoreReport:
    """Analyse everything that has gold in a directory (or one gold file), of one split or of all, and score it.

    Raises `BadInput` where there is no gold, or none of that split. A file that cannot be read is scored as if nothing
    had been found in it; any other error is raised.
    """
    every = gold_.read_gold(directory)
    chosen = [gold for gold in every if split in (None, gold.split)]
    if not chosen:
        raise BadInput(
            f"no split {split!r} in {directory}: there are {', '.join(sorted({gold.split for gold in every}))}"
        )
    return evaluate_golds(chosen, analyse or analyse_gold)


def evaluate_golds(golds: Iterable[Gold], analyse: Callable[[Gold], Analysis]) -> ScoreReport:
    """Analyse each text and score it."""
    outcomes: list[ScoreOutcome] = []
    seen: dict[str, Gold] = {}
    failed: dict[str, str] = {}
    for gold in golds:
        if gold.id in seen:
            raise BadInput(f"two gold texts are called {gold.id!r}: give one of them another name")
        seen[gold.id] = gold
        try:
            analysis = analyse(gold)
        except (UnreadableFile, UnknownFormat) as error:
            failed[gold.id] = str(error)
            analysis = Analysis(Document(text=gold.text, view=View(gold.text)))
        outcomes.extend(score.compare_document(gold, analysis))
    return ScoreReport(tuple(outcomes), seen, failed)


def analyse_gold(gold: Gold) -> Analysis:
    """The toolkit's own analysis: of the file where the gold has one, else of its blocks, else of its text."""
    from policytext import pipeline

    wishes = pipeline.Options(issued=gold.issued, land=gold.land)
    if gold.path:
        return pipeline.analyse_file(gold.path, wishes)
    if gold.document:
        return pipeline.analyse_blocks(gold.document, wishes)
    return pipeline.analyse_string(gold.text, wishes)
