"""Precision, recall, F1 from verdicts, computed by hand."""

from __future__ import annotations

import pytest

from policytext.evaluate import score
from policytext.evaluate.outcome import Figures, ScoreOutcome, Verdict, count_outcomes


def _outcomes(document: str, **verdicts: int) -> list[ScoreOutcome]:
    names: tuple[Verdict, ...] = ("right", "wrong", "missed", "spurious")
    layer = "records.found"
    return [ScoreOutcome(layer=layer, document=document, verdict=v) for v in names for _ in range(verdicts.get(v, 0))]


def test_a_wrong_value_counts_as_too_many_and_as_missed() -> None:
    sums = count_outcomes(_outcomes("a", right=6, wrong=2, missed=1, spurious=4))
    assert sums == Figures(tp=6, fp=6, fn=3)
    assert sums.precision == pytest.approx(0.5)
    assert sums.recall == pytest.approx(6 / 9)
    assert sums.f1 == pytest.approx(12 / 21)


def test_nothing_to_find_and_nothing_found_has_no_figures() -> None:
    empty = count_outcomes([])
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)


def test_weights_count_characters() -> None:
    outcomes = [
        ScoreOutcome(layer="statements.characters", document="a", verdict="right", weight=30),
        ScoreOutcome(layer="statements.characters", document="a", verdict="missed", weight=10),
    ]
    assert count_outcomes(outcomes).recall == pytest.approx(0.75)


def test_records_are_also_averaged_over_documents() -> None:
    outcomes = _outcomes("a", right=1) + _outcomes("b", right=1, missed=2)
    (row,) = score.build_rows("dev", outcomes)
    assert row.f1 == pytest.approx(4 / 6)  # all together: 2 right, 2 missed
    assert row.mean == pytest.approx((1 + 2 / 4) / 2)


def test_faults_are_counted_without_figures() -> None:
    (row,) = score.build_rows("dev", [ScoreOutcome(layer="records.no_funding", document="a", verdict="spurious")])
    assert (row.fp, row.precision, row.f1, row.mean) == (1, None, None, None)


def test_the_mean_of_the_roles_leaves_out_roles_that_do_not_occur() -> None:
    outcomes = [
        ScoreOutcome(layer="times.deadline", document="a", verdict="right"),
        ScoreOutcome(layer="times.start", document="a", verdict="right"),
        ScoreOutcome(layer="times.start", document="a", verdict="missed"),
    ]
    rows = {row.layer: row for row in score.build_rows("dev", outcomes)}
    assert rows["times.roles"].f1 == pytest.approx((1 + 2 / 3) / 2)
    assert (rows["times.roles"].tp, rows["times.roles"].fn) == (2, 1)
    assert "times.end" not in rows
