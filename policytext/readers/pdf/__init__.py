"""PDF through pdfium: the lines of every page in reading order, with their boxes, sizes and weights."""

from __future__ import annotations

from typing import Any

from policytext.errors import UnreadableFile
from policytext.model import Line, RawDocument
from policytext.readers.pdf.damage import MOST_LOOKS, is_damaged
from policytext.readers.pdf.pages import PageMemory, read_page
from policytext.readers.pdf.pdf_opening import metadata_of, open_pdf
from policytext.readers.pdf.scans import Scans
from policytext.readers.struck_marks import STRUCK

__all__ = ["read_pdf"]

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, said: str, *, password: str | None = None, ocr: str = "auto") -> RawDocument:
    """The lines of a PDF; `ocr` is `auto` (pictures of text), `always` (every page) or `never`.

    Raises `UnreadableFile` for one that is broken, encrypted or has no text layer.
    """
    with open_pdf(data, said, password) as pdf:
        return _build_document(pdf, data, said, ocr)


def _build_document(pdf: Any, data: bytes, said: str, ocr: str) -> RawDocument:
    lines: list[Line] = []
    warnings: list[str] = []
    reading = PageMemory(scans=Scans(ocr))
    pages = len(pdf)
    damaged = looks = left_out = 0
    for number in range(1, pages + 1):
        found = read_page(pdf, number, reading)
        if found and found.is_empty and looks < MOST_LOOKS:
            looks += 1
            found = None if is_damaged(data, number) else found
        if found is None:
            damaged += 1
            warnings.append(f"page {number} is damaged and was left out")
            continue
        lines += found.lines
        left_out += found.is_left_out
        warnings += found.warnings
    if damaged == pages:
        raise UnreadableFile(f"{said} is a broken or truncated PDF: get it anew from its source")
    if damaged + left_out == pages:
        raise UnreadableFile(f"{said}: {warnings[0]}: print it anew on smaller pages")
    if not any(line.text.strip() for line in lines):
        raise UnreadableFile(_no_text(said, pages, reading.scans))
    warnings += [*reading.scans.warnings(), *((STRUCK,) if reading.has_struck else ())]
    metadata = metadata_of(pdf)
    if unread := reading.scans.unread:
        metadata["unread"] = ", ".join(map(str, unread))
    return RawDocument(tuple(lines), MEDIA_TYPE, pages=pages, metadata=metadata, warnings=tuple(warnings))


def _no_text(said: str, pages: int, scans: Scans) -> str:
    extent = "1 page" if pages == 1 else f"{pages} pages"
    return f"{said} has no text layer ({extent}, most likely a scan) and {scans.remedy()}"
