"""original.pdf: letterhead, contact column, one or two text columns, tables, running heads and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph, Table
from reportlab.platypus.flowables import Flowable, HRFlowable, Spacer
from source import CELL, Block, Source

SHY = "\u00ad"
WIDTH, HEIGHT = A4
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}
IN_COLUMN = {"contact", "address", "date", "ref"}  # what stands beside the text where there is a contact column


@cache
def hyphenated() -> dict[str, str]:
    """Long words, each with soft hyphens where it may break."""
    lines = (Path(__file__).with_name("hyphens.txt")).read_text(encoding="utf-8").splitlines()
    words = (line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return {word.replace("|", ""): word.replace("|", SHY) for word in words}


def breakable(text: str) -> str:
    """The text with soft hyphens in the words of the list."""
    return re.sub(r"\w{8,}", lambda match: hyphenated().get(match[0], match[0]), text)


class Look:
    """Fonts, colours and measures of one document, from its `[layout]`."""

    def __init__(self, layout: dict[str, Any]) -> None:
        self.layout = layout
        self.font: str = layout.get("font", "Helvetica")
        self.size: float = layout.get("size", 10.5)
        self.lead: float = layout.get("leading", self.size * 1.36)
        self.color: Color = HexColor(layout.get("color", "#1f3d5c"))
        self.left, self.right = layout.get("left", 25) * mm, layout.get("right", 22) * mm
        self.top, self.bottom = layout.get("top", 24) * mm, layout.get("bottom", 24) * mm
        self.column = layout.get("contact_column", 0) * mm  # width of the contact column, 0 where there is none
        self.columns: int = layout.get("columns", 1)

    def style(self, kind: str) -> ParagraphStyle:
        """The paragraph style of a kind of block."""
        bold, size, lead = BOLD[self.font], self.size, self.lead
        body: dict[str, Any] = {"fontName": self.font, "fontSize": size, "leading": lead, "spaceAfter": lead * 0.55}
        body |= {"alignment": TA_JUSTIFY if self.layout.get("justify", False) else TA_LEFT, "embeddedHyphenation": 1}
        own: dict[str, dict[str, Any]] = {
            "logo": {"fontName": bold, "fontSize": 15, "leading": 18, "textColor": self.color, "alignment": TA_LEFT},
            "label": {"fontName": bold, "fontSize": 13, "leading": 17, "textColor": self.color, "spaceAfter": 8},
            "title": {"fontName": bold, "fontSize": size + 5, "leading": (size + 5) * 1.25, "alignment": TA_LEFT,
                      "spaceBefore": 6, "spaceAfter": 9},
            "heading": {"fontName": bold, "fontSize": size + 1, "leading": lead + 1, "alignment": TA_LEFT,
                        "spaceBefore": lead * 0.5, "spaceAfter": lead * 0.35, "keepWithNext": 1},
            "subheading": {"fontName": bold, "alignment": TA_LEFT, "spaceAfter": lead * 0.25, "keepWithNext": 1},
            "lead": {"fontName": bold},
            "item": {"leftIndent": 14, "bulletIndent": 3, "spaceAfter": lead * 0.2},
            "center": {"alignment": TA_CENTER},
            "contact": {"fontSize": size - 1.5, "leading": (size - 1.5) * 1.3, "alignment": TA_LEFT},
            "address": {"alignment": TA_LEFT, "spaceAfter": lead},
            "date": {"alignment": TA_RIGHT if not self.column else TA_LEFT},
            "ref": {"alignment": TA_LEFT},
            "box": {"alignment": TA_LEFT, "borderWidth": 0.6, "borderColor": self.color, "borderPadding": 5,
                    "spaceBefore": 8, "spaceAfter": 12},
            "sign": {"alignment": TA_LEFT, "spaceBefore": lead * 1.2},
            "note": {"fontSize": size - 2, "leading": (size - 2) * 1.3},
        }  # fmt: skip
        return ParagraphStyle(kind, **(body | own.get(kind, {})))


def _paragraph(look: Look, block: Block) -> Flowable:
    words = block.text if block.kind in ("title", "label") else breakable(block.text)
    text = escape(words).replace("\n", "<br/>")
    bullet = look.layout.get("bullet", "–") if block.kind == "item" else None
    return Paragraph(text, look.style(block.kind), bulletText=bullet)


def _table(look: Look, rows: list[Block], width: float) -> Flowable:
    cells = [row.text.split(CELL) for row in rows]
    small, head = look.style("note"), look.style("note")
    head.fontName = BOLD[look.font]
    body = [
        [Paragraph(escape(breakable(cell)), head if index == 0 else small) for cell in row]
        for index, row in enumerate(cells)
    ]
    shares = look.layout.get("table_widths") or [1] * len(cells[0])
    if len(shares) != len(cells[0]):
        shares = [2] + [1] * (len(cells[0]) - 1)
    table = Table(body, colWidths=[width * share / sum(shares) for share in shares], repeatRows=1)
    rule: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, 0), 0.9, look.color)]
    if look.layout.get("rules", "grid") == "grid":
        rule += [("GRID", (0, 0), (-1, -1), 0.4, black), ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e8edf2"))]
    else:
        rule += [("LINEBELOW", (0, 1), (-1, -1), 0.3, HexColor("#888888"))]
    table.setStyle(rule)
    table.spaceAfter = look.lead * 0.7
    return table


def _flow(look: Look, blocks: list[Block], width: float) -> Iterator[Flowable]:
    rows: list[Block] = []
    for block in [*blocks, None]:
        if rows and (block is None or block.kind != "row"):
            yield _table(look, rows, width)
            rows = []
        if block is None:
            return
        if block.kind == "row":
            rows.append(block)
        elif block.kind == "gap":
            yield Spacer(1, 12)
        else:
            yield _paragraph(look, block)
            if block.kind == "label":
                yield HRFlowable(width="100%", thickness=0.8, color=look.color, spaceAfter=8)


class Furniture:
    """What stands on every page: running head, footer, page number, rules, and the logo of the first page."""

    def __init__(self, source: Source, look: Look) -> None:
        self.source, self.look = source, look

    def _foot(self, canvas: Canvas, page: int) -> None:
        look, lines = self.look, self.look.layout.get("footer", [])
        canvas.setFont(look.font, 7.5)
        canvas.setFillColor(HexColor("#444444"))
        canvas.setStrokeColor(look.color)
        canvas.line(look.left, look.bottom - 4 * mm, WIDTH - look.right, look.bottom - 4 * mm)
        for index, line in enumerate(lines):
            canvas.drawString(look.left, look.bottom - (8 + 3.4 * index) * mm, line)
        number = look.layout.get("page_number", "Seite {page} von {pages}")
        text = number.format(page=page, pages=self.source.about["pages"])
        canvas.drawRightString(WIDTH - look.right, look.bottom - (8 + 3.4 * max(0, len(lines) - 1)) * mm, text)

    def first(self, canvas: Canvas, _: Any) -> None:
        """Draw the first page's furniture: logo, contact column, footer."""
        look = self.look
        canvas.saveState()
        logo = next((block for block in self.source.blocks if block.kind == "logo"), None)
        if logo and look.layout.get("letterhead", True):
            paragraph = _paragraph(look, logo)
            _, height = paragraph.wrapOn(canvas, WIDTH - look.left - look.right, 40 * mm)
            paragraph.drawOn(canvas, look.left, HEIGHT - 14 * mm - height)
            canvas.setFillColor(look.color)
            canvas.rect(0, HEIGHT - 8 * mm, WIDTH, 3 * mm, stroke=0, fill=1)
        if look.column:
            self._column(canvas)
        self._foot(canvas, 1)
        canvas.restoreState()

    def _column(self, canvas: Canvas) -> None:
        look, at = self.look, HEIGHT - self.look.layout.get("column_top", 46) * mm
        for block in self.source.blocks:
            if block.kind in IN_COLUMN and block.start < self.source.data.get("head_ends", 600):
                style = look.style("contact")
                paragraph = Paragraph(escape(block.text).replace("\n", "<br/>"), style)
                _, height = paragraph.wrapOn(canvas, look.column - 6 * mm, 200 * mm)
                paragraph.drawOn(canvas, WIDTH - look.right - look.column + 6 * mm, at - height)
                at -= height + 4 * mm

    def later(self, canvas: Canvas, document: Any) -> None:
        """Draw the running head and the footer of every page but the first."""
        look, page = self.look, document.page
        canvas.saveState()
        if head := look.layout.get("running_head"):
            canvas.setFont(look.font, 8)
            canvas.setFillColor(HexColor("#444444"))
            canvas.drawString(look.left, HEIGHT - 14 * mm, head)
            canvas.line(look.left, HEIGHT - 16 * mm, WIDTH - look.right, HEIGHT - 16 * mm)
        self._foot(canvas, page)
        canvas.restoreState()


