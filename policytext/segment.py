"""From lines or a plain string to the final text: blocks, sentences and the taggers' view.

`assemble` builds the text of a read file out of its cleaned lines; `from_text` takes a string as it stands. From here
on nobody changes `Document.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policytext.german import sentences
from policytext.model import Block, Document, Letterhead, Piece, RawDocument, Sentence, View

LINE = re.compile(r"[^\n]+")
UNDERLINE = re.compile(r"={3,}[ \t]*(?:\n|$)")
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
SHORTEST_TYPESET_LINE = 60  # characters; shorter lines among whole paragraphs are lines of their own
LONGEST_TYPESET_LINE = 140  # characters; wider lines are no lines of a page but whole paragraphs
UNFINISHED = re.compile(  # a paragraph that a page break cut: it ends in a function word
    r"\b(?:der|die|das|dem|den|des|ein|eine|einen|einem|einer|eines|und|oder|sowie|bzw|in|im|an|am|auf|aus|bei|beim|bis|durch|für|gegen|mit|nach|ohne|seit"
    r"|über|um|unter|von|vom|vor|wegen|während|zu|zum|zur|zwischen|dass|weil|wenn|als|wie|ob|nicht|sich|auch|ihre|ihren|ihrer|seine|seinen|seiner|unsere|unseren|unserer"
    r"|diese|diesen|dieser|allen|aller|deren|dessen|sehr|mehr|rund|etwa)$|[,–]$|[a-zäöüß]-$"
)
FINISHED = re.compile(r"[.!?:;…][“”\"»«’'‘)\]*_]*$")
LEFT_OUT = (  # what taggers do not see
    re.compile(r"(?<=[a-zäöüß])-[ \t]*\n[ \t]*(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|als|wie|noch)\b)"),  # Bundes-⏎land
    re.compile(r"(?<=\w-)[ \t]*\n[ \t]*(?=[A-ZÄÖÜ])"),  # Baden-⏎Württemberg: the hyphen stays, the line end goes
    re.compile(r"\u00ad(?:[ \t]*\n[ \t]*)?|[\u200b\u200c\u200d\u2060\ufeff]"),  # soft hyphens, zero-width characters
    re.compile(r"\*\*|__|(?<![\w*])\*(?=\w)|(?<=[\w.!?])\*(?![\w*:])"),  # **fett**, *kursiv*; not Bürgermeister*innen
    re.compile(r"\[(?=[^\[\]\n]{1,300}\]\()|\]\([^()\n]{1,500}\)"),  # [Haus](https://…): the words stay
)
NO_LETTERHEAD = Letterhead()
LONE_SURROGATES = range(0xD800, 0xE000)  # no library takes them
PLAIN = {code: " " for code in range(0x3001) if chr(code).isspace()} | dict.fromkeys(LONE_SURROGATES, "\ufffd")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One line of the text without its marks: where it lies and what it is (`rule` and `blank` carry nothing)."""

    kind: str
    start: int
    end: int


def assemble(raw: RawDocument) -> Document:
    """The document of cleaned lines: their texts joined by their glue, each remembering its place."""
    parts: list[str] = []
    pieces: list[Piece] = []
    roles: dict[int, str] = {}
    offset = 0
    for number, line in enumerate(raw.lines):
        pieces.append(Piece(offset, offset + len(line.text), line.page, line.box, line.edges))
        if line.role:
            roles[offset] = line.role
        glue = line.glue if number + 1 < len(raw.lines) else ""
        parts += (line.text, glue)
        offset += len(line.text) + len(glue)
    text = "".join(parts)
    blocks = tuple(_joined(text, _blocks_of_lines(text, roles)))
    return _document(text, blocks, raw=raw, pieces=tuple(pieces))


def from_text(text: str, *, head: Letterhead = NO_LETTERHEAD) -> Document:
    """The document of a string as it stands: nothing is cleaned, offsets count in exactly this string."""
    blocks = tuple(_joined(text, _blocks_of_text(text)))
    return _document(text, blocks, raw=RawDocument((), "text/plain"), head=head)


def _document(
    text: str,
    blocks: tuple[Block, ...],
    *,
    raw: RawDocument,
    pieces: tuple[Piece, ...] = (),
    head: Letterhead = NO_LETTERHEAD,
) -> Document:
    view = view_of(text, blocks)
    return Document(
        text=text,
        view=view,
        blocks=blocks,
        sentences=tuple(_sentences(view, blocks)),
        head=head,
        name=raw.name,
        media_type=raw.media_type,
        sha256=raw.sha256,
        pages=raw.pages,
        pieces=pieces,
        metadata=raw.metadata,
        warnings=raw.warnings,
    )


# ---------------------------------------------------------------------------------------------- blocks


