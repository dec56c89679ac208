"""The console for people, by rich; imported only where something is printed for them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

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
