"""A text with its facts marked, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from policytext.cli.printing import blank_signs

if TYPE_CHECKING:
    from policytext.analysis import Analysis

STYLES = {"amounts": "bold green", "times": "bold blue", "actors": "cyan"}
NEAR = 300  # characters around a fact


def mark_text(analysis: Analysis) -> Text:
    """The whole text: sums, times and actors in colours, quotations underlined; a legend before it."""
    legend = Text.assemble(("Text", "bold"))
    for name, word in (("amounts", "Betrag"), ("times", "Zeit"), ("actors", "Akteur")):
        legend.append("  ").append(word, style=STYLES[name])
    whole = Text(blank_signs(analysis.document.text))
    for statement in analysis.statements:
        for part in (statement.parts or (statement,)) if statement.kind == "quotation" else ():
            whole.stylize("underline", part.start, part.end)
    for actor in analysis.actors:
        for mention in actor.mentions:
            whole.stylize(STYLES["actors"], mention.start, mention.end)
    for name in ("amounts", "times"):
        for span in getattr(analysis, name):
            whole.stylize(STYLES[name], span.start, span.end)
    return Text.assemble(legend, "  ", ("zitiert", "underline"), "\n\n", whole)


def mark_around(words: str, start: int, end: int) -> Text:
    """Some text around a span, which is marked."""
    first = words.rfind("\n\n", 0, start) + 2 if words.rfind("\n\n", 0, start) >= 0 else 0
    stop = words.find("\n\n", end)
    first, stop = max(first, start - NEAR), min(stop if stop >= 0 else len(words), end + NEAR)
    shown = Text("… " if first and words[first - 1] != "\n" else "")
    shown.append(words[first:start]).append(words[start:end], style="bold red").append(words[end:stop])
    return shown.append(" …" if stop < len(words) and words[stop] != "\n" else "")
