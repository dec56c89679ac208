"""Sheets of paper to set German text on: every stroke of the pen is kept as PDF and as the text that it stands for.

Lengths are PDF points from the upper left corner. Line ends, hyphens, columns and page ends are made here, so what is
true is known and not read back.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pyphen
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
FAMILIES = {  # normal, bold, italic; Vera comes with reportlab, is embedded and knows the ligatures fi and fl
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "vera": ("Vera", "VeraBd", "VeraIt"),
}
MARK_ROOM = 14  # between a list item's mark and its text
MARK = re.compile(r"\^(\d+)")  # a footnote's mark: 58 Mio.^1 Euro


@dataclass(frozen=True, slots=True)
class Block:
    """What a reader must give: `apart` names a group that may stand anywhere in the flow, whole and in its order.

    `loose`: where its lines end does not matter (addresses, contact columns, signatures). `cells` of a table row.
    """

    kind: str
    text: str
    apart: str = ""
    loose: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A word that a line end cut: `real` where its hyphen belongs to it (Baden-Württemberg)."""

    word: str
    real: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """All that is true of a generated document; `absent` are running heads, page numbers and the like."""

    blocks: tuple[Block, ...]
    absent: tuple[str, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set; `gap` is the space after a block, `indent` that of its first line."""

    font: str = "serif"
    size: float = 11
    lead: float = 1.3
    weight: int = 0  # 0 normal, 1 bold, 2 italic
    justified: bool = False
    hyphens: str = ""  # the character at a broken word's line end; none: only real hyphens break
    gap: float = 6
    indent: float = 0
    hanging: float = 0
    centred: bool = False
    ligatures: bool = False
    colour: tuple[float, float, float] = (0, 0, 0)

    @property
    def face(self) -> str:
        return FAMILIES[self.font][self.weight]

    def but(self, **changes: Any) -> Style:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a page (from 0) that text flows through."""

    page: int
    x: float
    top: float
    width: float
    bottom: float = 780


@dataclass(slots=True)
class Stroke:
    """A piece of text or a drawing on a page."""

    page: int
    x: float
    y: float
    draw: Any


@dataclass(slots=True)
class Sheet:
    """The paper and what is true of it. `order`: `made`, `rows` (line by line across columns) or `backwards`."""

    size: tuple[float, float] = A4
    order: str = "made"
    strokes: list[Stroke] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    rotation: dict[int, int] = field(default_factory=dict)
    sizes: dict[int, tuple[float, float]] = field(default_factory=dict)
    title: str = ""

    # ------------------------------------------------------------------------------------------ drawing

    def put(self, page: int, x: float, y: float, text: str, style: Style) -> None:
        """One piece of text with its base line at `y`."""
        shown = _ligated(text) if style.ligatures else text

        def draw(canvas: Canvas, height: float) -> None:
            canvas.setFillColorRGB(*style.colour)
            canvas.setFont(style.face, style.size)
            canvas.drawString(x, height - y, shown)

        self.strokes.append(Stroke(page, x, y, draw))

    def line(self, page: int, x0: float, y0: float, x1: float, y1: float) -> None:
        def draw(canvas: Canvas, height: float) -> None:
            canvas.setLineWidth(0.5)
            canvas.line(x0, height - y0, x1, height - y1)

        self.strokes.append(Stroke(page, x0, y0, draw))

    def area(self, page: int, x: float, top: float, width: float, height: float, *, grey: float | None) -> None:
        """A box: filled where `grey` is given, else a frame. Always below the text."""

        def draw(canvas: Canvas, tall: float) -> None:
            canvas.setFillGray(1 if grey is None else grey)
            canvas.rect(x, tall - top - height, width, height, fill=int(grey is not None), stroke=int(grey is None))

        self.strokes.insert(0, Stroke(page, x, -1, draw))

    def picture(self, page: int, x: float, top: float, width: float, height: float) -> None:
        """A drawn picture: a few coloured shapes."""
        self.area(page, x, top, width, height, grey=0.8)
        self.area(page, x + width / 4, top + height / 4, width / 2, height / 3, grey=0.5)

    def turned(self, page: int, x: float, y: float, text: str, style: Style, *, degrees: float = 90) -> None:
        """Text along the page's side: page furniture."""

        def draw(canvas: Canvas, height: float) -> None:
            canvas.saveState()
            canvas.translate(x, height - y)
            canvas.rotate(degrees)
            canvas.setFillColorRGB(*style.colour)
            canvas.setFont(style.face, style.size)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

        self.absent.append(text)
        self.strokes.append(Stroke(page, x, y, draw))

    # ------------------------------------------------------------------------------------------ text that counts

    def say(self, kind: str, text: str, **more: Any) -> None:
        self.blocks.append(Block(kind, " ".join(MARK.sub("", text).split()), **more))

    def furniture(self, page: int, x: float, y: float, text: str, style: Style, *, right: bool = False) -> None:
        """A running head, footer or page number; `right`: it ends at `x`."""
        left = x - width_of(text, style) if right else x
        self.put(page, left, y, text, style)
        if text not in self.absent:
            self.absent.append(text)

    def lines(
        self, page: int, x: float, y: float, lines: Sequence[str], style: Style, *, kind: str, apart: str
    ) -> float:
        """Lines of an address, a contact column, a signature; gives the next base line."""
        for number, line in enumerate(lines):
            self.put(page, x, y + number * style.size * style.lead, line, style)
        self.say(kind, " ".join(line for line in lines if line), apart=apart, loose=True)
        return y + len(lines) * style.size * style.lead

    def flow(
        self, parts: Iterable[tuple[str, str, Style]], frames: Sequence[Frame], *, apart: str = ""
    ) -> tuple[Frame, float]:
        """Blocks (kind, text, style) through frames, one after the other; gives the last frame and next base line."""
        waiting = iter(frames)
        frame = next(waiting)
        y = frame.top
        for kind, text, style in parts:
            self.say(kind, text, apart=apart)
            step = style.size * style.lead
            mark, words_only = text.split(" ", 1) if kind == "item" else ("", text)
            for number, (words, cut) in enumerate(broken(words_only, style, frame.width)):
                if y + step > frame.bottom or (kind == "heading" and number == 0 and y + 3 * step > frame.bottom):
                    frame = next(waiting)
                    y = frame.top
                y += step
                if mark and number == 0:
                    self.put(frame.page, frame.x + style.indent - MARK_ROOM, y, mark, style)
                self._set(frame, y, words, style, first=number == 0)
                if cut:
                    self.breaks.append(cut)
                elif words[-1].endswith("-") and len(words[-1]) > 2:  # Bundes- und Landesmittel
                    self.breaks.append(Break(words[-1], real=True))
            y += style.gap
        return frame, y

    def _set(self, frame: Frame, y: float, words: Sequence[str], style: Style, *, first: bool) -> None:
        ends = words[-1] == "\n"
        shown = words[:-1] if ends else words
        left = frame.x + (style.indent if first else style.hanging)
        room = frame.width - (left - frame.x)
        used = sum(width_of(word, style) for word in shown)
        blank = width_of(" ", style)
        if style.centred:
            left += (room - used - blank * (len(shown) - 1)) / 2
        full = style.justified and not ends and len(shown) > 1
        space = (room - used) / (len(shown) - 1) if full else blank
        if not full and not any(MARK.search(word) for word in shown):
            self.put(frame.page, left, y, " ".join(shown), style)
            return
        for word in shown:
            self._word(frame.page, left, y, word, style)
            left += width_of(word, style) + space

    def _word(self, page: int, x: float, y: float, word: str, style: Style) -> None:
        """A word, its footnote mark small and raised."""
        small = style.but(size=style.size * 0.6)
        for number, piece in enumerate(MARK.split(word)):
            if piece:
                self.put(page, x, y - (style.size * 0.35 if number % 2 else 0), piece, small if number % 2 else style)
                x += width_of(piece, small if number % 2 else style)

    # ------------------------------------------------------------------------------------------ out

    def truth(self) -> Truth:
        return Truth(tuple(self.blocks), tuple(self.absent), tuple(self.breaks))

    def pdf(self) -> bytes:
        """The PDF, the same bytes every time."""
        _fonts()
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=self.size, invariant=1, pageCompression=1)
        if self.title:
            canvas.setTitle(self.title)
        for page in range(1 + max(stroke.page for stroke in self.strokes)):
            size = self.sizes.get(page, self.size)
            canvas.setPageSize(size)
            canvas.setPageRotation(self.rotation.get(page, 0))
            for stroke in self._ordered(page):
                stroke.draw(canvas, size[1])
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _ordered(self, page: int) -> list[Stroke]:
        mine = [stroke for stroke in self.strokes if stroke.page == page]
        if self.order == "rows":
            return sorted(mine, key=lambda stroke: (round(stroke.y), stroke.x))
        below = [stroke for stroke in mine if stroke.y < 0]
        return below + [s for s in mine if s.y >= 0][::-1] if self.order == "backwards" else mine


