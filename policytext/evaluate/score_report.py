"""What an evaluation says, as data and as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.evaluate import floors, score
from policytext.evaluate.floors import Comparison, Floors
from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import Item, ScoreOutcome
from policytext.evaluate.score import ScoreRow

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_AROUND = 40  # characters of context on either side
_TITLES = {
    "records.no_funding": "records.no_funding (on no funding)",
    "times.roles": "times.roles (mean of the roles)",
}


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The outcomes of an evaluation, the gold by the names of its texts, and the errors that stopped analyses."""

    outcomes: tuple[ScoreOutcome, ...]
    golds: Mapping[str, Gold]
    failed: Mapping[str, str]

    def table(self) -> list[ScoreRow]:
        """The figures, split by split, layer by layer."""
        return [row for split, outcomes in self._by_split().items() for row in score.build_rows(split, outcomes)]

    def floors(self) -> Floors:
        """The floors that this evaluation would set."""
        return floors.floors_of(self.table(), self._by_split())

    def compare(self, before: Floors) -> Comparison:
        """What was gained and lost against floors set before."""
        return floors.compare_floors(before, self.floors())

    def errors(self, layer: str) -> list[ScoreOutcome]:
        """What is not right in a layer, or in all whose name begins so (`times` has `times.span`, `times.value` …).

        In the order of the texts, so that a finding beside its place stands beside the item that was missed.
        """
        within = [o for o in self.outcomes if o.layer == layer or o.layer.startswith(f"{layer}.")]
        return sorted((o for o in within if o.verdict != "right"), key=lambda o: (o.document, _outcome_start(o)))

    def context(self, outcome: ScoreOutcome) -> str:
        """The words of the gold text around an outcome; empty where it has no place there."""
        item = outcome.gold or outcome.found
        if not item or not item.spans:
            return ""
        start, end = item.spans[0]
        around = self.golds[outcome.document].text[max(0, start - _AROUND) : end + _AROUND]
        return " ".join(around.split())

    @property
    def splits(self) -> list[str]:
        """The names of the splits that were evaluated."""
        return sorted({gold.split for gold in self.golds.values()})

    def _by_split(self) -> dict[str, list[ScoreOutcome]]:
        splits: dict[str, list[ScoreOutcome]] = {split: [] for split in self.splits}
        for outcome in self.outcomes:
            splits[self.golds[outcome.document].split].append(outcome)
        return splits


def _outcome_start(outcome: ScoreOutcome) -> int:
    item = outcome.gold or outcome.found
    return item.spans[0][0] if item and item.spans else -1


def render_report(
    report: ScoreReport, console: Console, *, before: Floors | None = None, errors: str | None = None
) -> None:
    """Print the figures; then what was gained and lost against `before`; then the errors of the layer `errors`."""
    rows = report.table()
    for split in report.splits:
        texts = sum(gold.split == split for gold in report.golds.values())
        console.print(_figures_table(split, [row for row in rows if row.split == split], texts))
    for document, reason in report.failed.items():
        console.print(f"could not be read: {document}: {reason}", style="red", markup=False, highlight=False)
    if before is not None:
        _render_changes(report.compare(before), console)
    if errors is not None:
        console.print(_errors_table(report, errors))


def _figures_table(split: str, rows: Iterable[ScoreRow], documents: int) -> Table:
    from rich.table import Table

    table = Table(title=f"{split} ({documents} {'text' if documents == 1 else 'texts'})", title_justify="left")
    table.add_column("layer", no_wrap=True)
    for name in ("right", "too many", "missed", "precision", "recall", "F1", "mean F1"):
        table.add_column(name, justify="right")
    for row in rows:
        counts = (str(row.tp), str(row.fp), str(row.fn))
        table.add_row(
            _TITLES.get(row.layer, row.layer),
            *counts,
            *map(_format_share, (row.precision, row.recall, row.f1, row.mean)),
        )
    return table


def _format_share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _render_changes(comparison: Comparison, console: Console) -> None:
    from rich.text import Text

    for change in comparison.changes:
        sign, style = ("+", "green") if change.gained else ("-", "red")
        console.print(Text(f"{sign} {change.split} {change.layer}  {change.name}", style=style))
    for fall in comparison.falls:
        now = "not scored" if fall.now is None else f"{fall.now:.4f}"
        console.print(
            Text(f"below the floor: {fall.split} {fall.layer}  F1 {now}, floor {fall.floor:.4f}", style="bold red")
        )
    gained = sum(change.gained for change in comparison.changes)
    lost = len(comparison.changes) - gained
    console.print(
        Text(f"against the floors: {gained} gained, {lost} lost, {len(comparison.falls)} layers below their floor")
    )


def _errors_table(report: ScoreReport, layer: str) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"errors in {layer}", title_justify="left", show_lines=True)
    for name in ("text", "layer", "what", "gold", "found", "context"):
        table.add_column(name, overflow="fold")
    for outcome in report.errors(layer):
        what = outcome.verdict if outcome.weight == 1 else f"{outcome.weight} characters {outcome.verdict}"
        cells = (
            outcome.document,
            outcome.layer,
            what,
            _format_item(outcome.gold),
            _format_item(outcome.found),
            report.context(outcome),
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _format_item(item: Item[object] | None) -> str:
    """Words, then value; the words alone where the value says the same."""
    if item is None:
        return ""
    words = " ".join(item.words.split())
    return words if item.value in ("", item.words) else f"{words}\n= {item.value}"
