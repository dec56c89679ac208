"""A real press release as Markdown and as a two-page PDF: the same paragraphs, sentences over the page break whole."""

from __future__ import annotations

import io
import re
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from policytext.clean import clean_document
from policytext.readers import read_lines

REAL = Path(__file__).parents[2].parent / "shared" / "real"


@pytest.fixture(scope="module")
def markdown() -> str:
    found = sorted(REAL.glob("*.md"))
    if not found:
        pytest.skip("../shared is not here: the real press release cannot be read")
    return found[0].read_text(encoding="utf-8")


def texts(data: bytes) -> list[str]:
    """The cleaned blocks of a file."""
    return "".join(line.text + line.glue for line in clean_document(read_lines(data)).lines).strip().split("\n\n")


def printed(text: str, *, font: str, size: float, width: int, rows: int) -> bytes:
    """The text as bare lines on pages of so many rows, with a footer that counts the pages."""
    lines = [part for line in text.split("\n") for part in wrap(line, width, break_on_hyphens=False) or [""]]
    pages = [lines[start : start + rows] for start in range(0, len(lines), rows)]
    packed = io.BytesIO()
    page = Canvas(packed, pagesize=A4, invariant=1)
    for number, page_lines in enumerate(pages, start=1):
        page.setFont(font, size)
        for place, line in enumerate(page_lines):
            page.drawString(56, 790 - place * size * 1.3, line)
        page.drawCentredString(297, 30, f"Seite {number} von {len(pages)}")
        page.showPage()
    page.save()
    return packed.getvalue()


@pytest.mark.parametrize(
    "style",
    [
        {"font": "Courier", "size": 9, "width": 90, "rows": 60},
        {"font": "Helvetica", "size": 10, "width": 85, "rows": 45},
    ],
    ids=["Courier", "Helvetica"],
)
@pytest.mark.parametrize("has_marks", [True, False], ids=["with marks", "without marks"])
def test_the_pdf_reads_as_the_markdown(markdown: str, style: dict[str, Any], has_marks: bool) -> None:
    text = markdown
    if not has_marks:
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\*\*|^#+ |^---$", "", text, flags=re.MULTILINE))
    data = printed(text, **style)
    assert read_lines(data).pages == 2
    assert texts(data) == texts(markdown.encode())


def test_nothing_is_broken(markdown: str) -> None:
    found = texts(markdown.encode())
    assert "Kommunen begrüßen Einigung mit dem Land bei der Integration" in found
    assert any(block.endswith("dann vor Ort, in den Städten und Gemeinden.“") for block in found)
    assert any("Selbstständigkeit und -verantwortung" in block and "deutlich machen, dass" in block for block in found)