# ---------------------------------------------------------------------------------------------- lines and widths


def broken(text: str, style: Style, width: float) -> Iterator[tuple[list[str], Break | None]]:
    """The lines of a text, each with the word that its end cuts; the last line ends in `"\\n"`."""
    line: list[str] = []
    room = width - style.indent
    blank = width_of(" ", style)
    for word in text.split():
        rest = word
        while True:
            used = sum(width_of(part, style) + blank for part in line)
            if used + width_of(rest, style) <= room:
                line.append(rest)
                break
            head, tail, real = _cut(rest, style, room - used)
            if not head and not line:  # too long for any line: it juts out
                line.append(rest)
                break
            yield [*line, head] if head else line, Break(MARK.sub("", word), real) if head else None
            line, rest, room = [], tail, width - style.hanging
    yield [*line, "\n"], None


def _cut(word: str, style: Style, room: float) -> tuple[str, str, bool]:
    """The longest beginning of a word that fits with its hyphen, the rest, and whether the hyphen is the word's own."""
    options = [(match.end(), True) for match in re.finditer(r"(?<=\w)-(?=\w)", word)]
    if style.hyphens:
        options += [(place, False) for place in _syllables(word)]
    for place, real in sorted(options, reverse=True):
        head = word[:place] if real else word[:place] + style.hyphens
        if width_of(head, style) <= room:
            return head, word[place:], real
    return "", word, False


def _syllables(word: str) -> Iterator[int]:
    """Where a word of six letters and more may be broken, three letters from its ends."""
    for part in re.finditer(r"[A-Za-zÄÖÜäöüß]{6,}", word):
        for place in _dictionary().positions(part.group()):
            if 3 <= place <= len(part.group()) - 3:
                yield part.start() + place


@cache
def _dictionary() -> Any:
    return pyphen.Pyphen(lang="de_DE")


@cache
def _fonts() -> None:
    folder = os.path.join(os.path.dirname(reportlab.__file__), "fonts")  # noqa: PTH118, PTH120
    for name in FAMILIES["vera"]:
        pdfmetrics.registerFont(TTFont(name, os.path.join(folder, f"{name}.ttf")))  # noqa: PTH118


@cache
def width_of(text: str, style: Style) -> float:
    """The width of a word, a footnote's mark counting small."""
    _fonts()
    small = sum(pdfmetrics.stringWidth(mark, style.face, style.size * 0.6) for mark in MARK.findall(text))
    shown = MARK.sub("", text)
    return float(pdfmetrics.stringWidth(_ligated(shown) if style.ligatures else shown, style.face, style.size) + small)


def _ligated(text: str) -> str:
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02")
