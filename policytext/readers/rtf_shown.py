"""What an RTF file shows: without words that are hidden, deleted under change tracking, or struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

PIECE = re.compile(r"\\([a-z]+)(-?\d{1,10})?[ ]?|\\'[0-9a-fA-F]{2}|\\[^a-z]|[{}]|[^\\{}]+", re.DOTALL)
TOGGLED = re.compile(r"\\(?:strike|striked1|v|deleted)(?![a-z0-9])")
WRITING = frozenset("u tab emdash endash bullet lquote rquote ldblquote rdblquote emspace enspace".split())
BREAKING = frozenset({"par", "line"})
DEEPEST = 10_000  # groups within each other


@dataclass(frozen=True, slots=True)
class _State:
    """How characters stand at a place of the file."""

    is_struck: bool = False
    is_hidden: bool = False

    def after(self, word: str, number: str | None) -> _State:
        """The state behind a control word; `\\strike0` ends what `\\strike` began, `\\plain` all."""
        is_on = number is None or int(number) != 0
        match word:
            case "strike" | "striked":
                return replace(self, is_struck=is_on)
            case "v" | "deleted":
                return replace(self, is_hidden=is_on)
            case "plain":
                return _State()
        return self


def read_shown(source: str, start: int = 0) -> tuple[str, bool]:
    """The source without what its text does not show from `start` on, and whether words of it were struck out.

    >>> read_shown(r"{Er zahlt {\\strike 5} 4 Euro\\v , Az. 3\\v0 .}")
    ('{Er zahlt {\\\\strike } 4 Euro\\\\v \\\\v0 .}', True)
    """
    if TOGGLED.search(source, start) is None:
        return source, False
    kept = [source[:start]]
    has_struck = False
    for piece, state, is_text in _cut_pieces(source, start):
        if not is_text or not (state.is_struck or state.is_hidden):
            kept.append(piece)
        elif not state.is_hidden:
            has_struck = has_struck or not piece.isspace()
    return "".join(kept), has_struck


def _cut_pieces(source: str, start: int) -> Iterator[tuple[str, _State, bool]]:
    """The pieces of the source, each with its state and whether it shows or breaks text."""
    state, outer = _State(), list[_State]()
    for match in PIECE.finditer(source, start):
        piece, word = match.group(), match.group(1)
        if piece == "{" and len(outer) < DEEPEST:
            outer.append(state)
        elif piece == "}" and outer:
            state = outer.pop()
        elif word is not None:
            state = state.after(word, match.group(2))
            yield piece, state, word in WRITING or (state.is_hidden and word in BREAKING)
            continue
        yield piece, state, piece not in ("{", "}", r"\*")
