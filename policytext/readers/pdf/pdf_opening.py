"""Opening a PDF with pdfium: what cannot be opened is said in one line, what the file says of itself is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from policytext.errors import UnreadableFile

NO_TITLE = ("untitled", "(anonymous)", "anonymous", "(unspecified)", "unspecified", "microsoft word", "none")
MOST_PAGES = 5_000


@contextmanager
def open_pdf(data: bytes, said: str, password: str | None = None) -> Iterator[Any]:
    """The pypdfium2 document of these bytes, closed afterwards.

    Raises `UnreadableFile` for one that is broken, encrypted, without pages or of too many.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_explain_failure(said, error, password)) from None
    try:
        pages = len(pdf)
        if pages < 1:
            raise UnreadableFile(f"{said} is a PDF without pages: get it anew from its source")
        if pages > MOST_PAGES:
            raise UnreadableFile(f"{said} has {pages} pages, more than {MOST_PAGES}: split it first")
        pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


def _explain_failure(said: str, error: Exception, password: str | None) -> str:
    from pypdfium2 import raw

    match getattr(error, "err_code", None):
        case raw.FPDF_ERR_PASSWORD if password:
            return f"{said} is encrypted and does not open with this password: check its spelling"
        case raw.FPDF_ERR_PASSWORD:
            return f"{said} is encrypted: give its password with --password, or save it without one"
        case raw.FPDF_ERR_SECURITY:
            return f"{said} is encrypted in a way that cannot be read: save it without its protection first"
    return f"{said} is a broken or truncated PDF: get it anew from its source"


def metadata_of(pdf: Any) -> dict[str, str]:
    """Title, author and language, without what programs write when nobody filled them in."""
    found = {
        "title": _plain_value(pdf.get_metadata_value("Title")),
        "author": _plain_value(pdf.get_metadata_value("Author")),
        "language": _read_language(pdf),
    }
    return {key: value for key, value in found.items() if value and not value.lower().startswith(NO_TITLE)}


def _read_language(pdf: Any) -> str:
    import ctypes

    from pypdfium2 import raw

    length = raw.FPDFCatalog_GetLanguage(pdf, None, 0)
    if not 2 < length <= 200:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(pdf, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return _plain_value(buffer.raw.decode("utf-16-le", errors="ignore"))


def _plain_value(value: str) -> str:
    return " ".join(value.replace("\0", "").split())
