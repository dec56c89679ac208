"""From gold files to printed tables."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from policytext.analysis import Analysis
from policytext.errors import BadInput, BadTaxonomy, UnreadableFile
from policytext.evaluate import ScoreReport, evaluate_directory, evaluate_golds, render_report
from policytext.evaluate.gold_files import Gold

from .made import FOUR, ONE, PART, RIGHT, WHOLE


def _printed(show: Callable[[Console], None]) -> str:
    stream = io.StringIO()
    show(Console(file=stream, width=160))
    return stream.getvalue()


def _right(gold: Gold) -> Analysis:
    return RIGHT


def _worse(gold: Gold) -> Analysis:
    """Without the running costs, and with a wrong sum."""
    return replace(RIGHT, amounts=(FOUR, replace(ONE, unit="CHF")), records=(WHOLE, PART))


def test_run_reads_a_directory_and_keeps_to_a_split(gold_file: Path) -> None:
    assert [row.f1 for row in evaluate_directory(gold_file.parent, _right).table()] == pytest.approx(
        [1.0] * 29
    )  # 29 layers
    assert evaluate_directory(gold_file, _right, split="gold").splits == ["gold"]
    with pytest.raises(BadInput, match=r"no split 'dev'.*there are gold"):
        evaluate_directory(gold_file.parent, _right, split="dev")


def test_run_without_gold_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no gold in"):
        evaluate_directory(tmp_path, _right)


def test_two_texts_of_one_name_are_refused(gold: Gold) -> None:
    with pytest.raises(BadInput, match="two gold texts are called 'obertal'"):
        evaluate_golds([gold, gold], _right)


def test_a_file_that_cannot_be_read_is_scored_as_empty(gold: Gold) -> None:
    def failing(gold: Gold) -> Analysis:
        raise UnreadableFile("obertal.pdf: no text in it")

    report = evaluate_golds([gold], failing)
    assert report.failed == {"obertal": "obertal.pdf: no text in it"}
    rows = {row.layer: row for row in report.table()}
    assert (rows["amounts.span"].tp, rows["amounts.span"].fn) == (0, 3)
    assert "could not be read: obertal: obertal.pdf: no text in it" in _printed(
        lambda console: render_report(report, console)
    )


@pytest.mark.parametrize("error", [ZeroDivisionError, BadTaxonomy])
def test_other_errors_are_not_hidden(gold: Gold, error: type[Exception]) -> None:
    def broken(gold: Gold) -> Analysis:
        raise error

    with pytest.raises(error):
        evaluate_golds([gold], broken)


def test_figures_by_split_and_layer(gold: Gold) -> None:
    other = replace(gold, id="other", split="test")
    report = evaluate_golds([gold, other], lambda one: _right(one) if one.split == "test" else _worse(one))
    rows = {(row.split, row.layer): row for row in report.table()}
    assert (rows["gold", "money.value"].tp, rows["gold", "money.value"].fp, rows["gold", "money.value"].fn) == (1, 1, 2)
    assert rows["test", "money.value"].f1 == 1.0
    printed = _printed(lambda console: render_report(report, console))
    assert "gold (1 text)" in printed
    assert "test (1 text)" in printed
    (line,) = [line for line in printed.splitlines() if "money.value" in line and "0.500" in line]
    assert [cell.strip() for cell in line.strip("│").split("│")][:-1] == [
        *("money.value", "1", "1", "2", "0.500", "0.333", "0.400")
    ]


def test_gains_and_losses_are_named(gold: Gold) -> None:
    before = evaluate_golds([gold], _right).floors()
    printed = _printed(lambda console: render_report(evaluate_golds([gold], _worse), console, before=before))
    assert "- gold amounts.span  obertal: 20.000 Euro" in printed
    assert "below the floor: gold amounts.span  F1 0.8000, floor 1.0000" in printed
    # lost: the costs' span, value and bound and the wrong sum's value, each among all amounts and among money
    assert "against the floors: 0 gained, 8 lost, 4 layers below their floor" in printed


def test_errors_of_a_layer_or_of_a_group_of_layers(gold: Gold) -> None:
    report = evaluate_golds([gold], _worse)
    assert [(error.layer, error.verdict) for error in report.errors("amounts.value")] == [
        ("amounts.value", "wrong"),
        ("amounts.value", "missed"),
    ]
    assert {error.layer for error in report.errors("amounts")} == {"amounts.span", "amounts.value"}
    assert report.errors("amount") == []
    printed = _printed(lambda console: render_report(report, console, errors="amounts.value"))
    assert "Brücken. Davon ist 1" in printed  # the context
    assert "= 1000000 CHF" in printed
    assert "= 1000000 EUR" in printed
    assert "= 20000 EUR" in printed


def test_words_with_brackets_are_printed_as_they_are(gold: Gold) -> None:
    """Square brackets are markup to rich, not to us."""
    odd = replace(FOUR, text="[bold]4 Millionen[/] Euro", unit="CHF")
    report: ScoreReport = evaluate_golds([gold], lambda _: replace(RIGHT, amounts=(odd,), records=()))
    assert "[bold]4 Millionen[/] Euro" in _printed(
        lambda console: render_report(report, console, errors="amounts.value")
    )