def _frames(look: Look, top: float, *, columns: int, column: float = 0.0) -> list[Frame]:
    width, height, gap = WIDTH - look.left - look.right - column, HEIGHT - top - look.bottom, 8 * mm
    each = (width - gap * (columns - 1)) / columns
    pads: dict[str, Any] = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    return [Frame(look.left + index * (each + gap), look.bottom, each, height, **pads) for index in range(columns)]


def _templates(source: Source, look: Look) -> list[PageTemplate]:
    furniture, top = Furniture(source, look), look.layout.get("first_top", 42) * mm
    first = _frames(look, top, columns=1, column=look.column)
    if look.columns > 1:
        head = look.layout["head_height"] * mm
        pads: dict[str, Any] = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        above = Frame(look.left, HEIGHT - top - head, WIDTH - look.left - look.right, head, **pads)
        first = [above, *_frames(look, top + head, columns=look.columns)]
    later = _frames(look, look.top, columns=look.columns)
    return [
        PageTemplate("first", first, onPage=furniture.first),
        PageTemplate("later", later, onPage=furniture.later),
    ]


def _story(source: Source, look: Look) -> list[Flowable]:
    """The flowables of the text; what the furniture draws is left out."""
    drawn = {"logo"} if look.layout.get("letterhead", True) else set()
    ends = source.data.get("head_ends", 600)
    blocks = [
        block
        for block in source.blocks
        if block.kind not in drawn and not (look.column and block.kind in IN_COLUMN and block.start < ends)
    ]
    width = WIDTH - look.left - look.right
    if look.columns == 1:
        return [NextPageTemplate("later"), *_flow(look, blocks, width - look.column)]
    cut = next(index for index, block in enumerate(blocks) if block.kind in ("paragraph", "heading"))
    each = (width - 8 * mm * (look.columns - 1)) / look.columns
    head, text = blocks[:cut], blocks[cut:]
    return [NextPageTemplate("later"), *_flow(look, head, width), FrameBreak(), *_flow(look, text, each)]


def build(source: Source) -> bytes:
    """The bytes of original.pdf; the same source gives the same bytes."""
    look, out = Look(source.layout), BytesIO()
    title, author = source.about["title"], source.about["issuer"]
    document = BaseDocTemplate(out, pagesize=A4, title=title, author=author, invariant=1, lang="de")
    document.addPageTemplates(_templates(source, look))
    document.build(_story(source, look))
    if document.page != source.about["pages"]:
        raise ValueError(f"{source.folder.name}: {document.page} pages, about.toml says {source.about['pages']}")
    return out.getvalue()
