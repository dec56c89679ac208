"""The lines of a head as they stand on the page, each with its place in `Document.text` and the blanks around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.letterhead.patterns import FIELD_BORDER, FIELDS_IN_LINE
from policytext.model import Document

MOST_UNITS = 46  # lines in which a head is looked for; the longest of 12,000 council papers had 45
MOST_CHARACTERS = 12_000
LONGEST_FIELDS = 120  # characters of a line that holds several fields ("Az. 12 · 3. Mai 2021")
LONG_LINE, LONG_LINES = 60, 10  # characters of a line, and lines in a row, of running text
LONGEST_UNIT = 1000  # characters of a line that are looked at
TAIL_UNITS, TAIL_CHARACTERS = 40, 3000  # signature, place and date, office that keeps the paper

MARKS = re.compile(r"[\s#>*_|\\]*")
CLOSING_MARKS = re.compile(r"[\s#*_|\\]*$")
INVISIBLE = {0xAD: None, 0x200B: None, 0xFEFF: None, 0xA0: " ", 0x2009: " ", 0x202F: " ", 0x09: " "}
EMPHASIS = re.compile(r"\*\*|__|(?<=\s)\*(?=\w)|(?<=\w)\*(?=\s)|\\(?=[.*_-])")
UNDERLINE = re.compile(r"={3,}|[-_~]{6,}|[*+]{3,}")
FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)---[ \t]*(?:\n|$)")

SHOWN = re.compile(
    r"^[ \t]*(?:#|[-*+•▪■□‣◦·–][ \t\u00a0]|\(?\w{1,2}\))|\|"
)  # what a line shows of its block: # · - · a) · |


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line, or one of the fields of a line; `before` counts the empty lines above it, `first` opens its line.

    `start:end` is its place in `Document.text`, `text` its words without marks of Markdown and invisible characters;
    `role` the kind of the block in which it stands, `mark` whether it bears a heading's mark; `raw` keeps its blanks.
    """

    text: str
    start: int
    end: int
    before: int = 0
    after: int = 0
    role: str = "paragraph"
    mark: bool = False
    first: bool = True
    raw: str = ""


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields of YAML front matter at the text's beginning, lower-case names; and where it ends (0: none)."""
    match = FRONT_MATTER.match(text[:MOST_CHARACTERS])
    if match is None:
        return {}, 0
    rows = (line.partition(":") for line in match["fields"].split("\n"))
    fields = {name.strip().lower(): value.strip().strip("\"'") for name, colon, value in rows if colon}
    return {name: value for name, value in fields.items() if value}, match.end()


def head_units(document: Document) -> list[HeadLine]:
    """The first lines of a document, without the entries of a contents page."""
    text = document.text
    start = front_matter(text)[1]
    end = min(len(text), start + MOST_CHARACTERS)
    units = [unit for unit in _cut_units(document, start, end, most=MOST_UNITS) if unit.role != "contents"]
    return units[: _end_of_head(units)]


def _end_of_head(units: Sequence[HeadLine]) -> int:
    """Where so many long lines stand in a row that no head goes on below them."""
    row = 0
    for place, unit in enumerate(units):
        row = row + 1 if len(unit.text) > LONG_LINE else 0
        if row == LONG_LINES:
            return place + 1
    return len(units)


def tail_units(document: Document, after: int) -> list[HeadLine]:
    """The last lines of a document, none of them before `after`."""
    text = document.text
    start = max(after, len(text) - TAIL_CHARACTERS)
    start = 0 if start <= 0 else text.find("\n", start) + 1 or len(text)
    return _cut_units(document, max(start, after), len(text), whole=True)[-TAIL_UNITS:]


def _cut_units(
    document: Document, start: int, end: int, *, whole: bool = False, most: int | None = None
) -> list[HeadLine]:
    """The lines of `text[start:end]`, `whole` or field by field; the first `most` of them.

    What a block is counts where the file itself says so; in a plain string only its marks do: what was told by form
    alone is for the labeller to judge.
    """
    text, blocks = document.text, () if whole else document.blocks
    found: list[HeadLine] = []
    empty, at = 0, 0
    for match in re.finditer(r"[^\n]*(?:\n|$)", text[:end][start:]):
        line = match.group()
        content = MARKS.match(line)
        opening = content.end() if content else 0
        closing = len(line) - len(CLOSING_MARKS.search(line).group())  # type: ignore[union-attr]
        if closing <= opening or UNDERLINE.fullmatch(line.strip()):
            empty += bool(line)
            continue
        first = start + match.start() + opening
        while at + 1 < len(blocks) and blocks[at].end <= first:
            at += 1
        within = blocks and blocks[at].start <= first < blocks[at].end
        role = blocks[at].kind if within and (document.pieces or SHOWN.search(line)) else "paragraph"
        marked = "#" in line[:opening]
        fields = [(0, closing - opening)] if whole else _cut_fields(line[opening:closing])
        for number, (left, right) in enumerate(fields):
            piece = line[opening + left : opening + right]
            if not (words := plain_words(piece)[:LONGEST_UNIT]):
                continue
            found.append(
                HeadLine(
                    text=words,
                    start=first + left,
                    end=first + right,
                    before=empty if number == 0 else 0,
                    role=role,
                    mark=marked,
                    first=number == 0,
                    raw=piece[:LONGEST_UNIT],
                )
            )
        empty = 0
        if most is not None and len(found) > most:
            break
    return [_with_after(unit, following) for unit, following in zip(found, [*found[1:], None], strict=False)][:most]


def _with_after(unit: HeadLine, following: HeadLine | None) -> HeadLine:
    return replace(unit, after=1 if following is None else following.before)


def plain_words(words: str) -> str:
    """Words without marks of emphasis, invisible characters and repeated blanks."""
    return re.sub(r" {2,}", " ", EMPHASIS.sub("", words.translate(INVISIBLE))).strip()


def _cut_fields(line: str) -> Iterator[tuple[int, int]]:
    """The fields of a line, as offsets in it: cut at its marks where it is short, else behind what a head names."""
    if len(line) < LONGEST_FIELDS:
        borders = [match.span() for match in FIELD_BORDER.finditer(line)]
    else:
        opening = FIELDS_IN_LINE.match(line)
        ends = [opening.span(name) for name in ("office", "label", "day", "title") if opening[name]] if opening else []
        borders = [(end, end) for _, end in ends]
    reached = 0
    for left, right in (*borders, (len(line), len(line))):
        words = line[reached:left]
        if words.strip(" –—-:,.;"):
            lead = len(words) - len(words.lstrip(" –—-:,;"))
            yield reached + lead, reached + len(words.rstrip(" –—-,;"))
        reached = right
