"""PDF through pdfplumber: the lines of every page in reading order, with their boxes, sizes and weights."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from policytext.errors import UnreadableFile
from policytext.model import Line, RawDocument
from policytext.readers.columns import Layout, Rule, reading_order
from policytext.readers.words import UNKNOWN, words_of

Errors = tuple[type[BaseException], ...]

MEDIA_TYPE = "application/pdf"
NO_TITLE = ("untitled", "(anonymous)", "anonymous", "(unspecified)", "unspecified", "microsoft word", "none")
MOST_PAGES = 5_000
MOST_UNMAPPED = 0.05  # of a page's characters
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


def read_pdf(data: bytes, said: str) -> RawDocument:
    """The lines of a PDF; raises `UnreadableFile` for one that is broken, encrypted or has no text layer."""
    import pdfplumber
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    broken = (*BROKEN, PDFSyntaxError, PSException, MalformedPDFException, PdfminerException)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _document(pdf, said, broken)
    except broken as error:
        raise UnreadableFile(_cause(said, error)) from None


def _cause(said: str, error: BaseException) -> str:
    names = {type(part).__name__ for part in (error, *error.args)}
    if names & {"PDFPasswordIncorrect", "PDFEncryptionError"}:
        return f"{said} is encrypted: save it without its password first"
    if isinstance(error, MemoryError):
        return f"{said} needs more memory than there is: read its pages in smaller files"
    return f"{said} is a broken or truncated PDF: get it anew from its source"


def _document(pdf: Any, said: str, broken: Errors) -> RawDocument:
    pages = pdf.pages
    if not pages:
        raise UnreadableFile(f"{said} is a PDF without pages: get it anew from its source")
    if len(pages) > MOST_PAGES:
        raise UnreadableFile(f"{said} has {len(pages)} pages, more than {MOST_PAGES}: split it first")
    lines, warnings = _read_pages(pages, broken)
    if not any(line.text.strip() for line in lines):
        raise UnreadableFile(_no_text(said, len(pages)))
    return RawDocument(tuple(lines), MEDIA_TYPE, pages=len(pages), metadata=_metadata(pdf), warnings=tuple(warnings))


def _read_pages(pages: Sequence[Any], broken: Errors) -> tuple[list[Line], list[str]]:
    """The lines of all pages, with a warning for each that is damaged; one sound page at least there must be."""
    lines: list[Line] = []
    warnings: list[str] = []
    gutters: list[float] = []
    damaged = 0
    for number, page in enumerate(pages, start=1):
        try:
            found = [line.line(number) for line in reading_order(words_of(page), Layout(_rules(page), gutters))]
            warnings += _doubts(page, number, found)
            lines += found
        except broken:
            damaged += 1
            warnings.append(f"page {number} is damaged and was left out")
            if damaged == len(pages):
                raise
        finally:
            page.close()
    return lines, warnings


def _no_text(said: str, pages: int) -> str:
    extent = "1 page" if pages == 1 else f"{pages} pages"
    remedy = "ocrmypdf -l deu --skip-text in.pdf out.pdf"
    return f"{said} has no text layer ({extent}, most likely a scan) and needs OCR: {remedy}"


def _rules(page: Any) -> tuple[Rule, ...]:
    """The horizontal strokes of a page, those of boxes included."""
    edges = (edge for edge in page.edges if edge["orientation"] == "h")
    return tuple(Rule(float(edge["x0"]), float(edge["x1"]), float(edge["top"])) for edge in edges)


def _doubts(page: Any, number: int, lines: list[Line]) -> Iterator[str]:
    if not lines and page.images:
        yield f"page {number} has a picture and no text: it may be a scan that needs OCR"
    text = "".join(line.text for line in lines)
    if text.count(UNKNOWN) > MOST_UNMAPPED * len(text):
        yield f"page {number} uses fonts that do not say which characters they show: its text is doubtful"


def _metadata(pdf: Any) -> dict[str, str]:
    """Title, author and language, without what programs write when nobody filled them in."""
    language = _plain(pdf.doc.catalog.get("Lang"))
    found = {
        "title": _plain(pdf.metadata.get("Title")),
        "author": _plain(pdf.metadata.get("Author")),
        "language": language,
    }
    return {key: value for key, value in found.items() if value and not value.lower().startswith(NO_TITLE)}


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", errors="ignore")
    return " ".join(value.replace("\0", "").split()) if isinstance(value, str) else ""
