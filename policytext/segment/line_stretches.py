"""The lines of a raw string, each with what its marks make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

LINE = re.compile(r"[^\n]+")
UNDERLINE = re.compile(r"={3,}[ \t]*(?:\n|$)")
BORDER = re.compile(r"[\uf000-\uf0ff][ \t]*")  # signs of fonts of symbols, which stand before fields of forms
HEADING_MARK = re.compile(r"#{1,6}[ \t]+")
ITEM_MARK = re.compile(
    r"""(?:
        [-*+•▪■□‣◦·–][ \t\u00a0]+              # - der Bund
      | (?:\d{1,2}|[a-zA-Z])\)[ \t\u00a0]+     # 1) das Land   a) die Gemeinde
      | \((?:\d{1,2}|[a-z]{1,2})\)[ \t\u00a0]+ # (2) Die Zuwendung beträgt …
      )""",
    re.VERBOSE,
)
RULE = re.compile(r"(?:[-_=*•·][ \t]*+){3,}+$|(?=.*--)[ \t:|-]++$")  # ---   |---|:--|
ROW_MARK = re.compile(r"\|.*\|$|[^|]{1,80}(?: \| [^|]{0,80})+$")  # | Sprache | 5 | 7 |
LONE_MARKS = re.compile(r"[ \t*_>`#-]*+$")
BODY_LINE = 30  # characters; shorter lines say nothing about the width of the page
LONGEST_TYPESET_LINE = 140  # characters; wider lines are no lines of a page but whole paragraphs
SHORTEST_MARGIN = 60  # characters of a line of running text
REACH = 0.9  # a tenth of the long lines may be longer than the margin
WHOLE = 1_000_000  # the margin of a text whose lines are whole paragraphs


@dataclass(frozen=True, slots=True)
class LineStretch:
    """One line of the text without its marks: where it lies and what it is; `gap` line breaks stand before it.

    `kind` is `rule` (nothing to read), `page` (page mark or running line), `contents`, `heading`, `item`, `row`, `form`
    ("Dauer: 3 Jahre") or `paragraph`.
    """

    kind: str
    start: int
    end: int
    gap: int = 1


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a text with the text's margin, the width to which its running lines go."""

    text: str
    lines: Sequence[LineStretch]
    margin: int

    def words(self, number: int) -> str:
        """What a line says."""
        return self.text[self.lines[number].start : self.lines[number].end]

    def fits(self, number: int) -> bool:
        """Whether the next line's first word would have fitted at the end of this line: the break was meant."""
        if number + 1 >= len(self.lines):
            return True
        line, after = self.lines[number], self.lines[number + 1]
        first = self.text[after.start : min(after.end, after.start + self.margin)].split(maxsplit=1)
        return line.end - line.start + 1 + len(first[0] if first else "") <= self.margin


def read_lines(text: str) -> Lines:
    """The lines of a text with what their marks make of them."""
    found = _without_lone_rows(text, list(_cut_stretches(text)))
    return Lines(text, found, _find_margin([line.end - line.start for line in found if line.kind == "paragraph"]))


def _without_lone_rows(text: str, lines: list[LineStretch]) -> list[LineStretch]:
    """A line with a bar in it that no row stands beside is none: Sachverhalt | Begründung."""
    found = list(lines)
    for number, line in enumerate(lines):
        if line.kind == "row" and text[line.start] != "|":
            beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
            if not any(other.kind == "row" for other in beside):
                found[number] = replace(line, kind="paragraph")
    return found


def _find_margin(lengths: Sequence[int]) -> int:
    if sum(length for length in lengths if length > LONGEST_TYPESET_LINE) * 2 > sum(lengths):
        return WHOLE
    body = sorted(length for length in lengths if BODY_LINE <= length <= LONGEST_TYPESET_LINE)
    return max(SHORTEST_MARGIN, body[min(len(body) - 1, int(REACH * len(body)))]) if body else SHORTEST_MARGIN


def _cut_stretches(text: str) -> Iterator[LineStretch]:
    reached = 0
    for match in LINE.finditer(text):
        line = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        kind, mark = _classify_line(line)
        if kind == "paragraph" and UNDERLINE.match(text, match.end() + 1):
            kind = "heading"
        if len(line) > mark:
            yield LineStretch(kind, start + mark, start + len(line), text.count("\n", reached, start))
            reached = start + len(line)


def _classify_line(line: str) -> tuple[str, int]:
    """What a line without the blanks around it is, and how long its mark is."""
    if RULE.match(line) or LONE_MARKS.match(line):
        return "rule", 0
    for kind, mark in (("heading", HEADING_MARK), ("item", ITEM_MARK)):
        if found := mark.match(line):
            return kind, found.end()
    if found := BORDER.match(line):
        return "paragraph", found.end()
    return ("row" if ROW_MARK.match(line) else "paragraph"), 0