def _blocks_of_lines(text: str, roles: Mapping[int, str]) -> Iterator[Block]:
    """Blocks of an assembled text: an empty line ends one; the reader's role names it."""
    for match in re.finditer(r"\S(?:(?!\n\n).)*", text, re.DOTALL):
        end = match.start() + len(match.group().rstrip())
        mark = ITEM_MARK.match(text, match.start(), end)
        kind = roles.get(match.start()) or ("item" if mark else "paragraph")
        start = mark.end() if kind == "item" and mark else match.start()
        if start < end:
            yield Block(kind, start, end)


def _blocks_of_text(text: str) -> Iterator[Block]:
    """Blocks of a raw string: its lines, those of one paragraph or list item together."""
    whole = _has_long_lines(text)
    current: Block | None = None
    for line in _stretches(text):
        if current and _same_paragraph(text, current, line, lines_are_paragraphs=whole):
            current = Block(current.kind, current.start, line.end)
            continue
        if current:
            yield current
        current = None if line.kind == "rule" else Block(line.kind, line.start, line.end)
    if current:
        yield current


def _has_long_lines(text: str) -> bool:
    """Whether most of the text stands in lines too long to be typeset: each is then a paragraph."""
    lines = [len(line.rstrip()) for line in text.splitlines()]
    return sum(length for length in lines if length > LONGEST_TYPESET_LINE) * 2 > sum(lines) and len(lines) > 2


def _same_paragraph(text: str, block: Block, line: _Stretch, *, lines_are_paragraphs: bool) -> bool:
    if line.kind != "paragraph" or block.kind not in ("paragraph", "item"):
        return False
    if text.count("\n", block.end, line.start) > 1:
        return False
    last_line = text[max(block.start, text.rfind("\n", 0, block.end) + 1) : block.end]
    finished = FINISHED.search(last_line)
    if lines_are_paragraphs:
        return not finished and len(last_line) > SHORTEST_TYPESET_LINE
    widest = max(map(len, text[max(block.start, block.end - 1000) : line.end].split("\n")))
    return not (finished and len(last_line) < 0.6 * widest and text[line.start].isupper())


def _stretches(text: str) -> Iterator[_Stretch]:
    for match in LINE.finditer(text):
        line = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        kind, mark = _kind(line)
        if kind == "paragraph" and UNDERLINE.match(text, match.end() + 1):
            kind = "heading"
        if len(line) > mark:
            yield _Stretch(kind, start + mark, start + len(line))


def _kind(line: str) -> tuple[str, int]:
    """What a line without the blanks around it is, and how long its mark is."""
    if RULE.match(line) or LONE_MARKS.match(line):
        return "rule", 0
    for kind, mark in (("heading", HEADING_MARK), ("item", ITEM_MARK)):
        if found := mark.match(line):
            return kind, found.end()
    return ("row" if ROW_MARK.match(line) else "paragraph"), 0


def _joined(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs that a page break cut in the middle of a sentence, made whole again."""
    last: Block | None = None
    for block in blocks:
        if last and _continues(text, last, block):
            last = Block(last.kind, last.start, block.end)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _continues(text: str, before: Block, after: Block) -> bool:
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph" or after.start - before.end > 12:
        return False
    tail = text[max(before.start, before.end - 200) : before.end]
    if len(tail.split()) < 8 or FINISHED.search(tail):
        return False
    return bool(UNFINISHED.search(tail)) or text[after.start].islower()


# ---------------------------------------------------------------------------------------------- view and sentences


def view_of(text: str, blocks: tuple[Block, ...]) -> View:
    """The taggers' view: broken words whole, marks gone, blanks plain, line breaks only between blocks."""
    parts: list[str] = []
    reached = 0
    for block in blocks:
        parts += ("\n" * (block.start - reached), text[block.start : block.end].translate(PLAIN))
        reached = block.end
    flat = "".join((*parts, "\n" * (len(text) - reached)))
    gone = sorted(match.span() for pattern in LEFT_OUT for match in pattern.finditer(text))
    return _without(flat, gone) if gone else View(flat)


def _without(flat: str, gone: list[tuple[int, int]]) -> View:
    parts: list[str] = []
    offsets: list[int] = []
    reached = 0
    for start, end in (*gone, (len(flat), len(flat))):
        if start > reached:
            parts.append(flat[reached:start])
            offsets.extend(range(reached, start))
        reached = max(reached, end)
    return View("".join(parts), tuple(offsets))


def _sentences(view: View, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    for number, block in enumerate(blocks):
        first, last = view.forth(block.start), view.forth(block.end)
        if block.kind in ("heading", "row"):
            yield Sentence(*view.back(first, last), number)
            continue
        for start, end in sentences.split(view.text[first:last]):
            yield Sentence(*view.back(first + start, first + end), number)
