"""The readers to compare: ours, pdftotext and pdfium's raw text (those of them that are installed)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable

from policytext import pipeline
from tests.layouts.score import Found

Reader = Callable[[bytes], Found]


def ours(data: bytes) -> Found:
    """Blocks of `policytext.read`; a row's cells lie between bars."""
    document = pipeline.read(data, name="layout.pdf")
    texts = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    rows = tuple(
        tuple(cell.strip() for cell in text.split("|")) for kind, text in texts if kind == "row" or " | " in text
    )
    entries = tuple(text for kind, text in texts if kind == "contents")
    return Found(tuple(text for _, text in texts), rows, entries)


def pdftotext(data: bytes) -> Found:
    """Poppler's reading order, its paragraphs by empty lines, hyphens before small letters undone."""
    run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return _plain(run.stdout.decode("utf-8"))


def pdfium(data: bytes) -> Found:
    """pdfium's text as it comes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return _plain("\f".join(texts).replace("\r\n", "\n").replace("\ufffe\n", "-\n").replace("\ufffe", "-\n"))


def _plain(text: str) -> Found:
    text = re.sub(r"(?<=\w)[-\u00ad]\n(?=[a-zäöüß])", "", text).replace("\f", "\n\n")
    blocks = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return Found(tuple(block for block in blocks if block))


def installed() -> dict[str, Reader]:
    """The readers to be had here, ours first."""
    return {"policytext": ours, **({"pdftotext": pdftotext} if shutil.which("pdftotext") else {}), "pdfium": pdfium}
