"""Whether a page that shows nothing is damaged: pdfium draws what it can and does not say what it had to leave out."""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any

BLANK = 250  # bytes; blank pages of the usual programs have at most some 150 in their content stream
BROKEN = (  # what pdfminer raises on broken files, over and above its own exceptions
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
PAINTS = re.compile(rb"(?<![\w/])(?:T[jJ]|Do|sh|EI|[fFBb]\*?|[Ss])(?!\w)")  # operators that leave something on the page
MOST_LOOKS = 20  # pages of one document; each look reads the file's page tree anew


def is_damaged(data: bytes, number: int) -> bool:
    """Whether the page of this number (from 1), which shows nothing, has contents all the same."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream, resolve1
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        for place, page in enumerate(PDFPage.create_pages(document), start=1):
            if place == number:
                streams: list[Any] = [resolve1(part) for part in page.contents]
                parts = [part for part in streams if isinstance(part, PDFStream)]
                return sum(len(part.rawdata or b"") for part in parts) > BLANK and any(map(_is_lost, parts))
    except (*BROKEN, PSException):
        return True
    return False


def _is_lost(stream: Any) -> bool:
    """Whether a page's content cannot be unpacked, or paints what is not to be seen."""
    data = stream.get_data()
    return not data or PAINTS.search(data) is not None
