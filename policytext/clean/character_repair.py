"""Cleaning step: characters as German spells them. No ligatures, loose umlaut dots, odd blanks, spaced headlines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from statistics import median

from policytext.clean.rewriting import strip_line, substitute_text
from policytext.model import Line, RawDocument

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile("|".join(LIGATURES))
COMBINED = re.compile(r"\w[\u0300-\u036f]+")  # a + two dots = ä
LOOSE_DOTS = re.compile(r"¨\s?([aouAOU])|([aouAOU])\s?¨")  # f¨ur, as some TeX fonts leave it
BULLET = re.compile(
    r"^\s*[\uf0b7\uf0a7\uf0a8\uf06e\uf0d8\uf0fc\u2022\u25aa\u25cf\u25e6\u2023\u25a0\u25cb\ufffd](?=\s|\w)\s*"
)
DOUBLE_HYPHEN = re.compile(r"(?<=\w)(?:[\u2010\u2011\u00ad]-|-[\u2010\u2011\u00ad]|[\u2010\u2011]{2})")
INVISIBLE = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f]|[\ue000-\uf8ff]")
INNER_SOFT_HYPHEN = re.compile(r"\u00ad(?=.)")
BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
SPACED = re.compile(r"(?<!\S)(?:[A-ZÄÖÜ][ \u00a0]{1,3}){3,}[A-ZÄÖÜ](?!\S)|(?<!\S)(?:\w[ \u00a0]{1,3}){5,}\w(?!\S)")
WORD_GAP = 1.8  # times the usual gap within a spaced headline parts two of its words


def _spell_characters(raw: RawDocument) -> RawDocument:
    return replace(raw, lines=tuple(_drop_soft_hyphens(line) for line in raw.lines))


def _drop_soft_hyphens(line: Line) -> Line:
    text = line.text
    if text.isascii() and text.isprintable():
        return line
    line = substitute_text(line, LIGATURE, lambda match: LIGATURES[match.group()])
    line = substitute_text(line, COMBINED, lambda match: unicodedata.normalize("NFC", match.group()))
    line = substitute_text(line, LOOSE_DOTS, lambda match: _compose_umlaut(match.group(1) or match.group(2)))
    line = substitute_text(line, DOUBLE_HYPHEN, "-")
    line = substitute_text(line, BULLET, "• ")
    line = substitute_text(line, INVISIBLE, "")
    return substitute_text(line, INNER_SOFT_HYPHEN, "")


def _compose_umlaut(vowel: str) -> str:
    return unicodedata.normalize("NFC", vowel + "\u0308")


def _close_spaced_words(raw: RawDocument) -> RawDocument:
    """P R E S S E I N F O R M A T I O N becomes one word."""
    return replace(raw, lines=tuple(substitute_text(line, SPACED, _make_closer(line)) for line in raw.lines))


def _make_closer(line: Line) -> Callable[[re.Match[str]], str]:
    """What closes a spaced word of this line: a clearly wider gap, or two blanks, stays a blank."""

    def closed(match: re.Match[str]) -> str:
        if "".join(match.group().split()).isdigit():
            return match.group()
        gaps = list(re.finditer(r"[ \u00a0]+", match.group()))
        widths = [_gap_width(line, match.start() + gap.start(), match.start() + gap.end()) for gap in gaps]
        usual = median(widths)
        wide = {gap.start() for gap, width in zip(gaps, widths, strict=True) if width > WORD_GAP * usual}
        return re.sub(r"[ \u00a0]+", lambda gap: " " if gap.start() in wide else "", match.group())

    return closed


def _gap_width(line: Line, start: int, end: int) -> float:
    return line.edges[end] - line.edges[start] if line.edges else end - start


def _settle_blanks(raw: RawDocument) -> RawDocument:
    """Single plain blanks within lines, none at their ends, and no empty lines."""
    lines = (_single_blanks(line) if _has_odd_blanks(line.text) else line for line in raw.lines)
    return replace(raw, lines=tuple(without_empty(lines)))


def _single_blanks(line: Line) -> Line:
    """The line with single blanks; wide gaps stay where they part the cells of a row."""
    is_loose = line.role == "row" and line.box is None and "|" not in line.text
    return strip_line(line if is_loose else substitute_text(line, BLANKS, " "))


def _has_odd_blanks(text: str) -> bool:
    return "  " in text or text != text.strip() or any(char.isspace() and char != " " for char in text)


def without_empty(lines: Iterable[Line]) -> list[Line]:
    """The lines that have text; an empty one ends the block before it if it ends one itself."""
    kept: list[Line] = []
    for line in lines:
        if line.text.strip("\u00ad "):
            kept.append(line)
        elif kept and line.glue == "\n\n":
            kept[-1] = replace(kept[-1], glue="\n\n")
    return kept


STEPS = (_spell_characters, _close_spaced_words, _settle_blanks)
