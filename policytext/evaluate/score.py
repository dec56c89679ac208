"""Gold against analyses: outcomes of every layer, and their figures in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.analysis import Analysis
from policytext.evaluate.align import align_texts
from policytext.evaluate.gold_files import Gold
from policytext.evaluate.layers import (
    actors_layer,
    amounts_layer,
    areas_layer,
    head_layer,
    records_layer,
    slots_layer,
    statements_layer,
    times_layer,
)
from policytext.evaluate.outcome import Figures, ScoreOutcome, count_outcomes
from policytext.evaluate.placed_findings import PlacedFindings

COMPARISONS = (
    head_layer.compare_heads,
    amounts_layer.compare_amounts,
    times_layer.compare_times,
    actors_layer.compare_actors,
    statements_layer.compare_statements,
    records_layer.compare_records,
    areas_layer.compare_areas,
)
MEAN_OF_ROLES = "times.roles"
ONLY_ERRORS = "records.no_funding"  # a list of faults, of which there is nothing to find
LAYERS = (
    *(f"document.{name}" for name in ("title", "issuer", "issued", "reference", "kind")),
    *(f"{kind}.{name}" for kind in ("amounts", "money") for name in ("span", "value", "bound")),
    *(f"times.{name}" for name in ("span", "value", *times_layer.ROLES)),
    MEAN_OF_ROLES,
    *(f"deadlines.{name}" for name in ("found", "role", "latest")),
    *(f"actors.{name}" for name in ("names", "mentions")),
    *(f"statements.{name}" for name in ("quotations", "speakers", "reported", "characters")),
    *(f"records.{name}" for name in ("found", *slots_layer.SLOTS)),
    ONLY_ERRORS,
    *(f"areas.{name}" for name in ("first", "set")),
)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The figures of one layer in one split; `mean` is the mean of the documents' F1, where documents are averaged."""

    split: str
    layer: str
    tp: int
    fp: int
    fn: int
    precision: float | None
    recall: float | None
    f1: float | None
    mean: float | None = None


def compare_document(gold: Gold, analysis: Analysis) -> Iterator[ScoreOutcome]:
    """All outcomes of one document, found spans placed in the gold text."""
    placed = PlacedFindings(analysis, align_texts(analysis.document.text, gold.text))
    for comparison in COMPARISONS:
        yield from comparison(gold, placed)


def build_rows(split: str, outcomes: Sequence[ScoreOutcome]) -> Iterator[ScoreRow]:
    """The figures of every layer that the gold of a split scores."""
    by_layer: dict[str, list[ScoreOutcome]] = {}
    for outcome in outcomes:
        by_layer.setdefault(outcome.layer, []).append(outcome)
    for layer in LAYERS:
        if layer in by_layer:
            yield _build_row(split, layer, by_layer[layer])
        elif layer == MEAN_OF_ROLES and (mean := _mean_of_roles(split, by_layer)):
            yield mean


def _build_row(split: str, layer: str, outcomes: Sequence[ScoreOutcome]) -> ScoreRow:
    counts = count_outcomes(outcomes)
    if layer == ONLY_ERRORS:
        return ScoreRow(split, layer, counts.tp, counts.fp, counts.fn, None, None, None)
    mean = _mean_of_documents(outcomes) if layer.startswith(("records.", "areas.")) else None
    return ScoreRow(split, layer, counts.tp, counts.fp, counts.fn, counts.precision, counts.recall, counts.f1, mean)


def _mean_of_documents(outcomes: Sequence[ScoreOutcome]) -> float | None:
    by_document: dict[str, list[ScoreOutcome]] = {}
    for outcome in outcomes:
        by_document.setdefault(outcome.document, []).append(outcome)
    return _mean_value(count_outcomes(of_one).f1 for of_one in by_document.values())


def _mean_of_roles(split: str, by_layer: Mapping[str, Sequence[ScoreOutcome]]) -> ScoreRow | None:
    """One row for the roles of times: counts added up, precision, recall and F1 averaged over the roles that occur."""
    each: list[Figures] = [
        count_outcomes(by_layer[f"times.{role}"]) for role in times_layer.ROLES if f"times.{role}" in by_layer
    ]
    if not each:
        return None
    sums = (sum(f.tp for f in each), sum(f.fp for f in each), sum(f.fn for f in each))
    return ScoreRow(
        split,
        MEAN_OF_ROLES,
        *sums,
        _mean_value(f.precision for f in each),
        _mean_value(f.recall for f in each),
        _mean_value(f.f1 for f in each),
    )


def _mean_value(values: Iterator[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
