"""Cleaning step: Markdown's marks go and leave their meaning as the line's role, in text files and printed in a PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from policytext.clean.character_repair import without_empty
from policytext.clean.rewriting import cut_line, strip_line, substitute_text
from policytext.model import Line, RawDocument

HEADING = re.compile(r"\#{1,6}[ \t]+(?=\S)")
CLOSING = re.compile(r"[ \t]+\#+$")
UNDERLINE = re.compile(r"={3,}$|-{3,}$")  # below a heading
RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?$")
ROW = re.compile(r"\|.*\|$")
QUOTE = re.compile(r"(?:>[ \t]?)+")
ITEM = re.compile(r"[*+-][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
INLINE = (  # what goes; the words between stay
    re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)"),  # ![Wappen](wappen.png)
    re.compile(r"\[(?=[^\[\]\n]{1,500}\]\([^()\n]{0,500}\))|(?<=\S)\]\([^()\n]{1,500}\)"),  # [Städtetag](https://…)
    re.compile(r"<(?=(?:https?://|mailto:)?[^\s<>]+[@/.][^\s<>]*>)|(?<=\w)>(?=[\s.,;)]|$)"),  # <info@…>
    re.compile(r"\*{2,3}|(?<!\w)__|__(?!\w)"),  # **fett**
    re.compile(r"(?<![\w*])\*(?=[\w„“\"(])|(?<=[\w.,!?:“\")])\*(?![\w*])"),  # *kursiv*, not Bürger*innen
    re.compile(r"\\(?=[*_#`|\[\]()<>.!+-])|`+"),  # \*, `Code`
)


def _take_markdown_marks(raw: RawDocument) -> RawDocument:
    if raw.media_type != "text/markdown" and not any(HEADING.match(line.text) for line in _printed_lines(raw)):
        return replace(raw, lines=tuple(_with_underlined(list(raw.lines)))) if _is_typed(raw) else raw
    lines = [_drop_marks(line) for line in raw.lines]
    lines = [strip_line(line) for line in _with_underlined(lines)]
    return replace(raw, lines=tuple(without_empty(_blocks_apart(lines))))


def _printed_lines(raw: RawDocument) -> tuple[Line, ...]:
    return raw.lines if raw.media_type == "application/pdf" else ()


def _is_typed(raw: RawDocument) -> bool:
    """Whether a plain text has headings underlined by hand."""
    return raw.media_type == "text/plain" and any(line.text.startswith("===") for line in raw.lines)


def _drop_marks(line: Line) -> Line:
    """The line without marks; a rule becomes an empty line that ends a block."""
    if TABLE_RULE.match(line.text) or (RULE.match(line.text) and not UNDERLINE.match(line.text)):
        return replace(line, text="", edges=line.edges[:1], glue="\n\n")
    if quote := QUOTE.match(line.text):
        line = cut_line(line, quote.end(), len(line.text))
    if heading := HEADING.match(line.text):
        line = replace(cut_line(line, heading.end(), len(line.text)), role="heading", glue="\n\n")
        line = substitute_text(line, CLOSING, "")
    elif ROW.match(line.text):
        line = replace(cut_line(line, 1, len(line.text) - 1), role="row", glue="\n\n")
    elif item := ITEM.match(line.text):
        line = replace(cut_line(line, item.end(), len(line.text)), role="item")
    for pattern in INLINE:
        line = substitute_text(line, pattern, "")
    return line


def _with_underlined(lines: list[Line]) -> list[Line]:
    """Lines over `===` or `---` are headings; such a line after an empty one is a rule."""
    found: list[Line] = []
    for line in lines:
        if not UNDERLINE.match(line.text):
            found.append(line)
            continue
        if found and found[-1].box is None and _is_lone(found):
            found[-1] = replace(found[-1], role="heading")
        if found:
            found[-1] = replace(found[-1], glue="\n\n")
    return found


def _is_lone(lines: list[Line]) -> bool:
    """Whether the last of these lines stands right above what follows and below an empty line."""
    starts = len(lines) == 1 or lines[-2].glue == "\n\n"
    return starts and lines[-1].glue == "\n" and lines[-1].role is None and len(lines[-1].text) < 150


def _blocks_apart(lines: list[Line]) -> list[Line]:
    """A heading, row or item starts a block of its own."""
    apart = list(lines)
    for number, (line, after) in enumerate(pairwise(lines)):
        if after.role in ("heading", "row", "item"):
            apart[number] = replace(line, glue="\n\n")
    return apart


STEPS = (_take_markdown_marks,)
