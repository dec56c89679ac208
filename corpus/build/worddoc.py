"""original.docx: headings, lists and tables as Word knows them, header and footer, fixed timestamps."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Pt
from source import CELL, Block, Source

STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "item": "List Bullet"}
LONG_AGO = datetime(2020, 1, 1)  # a file's own date must not depend on the day of the build


def _row(document: Any, table: Any, block: Block) -> Any:
    cells = block.text.split(CELL)
    if table is None:
        table = document.add_table(rows=0, cols=len(cells))
        table.style = "Table Grid"
    for cell, text in zip(table.add_row().cells, cells, strict=True):
        cell.text = text
    return table


def _fill(document: Any, source: Source) -> None:
    table = None
    for block in source.blocks:
        if block.kind == "row":
            table = _row(document, table, block)
            continue
        table = None
        paragraph = document.add_paragraph(style=STYLES.get(block.kind))
        run = paragraph.add_run(block.text)  # "\n" becomes a line break
        run.bold = True if block.kind in ("label", "lead", "subject") else None


def _dated(data: bytes) -> bytes:
    """The same zip archive with one fixed date on every member."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def build(source: Source) -> bytes:
    """The bytes of original.docx; the same source gives the same bytes."""
    document, layout, out = Document(), source.layout, BytesIO()
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].font.name = "Arial"
    properties = document.core_properties
    properties.title, properties.author = source.about["title"], source.about["issuer"]
    properties.created = properties.modified = LONG_AGO
    section = document.sections[0]
    section.header.paragraphs[0].text = layout.get("running_head", "")
    section.footer.paragraphs[0].text = " · ".join(layout.get("footer", []))
    _fill(document, source)
    document.save(out)
    return _dated(out.getvalue())
