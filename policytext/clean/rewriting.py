"""Changing the text of a line while every character keeps its place on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from policytext.model import Line


def substitute_text(line: Line, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Line:
    """The line with every match replaced; a replacement takes up the room of what it replaces."""
    pieces: list[str] = []
    edges: list[float] = []
    end = 0
    for match in pattern.finditer(line.text):
        new = replacement if isinstance(replacement, str) else replacement(match)
        pieces += (line.text[end : match.start()], new)
        if line.edges:
            left, right = line.edges[match.start()], line.edges[match.end()]
            edges += line.edges[end : match.start()]
            edges += [round(left + (right - left) * place / len(new), 2) for place in range(len(new))]
        end = match.end()
    if not pieces:
        return line
    pieces.append(line.text[end:])
    return replace(line, text="".join(pieces), edges=(*edges, *line.edges[end:]) if line.edges else ())


def cut_line(line: Line, start: int, end: int) -> Line:
    """The line's characters `start:end`."""
    return replace(line, text=line.text[start:end], edges=line.edges[start : end + 1])


def strip_line(line: Line) -> Line:
    """The line without blanks at its ends."""
    start = len(line.text) - len(line.text.lstrip())
    return cut_line(line, start, max(start, len(line.text.rstrip())))
