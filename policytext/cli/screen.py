"""The console for people, by rich; imported only where something is printed for them."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from typing import Any, Literal

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table

from policytext.cli.printing import bare_words


class Screen(Console):
    """A console that shows words as they are: no markup, no emoji, and no sign that steers a terminal."""

    def __init__(self, *, stderr: bool = False, **how: Any) -> None:
        guard = sys.stderr if stderr else sys.stdout
        super().__init__(
            file=getattr(guard, "rich_proxied_file", guard), highlight=False, markup=False, emoji=False, **how
        )

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of something to print; only our own styles reach the terminal."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(bare_words(segment.text), segment.style)


def build_table(heads: Iterable[str], *, right: Collection[str] = (), unbroken: Collection[str] = ()) -> Table:
    """A table without lines; the columns `right` are numbers, those `unbroken` keep each cell on one line."""
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for head in heads:
        side: Literal["left", "right"] = "right" if head in right else "left"
        table.add_column(head, justify=side, overflow="fold", no_wrap=head in unbroken)
    return table
